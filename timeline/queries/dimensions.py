"""The name of what events are counted by → where it stands in the database, and how its values are named."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, FromClause, Select, select

from timeline.database import tables as t
from timeline.documents.proposal import ROLES
from timeline.errors import UsageError
from timeline.queries.entries import Entry
from timeline.queries.meaning import one_of
from timeline.queries.told_weapons import told_line, told_weapons

_E = t.event.c


@dataclass(frozen=True, slots=True)
class Period:
    """A division of time by the first letters of an ISO date: 4 for years, 7 for months, 3 for decades."""

    letters: int
    months: int

    def label(self, day: dt.date) -> str:
        """The period that holds the day: 2024, 2024-11, 202X."""
        text = day.isoformat()[: self.letters]
        return text + "X" * (4 - len(text))

    def starts(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """A day of each period from that of the first day to that of the last, in order."""
        for number in range(self._place(first), self._place(last) + 1):
            month = number * self.months
            yield dt.date(max(1, month // 12), month % 12 + 1, 1)

    def _place(self, day: dt.date) -> int:
        return (day.year * 12 + day.month - 1) // self.months


PERIODS: dict[str, Period] = {"decade": Period(3, 120), "year": Period(4, 12), "month": Period(7, 1)}


@dataclass(frozen=True, slots=True)
class Dimension:
    """What events are counted by, other than time: a column of the event, or of rows that belong to it.

    `table` is None for a column of the event itself; an event without a row counts under "". `names` is the table that
    has a name for each value, where there is one. `of_entry` gives the values of a treaty act, which is no event.
    """

    column: str
    of_entry: Callable[[Entry], Sequence[str]]
    table: FromClause | None = None
    role: str = ""
    names: FromClause | None = None


def _participants(entry: Entry, role: str) -> list[str]:
    return [actor.id for of, actors in entry.participants.items() if role in ("", of) for actor in actors]


def _weapons(entry: Entry) -> list[str]:
    return [weapon.id for weapon in told_weapons(entry.weapons)]


def _role(role: str) -> Dimension:
    return Dimension("actor_id", lambda entry: _participants(entry, role), t.event_actor, role, t.actor)


DIMENSIONS: dict[str, Dimension] = {
    "type": Dimension("type_id", lambda entry: [entry.type], names=t.event_type),
    "group": Dimension("group_name", lambda entry: [entry.group], t.event_type),
    "status": Dimension("status", lambda entry: [entry.status]),
    "review": Dimension("review", lambda entry: [entry.review]),
    "weapon": Dimension("weapon_id", _weapons, t.event_weapon, names=t.weapon),
    "treaty": Dimension("treaty_id", lambda entry: [one.id for one in entry.treaties], t.event_treaty, names=t.treaty),
    "actor": _role(""),
    **{role: _role(role) for role in ROLES},
    "publisher": Dimension("publisher", lambda entry: [one.publisher for one in entry.sources], t.document),
}
# What stands for several at once.
SHORTHANDS: dict[str, tuple[str, ...]] = {"pair": ("supplier", "recipient")}
BY = (*PERIODS, *DIMENSIONS, *SHORTHANDS)


def dimensions_named(names: Sequence[str]) -> list[str]:
    """What the names, each perhaps several with commas between, ask to count by, each once; a pair is two.

    Raises UsageError, UnknownName.
    """
    parts = [part for name in names for part in (piece.strip() for piece in name.split(",")) if part]
    if not parts:
        raise UsageError("--by needs something to count by, such as year or weapon,supplier.")
    chosen = [part for name in one_of("thing to count by", parts, BY) for part in SHORTHANDS.get(name, (name,))]
    return list(dict.fromkeys(chosen))


def joined(
    statement: Select[tuple[object, ...]], dimension: Dimension
) -> tuple[Select[tuple[object, ...]], ColumnElement[str]]:
    """The statement with the dimension's rows joined to each event, and the column of its values, NULL for none."""
    if dimension.table is None:
        return statement, _E[dimension.column]
    if dimension.table is t.event_type:
        kind = t.event_type.alias()
        return statement.join(kind, kind.c.id == _E.type_id), kind.c[dimension.column]
    if dimension.table is t.document:
        claim, document = t.claim.alias(), t.document.alias()
        statement = statement.outerjoin(claim, claim.c.event_id == _E.id)
        return statement.outerjoin(document, document.c.id == claim.c.document_id), document.c[dimension.column]
    rows = dimension.table.alias()
    on = rows.c.event_id == _E.id
    if dimension.role:
        on &= rows.c.role == dimension.role
    if dimension.table is t.event_weapon:
        on &= told_line(rows)
    return statement.outerjoin(rows, on), rows.c[dimension.column]


def names_of(connection: Connection, dimension: Dimension) -> dict[str, str]:
    """The name of each value that has one."""
    if dimension.names is None:
        return {}
    rows = connection.execute(select(dimension.names.c.id, dimension.names.c.name))
    return {row.id: row.name for row in rows}
