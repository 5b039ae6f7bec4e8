"""A text, what it says of itself at its head, and what the user said of it → a Document.

The text stays whole, its header included, so that every offset counts the text as it was read; `body_start` says where
the header ends. What the user gives wins over the header.
"""

import dataclasses
import re
from dataclasses import dataclass

from timeline.documents.document import Document
from timeline.errors import BadDate, SourceRefused
from timeline.loaders.decoding import Decoded, has_words
from timeline.loaders.front_matter import front_matter
from timeline.loaders.header_dates import AmbiguousDate, header_date
from timeline.loaders.header_fields import settled
from timeline.loaders.header_lines import header_lines
from timeline.loaders.refusals import DateMissing

_HEADING = re.compile(r"^#[ \t]{1,9}(?P<title>\S.{0,300})", re.MULTILINE)
_FENCED = re.compile(r"^(```|~~~).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)


def published_date(text: str) -> str:
    """What a person gives as the date of publication (EDTF, `20 November 2024`, …) → EDTF. Raises BadDate."""
    return header_date(text).text


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of every document loaded in one go; "" says nothing. `published` in any form of a header."""

    published: str = ""
    url: str = ""
    publisher: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        """Put `published` into EDTF. Raises BadDate."""
        if self.published:
            object.__setattr__(self, "published", published_date(self.published))


def document_of(decoded: Decoded, origin: str, loader: str, given: Given) -> Document:
    """The Document that a text is. Raises SourceRefused for a header without a text, DateMissing without a date."""
    text = decoded.text
    stated, body_start = _stated(text)
    if not has_words(text[body_start:]):
        raise SourceRefused(f"{origin} holds a header and no text below it; nothing to load.")
    fields = settled(stated)
    if "title" not in fields and loader == "markdown":
        fields["title"] = _first_heading(text[body_start:]) or _first_heading(text)
    written = fields.pop("published", "")
    for field in ("url", "publisher", "title"):
        if value := getattr(given, field):
            fields[field] = value
    document = Document(
        text=text, loader=loader, origin=origin, encoding=decoded.encoding, body_start=body_start, **fields
    )
    return _dated(document, given.published, written)


def body_start_of(text: str) -> int:
    """Where the text below its header begins, as `document_of` finds it."""
    return _stated(text)[1]


def _stated(text: str) -> tuple[dict[str, str], int]:
    """What front matter and header lines state, the former first, and where the text below them begins."""
    stated, place = front_matter(text) or ({}, 0)
    below, body = header_lines(text, place)
    leading = re.match(r"\s*", text[body:])
    return below | stated, body + (leading.end() if leading else 0)


def _dated(document: Document, given: str, written: str) -> Document:
    if given:
        return dataclasses.replace(document, published=given)
    if not written:
        raise DateMissing(document)
    try:
        return dataclasses.replace(document, published=header_date(written).text)
    except AmbiguousDate as error:
        raise DateMissing(document, str(error).partition(":")[0]) from error
    except BadDate as error:
        raise DateMissing(document, f"{written[:60]!r} is no date in a form that is known") from error


def _first_heading(text: str) -> str:
    """The first `# ` heading outside code."""
    found = _HEADING.search(_FENCED.sub("", text))
    return re.sub(r"[ \t]{1,9}#+$", "", found["title"].rstrip()) if found else ""
