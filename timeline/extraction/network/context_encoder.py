"""Sentences → what each of their words means where it stands: the lower layers of a sentence model.

The file context_encoder.npz is made by `python -m benchmarks.context_encoder` and then tuned by `python -m
benchmarks.tuned_encoder`, which say from what and how: three
layers of attention (Vaswani et al. 2017) over pieces of words (Devlin et al. 2019), each weight one of 31 numbers. What
comes out is rounded to a byte for each number: what later stages add up is whole numbers, the same in whatever order.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.extraction.network.pieces import Pieces
from timeline.extraction.network.word_vectors import listed

FILE = Path(__file__).resolve().parent / "context_encoder.npz"
UNIT = 24  # a meaning's whole numbers are so many times its values
HEADS = 12
LAYERS = 3
LONGEST = 126  # pieces that are read together; a longer sentence is read in parts
TOGETHER = 256  # places that are worked on together, empty ones included
SMALL = 1e-12
Numbers = npt.NDArray[np.float32]
Meanings = npt.NDArray[np.int8]
"""Of each word of a sentence its meaning there, in whole numbers."""
Content = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Dense:
    """A matrix and what is added to its products."""

    weights: Numbers
    bias: Numbers

    def __call__(self, rows: Numbers) -> Numbers:
        out: Numbers = rows @ self.weights
        out += self.bias
        return out


@dataclass(frozen=True, slots=True)
class Level:
    """What brings the numbers of each row around nought, with a spread of one, before they are stretched and moved."""

    stretch: Numbers
    shift: Numbers

    def __call__(self, rows: Numbers) -> Numbers:
        rows -= rows.mean(axis=-1, keepdims=True)
        rows /= np.sqrt(np.square(rows).mean(axis=-1, keepdims=True) + np.float32(SMALL))
        rows *= self.stretch
        rows += self.shift
        return rows


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: where each piece looks, what it takes from there, and what it makes of it."""

    look: Dense  # queries, keys and values, side by side
    taken: Dense
    after_look: Level
    wide: Dense
    narrow: Dense
    after_thought: Level

    def __call__(self, rows: Numbers, shape: tuple[int, int], hidden: Numbers) -> Numbers:
        """The next states of the pieces of some sentences; `hidden` is what to add to a look at each place."""
        count, length = shape
        looks = self.look(rows).reshape(count, length, 3, HEADS, -1).transpose(2, 0, 3, 1, 4)
        drawn = looks[0] @ looks[1].transpose(0, 1, 3, 2)
        drawn += hidden
        drawn -= drawn.max(axis=-1, keepdims=True)
        np.exp(drawn, out=drawn)
        drawn /= drawn.sum(axis=-1, keepdims=True)
        seen = (drawn @ looks[2]).transpose(0, 2, 1, 3).reshape(len(rows), -1)
        rows = self.after_look(rows + self.taken(seen))
        return self.after_thought(rows + self.narrow(_bent(self.wide(rows))))


