"""A Reading → what a small convolutional network says of types and of their parts: the sentence reader.

Of the states of a sentence's words follow the log-odds of its types; of the states of a predicate, of a name or date
and of the words between, and of the named features of the place, those of the part that it takes in the event. They are
added to what the linear models say. `timeline.extraction.training` learns the network; sentence_reader.npz holds it.
"""

import bisect
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.extraction.network.states import BLOCK, MOST_BLOCKS, REACHES, Block, Encoder, Layer, Whole
from timeline.extraction.network.word_vectors import WordVectors, listed, word_vectors
from timeline.extraction.reading import Candidate, Reading

FILE = Path(__file__).resolve().parent / "sentence_reader.npz"
MOST_BETWEEN = 24  # words between a predicate and a name that are looked at
FARTHEST = 12  # … and up to so many their number counts
TITLE = 4  # how much finer the mean of a title's vectors is than these
Content = Mapping[str, npt.NDArray[Any]]


class SentenceReader:
    """The network. It remembers the states of the latest reading: all candidates of a document ask for them."""

    def __init__(self, content: Content, vectors: WordVectors) -> None:
        self.content, self.vectors = content, vectors
        self.kinds, self.parts = listed(content["kinds"]), listed(content["parts"])
        self.kind_places = {name: place for place, name in enumerate(self.kinds)}
        self.features: dict[str, dict[str, int]] = {}  # what is asked for → feature → its row
        for place, name in enumerate(listed(content["features"])):
            asked, _, feature = name.partition("|")
            self.features.setdefault(asked, {})[feature] = place
        self.rows = content["feature weights"].astype(np.int32) * np.int32(content["feature unit"])
        self.pair_kinds = content["pair kinds"].astype(np.float64)
        self.title, self.type, self.pair = (_layer(content, name) for name in ("title", "type", "pair"))
        self.part = _layer(content, "part")  # type × state × part
        marks = {name: place for place, name in enumerate(listed(content["marks"]))}
        wide = [_layer(content, f"wide {number}") for number in range(len(REACHES))]
        weights = content["mark weights"].astype(np.float32)
        self.encoder = Encoder(vectors, marks, weights, _layer(content, "first"), wide)
        self._reading: Reading | None = None
        self._blocks: dict[int, Block] = {}
        self._title: Whole = np.zeros(0, np.float32)
        self._asked: Sequence[Sequence[str]] = ()  # the features of the latest pairs
        self._sums: npt.NDArray[np.float64] = np.zeros(0)

    def __reduce__(self) -> tuple[type["SentenceReader"], tuple[Content, WordVectors]]:
        return SentenceReader, (self.content, self.vectors)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SentenceReader) or self.content.keys() != other.content.keys():
            return False
        same = all(np.array_equal(self.content[name], other.content[name]) for name in self.content)
        return same and np.array_equal(self.vectors.table, other.vectors.table)

    __hash__ = None  # type: ignore[assignment]

    def types(self, reading: Reading, index: int) -> dict[str, float]:
        """The log-odds of every type for one sentence."""
        states = self._block(reading, index).of(index)
        even = np.rint(states.sum(axis=0, dtype=np.int64) / len(states))
        whole = np.concatenate([states.max(axis=0), even, self._title]).astype(np.float32)
        sums = (whole @ self.type.weights).astype(np.float64)
        return dict(zip(self.kinds, (sums * self.type.factor + self.type.bias).tolist(), strict=True))

    def part_scores(
        self,
        reading: Reading,
        candidate: Candidate,
        asked: str,
        places: Sequence[int],
        features: Sequence[Sequence[str]],
    ) -> list[dict[str, float]]:
        """The log-odds of every part for what stands at each offset (-1: nowhere) and has these features.

        `asked` is "actor" or "date".
        """
        if self._asked is not features:
            self._asked = features
            self._sums = self._pair_sums(reading, candidate, self.features[asked], places, features)
        kind = self.kind_places[candidate.type]
        hidden = self.pair.states((self._sums + self.pair_kinds[kind]).astype(np.float32))
        sums = (hidden @ self.part.weights[kind]).astype(np.float64)
        scores = sums * self.part.factor[kind] + self.part.bias[kind]
        return [dict(zip(self.parts, row, strict=True)) for row in scores.tolist()]

    def _pair_sums(
        self,
        reading: Reading,
        candidate: Candidate,
        known: Mapping[str, int],
        places: Sequence[int],
        features: Sequence[Sequence[str]],
    ) -> npt.NDArray[np.float64]:
        """The sums of the pairs but for the type of the event: candidates of several types ask for the same."""
        index = candidate.sentence
        block = self._block(reading, index)
        states, anchor = block.of(index), block.tokens[index].places[candidate.anchor]
        width = states.shape[1]
        three = np.zeros((len(places), 3 * width), np.float32)
        three[:, :width] = states[anchor]
        rows: list[int] = []
        starts: list[int] = []
        for number, (offset, row) in enumerate(zip(places, features, strict=True)):
            there, token = self.token_at(reading, offset)
            starts.append(len(rows))
            rows += [known[feature] for feature in row if feature in known]
            if there == index:
                between = states[min(anchor, token) + 1 : max(anchor, token)][:MOST_BETWEEN]
                three[number, width : 2 * width] = states[token]
                if len(between):
                    three[number, 2 * width :] = between.max(axis=0)
                distance = known.get(distance_feature(token - anchor))
                rows += [] if distance is None else [distance]
            elif there >= 0:
                three[number, width : 2 * width] = self._block(reading, there).of(there)[token]
        total = np.zeros((len(rows) + 1, width), np.int32)
        np.cumsum(self.rows[rows], axis=0, out=total[1:])
        added = np.diff(total[[*starts, len(rows)]], axis=0)
        return (three @ self.pair.weights).astype(np.float64) + added

    def token_at(self, reading: Reading, offset: int) -> tuple[int, int]:
        """The sentence at an offset and the token there; the sentence is -1 where there is none."""
        if offset < 0:
            return -1, 0
        index = bisect.bisect_right(reading.sentences, offset, key=lambda sentence: sentence.start) - 1
        if index < 0 or not reading.words[index].texts:
            return -1, 0
        return index, self._block(reading, index).tokens[index].places[reading.words[index].at(offset)]

    def _block(self, reading: Reading, index: int) -> Block:
        if self._reading is not reading:
            self._reading, self._blocks, self._title = reading, {}, self._title_states(reading)
        number = index // BLOCK
        block = self._blocks.get(number)
        if block is None:
            if len(self._blocks) >= MOST_BLOCKS:
                del self._blocks[next(iter(self._blocks))]
            block = self._blocks[number] = self.encoder.block(reading, number)
        return block

    def _title_states(self, reading: Reading) -> Whole:
        places = [place for place in map(self.vectors.place, reading.title_words) if place]
        total = self.vectors.table[places].sum(axis=0, dtype=np.int64)
        mean = np.rint(total * TITLE / max(1, len(places))).astype(np.float32)
        return self.title.states(mean @ self.title.weights)


def distance_feature(distance: int) -> str:
    """How many words after the predicate a name stands (before it: less than nought)."""
    return f"at={max(-FARTHEST, min(FARTHEST, distance))}"


def _layer(content: Content, name: str) -> Layer:
    bias, factor = (content[f"{name} {what}"].astype(np.float32) for what in ("bias", "factor"))
    return Layer(content[f"{name} weights"].astype(np.float32), bias, factor)


@functools.cache
def shipped_reader() -> SentenceReader:
    """The sentence reader that is shipped with the program."""
    with np.load(FILE) as content:
        return SentenceReader(dict(content), word_vectors())
