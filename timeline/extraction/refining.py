"""Proposed events of a document → the same events with the weapons that their kind and their treaty speak of.

A sentence that tells what "the mines" of a transfer are ("the mines would be of a self-destructing type") is no event;
it narrows the one that handed them over. The general weapon stays beside the kind: both are what the text says.
A step of a state towards or away from a treaty concerns the weapons that the treaty covers, and no others.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.documents.proposal import Claim, Participant, ProposedEvent, WeaponLine
from timeline.extraction.antecedents import ANYTHING
from timeline.extraction.reading import Mention, Reading
from timeline.extraction.thing_features import EMBARGO
from timeline.vocabulary.titles import event_title
from timeline.vocabulary.vocabulary import Vocabulary

_DEFINITE = re.compile(r"\b(?:the|these|those|such|its|their)\s(?:[\w'’.-]+\s){0,2}$", re.IGNORECASE)
PRODUCTION = "weapon-production"
COVERED = 4  # a treaty that covers more kinds than this is about arms in general
_COPULA = re.compile(r"\b(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)


def refined(reading: Reading, events: Sequence[ProposedEvent], vocabulary: Vocabulary) -> list[ProposedEvent]:
    """The events in their order; every weapon that is added has a claim."""
    stated = _stated_kinds(reading, vocabulary)
    told = [_with_kinds(reading, event, stated, vocabulary) for event in events]
    return [_counted_once(_of_its_treaties(_at_home(event, vocabulary), vocabulary), vocabulary) for event in told]


def taken_back(events: Sequence[ProposedEvent]) -> set[int]:
    """The places of ratifications that only consent to a step out of the same treaty: "approved a bill that revokes its
    ratification" is one step, and it leads out."""
    left = {
        (event.evidence[0], event.date, treaty)
        for event in events
        if event.type in ("treaty-withdrawal", "treaty-suspension")
        for treaty in event.treaties
    }
    told = [(place, event) for place, event in enumerate(events) if event.type == "treaty-ratification"]
    return {place for place, e in told if not left.isdisjoint((e.evidence[0], e.date, t) for t in e.treaties)}


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


def _at_home(event: ProposedEvent, vocabulary: Vocabulary) -> ProposedEvent:
    """An order that a state places with a maker of its own as what it is, production that the state decides on.

    Of the annotated documents' 2,977 agreements 13 have a supplier and a recipient of one country.
    """
    makers = {p.actor for p in event.participants if vocabulary.actors[p.actor].kind == "arms-maker"}
    countries = {vocabulary.actors[p.actor].country_id or p.actor for p in event.participants}
    if event.type != "transfer-agreement" or len(countries) != 1 or not 0 < len(makers) < len(event.participants):
        return event
    roles = {p.actor: "producer" if p.actor in makers else "decider" for p in event.participants}
    order = [Participant(actor, role) for actor, role in sorted(roles.items(), key=lambda each: each[1], reverse=True)]
    claims = [
        replace(claim, field=roles[claim.value])
        if claim.field in ("supplier", "recipient", "party")
        else replace(claim, value=PRODUCTION)
        if claim.field == "type"
        else claim
        for claim in event.claims
    ]
    title = event_title(PRODUCTION, event.status, tuple(order), event.weapons, event.treaties, vocabulary)
    return replace(event, type=PRODUCTION, participants=tuple(order), claims=tuple(claims), title=title)


def _of_its_treaties(event: ProposedEvent, vocabulary: Vocabulary) -> ProposedEvent:
    """A treaty event that names none of the weapons its treaties cover, with the first of those in place of others; any
    other event with a treaty, where it only names arms in general.

    Of the annotated documents' core events with a treaty, but for embargoes, 13 of 3,870 name arms in general alone.
    """
    covered = [weapon for treaty in event.treaties for weapon in vocabulary.treaties[treaty].weapons]
    general = EMBARGO not in event.treaties and all(line.weapon == ANYTHING for line in event.weapons)
    if not 0 < len(covered) <= COVERED:
        return event
    if vocabulary.event_types[event.type].group != "treaty" and not general:
        return event
    near = {weapon for each in covered for weapon in vocabulary.ancestors(each) | vocabulary.descendants(each)}
    near.discard(ANYTHING)  # "weapons" are a kind of everything
    if any(line.weapon in near for line in event.weapons):
        return event
    lines = (WeaponLine(covered[0]),)
    naming = next(claim.passage for claim in event.claims if claim.field == "treaty")
    claims = [claim for claim in event.claims if claim.field != "weapon"]
    claims.append(Claim("weapon", covered[0], naming, status=event.status))
    title = event_title(event.type, event.status, event.participants, lines, event.treaties, vocabulary)
    return replace(event, weapons=lines, title=title, claims=tuple(claims))


def _counted_once(event: ProposedEvent, vocabulary: Vocabulary) -> ProposedEvent:
    """The event with a number said once: "50 Gepard anti-aircraft tanks" are no 50 tanks beside them."""
    repeated = {
        line.weapon
        for place, line in enumerate(event.weapons)
        for other_place, other in enumerate(event.weapons)
        if line.quantity_min is not None
        and (line.quantity_min, line.quantity_max) == (other.quantity_min, other.quantity_max)
        and line.value in (None, other.value)
        and (other_place < place or (other_place != place and line.weapon in vocabulary.ancestors(other.weapon)))
    }
    if not repeated or len(repeated) == len(event.weapons):
        return event
    kept = tuple(line for line in event.weapons if line.weapon not in repeated)
    title = event_title(event.type, event.status, event.participants, kept, event.treaties, vocabulary)
    return replace(event, weapons=kept, title=title)
