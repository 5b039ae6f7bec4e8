"""A treaty or a state, and a date → where each state stands, with totals, notes and what sources disagree on."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, or_, select

from timeline.database import tables as t
from timeline.edtf import Edtf
from timeline.law.facts import LawFacts
from timeline.law.positions import Position, Positions
from timeline.law.rules import TreatyRules
from timeline.law.totals import Change, Totals, changes, totals_on
from timeline.queries.entries import NamedId
from timeline.queries.law_facts import standing_facts
from timeline.queries.standing_sources import Disagreement, Source, disagreements, sources_of
from timeline.vocabulary.fold import fold

_SAID_ANYHOW = "Bound, since when unknown."
_MEMBERS = ("state", "international-organisation")


@dataclass(frozen=True, slots=True)
class Stand:
    """One state's position under one treaty on the date that was asked, with the names that people read."""

    treaty: NamedId
    actor: NamedId
    on: Edtf
    position: Position


@dataclass(frozen=True, slots=True)
class NamedChange:
    """A change of one state's position under one treaty, with the names that people read.

    `inside` is False where its date may lie outside the time that was asked for.
    """

    treaty: NamedId
    actor: NamedId
    change: Change
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question about positions gives.

    `stands` (or `changes`) are in the order in which they are printed. `rules` are those of the one treaty asked for,
    None where the question is about states; `totals` are None too where it is about single states. `notes` hold for
    the answer as a whole and are not repeated in each position. `names` are those of the actors, `sources` what is
    known of each source that a position names.
    """

    stands: tuple[Stand, ...] = ()
    changes: tuple[NamedChange, ...] = ()
    rules: TreatyRules | None = None
    totals: Totals | None = None
    notes: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)


def treaty_stands(connection: Connection, treaty: str, on: Edtf, actors: Sequence[str] = ()) -> Answer:
    """The positions under one treaty, of the actors or, without any, of every state, by name, with the totals.

    Of a treaty that is not open to all states, or of which it is not recorded who joined it, only those are listed of
    whom something is recorded; a state that did not exist on the date is listed only where it is asked for.
    """
    facts = standing_facts(connection, treaties=[treaty], actors=list(actors) or None)
    positions = facts.positions()
    rules = facts.rules[treaty]
    states = _actors(connection, [*actors, *positions.actors(treaty)])
    if actors:
        asked: Iterable[str] = actors
    else:
        asked = _by_name(states, (id_ for id_ in states if _listed(id_, positions, facts, rules, states, on)))
    stands = [
        Stand(NamedId(treaty, rules.name), NamedId(id_, states[id_].name), on, positions.at(treaty, id_, on))
        for id_ in asked
    ]
    common, stands = _common_notes(stands)
    return Answer(
        stands=tuple(stands),
        rules=rules,
        totals=None if actors else totals_on(positions, treaty, on),
        notes=(*common, *_notes(rules, facts.rules), *_unlike_states(states, actors)),
        disagreements=disagreements(connection, [treaty], actors),
        names={id_: state.name for id_, state in states.items()},
        sources=sources_of(connection, _cited(stands)),
    )


def actor_stands(connection: Connection, actors: Sequence[str], on: Edtf) -> Answer:
    """The positions of each of the actors under every treaty, in the order of the treaties' names."""
    facts = standing_facts(connection, actors=actors)
    positions = facts.positions()
    named = _actors(connection, actors)
    treaties = sorted(facts.rules.values(), key=lambda rules: (fold(rules.name), rules.treaty))
    stands = [
        Stand(NamedId(rules.treaty, rules.name), NamedId(id_, named[id_].name), on, positions.at(rules.treaty, id_, on))
        for id_ in actors
        for rules in treaties
    ]
    common, stands = _common_notes(stands)
    return Answer(
        stands=tuple(stands),
        notes=(*common, *_unlike_states(named, actors)),
        disagreements=disagreements(connection, (), actors),
        names={id_: state.name for id_, state in named.items()},
        sources=sources_of(connection, _cited(stands)),
    )