class ContextEncoder:
    """Three layers over the pieces of sentences."""

    def __init__(self, content: Content) -> None:
        self.pieces = Pieces({piece: place for place, piece in enumerate(listed(content["pieces"]))})
        self.table, self.steps = content["piece vectors"], content["piece steps"].astype(np.float32)
        self.positions = content["positions"].astype(np.float32)
        self.before = _level(content, "before")
        self.layers = [_layer(content, number) for number in range(LAYERS)]
        self.centre = content["centre"].astype(np.float32)
        self.unit = np.float32(UNIT / float(content["spread"]))

    @property
    def width(self) -> int:
        """How many numbers a meaning has."""
        return int(self.positions.shape[1])

    def meanings(self, sentences: Sequence[Sequence[str]]) -> list[Meanings]:
        """For each sentence, given as lower-cased words (or names of several), the meanings of its words."""
        whole = (np.rint((states - self.centre) * self.unit) for states in self.states(sentences))
        return [np.clip(numbers, -127, 127).astype(np.int8) for numbers in whole]

    def states(self, sentences: Sequence[Sequence[str]]) -> list[Numbers]:
        """The meanings before they are rounded: the mean of the last states of each word's pieces."""
        parts = [part for number, words in enumerate(sentences) for part in self.parts(number, words)]
        out = [np.zeros((len(words), self.width), np.float32) for words in sentences]
        for together in _batches(parts):
            states = self._last_states([part.pieces for part in together])
            for part, rows in zip(together, states, strict=True):
                sums = np.add.reduceat(rows[: len(part.pieces)], part.starts, axis=0)
                sums /= np.diff([*part.starts, len(part.pieces)])[:, None].astype(np.float32)
                out[part.sentence][part.first : part.first + len(part.starts)] = sums
        return out

    def parts(self, number: int, words: Sequence[str]) -> Iterator["Part"]:
        """The sentence in parts of at most so many pieces."""
        pieces: list[int] = []
        starts: list[int] = []
        first = 0
        for at, word in enumerate(words):
            cut = self.pieces.of(word)[:LONGEST]
            if len(pieces) + len(cut) > LONGEST:
                yield Part(number, first, pieces, starts)
                pieces, starts, first = [], [], at
            starts.append(len(pieces))
            pieces += cut
        if pieces:
            yield Part(number, first, pieces, starts)

    def _last_states(self, rows: Sequence[Sequence[int]]) -> Numbers:
        """The last states of rows of pieces, the shorter ones filled up, without those of the signs at the ends."""
        lengths = np.array([len(row) + 2 for row in rows])
        count, length = len(rows), int(lengths.max())
        filled = np.full((count, length), self.pieces.last)
        for place, row in enumerate(rows):
            filled[place, : len(row) + 2] = [self.pieces.first, *row, self.pieces.last]
        states: Numbers = self.table[filled].astype(np.float32) * self.steps[filled][..., None]
        states = self.before((states + self.positions[:length]).reshape(count * length, -1))
        empty = np.arange(length) >= lengths[:, None]
        hidden = np.where(empty, np.float32(-1e9), np.float32(0))[:, None, None, :]
        for layer in self.layers:
            states = layer(states, (count, length), hidden)
        return states.reshape(count, length, -1)[:, 1:]


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces of a sentence from its word `first` on, and where among them each word starts."""

    sentence: int
    first: int
    pieces: list[int]
    starts: list[int]


def _batches(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts, like lengths together."""
    batch: list[Part] = []
    for part in sorted(parts, key=lambda part: (len(part.pieces), part.sentence, part.first)):
        if batch and (len(part.pieces) + 2) * (len(batch) + 1) > TOGETHER:
            yield batch
            batch = []
        batch.append(part)
    if batch:
        yield batch


def _bent(rows: Numbers) -> Numbers:
    """The Gaussian error linear unit, by the hyperbolic tangent (Hendrycks and Gimpel 2016)."""
    bend = np.square(rows)
    bend *= np.float32(0.044715 * 0.7978845608)
    bend += np.float32(0.7978845608)
    bend *= rows
    np.tanh(bend, out=bend)
    bend += np.float32(1)
    bend *= rows
    bend *= np.float32(0.5)
    return bend


def _dense(content: Content, name: str) -> Dense:
    weights = content[f"{name} weights"].astype(np.float32)
    weights *= content[f"{name} steps"].astype(np.float32)
    return Dense(weights, content[f"{name} bias"].astype(np.float32))


def _level(content: Content, name: str) -> Level:
    return Level(*(content[f"{name} {what}"].astype(np.float32) for what in ("stretch", "shift")))


def _layer(content: Content, number: int) -> Layer:
    look, taken, wide, narrow = (_dense(content, f"{what} {number}") for what in ("look", "taken", "wide", "narrow"))
    after_look, after_thought = (_level(content, f"after {what} {number}") for what in ("look", "thought"))
    return Layer(look, taken, after_look, wide, narrow, after_thought)


@functools.cache
def context_encoder() -> ContextEncoder:
    """The context encoder that is shipped with the program."""
    with np.load(FILE) as content:
        return ContextEncoder(dict(content))
