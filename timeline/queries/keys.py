"""Filters → the keys of the matching events in an order, so that a first page, and the one after, comes from few rows.

A list by date is read off an index in which the rows stand by date: the facet of a weapon or an actor that is asked
for, else the events' own. Where more of them are asked for, that one which has the fewest rows; the others are looked
up for each of its events.
"""

import datetime as dt
import functools
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    TableClause,
    TextClause,
    UnaryExpression,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from timeline.database import tables as t
from timeline.database.batches import fetched_for
from timeline.database.column_types import KEY
from timeline.database.facets import AT_MOST, LASTING
from timeline.documents.proposal import ROLES
from timeline.queries.entries import Entry
from timeline.queries.filed import Condition, Days
from timeline.queries.filters import Filters, asked, looks_up, shown
from timeline.queries.ranges import LARGEST

_E = t.event.c
_BY_DATE: tuple[ColumnElement[Any], ...] = (_E.first_day, _E.last_day, _E.public_id)
SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "date": _BY_DATE,
    "-date": (_E.last_day.desc(), _E.first_day.desc(), _E.public_id),
    "type": (_E.type_id, *_BY_DATE),
    "confidence": (func.coalesce(_E.confidence, 1.0).desc(), *_BY_DATE),
    "id": (_E.public_id,),
}
# Where an event stands in an order: its values of the order's columns.
Place: TypeAlias = tuple[Any, ...]
# Of a facet with more rows than that it does not matter how many more there are.
_MANY = 2_000
# So many ranges are read beside one another for a page; of more things that any of will do all events are collected.
_RANGES = 12
# So many rows are looked at one by one for the first page; one that wants more collects all events that match.
_NEAR = 2_000
# Of so many questions the statements are kept: to put one together takes longer than to answer it, and who turns pages
# asks the same again and again.
_QUESTIONS = 64


@dataclass(frozen=True, slots=True)
class _Filed:
    """That an event is filed in a facet under one of these: each the values of the facet's first columns."""

    name: str
    facet: TableClause
    under: tuple[tuple[str, ...], ...]

    def looked_up(self, other: FromClause) -> Condition:
        """That the event of a row of another facet is filed so: one look-up for each value."""
        one, same = self.facet.alias("looked_up"), other.c
        days = (one.c.first_day == same.first_day, one.c.last_day == same.last_day, one.c.event_id == same.event_id)
        return or_(*(exists().where(_at(one, values), *days) for values in self.under))

    def rows(self, connection: Connection, days: Days) -> int:
        """How many events begin on these days, or a year before, counted as far as it matters."""
        first = max(days.since or dt.date.min, dt.date.min + AT_MOST) - AT_MOST
        last = days.until or dt.date.max
        names = [column.name for column in self.facet.c][: len(self.under[0])]
        at = "".join(f"{name} = {{{name}}} AND " for name in names)
        some = f"SELECT 1 FROM {self.facet.name} WHERE {at}first_day BETWEEN {{first}} AND {{last}} LIMIT {_MANY}"  # noqa: S608 - our own names
        on = {"first": [first.isoformat()], "last": [last.isoformat()]}
        found = 0
        for values in self.under:
            given = {name: [value] for name, value in zip(names, values, strict=True)}
            ((rows,),) = fetched_for(connection, f"SELECT count(*) FROM ({some}) AS a_few", **given, **on)  # noqa: S608
            found += rows
        return found


def _at(facet: FromClause, values: Sequence[str]) -> Condition:
    return and_(True, *(column == value for column, value in zip(facet.c, values, strict=False)))


@dataclass(frozen=True, slots=True)
class Ranges:
    """A table with first and last days, and conditions that its rows and their events meet where the event matches.

    For each of the values that any of will do there are one or two ranges without an event in common, the earlier one
    first. An event may be in the ranges of several values. `rest` is what else must hold, and `each` the same for those
    who look at one event after the other, None where nothing is to be looked up.
    """

    table: FromClause
    of_values: tuple[tuple[Sequence[Condition | TextClause], ...], ...]
    rest: Condition
    each: Condition | None


