"""Sentences of a Reading → the states of their words: three convolutions over meanings and marks, in whole numbers.

No sum leaves those whole numbers that a float of 32 bits holds exactly, so that of the same meanings follow the same
states on every machine, in whatever order it adds up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from timeline.extraction.network.close_look import CloseLook
from timeline.extraction.network.tokens import Tokens
from timeline.extraction.network.word_vectors import WordVectors
from timeline.extraction.reading import Reading

REACHES = (1, 2, 4)  # how far to each side the three convolutions look
GAP = 4  # empty places between two sentences: none sees its neighbour
MOST = 1023  # the largest state
UNKNOWN = "unknown"  # the mark of a word without a vector
MOST_BLOCKS = 100  # blocks whose states are kept
Whole = npt.NDArray[np.float32]
"""Whole numbers, as floats: products of matrices are many times faster than those of integers."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights, and for each column the bias of their sums and the factor that leads from these to the next states."""

    weights: Whole
    bias: Whole
    factor: npt.NDArray[np.float32]

    def states(self, sums: Whole) -> Whole:
        """The next states: what is below nought is nought."""
        next_states: Whole = sums + self.bias
        np.maximum(next_states, 0, out=next_states)
        next_states *= self.factor
        np.rint(next_states, out=next_states)
        np.minimum(next_states, MOST, out=next_states)
        return next_states


@dataclass(frozen=True, slots=True)
class Block:
    """The states of some sentences in one table, and where in it each sentence starts."""

    states: npt.NDArray[np.int16]
    starts: Mapping[int, int]
    tokens: Mapping[int, Tokens]

    def of(self, index: int) -> npt.NDArray[np.int16]:
        """The states of one sentence."""
        start = self.starts[index]
        return self.states[start : start + len(self.tokens[index].words)]


@dataclass(frozen=True, slots=True)
class Encoder:
    """What makes states of words."""

    vectors: WordVectors
    marks: Mapping[str, int]
    mark_weights: Whole
    first: Layer
    wide: Sequence[Layer]
    look: CloseLook

    def block(self, reading: Reading, number: int) -> Block:
        """The states of so many sentences together as a block has."""
        seen = self.look.at(reading, number)
        tokens = seen.tokens
        words, marked, marks, starts = [0] * GAP, [], [], {}
        for index, each in tokens.items():
            starts[index] = len(words)
            for word, names in zip(each.words, each.marks, strict=True):
                place, known = self.known(word, names)
                marked += [len(words)] * len(known)
                marks += known
                words.append(place)
            words += [0] * GAP
        real = np.zeros((len(words), 1), np.float32)
        for index, start in starts.items():
            real[start : start + len(tokens[index].words)] = 1
        sums = self.vectors.table[words].astype(np.float32) @ self.first.weights[: self.vectors.table.shape[1]]
        for index, meanings in seen.meanings.items():
            here = slice(starts[index], starts[index] + len(meanings))
            sums[here] += meanings.astype(np.float32) @ self.first.weights[self.vectors.table.shape[1] :]
        np.add.at(sums, marked, self.mark_weights[marks])
        states = self.first.states(sums) * real
        for layer, reach in zip(self.wide, REACHES, strict=True):
            states += layer.states(beside(states, reach) @ layer.weights)
            np.minimum(states, MOST, out=states)
            states *= real
        return Block(states.astype(np.int16), starts, tokens)

    def known(self, word: str, names: Sequence[str]) -> tuple[int, list[int]]:
        """The row of a word's vector and the places of its marks; one without a vector is marked so."""
        place = self.vectors.place(word) if word else 0
        marks = [self.marks[name] for name in names if name in self.marks]
        if word and not place:
            marks.append(self.marks[UNKNOWN])
        return place, marks


def beside(states: Whole, reach: int) -> Whole:
    """Each row between those so far before and after it."""
    width = states.shape[1]
    out = np.zeros((len(states), 3 * width), np.float32)
    out[reach:, :width] = states[:-reach]
    out[:, width : 2 * width] = states
    out[:-reach, 2 * width :] = states[reach:]
    return out
