"""The options of a question → conditions on the event table."""

import datetime as dt
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, TableClause, and_, func, literal, not_, or_, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty, Edtf
from timeline.law.findings import Verdict
from timeline.queries.blocs import Bloc, membership_of, within_margin
from timeline.queries.filed import Condition, Days, filed
from timeline.queries.ranges import LARGEST, Range


@dataclass(frozen=True, slots=True)
class Conditions:
    """What may be asked of an event. Within a field any value will do; all fields must hold; an empty one asks nothing.

    `weapon` means the named weapons and all below them; `actor` means any role, `roles` a given one, and a bloc its
    members on the day; `finding` means verdicts as they were stored last; `source` documents by key, `publisher` and
    `reliability` what is known of a document that tells of the event; `quantity` and `value` a line about one of the
    weapons named, or about any; `place` and `text` words as they stand somewhere, in any case. All ids are resolved.
    """

    weapon: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    treaty: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()
    source: tuple[int, ...] = ()
    publisher: tuple[str, ...] = ()
    reliability: tuple[str, ...] = ()
    confidence: tuple[Range, ...] = ()
    quantity: tuple[Range, ...] = ()
    value: tuple[Range, ...] = ()
    place: tuple[str, ...] = ()
    text: tuple[str, ...] = ()

    @property
    def actors(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each group of actors of which one must take part, with its role, "" for any."""
        if self.actor:
            yield "", self.actor
        yield from self.roles


@dataclass(frozen=True, slots=True)
class Filters(Conditions):
    """What must hold of an event, and in `excluded` what must not: an event that meets any field of it is left out.

    `since` and `until` are inclusive days. `exact` takes weapons without what is below them and blocs without their
    members; `blocs` are those that the fields name. `include` adds what waits for review, is archived or was rejected.
    """

    excluded: Conditions = field(default_factory=Conditions)
    blocs: tuple[Bloc, ...] = ()
    exact: bool = False
    since: dt.date | None = None
    until: dt.date | None = None
    strict_dates: bool = False
    include: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Reading:
    """How conditions are read: blocs and trees taken in or not, and only what is sure, or what is possible too.

    `days` are those of the question: what lies outside need not be looked for. A condition collects all events that
    meet it, or looks at one event after the other (`each`): the first few are found so without reading all the rest.
    """

    blocs: tuple[Bloc, ...]
    exact: bool
    sure: bool
    days: Days
    each: bool = False


_E = t.event.c


def possible(filters: Filters, date: Edtf, participants: Iterable[tuple[str, str]]) -> bool:
    """Whether an event that the filters found is only possibly meant: by its date, or by who was a member of a bloc.

    `participants` are pairs of role and actor id.
    """
    if (filters.since or filters.until) and edtf.within(date, filters.since, filters.until) is not Certainty.CERTAINLY:
        return True
    if not filters.blocs:
        return False
    pairs = list(participants)

    def answer(role: str, named: Sequence[str]) -> Certainty:
        taking_part = {actor for of, actor in pairs if role in ("", of)}
        return membership_of(date, taking_part, named, filters.blocs)

    wanted = (answer(*group) is Certainty.CERTAINLY for group in filters.actors)
    unwanted = (answer(*group) is Certainty.NO for group in filters.excluded.actors)
    return not (all(wanted) and all(unwanted))


def _weapon(asked: Conditions, reading: Reading) -> Condition:
    if reading.exact or reading.each:
        return _has(t.event_weapon, _of_weapons(asked, reading), reading)
    return _E.id.in_(filed(t.event_weapon_facet, t.event_weapon_facet.c.weapon_id.in_(asked.weapon), reading.days))


def _taking_part(role: str, named: Sequence[str], reading: Reading) -> Condition:
    """That one of the named actors takes part in that role, "" for any, or who then was a member of a bloc named."""
    table = t.event_actor if reading.each else t.event_actor_facet

    def one_of(actors: Sequence[str], within: Days | None = None) -> Condition:
        takes_part = and_(*([table.c.role == role] if role else []), table.c.actor_id.in_(actors))
        if reading.each:
            return and_(_has(table, takes_part, reading), *(within.of(t.event) if within else ()))
        return _E.id.in_(filed(table, takes_part, reading.days, within))

    if reading.exact or not reading.blocs:
        return one_of([name for name in named if ":" not in name])
    blocs = {bloc.id: bloc for bloc in reading.blocs if bloc.id in named}
    itself = [id_ for name in named for id_ in (blocs[name].itself if name in blocs else (name,))]
    found = [one_of(itself)] if itself else []
    for bloc in blocs.values():
        for members, first, last in bloc.spans(sure=reading.sure):
            within = one_of(members, Days(_day(first), _day(last), reading.sure))
            if not reading.sure:
                found.append(within)
                continue
            early, late = within_margin(first, last)
            found.append(and_(within, _stated_plainly()))
            found.append(one_of(members, Days(_day(early), _day(late), strict=True)))
    return or_(False, *found)


def _day(day: dt.date) -> dt.date | None:
    """None for the first and the last day there is, which limit nothing."""
    return None if day in (dt.date.min, dt.date.max) else day


def _stated_plainly() -> Condition:
    """An approximate or uncertain date (`~ ? %`) never lies certainly within anything."""
    return and_(*(_E.date.not_like(f"%{sign}%", escape="\\") for sign in ("~", "?", "\\%")))


def _finding(asked: Conditions, reading: Reading) -> Condition:
    check = t.event_check.c
    bits = sum(Verdict(verdict).bit for verdict in set(asked.finding))
    return _has(t.event_check, check.verdicts.bitwise_and(bits) != 0, reading)


def _cited(condition: Condition, reading: Reading) -> Condition:
    """That a document of which this holds tells of the event."""
    document = t.document.c.id
    return _has(t.claim, and_(t.claim.c.document_id == document, condition), reading)


def _confidence(asked: Conditions, _: Reading) -> Condition:
    """What a person entered has no confidence, and is as sure as can be."""
    sureness = func.coalesce(_E.confidence, 1.0)
    return or_(*(and_(sureness >= one.least, sureness <= min(one.most, 1.0)) for one in asked.confidence))


def _quantity(asked: Conditions, reading: Reading) -> Condition:
    line = t.event_weapon.c
    ranges = []
    for one in asked.quantity:
        least, most = (LARGEST if bound >= LARGEST else bound for bound in (one.least, one.most))
        ranges.append(
            and_(
                or_(line.quantity_min.is_not(None), line.quantity_max.is_not(None)),
                func.coalesce(line.quantity_max, LARGEST) >= math.ceil(least),
                func.coalesce(line.quantity_min, 0) <= math.floor(most),
                *([func.lower(line.unit) == one.unit.lower()] if one.unit else []),
            )
        )
    return _has(t.event_weapon, and_(or_(*ranges), _of_weapons(asked, reading)), reading)


def _value(asked: Conditions, reading: Reading) -> Condition:
    line = t.event_weapon.c
    ranges = [
        and_(
            line.value >= one.least,
            *([line.value <= one.most] if one.most != math.inf else []),
            *([line.currency == one.unit] if one.unit else []),
        )
        for one in asked.value
    ]
    return _has(t.event_weapon, and_(or_(*ranges), _of_weapons(asked, reading)), reading)


def _of_weapons(asked: Conditions, reading: Reading) -> Condition:
    """That the line is about one of the weapons that are asked for, where there are any."""
    line, below = t.event_weapon.c, t.weapon_closure.c
    if not asked.weapon:
        return and_(True)
    if reading.exact:
        return line.weapon_id.in_(asked.weapon)
    return line.weapon_id.in_(select(below.weapon_id).where(below.ancestor_id.in_(asked.weapon)))


def _words(asked: Conditions, reading: Reading) -> Condition:
    """That the words stand in the title, the note, the place, the conditions or a quote."""
    found = []
    for words in asked.text:
        found += [_holds(column, words) for column in (_E.title, _E.note, _E.place)]
        found.append(_has(t.event_weapon, _holds(t.event_weapon.c.conditions, words), reading))
        found.append(_has(t.claim, _holds(t.claim.c.quote, words), reading))
    return or_(*found)


def _holds(column: ColumnElement[str], words: str) -> Condition:
    """Both databases know the case of ASCII letters only; of others the usual ways to write them are looked for."""
    spellings = dict.fromkeys((words, words.lower(), words.upper(), words.title()))
    if words.isascii():
        return func.lower(column).contains(words.lower(), autoescape=True)
    return or_(*(func.lower(column).contains(_ascii_lower(each), autoescape=True) for each in spellings))


def _ascii_lower(text: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


def _has(table: TableClause, condition: Condition, reading: Reading) -> Condition:
    """That the event has a row in the table of which this holds."""
    if reading.each:
        # Without the offset PostgreSQL would rather collect all rows after all.
        return select(literal(1)).where(table.c.event_id == _E.id, condition).offset(0).exists()
    return _E.id.in_(select(table.c.event_id).where(condition))


FILTERS: dict[str, Callable[[Conditions, Reading], Condition]] = {
    "weapon": _weapon,
    "treaty": lambda asked, how: _has(t.event_treaty, t.event_treaty.c.treaty_id.in_(asked.treaty), how),
    "type": lambda asked, _: _E.type_id.in_(asked.type),
    "status": lambda asked, _: _E.status.in_(asked.status),
    "review": lambda asked, _: _E.review.in_(asked.review),
    "finding": _finding,
    "source": lambda asked, how: _has(t.claim, t.claim.c.document_id.in_(asked.source), how),
    "publisher": lambda asked, how: _cited(t.document.c.publisher.in_(asked.publisher), how),
    "reliability": lambda asked, how: _cited(t.document.c.reliability.in_(asked.reliability), how),
    "confidence": _confidence,
    "quantity": _quantity,
    "value": _value,
    "place": lambda asked, _: or_(*(_holds(_E.place, words) for words in asked.place)),
    "text": _words,
}
# What is read off the row of the event.
_OF_THE_EVENT = frozenset({"type", "status", "review", "confidence", "place"})
# What may be asked for and left out, by the name of its field.
FIELDS = tuple(each.name for each in fields(Conditions))


def asked(filters: Filters, met: Collection[str] = (), *, each: bool = False) -> Condition:
    """All that the user asked for, whatever the state of review, but for fields and roles that are `met` already.

    Where events are looked at one after the other, `each` of them is to be looked up.
    """
    days = Days(filters.since, filters.until, filters.strict_dates)
    reading = Reading(filters.blocs, filters.exact, filters.strict_dates, days, each)
    wanted = _conditions(filters, reading, met)
    # What is only possibly unwanted stays, as what is only possibly wanted does; strictly, neither.
    unwanted = _conditions(filters.excluded, replace(reading, sure=not reading.sure))
    plainly = [_stated_plainly()] if days.strict and (days.since or days.until) else []
    return and_(True, *wanted, *(not_(each) for each in unwanted), *days.of(t.event), *plainly)


def looks_up(filters: Filters, met: Collection[str] = ()) -> bool:
    """Whether something else is asked for than what is `met` already, or what stands in the row of the event."""
    by_role = any((role or "actor") not in met for role, _ in filters.actors)
    wanted = {name for name in FILTERS if getattr(filters, name) and name not in met}
    unwanted = {name for name in FIELDS if getattr(filters.excluded, name)}
    return by_role or not (wanted | unwanted) <= _OF_THE_EVENT


def _conditions(asked: Conditions, reading: Reading, met: Collection[str] = ()) -> Iterator[Condition]:
    """One condition for each field that asks for something."""
    for role, named in asked.actors:
        if (role or "actor") not in met:
            yield _taking_part(role, named, reading)
    for name, condition in FILTERS.items():
        if getattr(asked, name) and name not in met:
            yield condition(asked, reading)


def shown(filters: Filters, of: ReadOnlyColumnCollection[str, Any] = _E) -> Condition:
    """What is shown unasked: accepted events and the machine's sure ones, and what `include` or `review` adds.

    A `review` filter shows everything in that state but the archive. Decisions that come with the program are shown
    where `include` names them. `of` are the columns that are looked at.
    """
    proposed = of.review == "proposed"
    if filters.review:
        states = [or_(of.review != "proposed", of.lane != "archive")]
    else:
        states = [or_(of.review == "accepted", and_(proposed, of.lane == "auto"))]
        if "review" in filters.include:
            states.append(and_(proposed, of.lane == "review"))
        if "rejected" in filters.include:
            states.append(of.review.in_(("rejected", "withdrawn")))
    if "archive" in filters.include:
        states.append(and_(proposed, of.lane == "archive"))
    if "reference" in filters.include:
        return or_(*states)
    return and_(of.origin != "reference", or_(*states))
