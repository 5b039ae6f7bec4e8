"""A Reading → what one small convolutional network says of types and of their parts.

Of the states of a sentence's words follow the log-odds of its types; of the states of a predicate, of a name or date
and of the words between, and of the named features of the place, those of the part that it takes in the event.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.extraction.network.close_look import BLOCK, CloseLook
from timeline.extraction.network.places import Places, largest_between
from timeline.extraction.network.states import MOST_BLOCKS, REACHES, Block, Encoder, Layer, Whole
from timeline.extraction.network.word_vectors import WordVectors, listed
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.rows import Numbers, Rows

MOST_BETWEEN = 24  # words between a predicate and a name that are looked at
FARTHEST = 12  # … and up to so many their number counts
AT_ONCE = 1024  # features whose weights are added up at once: they stay near at hand
TITLE = 4  # how much finer the mean of a title's vectors is than these
Content = Mapping[str, npt.NDArray[Any]]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Read:
    """A block of sentences that has been read: where each of its words stands in it, and what it says of types."""

    block: Block
    rows: Numbers  # of the words of the block, end to end
    first: int  # … the number of the first of them in the document
    types: Mapping[int, Sequence[float]]  # by sentence


class OneReader:
    """The network. It remembers the states of the latest reading: all candidates of a document ask for them."""

    def __init__(self, content: Content, vectors: WordVectors, look: CloseLook) -> None:
        self.content, self.vectors = content, vectors
        self.kinds, self.parts = listed(content["kinds"]), listed(content["parts"])
        self.kind_places = {name: place for place, name in enumerate(self.kinds)}
        self.features: dict[str, dict[str, int]] = {}  # what is asked for → feature → its row
        for place, name in enumerate(listed(content["features"])):
            asked, _, feature = name.partition("|")
            self.features.setdefault(asked, {})[feature] = place
        # What is asked for → the weights of its features by number, as `Rows` has them, and those of the distances. The
        # file's numbers have two bytes: a float of 32 bits holds the sums of up to 512 of them, more than any row has.
        none = np.zeros((1, content["feature weights"].shape[1]), np.float32)
        weights = np.concatenate([content["feature weights"].astype(np.float32), none])
        self.named = {a: weights[[-1, *known.values()]] for a, known in self.features.items()}
        self.far = {
            a: weights[[known.get(distance_feature(far), -1) for far in range(-FARTHEST, FARTHEST + 1)]]
            for a, known in self.features.items()
        }
        self.unit = float(content["feature unit"])
        self.pair_kinds = content["pair kinds"].astype(np.float64)
        self.title, self.type, self.pair = (_layer(content, name) for name in ("title", "type", "pair"))
        self.pair_weights = np.split(self.pair.weights, 3)  # of the predicate, of the name, of what is between
        self.part = _layer(content, "part")  # type × state × part
        marks = {name: place for place, name in enumerate(listed(content["marks"]))}
        wide = [_layer(content, f"wide {number}") for number in range(len(REACHES))]
        mark_weights = content["mark weights"].astype(np.float32)
        self.encoder = Encoder(vectors, marks, mark_weights, _layer(content, "first"), wide, look)
        self._reading: Reading | None = None
        self._blocks: dict[int, _Read] = {}
        self._places = Places(())
        self._title: Whole = np.zeros(0, np.float32)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OneReader) or self.content.keys() != other.content.keys():
            return False
        same = all(np.array_equal(self.content[name], other.content[name]) for name in self.content)
        return same and np.array_equal(self.vectors.table, other.vectors.table)

    __hash__ = None  # type: ignore[assignment]

    def types(self, reading: Reading, index: int) -> dict[str, float]:
        """The log-odds of every type for one sentence."""
        return dict(zip(self.kinds, self._block(reading, index // BLOCK).types[index], strict=True))

    def part_scores(
        self, reading: Reading, asked: str, candidates: Sequence[Candidate], places: Sequence[Sequence[int]], rows: Rows
    ) -> dict[str, list[float]]:
        """For each part the log-odds of what stands at each offset (-1: nowhere), one candidate after the other.

        `asked` is "actor" or "date"; `rows` are the features of what stands at the offsets. Asking for many candidates
        at once takes little longer than for one.
        """
        of = np.repeat(np.arange(len(candidates)), [len(each) for each in places])  # pair → candidate
        offsets = np.fromiter(itertools.chain.from_iterable(places), np.intp)
        kinds = np.array([self.kind_places[candidate.type] for candidate in candidates])[of]
        sums = self._sums(reading, asked, candidates, of, offsets, rows)
        sums += self.pair_kinds[kinds]
        hidden = self.pair.states(sums.astype(np.float32))
        parts = np.empty((len(of), len(self.parts)))
        for kind in set(kinds.tolist()):
            pairs = np.flatnonzero(kinds == kind)
            parts[pairs] = hidden[pairs] @ self.part.weights[kind]
        parts *= self.part.factor[kinds]
        parts += self.part.bias[kinds]
        return dict(zip(self.parts, parts.T.tolist(), strict=True))

    def _sums(
        self, reading: Reading, asked: str, candidates: Sequence[Candidate], of: Numbers, offsets: Numbers, rows: Rows
    ) -> Floats:
        """The sums of the pairs but for the type of the event: of predicate, name, what is between, and features."""
        self._remember(reading)
        sums = self._named(asked, rows)
        of_anchor, of_name, of_between = self.pair_weights
        index = np.array([candidate.sentence for candidate in candidates])
        anchors = self._places.first[index] + np.array([candidate.anchor for candidate in candidates])
        there, words = self._places.at(offsets)
        named, near = np.flatnonzero(there >= 0), np.flatnonzero(there == index[of])
        here = self._rows(reading, index[of[near]], anchors[of[near]])
        name = self._rows(reading, there[near], words[near])
        sums[near] += self.far[asked][np.clip(name - here, -FARTHEST, FARTHEST) + FARTHEST]
        sums *= self.unit
        sums += (self._states(reading, index, anchors) @ of_anchor)[of]
        sums[named] += self._states(reading, there[named], words[named]) @ of_name
        low, high = np.minimum(here, name) + 1, np.maximum(here, name)
        apart = np.flatnonzero(low < high)
        near, low, high = near[apart], low[apart], np.minimum(high, low + MOST_BETWEEN)[apart]
        for number, pairs in _by_block(index[of[near]]):
            states = self._block(reading, number).block.states
            sums[near[pairs]] += largest_between(states, low[pairs], high[pairs]).astype(np.float32) @ of_between
        return sums

    def _named(self, asked: str, rows: Rows) -> Floats:
        """The sums of the features."""
        weights = self.named[asked]
        sums = np.empty((rows.count, weights.shape[1]))
        for places, numbers in rows.groups:
            known = np.where(numbers < len(weights), numbers, 0)
            one = np.ones((1, numbers.shape[1]), np.float32)
            some = max(1, AT_ONCE // numbers.shape[1])
            for start in range(0, len(places), some):
                # The product with a row of ones adds up the features of each row, faster than any sum of NumPy's.
                sums[places[start : start + some]] = (one @ weights.take(known[start : start + some], axis=0))[:, 0]
        return sums

    def _states(self, reading: Reading, sentences: Numbers, words: Numbers) -> Whole:
        """The states of these words of the document."""
        states = np.empty((len(words), len(self.pair.bias)), np.float32)
        for number, some in _by_block(sentences):
            read = self._block(reading, number)
            states[some] = read.block.states[read.rows[words[some] - read.first]]
        return states

    def _rows(self, reading: Reading, sentences: Numbers, words: Numbers) -> Numbers:
        """Where these words of the document stand in their blocks."""
        rows = np.empty(len(words), np.intp)
        for number, some in _by_block(sentences):
            read = self._block(reading, number)
            rows[some] = read.rows[words[some] - read.first]
        return rows

    def _remember(self, reading: Reading) -> None:
        if self._reading is not reading:
            self._reading, self._blocks = reading, {}
            self._title, self._places = self._title_states(reading), Places.of(reading)

    def _block(self, reading: Reading, number: int) -> _Read:
        self._remember(reading)
        read = self._blocks.get(number)
        if read is None:
            if len(self._blocks) >= MOST_BLOCKS:
                del self._blocks[next(iter(self._blocks))]
            read = self._blocks[number] = self._read(reading, number)
        return read

    def _read(self, reading: Reading, number: int) -> _Read:
        block = self.encoder.block(reading, number)
        rows = [block.starts[index] + place for index, tokens in block.tokens.items() for place in tokens.places]
        first = int(self._places.first[number * BLOCK])
        states = [block.of(index) for index in block.tokens]
        most = [each.max(axis=0) for each in states]
        even = [np.rint(each.sum(axis=0, dtype=np.int64) / len(each)) for each in states]
        whole = [np.concatenate([a, b, self._title]) for a, b in zip(most, even, strict=True)]
        sums = (np.array(whole, np.float32).reshape(len(whole), -1) @ self.type.weights).astype(np.float64)
        types = (sums * self.type.factor + self.type.bias).tolist()
        return _Read(block, np.array(rows, np.intp), first, dict(zip(block.tokens, types, strict=True)))

    def _title_states(self, reading: Reading) -> Whole:
        places = [place for place in map(self.vectors.place, reading.title_words) if place]
        total = self.vectors.table[places].sum(axis=0, dtype=np.int64)
        mean = np.rint(total * TITLE / max(1, len(places))).astype(np.float32)
        return self.title.states(mean @ self.title.weights)


def _by_block(sentences: Numbers) -> Iterator[tuple[int, Numbers | slice]]:
    """The numbers of the blocks in which these sentences are, each with the places of those in it."""
    blocks = sentences // BLOCK
    numbers = sorted(set(blocks.tolist()))
    for number in numbers:
        yield number, np.flatnonzero(blocks == number) if len(numbers) > 1 else slice(None)


def distance_feature(distance: int) -> str:
    """How many words after the predicate a name stands (before it: less than nought)."""
    return f"at={max(-FARTHEST, min(FARTHEST, distance))}"


def _layer(content: Content, name: str) -> Layer:
    bias, factor = (content[f"{name} {what}"].astype(np.float32) for what in ("bias", "factor"))
    return Layer(content[f"{name} weights"].astype(np.float32), bias, factor)
