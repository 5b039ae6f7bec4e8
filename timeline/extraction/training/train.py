"""Annotated documents → the record of weights: every decision's model; that of two dates and that of the whole event
learn from documents that those below them did not see."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

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
from timeline.extraction.training.deciding import STRENGTH, places
from timeline.extraction.training.doubts import Doubt, doubts_of, rival_date_model
from timeline.extraction.training.examples import ROUNDS, example_documents, is_example
from timeline.extraction.training.fitting import Design
from timeline.extraction.training.gold import Annotated, GoldEvent
from timeline.extraction.training.lightening import lightened
from timeline.extraction.training.lowers import Lower, lowers_from
from timeline.extraction.training.network.whole_numbers import Content
from timeline.extraction.training.school import Given, school
from timeline.vocabulary.vocabulary import Vocabulary

# Of every so many documents the first is judged by models that learned from the others, two thirds, which teach nearly
# as much as all. The others are judged by none: the shipped context encoder was tuned to them.
FOLDS = 3
TURNS = 4  # the judged documents are asked about in so many tasks, side by side
ASKED = 1200  # documents that are asked for what both say: it fits three numbers


Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class Unseen:
    """A document with its drafts, as models see it that did not learn from it.

    The event model that rates the documents of one part learns from those of the others.
    """

    document: Annotated
    part: int
    models: Models
    drafts: list[Draft]
    features: list[list[str]]  # of each draft
    labels: list[float | None]  # of each draft: `event_label`


def train(
    documents: Sequence[Annotated], vocabulary: Vocabulary, jobs: int = 1
) -> tuple[dict[str, Any], Sequence[Content]]:
    """The weights record of `models_from` and the contents of its reader; the same with however many processes.

    The events that the event model learns from are of documents that the models below it did not see: of each part, not
    that of two dates either.
    """
    examples = example_documents(vocabulary)
    numbered = [(d.doc, n) for n, d in enumerate(documents)] + [(d.doc, n // ROUNDS) for n, d in enumerate(examples)]
    judged = [Judged(doc, n // FOLDS % FOLDS) for doc, n in numbered if n % FOLDS == 0]
    with school([*documents, *examples], vocabulary, jobs) as pupils:
        others = [doc for doc, n in numbered if n % FOLDS]
        whole, kept_back = lowers_from(pupils, [[doc for doc, _ in numbered], others])
        asked = [each for each in judged if not is_example(pupils.given.documents[each.doc])]
        told = pupils.ask(_said_by, in_turns(kept_back, asked[:: max(1, len(asked) // ASKED)]))
        blends = {name: blend([each for said in told for each in said[name]]) for name in told[0]}
        mixed = Lower(*blended(kept_back.record, kept_back.contents, blends))
        doubts = [one for some in pupils.ask(_doubts_by, in_turns(mixed, judged)) for one in some]
        rivals = [rival_date_model(one for one in doubts if one.part != part) for part in range(FOLDS)]
        unseen = [one for some in pupils.ask(_unseen_by, in_turns((mixed, rivals), judged)) for one in some]
    line = calibration(unseen_events(unseen, vocabulary))
    record, contents = blended(whole.record, whole.contents, blends)
    record = {**record, "rival date": rival_date_model(doubts), "event": event_model(unseen)}
    return lightened({**record, "calibration": line} if line else record), contents


def unjudged(documents: Sequence[Annotated]) -> Sequence[Annotated]:
    """The documents that no model is judged by."""
    return [document for number, document in enumerate(documents) if number % FOLDS]


class Judged(NamedTuple):
    """The id of a document that is judged, and its part."""

    doc: str
    part: int


def in_turns(asked: Asked, judged: Sequence[Judged]) -> list[tuple[Asked, Sequence[Judged]]]:
    """One task for each turn: what is asked, of its documents."""
    return [(asked, judged[turn::TURNS]) for turn in range(TURNS)]


def _said_by(given: Given, task: tuple[Lower, Sequence[Judged]]) -> dict[str, list[Said]]:
    """What linear models and reader say of types, roles and dates of documents that they did not learn from."""
    kept_back, judged = task
    models = kept_back.models
    said: dict[str, list[Said]] = {"type": [], "role": [], "date": []}
    for document in given.named(each.doc for each in judged):
        stated = [(event, place) for event in document.events for place in places(document.reading, event, models)]
        said["type"] += said_of_types(document, models)
        said["role"] += said_of_roles(document, stated, models, given.vocabulary)
        said["date"] += said_of_dates(document, stated, models)
    return said


def _doubts_by(given: Given, task: tuple[Lower, Sequence[Judged]]) -> list[Doubt]:
    kept_back, judged = task
    models = kept_back.models
    return [one for doc, part in judged for one in doubts_of(given.documents[doc], part, models)]


def _unseen_by(given: Given, task: tuple[tuple[Lower, Sequence[Mapping[str, Any]]], Sequence[Judged]]) -> list[Unseen]:
    (kept_back, rivals), judged = task
    models = [replace(kept_back.models, rival_date=linear_from(rival)) for rival in rivals]
    return [seen_by(models[part], given.documents[doc], part, given.vocabulary) for doc, part in judged]


def seen_by(models: Models, document: Annotated, part: int, vocabulary: Vocabulary) -> Unseen:
    """The drafts of a document with their features, and how right they are."""
    drafts = draft_events(document.reading, vocabulary, models)
    labels = [event_label(draft, document.events, vocabulary) for draft in drafts]
    return Unseen(document, part, models, drafts, event_features(document.reading, drafts), labels)


def event_model(unseen: Iterable[Unseen]) -> dict[str, Any]:
    """Whether all of an event is right."""
    rows, labels = event_rows(unseen)
    bias, weights = Design(rows, least=4).fit(labels, STRENGTH["event"])
    return {"bias": bias, "weights": weights}


def event_rows(unseen: Iterable[Unseen]) -> tuple[list[list[str]], list[float]]:
    """The features of the drafts that count, and how right each is."""
    told = [
        (features, label)
        for one in unseen
        for features, label in zip(one.features, one.labels, strict=True)
        if label is not None
    ]
    return [row for row, _ in told], [label for _, label in told]


def unseen_events(unseen: Sequence[Unseen], vocabulary: Vocabulary) -> Iterator[Rated]:
    """The events of all documents but the examples, rated by an event model that did not learn from them either."""
    for part in range(FOLDS):
        event = linear_from(event_model(one for one in unseen if one.part != part))
        for one in unseen:
            if one.part != part or is_example(one.document):
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