@dataclass(frozen=True, slots=True)
class _Halves:
    """What selects the first events by date in two steps: `near` are those up to `day`, the others `later`."""

    day: Select[Any]
    near: Select[Any]
    later: Select[Any]


@dataclass(frozen=True, slots=True)
class _Page:
    """What selects place and key of the first events by date of one range; in `halves` where that may be quicker."""

    whole: Select[Any]
    halves: _Halves | None


def matching_keys(
    connection: Connection,
    filters: Filters,
    *,
    sort: str = "date",
    limit: int | None = None,
    after: Place | None = None,
) -> Sequence[int]:
    """The keys of the events that match, at most `limit`, and only those `after` a place in the order `sort`."""
    if sort == "date":
        led = _leading(connection, filters)
        if limit is not None or (led and len(led[0].under) == 1):
            return _by_date(connection, filters, led, limit, after)
    statement = select(_E.id).where(asked(filters), shown(filters)).order_by(*SORTS[sort])
    if after is not None:
        statement = statement.where(beyond(sort, after))
    # A million keys as objects take several times as much memory.
    return array("q", connection.execute(statement.limit(limit)).scalars())


def place_of(entry: Entry, sort: str) -> Place:
    """Where an Entry stands in that order."""
    by_date = (entry.date_first or dt.date.min, entry.date_last or dt.date.max, entry.event_id)
    first, last, id_ = by_date
    sureness = 1.0 if entry.confidence is None else entry.confidence
    return {
        "date": by_date,
        "-date": (last, first, id_),
        "type": (entry.type, *by_date),
        "confidence": (sureness, *by_date),
        "id": (id_,),
    }[sort]


