"""Treaties and states → what each state was under each treaty from which day to which, for as long as acts tell."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.law.acts import Act
from timeline.law.positions import Positions
from timeline.law.rules import TreatyRules
from timeline.law.standings import RANKS, Kind
from timeline.queries.entries import NamedId
from timeline.queries.law_facts import standing_facts
from timeline.queries.standing_sources import BETWEEN, sources_of
from timeline.vocabulary.fold import fold

_OUTSIDE = (Kind.NO_RELATION,)


@dataclass(frozen=True, slots=True)
class StandingPeriod:
    """From `first` to `last`, both included, one of `kinds` holds, the most binding first; which one is not known where
    there are several. `date.min` and `date.max` stand for an open beginning and end."""

    treaty: NamedId
    actor: NamedId
    first: dt.date
    last: dt.date
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class StandingPeriods:
    """The periods by treaty, actor and time, without those in which there is certainly no relation.

    `read_until` are the days up to which the acts of these treaties were read, sorted; `in_part` names the treaties of
    which it is not, or not wholly, recorded who joined them; `told_by` the sources of the acts, the most used first.
    `asked` are the actors that were asked for. `outside` says what each of them is under each treaty that was asked for
    for as long as no period says more, no relation or not recorded, from the adoption of the treaty to its end.
    """

    periods: tuple[StandingPeriod, ...]
    read_until: tuple[dt.date, ...] = ()
    in_part: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    asked: tuple[NamedId, ...] = ()
    outside: tuple[StandingPeriod, ...] = ()


def standing_periods(connection: Connection, treaties: Sequence[str], actors: Sequence[str]) -> StandingPeriods:
    """What the actors were under the treaties; without actors everybody, without treaties under all of them."""
    facts = standing_facts(connection, treaties=list(treaties) or None, actors=list(actors) or None)
    positions = facts.positions()
    names = {row.id: row.name for row in connection.execute(select(t.actor.c.id, t.actor.c.name))}
    asked = tuple(NamedId(id_, names[id_]) for id_ in sorted(actors, key=lambda id_: (fold(names[id_]), id_)))
    found: list[StandingPeriod] = []
    outside: list[StandingPeriod] = []
    wanted = [facts.rules[id_] for id_ in treaties or facts.rules]
    for rules in sorted(wanted, key=lambda rules: (fold(rules.name), rules.treaty)):
        chosen: Iterable[str] = positions.actors(rules.treaty)
        if actors:
            chosen = [id_ for id_ in actors if positions.steps(rules.treaty, id_).turns]
        for actor in sorted(chosen, key=lambda id_: (fold(names[id_]), id_)):
            found += _periods(positions, NamedId(rules.treaty, rules.name), NamedId(actor, names[actor]))
        if treaties:
            outside += [_outside(positions, rules, actor) for actor in asked]
    shown = {period.treaty.id for period in (*found, *outside)}
    told = [rules for rules in wanted if rules.treaty in shown]
    days = sorted({rules.read_until for rules in told if rules.read_until and rules.read_until < dt.date.max})
    in_part = sorted(rules.name for rules in told if rules.coverage != "complete")
    pairs = dict.fromkeys((period.treaty.id, period.actor.id) for period in found)
    acts = [act for pair in pairs for act in positions.acts(*pair)]
    told_by = _told_by(connection, acts)
    return StandingPeriods(tuple(found), tuple(days), tuple(in_part), told_by, asked, tuple(outside))


def _outside(positions: Positions, rules: TreatyRules, actor: NamedId) -> StandingPeriod:
    """What the actor is under the treaty while nothing that it did says more, as `Positions.at` has it."""
    first = rules.adopted.first if rules.adopted else dt.date.min
    last = rules.ended.last if rules.ended else dt.date.max
    unknown = rules.coverage == "none" or (
        rules.coverage == "partial" and not positions.steps(rules.treaty, actor.id).turns
    )
    kinds = (Kind.NOT_RECORDED,) if unknown else _OUTSIDE
    return StandingPeriod(NamedId(rules.treaty, rules.name), actor, first, last, kinds)


def _told_by(connection: Connection, acts: Sequence[Act]) -> tuple[str, ...]:
    """The names of the sources of the acts, without the place in each of them."""
    sources = sources_of(connection, [act.source for act in acts])
    named: Counter[str] = Counter()
    for act in acts:
        pieces = [piece.strip() for piece in act.source.split(BETWEEN)]
        named.update({sources[piece].title.split(",")[0].split(" (")[0] for piece in pieces if piece in sources})
    return tuple(sorted(filter(None, named), key=lambda name: (-named[name], name)))


def _periods(positions: Positions, treaty: NamedId, actor: NamedId) -> Iterator[StandingPeriod]:
    """The steps of one actor under one treaty, those that do not differ in kind as one."""
    steps = positions.steps(treaty.id, actor.id)
    runs: list[tuple[dt.date, tuple[Kind, ...]]] = []
    for start, standings in zip(steps.starts, steps.possible, strict=True):
        kinds = tuple(sorted({standing.kind for standing in standings}, key=RANKS.__getitem__))
        if not runs or runs[-1][1] != kinds:
            runs.append((start, kinds))
    ends = [start - dt.timedelta(1) for start, _ in runs[1:]] + [dt.date.max]
    for (start, kinds), end in zip(runs, ends, strict=True):
        if kinds != _OUTSIDE:
            yield StandingPeriod(treaty, actor, start, end, kinds)
