"""The lines that stand above the text of a download → the fields they state and where they end.

Read are `Key: value` lines, `Published 20 November 2024`, a line that is a date or a place and a date, a byline, one
of these among parts divided by `|` or a dash, a dateline with its year, and a date before the first words. A date
inside a sentence is not read: it says when something happened, not when this was published.
"""

import re
from collections.abc import Iterator

from timeline.loaders.header_dates import ANY_TEXT, DAY_TEXT
from timeline.loaders.header_fields import KEYS, field_of

_MOST_LINES, _MOST_LINES_WITH_BLANKS, _MOST_HELD = 15, 60, 6
_SHORT, _MOST_WORDS_OF_A_SENDER = 160, 5
_SEEN_FOR_CHRONOLOGY = 20_000
_LETTERHEAD = "letterhead"  # marks a date that stands alone: what is above it names the sender more often than the text
_EDTF_TEXT = r"(?:\d{4}(?:-\d{2})?[~?%]?)"
_ENDS = r"(?=$|[\s,;|()–—-])"
_DATE_KEYS = "|".join(sorted((key for name in ("published", "date", "updated") for key in KEYS[name]), key=len)[::-1])

_KEYED = re.compile(r"(?P<key>[A-Za-z][A-Za-z _/-]{0,24}?)\s*:\s+(?P<value>\S.*)")
_KEYED_DATE = re.compile(
    rf"(?P<key>{_DATE_KEYS})\s{{0,3}}[:.]?\s{{1,9}}(?P<date>{ANY_TEXT}|{_EDTF_TEXT}){_ENDS}", re.IGNORECASE
)
_WHOLE_DATE = re.compile(rf"[(\[]?(?P<date>{DAY_TEXT})(?:\s*\([^()]*\))?[)\]]?", re.IGNORECASE)
_BARE_DATE = re.compile(rf"[(\[]?(?P<date>{DAY_TEXT})[)\]]?\s*(?:[–—|:-]+(?=\s)|$)", re.IGNORECASE)
_ISO_BEFORE_WORDS = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?=\s+[A-Z“\"‘'0-9])")
_PLACE = r"(?:(?!(?:On|In|By|At|Since|After|Before|From|Until|Between|During)\b)[A-Z][\w.'’/ -]{1,40},\s*){1,2}"
_PLACE_AND_DATE = re.compile(rf"(?-i:{_PLACE})(?P<date>{DAY_TEXT})\.?", re.IGNORECASE)
_DATELINE = re.compile(rf"\(?(?-i:{_PLACE})(?P<date>{DAY_TEXT})\)?(?:\s*\([^()]*\))?\s*[–—-]+\s", re.IGNORECASE)
_BYLINE = re.compile(r"By (?P<author>[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]+|and|de|von|van|der|al)){1,7})")
_DATED_LINE = re.compile(rf"^[ \t>*_(\[•-]*(?P<date>{DAY_TEXT})", re.IGNORECASE | re.MULTILINE)


def header_lines(text: str, start: int) -> tuple[dict[str, str], int]:
    """The stated fields of what stands at `start`, and the offset where the text proper begins."""
    bare_dates = not _is_chronology(text)
    stated: dict[str, str] = {}
    held: list[str] = []
    body, blank_before = start, True
    for place, line in _lines(text, start):
        words = line.strip()
        if not words:
            blank_before = True
            continue
        if not stated and not held and (found := _date_before_words(words, bare_dates)):
            field, date, length = found
            return {field: date}, text.index(words, place) + length
        dateline = _DATELINE.match(words)
        if dateline and len(words[dateline.end() :].split()) > _MOST_WORDS_OF_A_SENDER:
            stated.setdefault("date", dateline["date"])
            break
        facts = _facts(words, bare_dates)
        if facts:
            if len(held) == 1 and _LETTERHEAD not in facts and not _KEYED.fullmatch(held[0]):
                stated.setdefault("title", held[0])
            for field, value in facts.items():
                stated.setdefault(field, value)
            held, body = [], place + len(line) + 1
        elif stated:
            if blank_before or not _KEYED.fullmatch(words):
                break
        elif len(words) > _SHORT or len(held) == _MOST_HELD:
            break
        else:
            held.append(re.sub(r"^#+\s+|\s+#+$", "", words))
        blank_before = False
    stated.pop(_LETTERHEAD, None)
    return stated, min(body, len(text))


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The first lines that are not blank, and the blank ones between them, with their offsets."""
    count = 0
    for _ in range(_MOST_LINES_WITH_BLANKS):
        if count == _MOST_LINES or start >= len(text):
            return
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        yield start, line
        count += bool(line.strip())
        start = end + 1


def _date_before_words(words: str, bare_dates: bool) -> tuple[str, str, int] | None:
    """Field, date and length of a date that stands before the first words of the text, on their line."""
    found = _KEYED_DATE.match(words)
    if found is None and bare_dates:
        found = _BARE_DATE.match(words) or _ISO_BEFORE_WORDS.match(words)
    if found is None or found.end() == len(words) or words[found.end() :].lstrip().startswith("|"):
        return None
    rest = re.match(r"[\s:.,;–—-]*", words[found.end() :])
    length = found.end() + (rest.end() if rest else 0)
    key = found.groupdict().get("key") or "date"
    return field_of(key) or "date", found["date"], length


def _facts(words: str, bare_dates: bool) -> dict[str, str]:
    """The fields that one line states, empty where it is no line of a header."""
    keyed = _KEYED.fullmatch(words)
    if keyed and "|" not in words and (field := field_of(keyed["key"])):
        return {field: keyed["value"].strip()}
    parts = re.split(r"\s*\|\s*|\s+[–—•·]\s+|\s+-\s+", words) if len(words) <= _SHORT else []
    if len(parts) > 1 and re.search(r"[.!?][”\"')]*$", words):
        return {}  # a sentence
    facts: dict[str, str] = {}
    for part in parts:
        for field, value in _part(part, bare_dates):
            facts.setdefault(field, value)
    return facts


def _part(part: str, bare_dates: bool) -> Iterator[tuple[str, str]]:
    keyed = _KEYED.fullmatch(part)
    dated = _KEYED_DATE.fullmatch(part)
    if keyed and (field := field_of(keyed["key"])):
        yield field, keyed["value"].strip()
    elif dated:
        yield field_of(dated["key"]) or "date", dated["date"]
    elif bare_dates and (whole := _WHOLE_DATE.fullmatch(part)):
        yield from (("date", whole["date"]), (_LETTERHEAD, ""))
    elif (placed := _PLACE_AND_DATE.fullmatch(part)) and not placed["date"].isupper():
        # "OSLO, 18 SEPTEMBER 1997" in capitals belongs to a treaty's title in a depositary's notification.
        yield from (("date", placed["date"]), (_LETTERHEAD, ""))
    elif byline := _BYLINE.fullmatch(part):
        yield "author", byline["author"]


def _is_chronology(text: str) -> bool:
    """Whether lines begin with different dates: then none of these is the date of the text."""
    return len({found["date"].lower() for found in _DATED_LINE.finditer(text[:_SEEN_FOR_CHRONOLOGY])}) > 1
