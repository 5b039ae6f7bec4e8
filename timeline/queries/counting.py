"""Filters and what to count by → numbers of events and sums of their worth, certain and possible, in a fixed order.

An event counts as certain in a row where its date certainly lies within the row's period and within the dates asked
for, and as possible in every row where it possibly does: one of "2022/2023" is possible in both years, certain in none.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice, product
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty, Edtf
from timeline.queries.dimensions import DIMENSIONS, PERIODS, joined, names_of
from timeline.queries.filters import Filters, asked, shown
from timeline.queries.timelines import acts_listed

_E = t.event.c
_STREAMED = 1000  # rows that wait between the database and the sums
Key = tuple[str, ...]


@dataclass(slots=True)
class Count:
    """How many events certainly, and how many possibly or certainly; and their worth by currency, the same two ways."""

    certain: int = 0
    possible: int = 0
    certain_value: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    possible_value: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, certainty: Certainty, worth: Iterable[tuple[str, str, float]] = ()) -> None:
        """Count one event more, with the worth of its weapons: weapon, currency, value."""
        sure = certainty is Certainty.CERTAINLY
        self.certain += sure
        self.possible += 1
        for _, currency, value in worth:
            self.possible_value[currency] += value
            if sure:
                self.certain_value[currency] += value


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows by key, a text for each of `by` ("" where an event has none); `names` of the values that have one.

    `total` counts each event once, however many rows it counts in.
    """

    by: tuple[str, ...]
    rows: dict[Key, Count]
    total: Count
    names: dict[str, dict[str, str]]

    @property
    def currencies(self) -> list[str]:
        """The currencies in which anything has a worth, sorted; "" for a worth without one."""
        return sorted(self.total.possible_value)


@dataclass(slots=True)
class _Happening:
    """One event or act that is counted: its date, whether it is certainly meant, its values of each dimension that is
    no period, and its worth by weapon."""

    date: Edtf
    certain: bool
    values: list[Key]
    worth: list[tuple[str, str, float]] = field(default_factory=list)


def counts(connection: Connection, filters: Filters, by: Sequence[str]) -> Counts:
    """Count what `show` lists: the events, and the treaty acts where the question is one about acts."""
    periods = tuple(name for name in PERIODS if name in by)
    dimensions = tuple(name for name in by if name in DIMENSIONS)
    places = {name: place for place, name in enumerate((*periods, *dimensions))}
    weapon = places.get("weapon")
    days = _days(connection, filters) if periods else (dt.date.min, dt.date.max)
    rows: dict[Key, Count] = defaultdict(Count)
    total = Count()
    for one in _happenings(connection, filters, dimensions):
        sure = Certainty.CERTAINLY if one.certain else Certainty.POSSIBLY
        total.add(sure, one.worth)
        for when, certainty in _within(one.date, periods, days):
            for key in one.values:
                whole = (*when, *key)
                worth = one.worth if weapon is None else [line for line in one.worth if line[0] == whole[weapon]]
                rows[whole].add(min(sure, certainty), worth)
    names = {name: names_of(connection, DIMENSIONS[name]) for name in dimensions}
    ordered = sorted(rows.items(), key=lambda row: (row[0][: len(periods)], -row[1].possible, -row[1].certain, row[0]))
    return Counts(tuple(by), {tuple(key[places[name]] for name in by): count for key, count in ordered}, total, names)


def first_rows(counts: Counts, limit: int | None) -> Counts:
    """The same with its first rows only."""
    return counts if limit is None else replace(counts, rows=dict(islice(counts.rows.items(), limit)))


def _within(date: Edtf, periods: Sequence[str], days: tuple[dt.date, dt.date]) -> Iterator[tuple[Key, Certainty]]:
    """The periods in which the date may lie, as a key of one text for each of `periods`, and how certainly it does."""
    if not periods:
        yield (), Certainty.CERTAINLY
        return
    finest = PERIODS[periods[-1]]
    first, last = max(date.first, days[0]), min(date.last, days[1])
    plain = not date.loose and finest.label(date.first) == finest.label(date.last)
    for day in finest.starts(first, last):
        yield (
            tuple(PERIODS[name].label(day) for name in periods),
            (Certainty.CERTAINLY if plain else Certainty.POSSIBLY),
        )


def _days(connection: Connection, filters: Filters) -> tuple[dt.date, dt.date]:
    """The days between which there are rows: those asked for, else from the first to the last that any event names.

    An event that is open at one end may lie in any year: it adds no rows, and counts as possible in those there are.
    """
    matching = asked(filters) & shown(filters)
    known: list[dt.date] = []
    for day, open_end in ((_E.first_day, dt.date.min), (_E.last_day, dt.date.max)):
        ends = connection.execute(select(func.min(day), func.max(day)).where(matching, day != open_end)).one()
        known += [end for end in ends if end is not None]
    acts = [day for entry in acts_listed(connection, filters) for day in (entry.date_first, entry.date_last) if day]
    first, last = min([*known, *acts], default=dt.date.max), max([*known, *acts], default=dt.date.min)
    return max(first, filters.since or dt.date.min), min(last, filters.until or dt.date.max)


def _happenings(connection: Connection, filters: Filters, dimensions: Sequence[str]) -> Iterator[_Happening]:
    """The events that match, each with its values and its worth, then the acts; one event in memory at a time."""
    sure = case((asked(replace(filters, strict_dates=True)), 1), else_=0)
    statement: Any = select(_E.id).select_from(t.event)
    columns = []
    for name in dimensions:
        statement, column = joined(statement, DIMENSIONS[name])
        columns.append(column)
    matching = asked(filters) & shown(filters)
    statement = statement.add_columns(_E.date, sure, *columns).where(matching).order_by(_E.id)
    worth = groupby(_worth(connection, matching), key=itemgetter(0))
    lines_of, lines = next(worth, (None, iter(())))
    for key, rows in groupby(_stream(connection, statement), key=itemgetter(0)):
        found = list(rows)
        told = []
        if lines_of == key:
            told = [(weapon, currency, value) for _, weapon, currency, value in lines]
            lines_of, lines = next(worth, (None, iter(())))
        values = dict.fromkeys(tuple(value or "" for value in row[3:]) for row in found)
        yield _Happening(edtf.parse(found[0][1]), bool(found[0][2]), list(values), told)
    for entry in acts_listed(connection, filters):
        named = [DIMENSIONS[name].of_entry(entry) or [""] for name in dimensions]
        date = edtf.parse(entry.date) if entry.date else edtf.UNKNOWN
        yield _Happening(date, not entry.possible, list(dict.fromkeys(product(*named))))


def _worth(connection: Connection, matching: ColumnElement[bool]) -> Iterator[Any]:
    """Each line of the matching events that says a worth: key, weapon, currency, value."""
    line = t.event_weapon.c
    return _stream(
        connection,
        select(_E.id, line.weapon_id, line.currency, line.value)
        .join_from(t.event, t.event_weapon, line.event_id == _E.id)
        .where(matching, line.value.is_not(None))
        .order_by(_E.id, line.weapon_id),
    )


def _stream(connection: Connection, statement: Any) -> Iterator[Any]:  # noqa: ANN401 - any Select
    yield from connection.execute(statement.execution_options(yield_per=_STREAMED))
