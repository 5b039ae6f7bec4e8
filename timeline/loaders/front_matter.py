"""The YAML-like front matter at the head of a Markdown or text file → the fields it states and where it ends.

Only `key: value` lines with a plain or quoted value are read. Nested values, lists, block scalars, anchors, aliases
and tags are passed over: nothing in a source can make the program build an object or expand a reference.
"""

import re

from timeline.loaders.header_fields import field_of

_LONGEST = 200  # lines
_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)[ \t]{0,9}:(?:[ \t]+(?P<value>.*))?")
_NOT_PLAIN = tuple("&*!|>{[%@`")


def front_matter(text: str) -> tuple[dict[str, str], int] | None:
    """The stated fields and the offset after the closing `---` (or `...`); None where the text has no front matter.

    An opening `---` with no close within 200 lines, or with lines between that are no `key: value`, is a rule in the
    text and not front matter.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return None
    stated: dict[str, str] = {}
    place = opening.end()
    for _ in range(_LONGEST):
        end = text.find("\n", place)
        line = text[place:] if end < 0 else text[place:end]
        if line.rstrip() in ("---", "..."):
            return stated, len(text) if end < 0 else end + 1
        if end < 0 or not _take(line, stated):
            return None
        place = end + 1
    return None


def _take(line: str, stated: dict[str, str]) -> bool:
    """Note what the line states; whether it is a line that front matter can have at all."""
    if not line.strip() or line[0] in " \t#" or line.startswith("- "):
        return True
    found = _LINE.fullmatch(line)
    if found is None:
        return False
    field, value = field_of(found["key"]), _plain(found["value"] or "")
    if field is not None and value:
        stated.setdefault(field, value)
    return True


def _plain(value: str) -> str:
    """The text of a plain or quoted scalar, "" for anything else."""
    value = value.strip()
    if quoted := re.fullmatch(r'"((?:[^"\\]|\\.)*)"(?:\s+#.*)?', value):
        return re.sub(r'\\(["\\/])', r"\1", quoted[1]).strip()
    if quoted := re.fullmatch(r"'((?:[^']|'')*)'(?:\s+#.*)?", value):
        return quoted[1].replace("''", "'").strip()
    if value.startswith(_NOT_PLAIN):
        return ""
    return re.split(r"(?:^|\s)#", value, maxsplit=1)[0].strip()
