"""A Reading → what small networks say of types and of their parts, on average: the sentence reader.

Each network began its learning elsewhere and errs elsewhere; their mean errs less than any of them. It is added to what
the linear models say. `timeline.extraction.training` learns the networks; sentence_reader.npz holds them.
"""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from timeline.extraction.network.close_look import CloseLook
from timeline.extraction.network.one_reader import Content, OneReader
from timeline.extraction.network.word_vectors import WordVectors, word_vectors
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.rows import Rows

FILE = Path(__file__).resolve().parent / "sentence_reader.npz"


class SentenceReader:
    """Networks that learned the same, and the mean of what they say."""

    def __init__(self, contents: Sequence[Content], vectors: WordVectors) -> None:
        look = CloseLook()
        self.readers = [OneReader(content, vectors, look) for content in contents]

    def __reduce__(self) -> tuple[type["SentenceReader"], tuple[Sequence[Content], WordVectors]]:
        return SentenceReader, (self.contents, self.readers[0].vectors)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SentenceReader) and self.readers == other.readers

    __hash__ = None  # type: ignore[assignment]

    @property
    def contents(self) -> list[Content]:
        """What each network is made of."""
        return [reader.content for reader in self.readers]

    @property
    def features(self) -> Mapping[str, Mapping[str, int]]:
        """For what is asked for ("actor", "date") the features that the networks know, with their places."""
        return self.readers[0].features

    def types(self, reading: Reading, index: int) -> dict[str, float]:
        """The log-odds of every type for one sentence."""
        said = [reader.types(reading, index) for reader in self.readers]
        return {kind: _mean([each[kind] for each in said]) for kind in said[0]}

    def part_scores(
        self, reading: Reading, asked: str, candidates: Sequence[Candidate], places: Sequence[Sequence[int]], rows: Rows
    ) -> dict[str, list[float]]:
        """For each part the log-odds of what stands at each offset; see `OneReader.part_scores`."""
        said = [reader.part_scores(reading, asked, candidates, places, rows) for reader in self.readers]
        return {part: [_mean(each) for each in zip(*(one[part] for one in said), strict=True)] for part in said[0]}


def _mean(values: Sequence[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def in_file(contents: Sequence[Content]) -> Content:
    """The contents of all networks under names that number them, as the file holds them."""
    return {f"{number} {name}": array for number, content in enumerate(contents) for name, array in content.items()}


def from_file(numbered: Content) -> list[Content]:
    """The contents that `in_file` numbered."""
    found: dict[str, dict[str, np.ndarray]] = {}
    for key, array in numbered.items():
        number, _, name = key.partition(" ")
        found.setdefault(number, {})[name] = array
    return [found[number] for number in sorted(found, key=int)]


@functools.cache
def shipped_reader() -> SentenceReader:
    """The sentence reader that is shipped with the program."""
    with np.load(FILE) as content:
        return SentenceReader(from_file(dict(content)), word_vectors())
