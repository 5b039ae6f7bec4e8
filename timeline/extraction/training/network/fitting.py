"""Lessons → the content of one network of a sentence reader; deterministic."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from timeline.extraction.network.context_encoder import context_encoder
from timeline.extraction.network.states import UNKNOWN
from timeline.extraction.network.word_vectors import UNIT, WordVectors
from timeline.extraction.predicates import frames
from timeline.extraction.training.network.batches import Array, Lesson, Names, batch_of
from timeline.extraction.training.network.learning import Adam, Network, new_weights
from timeline.extraction.training.network.whole_numbers import Content, whole_numbers

ROUNDS = 6  # how often every lesson is learned
TOGETHER = 6  # documents in a batch
SEEDS = (20241120, 20261127)  # where each network begins
LEAST = 20  # pairs that must have a feature for it to be learned
SAMPLE = 15  # every so many batches tell how great the states become


def fitted(seed: int, lessons: Sequence[Lesson], vectors: WordVectors, least: int = LEAST) -> Content:
    """What one network of a `SentenceReader` learned from the lessons that began where the seed says."""
    begun = beginning(seed, lessons, vectors, least)
    network, chance = begun.network, begun.chance
    batches = [batch_of(together, begun.names, vectors) for together in begun.lessons]
    adam = Adam(network.weights, ROUNDS * len(batches))
    for _ in range(ROUNDS):
        for number in chance.permutation(len(batches)):
            adam.step(network.slopes(batches[number])[1])
    return whole_numbers(Network(network.weights, network.vectors), begun.names, batches[::SAMPLE])


class Beginning(NamedTuple):
    """A network that has learned nothing yet, what drew its weights, and the lessons of each batch."""

    network: Network
    names: Names
    chance: np.random.Generator
    lessons: Sequence[Sequence[Lesson]]


def beginning(seed: int, lessons: Sequence[Lesson], vectors: WordVectors, least: int = LEAST) -> Beginning:
    """Where the learning of lessons begins."""
    names = names_of(lessons, least)
    chance = np.random.default_rng(seed)
    table: Array = vectors.table.astype(np.float32)
    table /= np.float32(UNIT)
    network = Network(new_weights(chance, table.shape[1], context_encoder().width, names), table, chance)
    order = chance.permutation(len(lessons))
    chosen = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
    return Beginning(network, names, chance, [[lessons[number] for number in numbers] for numbers in chosen])


def names_of(lessons: Iterable[Lesson], least: int) -> Names:
    """What the network gives a place: all types and parts, the marks of the lessons, and the features of many."""
    marks: set[str] = {UNKNOWN}
    features: Counter[str] = Counter()
    for lesson in lessons:
        marks.update(mark for tokens in lesson.tokens.values() for names in tokens.marks for mark in names)
        features.update(feature for pair in lesson.pairs for feature in set(pair.features))
    parts = sorted({role for frame in frames().values() for role in frame.roles}) + ["date"]
    common = sorted(feature for feature, count in features.items() if count >= least)
    return Names(
        *({name: place for place, name in enumerate(each)} for each in (frames(), parts, sorted(marks), common))
    )
