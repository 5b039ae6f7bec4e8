"""Annotated documents → the record of weights: every decision's model, the event model on folds it has not seen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from timeline.extraction.candidates import hung, promising
from timeline.extraction.date_features import date_choices, date_contexts
from timeline.extraction.decisions import Draft
from timeline.extraction.event_features import event_features
from timeline.extraction.extract import draft_events, told_events
from timeline.extraction.linear import Models, by_context, joint_names, linear_from, models_from
from timeline.extraction.network.sentence_reader import SentenceReader
from timeline.extraction.network.word_vectors import word_vectors
from timeline.extraction.predicates import frames
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.role_features import (
    actor_features,
    nearby_actors,
    slot_features,
    slots_of,
    trained_names,
)
from timeline.extraction.status_features import STATUSES, status_features
from timeline.extraction.thing_features import trained_things, treaty_choices, weapon_choices
from timeline.extraction.training.agreement import agreement, date_agrees, weapon_agrees
from timeline.extraction.training.blending import (
    Blend,
    Said,
    blend,
    blended,
    said_of_dates,
    said_of_roles,
    said_of_types,
)
from timeline.extraction.training.calibrating import Rated, calibration, rated
from timeline.extraction.training.examples import ROUNDS, example_documents
from timeline.extraction.training.fitting import Design
from timeline.extraction.training.gold import Annotated, GoldEvent
from timeline.extraction.training.network.fitting import fitted
from timeline.extraction.training.network.lessons import lesson_of
from timeline.extraction.training.network.whole_numbers import Content
from timeline.extraction.type_features import document_features, hint_features, type_features
from timeline.vocabulary.vocabulary import Vocabulary

FOLDS = 4
STRENGTH = {
    "hint": 1.0,
    "type": 1.0,
    "role": 15.0,
    "date": 6.0,
    "weapon": 10.0,
    "treaty": 3.0,
    "status": 2.0,
    "event": 4.0,
}  # L2 penalties
EXAMPLE = 0.3  # how much an example's drafts count where the event model is learned
OPTIONAL = 0.6  # how much an optional event counts where the lower decisions are learned
Rows = tuple[list[list[str]], list[float], list[float]]  # features, labels and how much each row counts


@dataclass(frozen=True, slots=True)
class Unseen:
    """A document with its drafts, as models see it that did not learn from it; `share` is how much it counts."""

    document: Annotated
    fold: int
    share: float
    models: Models
    drafts: list[Draft]
    features: list[list[str]]  # of each draft
    labels: list[float | None]  # of each draft: `event_label`


@dataclass(frozen=True, slots=True)
class Lower:
    """The models below the event model, linear and network, as records, and which fold they did not learn from."""

    record: dict[str, Any]
    content: Content

    @property
    def models(self) -> Models:
        """The models, without one for the whole event."""
        reader = SentenceReader(self.content, word_vectors())
        return models_from({**self.record, "event": {"bias": 0.0, "weights": {}}}, reader)


def train(documents: Sequence[Annotated], vocabulary: Vocabulary) -> tuple[dict[str, Any], Content]:
    """The weights record of `models_from` and the content of its reader; deterministic.

    A fold's events are judged by models that did not see it.
    """
    examples = example_documents(vocabulary)
    folds = [(d, n % FOLDS, 1.0) for n, d in enumerate(documents)]
    folds += [(d, n // ROUNDS % FOLDS, EXAMPLE) for n, d in enumerate(examples)]
    lowers = [lower([d for d, number, _ in folds if number != fold], vocabulary) for fold in range(FOLDS)]
    blends = blends_of(
        [
            (each.models, [d for d, number, share in folds if number == fold and share == 1.0])
            for fold, each in enumerate(lowers)
        ],
        vocabulary,
    )
    unseen: list[Unseen] = []
    for fold, each in enumerate(lowers):
        models = Lower(*blended(each.record, each.content, blends)).models
        unseen += [seen_by(models, d, fold, share, vocabulary) for d, number, share in folds if number == fold]
    line = calibration(unseen_events(unseen, vocabulary))
    whole = lower([*documents, *examples], vocabulary)
    record, content = blended(whole.record, whole.content, blends)
    record = {**record, "event": event_model(unseen)}
    return {**record, "calibration": line} if line else record, content


def lower(documents: Sequence[Annotated], vocabulary: Vocabulary) -> Lower:
    """All models below the event model, learned from these documents."""
    record = lower_models(documents, vocabulary)
    models = models_from({**record, "event": {"bias": 0.0, "weights": {}}})

    def hung_at(reading: Reading, event: GoldEvent) -> list[Candidate]:
        return places(reading, event, models)

    lessons = [lesson_of(document, hung_at, vocabulary) for document in documents]
    return Lower(record, fitted(lessons, word_vectors()))


def blends_of(kept_back: Iterable[tuple[Models, Iterable[Annotated]]], vocabulary: Vocabulary) -> dict[str, Blend]:
    """How far to follow linear models and reader, told by documents that they did not learn from."""
    said: dict[str, list[Said]] = {"type": [], "role": [], "date": []}
    for models, documents in kept_back:
        for document in documents:
            stated = [(event, place) for event in document.events for place in places(document.reading, event, models)]
            said["type"] += said_of_types(document, models)
            said["role"] += said_of_roles(document, stated, models, vocabulary)
            said["date"] += said_of_dates(document, stated, models)
    return {name: blend(each) for name, each in said.items()}


def seen_by(models: Models, document: Annotated, fold: int, share: float, vocabulary: Vocabulary) -> Unseen:
    """The drafts of a document with their features, and how right they are."""
    drafts = draft_events(document.reading, vocabulary, models)
    labels = [event_label(draft, document.events, vocabulary) for draft in drafts]
    return Unseen(document, fold, share, models, drafts, event_features(document.reading, drafts), labels)


def event_model(unseen: Iterable[Unseen]) -> dict[str, Any]:
    """Whether all of an event is right."""
    rows, labels, shares = event_rows(unseen)
    bias, weights = Design(rows, least=4).fit(labels, STRENGTH["event"], weights=np.array(shares))
    return {"bias": bias, "weights": weights}


def event_rows(unseen: Iterable[Unseen]) -> Rows:
    """The features of the drafts that count, how right each is, and how much it counts."""
    told = [
        (features, label, one.share)
        for one in unseen
        for features, label in zip(one.features, one.labels, strict=True)
        if label is not None
    ]
    return [row for row, _, _ in told], [label for _, label, _ in told], [share for _, _, share in told]


def unseen_events(unseen: Sequence[Unseen], vocabulary: Vocabulary) -> Iterator[Rated]:
    """The events of all documents but the examples, rated by an event model that did not learn from them either."""
    for fold in range(FOLDS):
        event = linear_from(event_model(one for one in unseen if one.fold != fold))
        for one in unseen:
            if one.fold != fold or one.share < 1.0:
                continue
            for draft, features in zip(one.drafts, one.features, strict=True):
                draft.score = event.score(features)
            models = replace(one.models, event=event)
            told = told_events(one.document.reading, one.drafts, vocabulary, models)
            yield from rated(told, one.document.events, vocabulary)


def event_label(draft: Draft, gold: Sequence[GoldEvent], vocabulary: Vocabulary) -> float | None:
    """1 for a strict match with a core event, less for a loose one, None for an optional event."""
    best: float | None = 0.0
    for event in gold:
        strict, loose = agreement(
            event,
            draft.candidate.type,
            draft.date.value,
            draft.key,
            [w.value for w in draft.weapons],
            [t.value for t in draft.treaties],
            vocabulary,
        )
        if strict and not event.core:
            return None
        if strict:
            best = 1.0
        elif loose and event.core and best is not None:
            best = max(best, 0.3)
    return best


def lower_models(documents: Sequence[Annotated], vocabulary: Vocabulary) -> dict[str, Any]:
    """The models below the event model: types, hints, roles, dates, weapons, treaties, status."""
    record = type_models(documents)
    empty = {"bias": 0.0, "weights": {}}
    no_status = {"classes": list(STATUSES), "biases": [0.0] * len(STATUSES), "weights": {}}
    models = models_from(
        {**record, "role": empty, "date": empty, "weapon": empty, "treaty": empty, "status": no_status, "event": empty}
    )
    pairs = [(d.reading, event, c) for d in documents for event in d.events for c in places(d.reading, event, models)]
    record["role"] = role_model(pairs, vocabulary)
    record["date"] = date_model(pairs)
    record["weapon"] = weapon_model(pairs, vocabulary)
    record["treaty"] = treaty_model(pairs, vocabulary)
    record["status"] = status_model(pairs)
    return record


def type_sentences(documents: Sequence[Annotated]) -> tuple[list[tuple[Annotated, int]], list[dict[str, float]]]:
    """The sentences that can state an event, and which types each states how surely."""
    sentences = [
        (d, index) for d in documents for index in range(len(d.reading.sentences)) if promising(d.reading, index)
    ]
    stated: list[dict[str, float]] = []
    for document, index in sentences:
        found: dict[str, float] = {}
        for event in document.events:
            if index in event.sentences:
                found[event.type] = max(found.get(event.type, 0.0), 1.0 if event.core else OPTIONAL)
        stated.append(found)
    return sentences, stated


def type_models(documents: Sequence[Annotated]) -> dict[str, Any]:
    """Which types a sentence states: first what the predicate table hints, alike for all types, then words by type."""
    kinds = list(frames())
    sentences, stated = type_sentences(documents)
    hint_rows = [hint_features(d.reading, index, kind) for d, index in sentences for kind in kinds]
    hint_labels = [found.get(kind, 0.0) for found in stated for kind in kinds]
    hint_design = Design(hint_rows)
    hint_bias, hint_weights = hint_design.fit(hint_labels, STRENGTH["hint"])
    offsets = hint_design.margins(hint_bias, hint_weights).reshape(len(sentences), len(kinds))
    design = Design([type_features(d.reading, index) + document_features(d.reading) for d, index in sentences])
    weights: dict[str, dict[str, float]] = {}
    biases = []
    for number, kind in enumerate(kinds):
        labels = [found.get(kind, 0.0) for found in stated]
        bias, found_weights = design.fit(labels, STRENGTH["type"], offsets=offsets[:, number], least=0.06)
        biases.append(bias)
        for feature, weight in found_weights.items():
            weights.setdefault(feature, {})[kind] = weight
    return {
        "hint": {"bias": hint_bias, "weights": hint_weights},
        "type": {"classes": kinds, "biases": biases, "weights": dict(sorted(weights.items()))},
    }


def places(reading: Reading, event: GoldEvent, models: Models) -> list[Candidate]:
    """Where a gold event is stated: in each of its sentences the predicate nearest to its date and actors."""
    chosen = []
    for index in event.sentences[:2]:
        if not reading.words[index].texts:
            continue
        options = hung(reading, index, event.type, 0.0, models)
        words = reading.words[index]
        marks = [words.at(t.start) for t in reading.times[index] if date_agrees(event.dates, t.edtf)]
        actors = {actor for actor, _ in event.participants}
        marks += [words.at(m.start) for m in reading.actors[index] if m.id in actors]
        chosen.append(min(options, key=lambda c: (sum(abs(c.anchor - m) for m in marks), c.order)))
    return chosen


Pairs = Sequence[tuple[Reading, GoldEvent, Candidate]]


def role_model(pairs: Pairs, vocabulary: Vocabulary) -> dict[str, Any]:
    """Which actor stands in which role."""
    rows, labels, weights = role_rows(pairs, vocabulary)
    bias, found = Design(rows).fit(labels, STRENGTH["role"], weights=np.array(weights))
    return {"bias": bias, "weights": by_context(found)}


def role_rows(pairs: Pairs, vocabulary: Vocabulary) -> Rows:
    """The features of each nearby actor in each role, whether it has that role, and how much this counts."""
    rows, labels, weights = [], [], []
    for reading, event, candidate in pairs:
        near = nearby_actors(reading, candidate)
        kinds = {n.actor: vocabulary.actors[n.actor].kind for n in near}
        slots = slots_of(candidate)
        for item, row in zip(near, actor_features(reading, candidate, near, kinds), strict=True):
            for role in frames()[event.type].roles:
                rows.append(trained_names(row, slot_features(row, role, slots), candidate, role))
                labels.append(float((item.actor, role) in event.participants))
                weights.append(1.0 if event.core else OPTIONAL)
    return rows, labels, weights


def date_model(pairs: Pairs) -> dict[str, Any]:
    """Which date an event bears."""
    rows, labels, weights = [], [], []
    for reading, event, candidate in pairs:
        for choice, features in date_choices(reading, candidate):
            rows.append(joint_names(features, date_contexts(candidate)))
            labels.append(float(date_agrees(event.dates, choice.value)))
            weights.append(1.0 if event.core else OPTIONAL)
    bias, found = Design(rows).fit(labels, STRENGTH["date"], weights=np.array(weights))
    return {"bias": bias, "weights": by_context(found)}


def weapon_model(pairs: Pairs, vocabulary: Vocabulary) -> dict[str, Any]:
    """Which weapons an event concerns."""
    rows, labels = [], []
    for reading, event, candidate in pairs:
        for choice, features in weapon_choices(reading, candidate, vocabulary):
            rows.append(trained_things(candidate, features))
            exact = choice.value in event.weapons
            labels.append(1.0 if exact else 0.7 if weapon_agrees(event.weapons, choice.value, vocabulary) else 0.0)
    bias, found = Design(rows).fit(labels, STRENGTH["weapon"])
    return {"bias": bias, "weights": by_context(found)}


def treaty_model(pairs: Pairs, vocabulary: Vocabulary) -> dict[str, Any]:
    """Which treaty an event concerns."""
    rows, labels = [], []
    for reading, event, candidate in pairs:
        for choice, features in treaty_choices(reading, candidate, vocabulary):
            rows.append(trained_things(candidate, features))
            labels.append(float(choice.value in event.treaties))
    bias, found = Design(rows).fit(labels, STRENGTH["treaty"])
    return {"bias": bias, "weights": by_context(found)}


def status_model(pairs: Pairs) -> dict[str, Any]:
    """Whether an event happened, is planned, weighed, alleged or denied."""
    design = Design([status_features(reading, candidate, event.dates[0]) for reading, event, candidate in pairs])
    weights: dict[str, dict[str, float]] = {}
    biases = []
    for status in STATUSES:
        bias, found = design.fit([float(event.status == status) for _, event, _ in pairs], STRENGTH["status"])
        biases.append(bias)
        for feature, weight in found.items():
            weights.setdefault(feature, {})[status] = weight
    return {"classes": list(STATUSES), "biases": biases, "weights": dict(sorted(weights.items()))}
