"""What linear models and the sentence reader say of documents that neither learned from → how far to follow each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from timeline.extraction.candidates import promising, type_scores
from timeline.extraction.date_features import date_choices, date_contexts
from timeline.extraction.decisions import read_dates
from timeline.extraction.extract import actor_kinds
from timeline.extraction.linear import Models
from timeline.extraction.network.word_vectors import listed
from timeline.extraction.parts import read_roles, role_scores
from timeline.extraction.reading import Candidate
from timeline.extraction.training.agreement import date_rightness
from timeline.extraction.training.fitting import Array, minimise
from timeline.extraction.training.gold import Annotated, GoldEvent
from timeline.extraction.training.network.whole_numbers import Content, scaled
from timeline.extraction.type_features import document_features
from timeline.vocabulary.vocabulary import Vocabulary

OPTIONAL = 0.6  # how much an optional event counts
LEAST_SAY = 0.05  # the least factor of what a linear model says


class Said(NamedTuple):
    """The log-odds of the linear models and of the reader for one answer, how right it is, and how much it counts."""

    linear: float
    read: float
    right: float
    share: float


@dataclass(frozen=True, slots=True)
class Blend:
    """Factors of the two log-odds, and what is added to their sum."""

    linear: float
    read: float
    shift: float


def blend(said: Sequence[Said]) -> Blend:
    """The logistic regression on both; the linear model, which can tell its reasons, has always some say."""
    linear, read = (np.array(each) for each in zip(*((each.linear, each.read) for each in said), strict=True))
    y, share = np.array([each.right for each in said]), np.array([each.share for each in said])
    rest = np.stack([read, np.ones(len(said))], axis=1)

    def fitted(x: Array, given: Array) -> Array:
        def loss(theta: Array) -> tuple[float, Array]:
            margin = given + x @ theta
            error = share * (1.0 / (1.0 + np.exp(-np.clip(margin, -30, 30))) - y)
            return float((share * (np.logaddexp(0.0, margin) - y * margin)).sum()), error @ x

        return minimise(loss, np.array([0.5] * (x.shape[1] - 1) + [0.0]))

    found = fitted(np.column_stack([linear, rest]), np.zeros(len(said)))
    if found[0] < LEAST_SAY:
        found = np.array([LEAST_SAY, *fitted(rest, LEAST_SAY * linear)])
    return Blend(*(round(float(value), 4) for value in found))


def said_of_types(document: Annotated, models: Models) -> Iterator[Said]:
    """What both say of every type of every sentence."""
    reading, alone = document.reading, replace(models, reader=None)
    base = models.type.scores(document_features(reading))
    for index in range(len(reading.sentences)):
        if models.reader is None or not promising(reading, index):
            continue
        stated: dict[str, float] = {}
        for event in document.events:
            if index in event.sentences:
                stated[event.type] = max(stated.get(event.type, 0.0), 1.0 if event.core else OPTIONAL)
        read = models.reader.types(reading, index)
        for kind, score in type_scores(reading, index, alone, base).items():
            yield Said(score, read[kind], stated.get(kind, 0.0), 1.0)


Hung = Sequence[tuple[GoldEvent, Candidate]]


def said_of_roles(document: Annotated, hung: Hung, models: Models, vocabulary: Vocabulary) -> Iterator[Said]:
    """What both say of every actor in every role of the events that the document states."""
    reading, kinds = document.reading, actor_kinds(document.reading, vocabulary)
    for event, candidate in hung:
        read = read_roles(reading, candidate, models, kinds)
        for score, role, near in role_scores(reading, candidate, replace(models, reader=None), kinds):
            right = float((near.actor, role) in event.participants)
            yield Said(score, read[near.actor, role], right, 1.0 if event.core else OPTIONAL)


def said_of_dates(document: Annotated, hung: Hung, models: Models) -> Iterator[Said]:
    """What both say of every date of the events that the document states."""
    for event, candidate in hung:
        choices = date_choices(document.reading, candidate)
        read = read_dates(document.reading, candidate, models, choices)
        for (choice, features), added in zip(choices, read, strict=True):
            score = models.date.score(features, date_contexts(candidate))
            yield Said(score, added, date_rightness(event, choice.value), 1.0 if event.core else OPTIONAL)


def blended(
    record: Mapping[str, Any], contents: Sequence[Content], blends: Mapping[str, Blend]
) -> tuple[dict[str, Any], list[Content]]:
    """The linear models' record and the reader's contents, so that the sum of what they say is the blend."""
    linear = dict(record)
    for name, each in blends.items():
        for model in ("type", "hint") if name == "type" else (name,):
            linear[model] = _times(linear[model], each.linear)
    return linear, [_scaled(content, blends) for content in contents]


def _scaled(content: Content, blends: Mapping[str, Blend]) -> Content:
    """A network that says what the blend makes of it: the mean of such is the blend of their mean."""
    types, roles, dates = (blends[name] for name in ("type", "role", "date"))
    content = dict(content)
    scaled(content, "type", types.read, types.shift)
    factors = np.array([dates.read if part == "date" else roles.read for part in _parts(content)])
    shifts = np.array([dates.shift if part == "date" else roles.shift for part in _parts(content)])
    scaled(content, "part", factors, shifts)
    return content


def _parts(content: Content) -> list[str]:
    return listed(content["parts"])


def _times(value: Any, factor: float) -> Any:  # noqa: ANN401 - a record of JSON
    if isinstance(value, dict):
        return {name: each if name == "classes" else _times(each, factor) for name, each in value.items()}
    if isinstance(value, list):
        return [_times(each, factor) for each in value]
    return round(value * factor, 3)