def position_changes(
    connection: Connection, treaty: str | None, actors: Sequence[str], since: dt.date, until: dt.date
) -> Answer:
    """What changed from `since` to `until`, both included, under one treaty or under all, for the actors or for all.

    Changes of which it is not known whether they fall into that time come last.
    """
    facts = standing_facts(connection, treaties=None if treaty is None else [treaty], actors=list(actors) or None)
    positions = facts.positions()
    found = [
        change
        for id_ in ([treaty] if treaty else facts.rules)
        for change in changes(positions, id_, since, until)
        if not actors or change.actor in actors
    ]
    named = _actors(connection, [change.actor for change in found])
    rows = [
        NamedChange(
            NamedId(change.treaty, facts.rules[change.treaty].name),
            NamedId(change.actor, named[change.actor].name),
            change,
            since <= change.date.first and change.date.last <= until,
        )
        for change in found
    ]
    rows.sort(key=_by_date)
    rules = facts.rules[treaty] if treaty else None
    read: list[str] = []
    if rules and rules.read_until:
        read.append(f"The acts were read up to {rules.read_until}; later ones may be missing.")
    return Answer(
        changes=tuple(rows),
        rules=rules,
        notes=(*read, *(_notes(rules, facts.rules) if rules else ())),
        disagreements=disagreements(connection, [treaty] if treaty else (), actors) if treaty or actors else (),
        names={id_: state.name for id_, state in named.items()},
        sources=sources_of(connection, [act.source for row in rows for act in row.change.acts]),
    )


def _by_date(row: NamedChange) -> tuple[object, ...]:
    date = row.change.date
    return (
        not row.inside,
        date.first,
        date.last,
        fold(row.treaty.name),
        row.treaty.id,
        fold(row.actor.name),
        row.actor.id,
    )


@dataclass(frozen=True, slots=True)
class _Actor:
    kind: str
    name: str


def _actors(connection: Connection, others: Sequence[str]) -> dict[str, _Actor]:
    """Every state and the other actors of these ids."""
    actor = t.actor.c
    wanted = or_(actor.kind == "state", actor.id.in_(sorted(set(others))))
    rows = connection.execute(select(actor.id, actor.kind, actor.name).where(wanted))
    return {id_: _Actor(kind, name) for id_, kind, name in rows}


def _by_name(actors: Mapping[str, _Actor], ids: Iterable[str]) -> list[str]:
    return sorted(ids, key=lambda id_: (fold(actors[id_].name), id_))


def _listed(
    actor: str, positions: Positions, facts: LawFacts, rules: TreatyRules, states: Mapping[str, _Actor], on: Edtf
) -> bool:
    """Whether a list of all states names this one."""
    if positions.steps(rules.treaty, actor).turns:
        return True
    if states[actor].kind != "state" or not rules.open_to_all or rules.coverage != "complete":
        return False
    return all(each.actor != actor or each.continues or on.last >= each.began.first for each in facts.beginnings)


def _common_notes(stands: Sequence[Stand]) -> tuple[list[str], list[Stand]]:
    """The notes that all positions have, and the positions without them.

    A single position keeps its own; what the words for a position say anyhow is nobody's note.
    """
    common: list[str] = []
    if len(stands) > 1:
        common = [note for note in stands[0].position.notes if all(note in each.position.notes for each in stands)]
    said = (*common, _SAID_ANYHOW)
    return common, [
        replace(each, position=replace(each.position, notes=tuple(n for n in each.position.notes if n not in said)))
        for each in stands
    ]


def _cited(stands: Sequence[Stand]) -> list[str]:
    """What the positions rest on; of a single one also the sources of each of its acts, as these are listed then."""
    acts = [act.source for act in stands[0].position.acts] if len(stands) == 1 else []
    return [*(text for stand in stands for text in stand.position.sources), *acts]


def _notes(rules: TreatyRules, all_rules: Mapping[str, TreatyRules]) -> Iterable[str]:
    """What has to be known of the treaty to read its positions."""
    annexed = [other for other in all_rules.values() if other.annexed_to == rules.treaty]
    if annexed:
        names = "; ".join(f"{other.name} ({other.treaty})" for other in annexed)
        yield f"{rules.name} alone is meant; what is annexed to it binds separately and is asked for by name: {names}."
    if rules.coverage != "complete":
        part = "" if rules.coverage == "none" else "only in part "
        yield f"Who joined {rules.name} is {part or 'not '}recorded here."
    if rules.force == "voluntary":
        yield f"{rules.name} does not bind in law: who takes part does so politically."
    elif rules.force == "disputed":
        yield f"Whether {rules.name} binds in law is disputed."


def _unlike_states(actors: Mapping[str, _Actor], asked: Sequence[str]) -> Iterable[str]:
    for id_ in asked:
        if actors[id_].kind not in _MEMBERS:
            kind = actors[id_].kind.replace("-", " ").replace("non state", "non-state")
            yield f"{actors[id_].name} is recorded as {kind}: only states, and organisations of states, join treaties."
