"""The passages that a package quotes of a document ↔ one text that stands for the document, and where each passage was.

Third parties' texts are not in a package unless they are asked for. What is stored in their place is an extract: its
first line names the document's text by its hash, each further entry has the place of a passage in that text and its
words, to 300 characters. So every claim keeps a span that can be verified, and its place in the original.
"""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from timeline.loaders.cells import LONGEST_QUOTE

EXTRACT_LOADER = "package"
"""What `document.loader` says of an extract."""
HEAD_LENGTH = 200
"""Characters of a text within which the first line of an extract ends."""
_HEAD = re.compile(r"sha256:([0-9a-f]{64}) loader:([a-z0-9-]{1,40})\n")
_PLACE = re.compile(r"(\d{1,10})-(\d{1,10}): ")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage `start:end` of the document, whose words begin at `at` in the extract and are `length` long."""

    start: int
    end: int
    at: int
    length: int

    @property
    def kept(self) -> int:
        """How many characters are the document's own: all, or all but the `…` of a passage that was cut."""
        return self.length if self.length == self.end - self.start else self.length - 1


@dataclass(frozen=True)
class Extract:
    """What stands for a document: the hash of its text, what read it, and its passages in the order of the text."""

    sha256: str
    loader: str
    passages: tuple[Quoted, ...]

    def stored(self, start: int, end: int, within: tuple[int, int]) -> tuple[int, int] | None:
        """Where the span `start:end` of the document, which lies in the passage `within`, is in the extract.

        None where there is no such passage, or where it was cut before the span ends.
        """
        passage = self._by_span.get(within)
        if passage is None:
            return None
        if (start, end) == within:
            return passage.at, passage.at + passage.length
        if within[0] <= start < end <= within[0] + passage.kept:
            return start + passage.at - passage.start, end + passage.at - passage.start
        return None

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in the document the span `start:end` of the extract was; None where it lies in no passage."""
        place = bisect.bisect_right(self.passages, start, key=lambda passage: passage.at) - 1
        if place < 0 or end > self.passages[place].at + self.passages[place].length:
            return None
        passage = self.passages[place]
        first = passage.start + start - passage.at
        return first, passage.end if end == passage.at + passage.length else first + end - start

    @cached_property
    def _by_span(self) -> dict[tuple[int, int], Quoted]:
        return {(passage.start, passage.end): passage for passage in self.passages}


def extract_text(sha256: str, loader: str, passages: Iterable[tuple[int, int, str]]) -> str:
    """The text of an extract of these passages (start, end, words to 300 characters), each once and in order."""
    ordered = sorted(set(passages), key=lambda passage: (passage[0], -passage[1], passage[2]))
    return f"sha256:{sha256} loader:{loader}\n" + "".join(f"{start}-{end}: {words}\n" for start, end, words in ordered)


def extract_head(text: str) -> tuple[str, str]:
    """The hash of the document's text and its loader, from the beginning of an extract. Raises ValueError."""
    found = _HEAD.match(text)
    if found is None:
        raise ValueError("an extract whose first line does not name its document")
    return found[1], found[2]


def extract_of(text: str) -> Extract:
    """What the text of an extract says. Raises ValueError."""
    sha256, loader = extract_head(text)
    passages = []
    at = text.index("\n") + 1
    while at < len(text):
        place = _PLACE.match(text, at)
        if place is None:
            raise ValueError(f"an extract without the place of a passage at character {at}")
        start, end = int(place[1]), int(place[2])
        passages.append(Quoted(start, end, place.end(), min(end - start, LONGEST_QUOTE)))
        at = place.end() + passages[-1].length + 1
    return Extract(sha256, loader, tuple(passages))
