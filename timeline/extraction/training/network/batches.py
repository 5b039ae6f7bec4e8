"""Annotated documents → batches of sentences and pairs, as arrays of which the network learns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from timeline.extraction.candidates import promising
from timeline.extraction.network.context_encoder import Meanings, context_encoder
from timeline.extraction.network.one_reader import MOST_BETWEEN
from timeline.extraction.network.states import GAP, UNKNOWN
from timeline.extraction.network.tokens import Tokens
from timeline.extraction.network.word_vectors import WordVectors
from timeline.extraction.training.gold import Annotated

Array = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pair:
    """An event's predicate and what may take a part in it; places are tokens of their sentences.

    `there` is -1 where no sentence names it. `parts` says, of the parts that are asked for, how right each is.
    """

    sentence: int
    anchor: int
    kind: str
    there: int
    token: int
    features: tuple[str, ...]
    parts: Mapping[str, float]
    share: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learned from one document: its tokens and what they mean, how surely each sentence states a type, and its
    pairs."""

    document: Annotated
    tokens: Mapping[int, Tokens]
    meanings: Mapping[int, Meanings]
    types: Mapping[int, Mapping[str, float]]
    pairs: Sequence[Pair]

    @property
    def asked(self) -> list[int]:
        """The sentences whose types are asked for."""
        return [index for index in self.tokens if promising(self.document.reading, index)]


@dataclass(frozen=True, slots=True)
class Names:
    """The places of all that has a name in the network."""

    kinds: Mapping[str, int]
    parts: Mapping[str, int]
    marks: Mapping[str, int]
    features: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents' sentences in one row of words with `GAP` empty places between, and what is asked of them."""

    words: Places  # of each place the row of its word's vector
    meanings: Meanings  # … and what it means there
    real: Array  # 1 where a word is, 0 in between
    marked: Places  # places with marks …
    marks: Places  # … and which
    starts: Places  # of the sentences whose types are asked
    lengths: Places
    titles: Places  # the words of their documents' titles, filled up with 0
    types: Array  # how surely each sentence states each type
    anchors: Places  # of each pair the place of the predicate
    names: Places  # … and of what may take part; 0 where no sentence names it
    between: Places  # … the first place between them
    gaps: Places  # … and how many there are
    kinds: Places  # … the type of the event
    used: Places  # the features that any of the pairs has
    owners: Places  # pairs, each with the place in `used` of a feature that it has
    features: Places
    parts: Array  # how right each part of each pair is
    shares: Array  # how much it counts; 0 where it is not asked for


@dataclass(slots=True)
class _Row:
    """The places of a batch while it is filled."""

    words: list[int] = field(default_factory=lambda: [0] * GAP)
    meanings: list[tuple[int, Meanings]] = field(default_factory=list)
    real: list[float] = field(default_factory=lambda: [0.0] * GAP)
    marked: list[tuple[int, int]] = field(default_factory=list)

    def add(self, tokens: Tokens, meanings: Meanings | None, vectors: WordVectors, marks: Mapping[str, int]) -> int:
        """Put a sentence at the end; where it starts."""
        start = len(self.words)
        if meanings is not None:
            self.meanings.append((start, meanings))
        for word, names in zip(tokens.words, tokens.marks, strict=True):
            place = vectors.place(word) if word else 0
            known = [*names, UNKNOWN] if word and not place else names
            self.marked += [(len(self.words), marks[name]) for name in known if name in marks]
            self.words.append(place)
            self.real.append(1.0)
        self.words += [0] * GAP
        self.real += [0.0] * GAP
        return start

    def all_meanings(self) -> Meanings:
        """What each place means, noughts where that is not known."""
        out = np.zeros((len(self.words), context_encoder().width), np.int8)
        for start, each in self.meanings:
            out[start : start + len(each)] = each
        return out


def batch_of(lessons: Iterable[Lesson], names: Names, vectors: WordVectors) -> Batch:
    """The batch of some documents."""
    row = _Row()
    sentences: list[tuple[int, int]] = []
    titles: list[list[int]] = []
    types: list[Array] = []
    pairs: list[tuple[int, int, int, int, int]] = []
    owners: list[tuple[int, int]] = []
    parts: list[tuple[Array, Array]] = []
    for lesson in lessons:
        asked = lesson.asked
        starts = {
            index: row.add(lesson.tokens[index], lesson.meanings.get(index), vectors, names.marks)
            for index in sentences_read(lesson)
        }
        title = [place for place in map(vectors.place, lesson.document.reading.title_words) if place]
        sentences += [(starts[index], len(lesson.tokens[index].words)) for index in asked]
        titles += [title] * len(asked)
        types += [_numbers(lesson.types[index], names.kinds) for index in asked]
        for pair in lesson.pairs:
            owners += [(len(pairs), names.features[name]) for name in pair.features if name in names.features]
            pairs.append((*_places(pair, starts), names.kinds[pair.kind]))
            wanted = _numbers(dict.fromkeys(pair.parts, pair.share), names.parts)
            parts.append((_numbers(pair.parts, names.parts), wanted))
    longest = max(map(len, titles), default=0)
    marked, marks = _columns(row.marked, 2)
    first, lengths = _columns(sentences, 2)
    anchors, others, between, gaps, kinds = _columns(pairs, 5)
    pair_of, feature_of = _columns(owners, 2)
    used, features = np.unique(feature_of, return_inverse=True)
    filled = [[*title, *[0] * (longest - len(title))] for title in titles]
    return Batch(
        words=np.array(row.words),
        meanings=row.all_meanings(),
        real=np.array(row.real, dtype=np.float32),
        marked=marked,
        marks=marks,
        starts=first,
        lengths=lengths,
        titles=np.array(filled, dtype=np.int64).reshape(len(titles), longest),
        types=np.array(types, dtype=np.float32).reshape(-1, len(names.kinds)),
        anchors=anchors,
        names=others,
        between=between,
        gaps=gaps,
        kinds=kinds,
        used=used,
        owners=pair_of,
        features=features,
        parts=np.array([right for right, _ in parts], dtype=np.float32).reshape(-1, len(names.parts)),
        shares=np.array([wanted for _, wanted in parts], dtype=np.float32).reshape(-1, len(names.parts)),
    )


def sentences_read(lesson: Lesson) -> list[int]:
    """The sentences that stand in the batch: those whose types are asked for, and those of pairs."""
    paired = (index for pair in lesson.pairs for index in (pair.sentence, pair.there))
    return sorted({*lesson.asked, *paired} - {-1})


def _places(pair: Pair, starts: Mapping[int, int]) -> tuple[int, int, int, int]:
    anchor = starts[pair.sentence] + pair.anchor
    if pair.there < 0:
        return anchor, 0, 0, 0
    name = starts[pair.there] + pair.token
    if pair.there != pair.sentence:
        return anchor, name, 0, 0
    return anchor, name, min(anchor, name) + 1, max(0, min(abs(anchor - name) - 1, MOST_BETWEEN))


def _numbers(values: Mapping[str, float], places: Mapping[str, int]) -> Array:
    row = np.zeros(len(places), np.float32)
    for name, value in values.items():
        row[places[name]] = value
    return row


def _columns(rows: Sequence[tuple[int, ...]], count: int) -> Sequence[Places]:
    return list(np.array(rows, dtype=np.int64).reshape(-1, count).T)
