"""The log of changes → what was written together, the newest first: a document with its events, an edit, a decision.

The entries of one transaction bear the same moment, and are one change, which is named by the number of any of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, or_, select

from timeline.database import tables as t
from timeline.database.domains import REFERENCE

State: TypeAlias = dict[str, Any]
UNDOING = "change"
"""The table under which the log tells that a change was taken back: the key is the first number of that change."""
_C = t.change.c


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that was changed; None where it was not there before, or is not after."""

    id: int
    table: str
    key: str
    before: State | None
    after: State | None
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was written in one transaction, the first entry first; `undone` where it was taken back since."""

    at: str
    who: str
    why: str
    entries: tuple[Entry, ...]
    undone: bool = False

    @property
    def first(self) -> int:
        """The number that names it."""
        return self.entries[0].id

    @property
    def last(self) -> int:
        """The number of its last entry."""
        return self.entries[-1].id

    @property
    def undoes(self) -> tuple[int, ...]:
        """The changes that it took back."""
        return tuple(int(each.key) for each in self.entries if each.table == UNDOING and (each.after or {})["undone"])

    @property
    def is_undoing(self) -> bool:
        """Whether it took back another change, or brought one back."""
        return any(each.table == UNDOING for each in self.entries)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes are asked for: of rows (table and key), with one of these numbers, by whom, and between which
    moments as the log writes them; what is empty asks nothing."""

    rows: tuple[tuple[str, str], ...] = ()
    numbers: tuple[int, ...] = ()
    who: str = ""
    since: str = ""
    until: str = ""


def changes(connection: Connection, wanted: Wanted) -> Iterator[Change]:
    """The changes in which an entry is as it is wanted, the newest first, each whole."""
    seen: tuple[str, str] | None = None
    undone = _undone(connection)
    heads = select(_C.at, _C.who).where(*_conditions(wanted)).order_by(_C.id.desc())
    for at, who in connection.execute(heads).all():
        if (at, who) != seen:
            seen = (at, who)
            entries = _entries(connection, at, who)
            yield Change(at, who, entries[0].why, entries, entries[0].id in undone)


def change_numbered(connection: Connection, number: int) -> Change | None:
    """The change with that number among its entries."""
    return next(changes(connection, Wanted(numbers=(number,))), None)


def rows_of_event(public_id: str) -> tuple[tuple[str, str], ...]:
    """What `Wanted.rows` holds for an event: itself and its links."""
    return (("event", public_id), ("event_link", f"{public_id}:%"), ("event_link", f"%:{public_id}"))


def _undone(connection: Connection) -> set[int]:
    """The first numbers of the changes that were taken back, and not brought back since."""
    statement = select(_C.row_key, _C.after).where(_C.table_name == UNDOING).order_by(_C.id)
    marks = {int(key): bool((after or {}).get("undone")) for key, after in connection.execute(statement)}
    return {number for number, taken_back in marks.items() if taken_back}


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.rows:
        named = [(_C.table_name == table) & _key(key) for table, key in wanted.rows]
        yield or_(*named)
    if wanted.numbers:
        yield _C.id.in_(wanted.numbers)
    if wanted.who:
        yield _C.who == wanted.who
    if wanted.since:
        yield _C.at >= wanted.since
    if wanted.until:
        yield _C.at <= wanted.until


def _key(key: str) -> ColumnElement[bool]:
    if "%" not in key:
        return _C.row_key == key
    return _C.row_key.like(key.replace("_", "\\_"), escape="\\")


def _entries(connection: Connection, at: str, who: str) -> tuple[Entry, ...]:
    columns = (_C.id, _C.table_name, _C.row_key, _C.before, _C.after, _C.why)
    rows = connection.execute(select(*columns).where(_C.at == at, _C.who == who).order_by(_C.id))
    return tuple(Entry(*row) for row in rows)


def by_program(change: Change) -> bool:
    """Whether the program wrote its own facts: such a change is no person's to take back."""
    own = [each for each in change.entries if each.table not in ("event", "event_link", "document", UNDOING)]
    states = [state for each in change.entries for state in (each.before, each.after) if state]
    return any(
        each.table == "setting" or "user" not in {(each.before or {}).get("origin"), (each.after or {}).get("origin")}
        for each in own
    ) or (not own and bool(states) and all(state.get("origin") == REFERENCE for state in states))