def _plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column without its direction."""
    return column.element if isinstance(column, UnaryExpression) else column


def _descends(column: ColumnElement[Any]) -> bool:
    return isinstance(column, UnaryExpression)


def beyond(sort: str, after: Place) -> Condition:
    """That an event stands after the place in the order."""
    return _beyond(SORTS[sort], after)


def _beyond(order: Sequence[ColumnElement[Any]], place: Place) -> Condition:
    """That an event stands after the place in this order."""
    column, value = _plain(order[0]), place[0]
    further: Condition = column < value if _descends(order[0]) else column > value
    if len(order) == 1:
        return further
    least = column <= value if _descends(order[0]) else column >= value
    return and_(least, or_(further, _beyond(order[1:], place[1:])))


def ranges_of(connection: Connection, filters: Filters) -> Ranges:
    """The ranges in which all that matches, shown or not, stands by date."""
    return _ranges(filters, _leading(connection, filters))


@functools.lru_cache(maxsize=_QUESTIONS)
def _ranges(filters: Filters, led: tuple[_Filed, ...]) -> Ranges:
    met = {one.name for one in led}
    rest = asked(filters, met)
    each = asked(filters, met, each=True) if looks_up(filters, met) else None
    days = Days(filters.since, filters.until, filters.strict_dates)
    if not led:
        return Ranges(t.event, (tuple(days.parts(t.event, f"event.date_precision IN {LASTING}")),), rest, each)
    table = led[0].facet.alias("led")
    same = and_(*(one.looked_up(table) for one in led[1:]), _E.id == table.c.event_id)
    parts = days.parts(table, "led.lasting")
    of_values = tuple(tuple([_at(table, value), *part] for part in parts) for value in led[0].under)
    return Ranges(table, of_values, and_(rest, same), None if each is None else and_(each, same))


@functools.lru_cache(maxsize=_QUESTIONS)
def _pages(filters: Filters, led: tuple[_Filed, ...], *, goes_on: bool) -> tuple[tuple[_Page, ...], ...]:
    """For each of the values of the ranges its pages, one after the other.

    To be given `at_most`, and where the page `goes_on` the place that it goes on from, by the names of its columns.
    """
    ranges = _ranges(filters, led)
    c = ranges.table.c
    columns = (c.first_day, c.last_day, _E.public_id)
    place = [bindparam(column.name, type_=column.type) for column in columns]
    day, at_most = bindparam("day", type_=c.first_day.type), bindparam("at_most", type_=KEY)
    begins = [c.first_day >= place[0]] if goes_on else []
    further = [beyond("date", tuple(place))] if goes_on else []

    def page(part: Sequence[Condition | TextClause]) -> _Page:
        def rows(*first: Condition) -> Select[Any]:
            # Of two days that rows begin after, SQLite goes to that which is named first: the place, not the filter's.
            found = select(*columns, _E.id).where(*first, *further, *part, shown(filters))
            return found.order_by(*columns).limit(at_most)

        whole = rows(*begins).where(ranges.rest)
        if ranges.each is None:
            return _Page(whole, None)
        nth = select(c.first_day).where(*begins, *part).order_by(c.first_day).limit(1).offset(at_most)
        near, later = rows(*begins, c.first_day <= day).where(ranges.each), rows(c.first_day > day).where(ranges.rest)
        return _Page(whole, _Halves(nth, near, later))

    return tuple(tuple(map(page, parts)) for parts in ranges.of_values)


def _by_date(
    connection: Connection, filters: Filters, led: tuple[_Filed, ...], limit: int | None, after: Place | None
) -> list[int]:
    """The first ones by date: so many of the ranges of each value, of which those are taken that come first."""
    place = {} if after is None else dict(zip(("first_day", "last_day", "public_id"), after, strict=True))
    found: dict[int, Place] = {}
    pages = _pages(filters, led, goes_on=after is not None)
    for parts in pages:
        missing = LARGEST if limit is None else limit
        for page in parts:
            for row in _rows(connection, page, missing, place):
                found[row[-1]] = tuple(row[:-1])
                missing -= 1
    if len(pages) == 1:
        return list(found)
    return sorted(found, key=lambda key: found[key])[:limit]


def _rows(connection: Connection, page: _Page, at_most: int, place: Mapping[str, Any]) -> Sequence[Any]:
    """Place and key of the first so many events of a range, by date.

    A condition on other tables is looked up one by one for the first events; if they are not enough, all that meet it
    are collected for the later ones.
    """
    if not at_most:
        return []
    given = {"at_most": at_most, **place}
    halves = page.halves if at_most < _NEAR else None
    if halves is None:
        return connection.execute(page.whole, given).all()
    day = connection.execute(halves.day, {**given, "at_most": _NEAR}).scalar()
    rows = connection.execute(halves.near, {**given, "day": day or dt.date.max}).all()
    if day is None or len(rows) == at_most:
        return rows
    return [*rows, *connection.execute(halves.later, {**given, "at_most": at_most - len(rows), "day": day})]


def _leading(connection: Connection, filters: Filters) -> tuple[_Filed, ...]:
    """What is asked for that a facet answers by itself, the one with the fewest rows first."""
    found = []
    for role, actors in filters.actors:
        if not any(bloc.id in actors for bloc in filters.blocs) and not any(":" in actor for actor in actors):
            under = tuple((actor, each) for actor in actors for each in ([role] if role else ROLES))
            found.append(_Filed(role or "actor", t.event_actor_facet, under))
    if filters.weapon and not filters.exact:
        found.append(_Filed("weapon", t.event_weapon_facet, tuple((weapon,) for weapon in filters.weapon)))
    found = [each for each in found if len(each.under) <= _RANGES]
    if len(found) < 2:
        return tuple(found)
    days = Days(filters.since, filters.until, filters.strict_dates)
    return tuple(sorted(found, key=lambda each: each.rows(connection, days)))
