"""A Reading → Pieces: runs of numbered sentences that one request carries, the ends of a long text overlapping.

Sentences are numbered from 1 over the whole document, so that an answer about any piece means the same sentence. 0 is
the title.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.extraction.reading import Mention, Reading

OVERLAP = 4  # sentences that a piece repeats of the one before
LEAST = 8  # sentences of a piece, however long they are
REPEATED = 4  # sentences from before a piece that say what the document is about
_MARGIN = 8  # characters for a sentence's number
TITLE = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """The sentences from index `first` up to `end`, and those from before that tell who and what is spoken of.

    `date` and `dated` are the last date named before the piece, and the number of its sentence.
    """

    number: int
    first: int
    end: int
    before: tuple[int, ...] = ()
    date: str = ""
    dated: int = 0

    @property
    def sentences(self) -> frozenset[int]:
        """The indexes of all sentences that are sent."""
        return frozenset((*self.before, *range(self.first, self.end)))


def pieces_of(reading: Reading, characters: int) -> list[Piece]:
    """The pieces of a document in order; none where it has no sentence that is read (another language, no text)."""
    found: list[Piece] = []
    first = 0
    while first < len(reading.sentences):
        end = _end(reading, first, characters)
        date, dated = _running_date(reading, first)
        found.append(Piece(len(found), first, end, _before(reading, first), date, dated))
        if end == len(reading.sentences):
            break
        first = end - OVERLAP
    return found


def _end(reading: Reading, first: int, characters: int) -> int:
    """The index after the last sentence that fits."""
    size, end = 0, first
    while end < len(reading.sentences):
        sentence = reading.sentences[end]
        size += sentence.end - sentence.start + _MARGIN
        if size > characters and end - first >= LEAST:
            break
        end += 1
    return end


def _before(reading: Reading, first: int) -> tuple[int, ...]:
    """The sentences before a piece that first name what the document is mainly about."""
    wanted: tuple[tuple[Sequence[Sequence[Mention]], tuple[str, ...]], ...] = (
        (reading.actors, reading.topic_actors),
        (reading.weapons, reading.topic_weapons),
        (reading.treaties, reading.topic_treaties),
    )
    found: dict[int, None] = {}
    for mentions, topics in wanted:
        for id in topics:
            place = next((i for i in range(first) if any(m.id == id for m in mentions[i])), None)
            if place is not None:
                found[place] = None
    return tuple(sorted(list(found)[:REPEATED]))


def _running_date(reading: Reading, first: int) -> tuple[str, int]:
    for index in range(first - 1, -1, -1):
        if reading.times[index]:
            return reading.times[index][-1].edtf, index + 1
    return "", 0
