"""A text with signs that nobody sees → the text as it is read, and spans of that → the spans of the original.

What is copied out of PDFs and web pages has soft hyphens, blanks without width, marks of the direction of writing,
accents apart from their letters, and ligatures. A name is what a reader sees; where it stands is what the file holds.
"""

import bisect
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from timeline.documents.document import Document
from timeline.documents.proposal import ProposedEvent

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_ACCENTS = "\u0300-\u036f"
_LIGATURES = "\ufb00-\ufb06"
_ANY = re.compile(f"[{_UNSEEN}{_ACCENTS}{_LIGATURES}]")
_OTHER = re.compile(
    f"(?P<gone>\u00ad[ \t]{{0,20}}\r?\n[ \t]{{0,20}}|[{_UNSEEN}]+)|[^\\W\\d_][{_ACCENTS}]+|[{_LIGATURES}]"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as it is read. Its pieces, in order: where each starts in it, where each starts and ends in the original.

    A piece is as long as the original's, or it is one sign (a ligature, a letter with accents) that is written
    otherwise. Without pieces the text is the original.
    """

    text: str
    _starts: Sequence[int] = field(default=(), repr=False)
    _originals: Sequence[tuple[int, int]] = field(default=(), repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that is read as `text[start:end]`; the signs inside it that nobody sees included."""
        if not self._starts or start >= end:
            return start, end
        return self._at(start)[0], self._at(end - 1)[1]

    def _at(self, offset: int) -> tuple[int, int]:
        place = bisect.bisect_right(self._starts, offset) - 1
        begin, (start, end) = self._starts[place], self._originals[place]
        length = (self._starts[place + 1] if place + 1 < len(self._starts) else len(self.text)) - begin
        if length != end - start:
            return start, end
        return start + offset - begin, start + offset - begin + 1


def as_seen(text: str) -> Seen:
    """The text as a reader sees it. Time is linear in the length of the text."""
    if text.isascii() or not _ANY.search(text):
        return Seen(text)
    pieces: list[str] = []
    starts: list[int] = []
    originals: list[tuple[int, int]] = []
    length = position = 0
    for found in _OTHER.finditer(text):
        written = "" if found["gone"] else unicodedata.normalize("NFKC", found.group())
        for piece, span in ((text[position : found.start()], (position, found.start())), (written, found.span())):
            if piece:
                pieces.append(piece)
                starts.append(length)
                originals.append(span)
                length += len(piece)
        position = found.end()
    pieces.append(text[position:])
    starts.append(length)
    originals.append((position, len(text)))
    return Seen("".join(pieces), starts, originals)


def document_as_seen(document: Document) -> tuple[Document, Seen]:
    """The document with the text and title that a reader sees, and how its text goes back to the original."""
    seen = as_seen(document.text)
    title = as_seen(document.title).text
    if seen.text == document.text and title == document.title:
        return document, seen
    header = len(as_seen(document.text[: document.body_start]).text)
    return replace(document, text=seen.text, title=title, body_start=header), seen


def in_original(event: ProposedEvent, document: Document, seen: Seen) -> ProposedEvent:
    """The event with each claim's passage taken from the original document."""
    if seen.text == document.text:
        return event
    passages = ((claim, seen.span(claim.passage.start, claim.passage.end)) for claim in event.claims)
    return replace(event, claims=tuple(replace(claim, passage=document.passage(*span)) for claim, span in passages))
