"""Annotated documents → the record of weights: every decision's model; the event model learns from documents that those
below it did not see."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from timeline.extraction.decisions import Draft
from timeline.extraction.event_features import event_features
from timeline.extraction.extract import draft_events, told_events
from timeline.extraction.linear import Models, linear_from
from timeline.extraction.training.agreement import agreement
from timeline.extraction.training.blending import (
    Said,
    blend,
    blended,
    said_of_dates,
    said_of_roles,
    said_of_types,
)
from timeline.extraction.training.calibrating import Rated, calibration, rated
from timeline.extraction.training.deciding import STRENGTH, Rows, places
from timeline.extraction.training.examples import ROUNDS, example_documents
from timeline.extraction.training.fitting import Design
from timeline.extraction.training.gold import Annotated, GoldEvent
from timeline.extraction.training.lightening import lightened
from timeline.extraction.training.lowers import Lower, lowers_from
from timeline.extraction.training.network.whole_numbers import Content
from timeline.extraction.training.school import Given, school
from timeline.vocabulary.vocabulary import Vocabulary

FOLDS = 3  # of thousands of documents two thirds teach nearly as much as all
# Folds that are judged by models that did not see them: each takes two thirds as long as what is shipped. The last is
# not judged: the shipped context encoder was tuned to it.
JUDGED = FOLDS - 1
ASKED = 600  # documents of a fold that are asked for what both say: it fits three numbers
EXAMPLE = 0.3  # how much an example's drafts count where the event model is learned


@dataclass(frozen=True, slots=True)
class Unseen:
    """A document with its drafts, as models see it that did not learn from it; `share` is how much it counts.

    The event model that rates the documents of one part learns from those of the others.
    """

    document: Annotated
    part: int
    share: float
    models: Models
    drafts: list[Draft]
    features: list[list[str]]  # of each draft
    labels: list[float | None]  # of each draft: `event_label`


def train(
    documents: Sequence[Annotated], vocabulary: Vocabulary, jobs: int = 1
) -> tuple[dict[str, Any], Sequence[Content]]:
    """The weights record of `models_from` and the contents of its reader; the same with however many processes.

    The events that the event model learns from are of documents that the models below it did not see.
    """
    examples = example_documents(vocabulary)
    numbered = [(d.doc, n, 1.0) for n, d in enumerate(documents)]
    numbered += [(d.doc, n // ROUNDS, EXAMPLE) for n, d in enumerate(examples)]
    judged = [
        [Share(doc, n // FOLDS % FOLDS, share) for doc, n, share in numbered if n % FOLDS == fold]
        for fold in range(JUDGED)
    ]
    without = [[doc for doc, n, _ in numbered if n % FOLDS != fold] for fold in range(JUDGED)]
    with school([*documents, *examples], vocabulary, jobs) as pupils:
        whole, *lowers = lowers_from(pupils, [[doc for doc, _, _ in numbered], *without])
        told = pupils.ask(_said_by, list(zip(lowers, judged, strict=True)))
        blends = {name: blend([each for said in told for each in said[name]]) for name in told[0]}
        mixed = [Lower(*blended(each.record, each.contents, blends)) for each in lowers]
        unseen = [one for some in pupils.ask(_unseen_by, list(zip(mixed, judged, strict=True))) for one in some]
    line = calibration(unseen_events(unseen, vocabulary))
    record, contents = blended(whole.record, whole.contents, blends)
    record = {**record, "event": event_model(unseen)}
    return lightened({**record, "calibration": line} if line else record), contents


def unjudged(documents: Sequence[Annotated]) -> Sequence[Annotated]:
    """The documents of the fold that no model is judged by."""
    return documents[JUDGED::FOLDS]


class Share(NamedTuple):
    """The id of a document, its part, and how much it counts."""

    doc: str
    part: int
    share: float


def _said_by(given: Given, task: tuple[Lower, Sequence[Share]]) -> dict[str, list[Said]]:
    """What linear models and reader say of types, roles and dates of documents that they did not learn from, of enough
    of them."""
    kept_back, shares = task
    models, docs = kept_back.models, [each.doc for each in shares if each.share == 1.0]
    said: dict[str, list[Said]] = {"type": [], "role": [], "date": []}
    for document in given.named(docs[:: max(1, len(docs) // ASKED)]):
        stated = [(event, place) for event in document.events for place in places(document.reading, event, models)]
        said["type"] += said_of_types(document, models)
        said["role"] += said_of_roles(document, stated, models, given.vocabulary)
        said["date"] += said_of_dates(document, stated, models)
    return said


def _unseen_by(given: Given, task: tuple[Lower, Sequence[Share]]) -> list[Unseen]:
    kept_back, shares = task
    models = kept_back.models
    return [seen_by(models, given.documents[doc], part, share, given.vocabulary) for doc, part, share in shares]


def seen_by(models: Models, document: Annotated, part: int, share: float, vocabulary: Vocabulary) -> Unseen:
    """The drafts of a document with their features, and how right they are."""
    drafts = draft_events(document.reading, vocabulary, models)
    labels = [event_label(draft, document.events, vocabulary) for draft in drafts]
    return Unseen(document, part, share, models, drafts, event_features(document.reading, drafts), labels)


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
    for part in range(FOLDS):
        event = linear_from(event_model(one for one in unseen if one.part != part))
        for one in unseen:
            if one.part != part or one.share < 1.0:
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
