"""Annotated documents → the linear model of each lower decision: type, role, date, weapon, treaty and status."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from timeline.extraction.candidates import hung, promising
from timeline.extraction.date_features import date_choices, date_contexts
from timeline.extraction.linear import Models, by_context, joint_names, models_from
from timeline.extraction.nearby import nearby_actors
from timeline.extraction.predicates import frames
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.role_features import actor_features
from timeline.extraction.slot_features import slot_features, slots_of, trained_names
from timeline.extraction.status_features import STATUSES, status_features
from timeline.extraction.thing_features import trained_things, treaty_choices, weapon_choices
from timeline.extraction.training.agreement import date_agrees, date_rightness, weapon_agrees
from timeline.extraction.training.examples import is_example
from timeline.extraction.training.fitting import Design
from timeline.extraction.training.gold import Annotated, GoldEvent
from timeline.extraction.type_features import document_features, hint_features, type_features
from timeline.vocabulary.vocabulary import Vocabulary

LIGHTEST = 0.15  # the least weight of a word for a type: lighter ones would treble the file and change little
STRENGTH = {
    "hint": 1.0,
    "type": 1.0,
    "role": 15.0,
    "date": 6.0,
    "weapon": 10.0,
    "treaty": 3.0,
    "status": 2.0,
    "event": 16.0,
}  # L2 penalties
EXAMPLE_STATUS = 3.0  # how much an example counts for the status: few documents say "may" or "has not" of a deed
OPTIONAL = 0.6  # how much an optional event counts where the lower decisions are learned
Rows = tuple[list[list[str]], list[float], list[float]]  # features, labels and how much each row counts


def lower_models(documents: Sequence[Annotated], vocabulary: Vocabulary) -> dict[str, Any]:
    """The models below the event model: types, hints, roles, dates, weapons, treaties, status."""
    record = type_models(documents)
    empty = {"bias": 0.0, "weights": {}}
    no_status = {"classes": list(STATUSES), "biases": [0.0] * len(STATUSES), "weights": {}}
    models = models_from(
        {**record, "role": empty, "date": empty, "weapon": empty, "treaty": empty, "status": no_status, "event": empty}
    )
    hung = [
        (d, (d.reading, event, c)) for d in documents for event in d.events for c in places(d.reading, event, models)
    ]
    pairs = [pair for _, pair in hung]
    record["role"] = role_model(pairs, vocabulary)
    record["date"] = date_model(pairs)
    record["weapon"] = weapon_model(pairs, vocabulary)
    record["treaty"] = treaty_model(pairs, vocabulary)
    shares = [EXAMPLE_STATUS if is_example(document) else 1.0 for document, _ in hung]
    record["status"] = status_model(pairs, shares)
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
        _, weighty = design.fit(labels, STRENGTH["type"], offsets=offsets[:, number], least=LIGHTEST)
        # Learned again without the light ones, the others make up for most of what these told.
        bias, found_weights = design.only(weighty).fit(labels, STRENGTH["type"], offsets=offsets[:, number])
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
        features = actor_features(reading, candidate, near, kinds)
        for role in frames()[event.type].roles:
            for item, row, slotted in zip(near, features, slot_features(features, role, slots), strict=True):
                rows.append(trained_names(row, slotted, candidate, role))
                labels.append(float((item.actor, role) in event.participants))
                weights.append(1.0 if event.core else OPTIONAL)
    return rows, labels, weights


def date_model(pairs: Pairs) -> dict[str, Any]:
    """Which date an event bears."""
    rows, labels, weights = [], [], []
    for reading, event, candidate in pairs:
        for choice, features in date_choices(reading, candidate):
            rows.append(joint_names(features, date_contexts(candidate)))
            labels.append(date_rightness(event, choice.value))
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


def status_model(pairs: Pairs, shares: Sequence[float]) -> dict[str, Any]:
    """Whether an event happened, is planned, weighed, alleged or denied; each pair counts for its share."""
    design = Design([status_features(reading, candidate, event.dates[0]) for reading, event, candidate in pairs])
    weights: dict[str, dict[str, float]] = {}
    biases = []
    for status in STATUSES:
        bias, found = design.fit(
            [float(event.status == status) for _, event, _ in pairs], STRENGTH["status"], weights=np.array(shares)
        )
        biases.append(bias)
        for feature, weight in found.items():
            weights.setdefault(feature, {})[status] = weight
    return {"classes": list(STATUSES), "biases": biases, "weights": dict(sorted(weights.items()))}
