"""A span of the text → the actors, weapons, treaties and dates that are named in it."""

import bisect
from collections.abc import Sequence
from typing import TypeVar

from timeline.documents.document import Passage
from timeline.extraction.reading import Mention, Reading, TimePhrase

Placed = TypeVar("Placed", Mention, TimePhrase)


def actors_in(reading: Reading, start: int, end: int) -> list[Mention]:
    """The actors named between two offsets, in the order of the text."""
    return _between(reading, reading.actors, start, end)


def weapons_in(reading: Reading, start: int, end: int) -> list[Mention]:
    """The weapons named between two offsets, in the order of the text."""
    return _between(reading, reading.weapons, start, end)


def treaties_in(reading: Reading, start: int, end: int) -> list[Mention]:
    """The treaties named between two offsets, in the order of the text."""
    return _between(reading, reading.treaties, start, end)


def times_in(reading: Reading, start: int, end: int) -> list[TimePhrase]:
    """The dated expressions between two offsets, in the order of the text."""
    return _between(reading, reading.times, start, end)


def _between(reading: Reading, groups: Sequence[Sequence[Placed]], start: int, end: int) -> list[Placed]:
    first = max(0, bisect.bisect_right(reading.sentences, start, key=lambda s: s.start) - 1)
    last = bisect.bisect_left(reading.sentences, end, key=lambda s: s.start)
    return [found for group in groups[first:last] for found in group if start <= found.start and found.end <= end]


def sentence_at(reading: Reading, offset: int) -> Passage:
    """The sentence around an offset that lies in one."""
    index = max(0, bisect.bisect_right(reading.sentences, offset, key=lambda s: s.start) - 1)
    return reading.document.passage(reading.sentences[index].start, reading.sentences[index].end)


def trimmed(reading: Reading, start: int, end: int) -> Passage:
    """The passage between two offsets without the blanks at its ends; ValueError where nothing else is there."""
    text = reading.document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return reading.document.passage(start, end)
