"""Proposed events of a document → the same events with the kinds that the document says their weapons are.

A sentence that tells what "the mines" of a transfer are ("the mines would be of a self-destructing type") is no event;
it narrows the one that handed them over. The general weapon stays beside the kind: both are what the text says.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.documents.proposal import Claim, ProposedEvent, WeaponLine
from timeline.extraction.reading import Mention, Reading
from timeline.vocabulary.titles import event_title
from timeline.vocabulary.vocabulary import Vocabulary

_DEFINITE = re.compile(r"\b(?:the|these|those|such|its|their)\s(?:[\w'’.-]+\s){0,2}$", re.IGNORECASE)
_COPULA = re.compile(r"\b(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)


def refined(reading: Reading, events: Sequence[ProposedEvent], vocabulary: Vocabulary) -> list[ProposedEvent]:
    """The events in their order; weapons and claims are added, never taken away."""
    stated = _stated_kinds(reading, vocabulary)
    return [_with_kinds(reading, event, stated, vocabulary) for event in events] if stated else list(events)


def _stated_kinds(reading: Reading, vocabulary: Vocabulary) -> list[tuple[Mention, Mention]]:
    """Each definite weapon ("the US-supplied mines") with the kind of it that the same sentence says it is."""
    found = []
    for mentions in reading.weapons:
        for subject, kind in itertools.pairwise(mentions):
            below = subject.id != kind.id and subject.id in vocabulary.ancestors(kind.id)
            before = reading.text[max(0, subject.start - 40) : subject.start]
            between = reading.text[subject.end : kind.start]
            if below and _DEFINITE.search(before) and _COPULA.search(between):
                found.append((subject, kind))
    return found


def _with_kinds(
    reading: Reading, event: ProposedEvent, stated: Sequence[tuple[Mention, Mention]], vocabulary: Vocabulary
) -> ProposedEvent:
    """The event with the kinds that a later sentence gives to a weapon handed over in it."""
    if vocabulary.event_types[event.type].group != "transfer":
        return event
    for subject, kind in stated:
        weapons = {line.weapon for line in event.weapons}
        named = weapons & vocabulary.ancestors(kind.id)
        # "The mines" are those of the event where it named them before, by that name or as a kind of it.
        same = any(subject.id in vocabulary.ancestors(weapon) for weapon in named)
        if kind.id in weapons or not same or subject.start < event.evidence[0].start:
            continue
        sentence = reading.sentences[kind.sentence]
        passage = reading.document.passage(sentence.start, sentence.end)
        lines = (*event.weapons, WeaponLine(kind.id))
        event = replace(
            event,
            weapons=lines,
            title=event_title(event.type, event.status, event.participants, lines, event.treaties, vocabulary),
            claims=(*event.claims, Claim("weapon", kind.id, passage, status=event.status)),
        )
    return event
