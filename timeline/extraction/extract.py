"""A Document → proposed events, each field with the passage that says so."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.documents.document import Document
from timeline.documents.proposal import ProposedEvent
from timeline.extraction.assembly import assemble
from timeline.extraction.candidates import candidates
from timeline.extraction.confidence import SHORT, lane
from timeline.extraction.decisions import Draft, dates_scored, decide
from timeline.extraction.event_features import event_features
from timeline.extraction.gap_subjects import with_subjects
from timeline.extraction.genres.replacing import replaced
from timeline.extraction.linear import Models, shipped_models
from timeline.extraction.merging import merge
from timeline.extraction.nearby import Scored
from timeline.extraction.parts import Consensus, cast_of, consensus, roles_scored
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate, Choice, Reading
from timeline.extraction.refining import refined, taken_back
from timeline.vocabulary.vocabulary import Vocabulary

TOGETHER = 64  # candidates that are decided on at once


def extract(document: Document, vocabulary: Vocabulary, models: Models | None = None) -> list[ProposedEvent]:
    """The events that a document reports, in the order of the text; the same for the same input, always.

    Every claim's passage is `document.passage(start, end)`. A document with nothing of the field, or in a language that
    the vocabulary's names and the predicates do not speak, gives an empty list.
    """
    return events_of(read(document, vocabulary), vocabulary, models)


def events_of(reading: Reading, vocabulary: Vocabulary, models: Models | None = None) -> list[ProposedEvent]:
    """`extract` for a document that has been read already."""
    models = models or shipped_models()
    told = told_events(reading, draft_events(reading, vocabulary, models), vocabulary, models)
    events = replaced(reading.form, [event for _, event in told])
    return sorted(map(reading.in_original, events), key=lambda e: (e.evidence[0], e.type, e.date))


def told_events(
    reading: Reading, drafts: Sequence[Draft], vocabulary: Vocabulary, models: Models
) -> list[tuple[Draft, ProposedEvent]]:
    """The drafts that are left of a document's when those of one happening are merged, each with its event; likeliest
    first, the hopeless ones left out."""
    assembled = [(draft, assemble(reading, draft, vocabulary, models)) for draft in merge(drafts, vocabulary)]
    kept = [(draft, event) for draft, event in assembled if event is not None]
    back = taken_back([event for _, event in kept])
    kept = [each for place, each in enumerate(kept) if place not in back]
    events = refined(reading, [event for _, event in kept], vocabulary)
    if len(reading.sentences) > SHORT:
        likeliest = max((event.confidence for event in (*events, *reading.form.events)), default=0.0)
        events = [replace(event, lane=lane(event.confidence, likeliest)) for event in events]
    return list(zip((draft for draft, _ in kept), events, strict=True))


def draft_events(reading: Reading, vocabulary: Vocabulary, models: Models) -> list[Draft]:
    """All drafts of a document with their scores, before they are merged."""
    drafts: list[Draft] = []
    ranks: dict[int, list[float]] = {}
    found = considered(reading, vocabulary, models)
    for candidate in found.candidates:
        ranks.setdefault(candidate.sentence, []).append(candidate.score)
    for candidate, roles, dates in zip(found.candidates, found.roles, found.dates, strict=True):
        rank = sum(score > candidate.score for score in set(ranks[candidate.sentence]))
        casting = cast_of(candidate, roles, found.agreed)
        for draft in decide(reading, candidate, models, vocabulary, casting, dates):
            draft.rank = rank
            drafts.append(draft)
    for draft, features in zip(drafts, event_features(reading, drafts), strict=True):
        draft.score = models.event.score(features)
    return drafts


@dataclass(frozen=True, slots=True)
class Considered:
    """The candidates of a document, the actors of each with their log-odds by role and its dates, likeliest first, and
    what all candidates agree on."""

    candidates: list[Candidate]
    roles: list[list[Scored]]
    dates: list[list[Choice]]
    agreed: Consensus


def considered(reading: Reading, vocabulary: Vocabulary, models: Models) -> Considered:
    """What the drafts of a document are decided from."""
    kinds = actor_kinds(reading, vocabulary)
    found: list[Candidate] = []
    roles: list[list[Scored]] = []
    dates: list[list[Choice]] = []
    coming = candidates(reading, models)
    # Types, roles and dates of some sentences are asked for in turn, while the reader still remembers these sentences.
    while some := list(itertools.islice(coming, TOGETHER)):
        found += some
        roles += roles_scored(reading, some, models, kinds)
        dates += dates_scored(reading, some, models)
    roles = with_subjects(reading, found, roles)
    return Considered(found, roles, dates, consensus(found, roles))


def actor_kinds(reading: Reading, vocabulary: Vocabulary) -> dict[str, str]:
    """Whether each actor of a document is a state, an organisation, …."""
    named = {mention.id for mentions in reading.actors for mention in mentions}
    return {id: vocabulary.actors[id].kind for id in (*named, *reading.title_actors, *reading.topic_actors)}
