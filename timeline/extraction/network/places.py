"""Offsets in a Reading → its words by number, in the whole document; and the largest states of stretches of words."""

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from timeline.extraction.reading import Reading
from timeline.extraction.rows import Numbers

States = npt.NDArray[np.int16]


class Places:
    """Where sentences start, where words end, and the number of each sentence's first word and of the one after all."""

    def __init__(self, starts: Sequence[int], ends: Sequence[Sequence[int]] = ()) -> None:
        self.starts = np.array(starts, np.intp)
        self.ends = np.fromiter(itertools.chain.from_iterable(ends), np.intp)
        self.first = np.cumsum([0, *map(len, ends)])

    @classmethod
    def of(cls, reading: Reading) -> "Places":
        """The places of a reading."""
        return cls([sentence.start for sentence in reading.sentences], [words.ends for words in reading.words])

    def at(self, offsets: Numbers) -> tuple[Numbers, Numbers]:
        """For each offset its sentence, -1 where there is none or it has no words, and the word that covers or follows
        it there, as `Words.at` has it."""
        sentences = np.searchsorted(self.starts, offsets, side="right") - 1
        first, after = self.first[sentences], self.first[sentences + 1]
        sentences[(offsets < 0) | (sentences < 0) | (first == after)] = -1
        words = np.searchsorted(self.ends, offsets, side="right")
        return sentences, np.clip(words, first, np.maximum(first, after - 1))


def largest_between(states: States, low: Numbers, high: Numbers) -> States:
    """The largest of each state between two rows, `high` itself left out, for every pair of them.

    A stretch is covered by two of a length that is a power of two; the largest of all such are those of two halves.
    """
    if not len(low):
        return states[:0]
    powers = np.frexp(high - low)[1] - 1
    largest = [states]
    for power in range(powers.max()):
        largest.append(np.maximum(largest[-1][: -(1 << power)], largest[-1][1 << power :]))
    found = np.empty((len(low), states.shape[1]), states.dtype)
    for power, level in enumerate(largest):
        some = np.flatnonzero(powers == power)
        found[some] = np.maximum(level[low[some]], level[high[some] - (1 << power)])
    return found
