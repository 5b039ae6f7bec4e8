"""What a change did to facts that a person writes → the facts as they were before, and entries that say so."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, TableClause, insert, select, update

from timeline.database.fact_keys import KEYS, log_key
from timeline.database.history import Changed
from timeline.queries.log import Entry, State
from timeline.review.fact_writing import WRITABLE, FactEdits, Row
from timeline.review.states import plain
from timeline.review.undoing_events import Undone


def undo_facts(connection: Connection, entries: Sequence[Entry], undone: Undone) -> None:
    """Take facts away that were added, put back those that were taken away, give the others their former values.

    The last is taken back first, as one may refer to another.
    """
    first: dict[tuple[str, str], Entry] = {}
    last: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first.setdefault((entry.table, entry.key), entry)
        last[entry.table, entry.key] = entry
    edits = FactEdits(connection)
    for table, key in reversed(last):
        now, left = _stored(connection, table, last[table, key]), last[table, key].after
        if not _same(now, left):
            undone.clashes.append((table, key))
            continue
        former = first[table, key].before
        if now is None and former is not None:
            row = {name: value for name, value in former.items() if name != "id"}
            connection.execute(insert(WRITABLE[table]).values(_typed(WRITABLE[table], row)))
            edits.done.append(Changed(table, key, None, row))
        elif now is not None and former is None:
            edits.take(table, now)
        elif now is not None and former is not None:
            changed = {name: value for name, value in former.items() if name in now and plain(now[name]) != value}
            columns = _of(table, now)
            connection.execute(update(WRITABLE[table]).where(*columns).values(_typed(WRITABLE[table], changed)))
            edits.done.append(Changed(table, key, now, {**now, **changed}))
    undone.done += edits.done


def _stored(connection: Connection, table: str, entry: Entry) -> Row | None:
    """The row that an entry tells of, as it is now."""
    said = entry.after or entry.before or {}
    names = KEYS[table]
    columns = WRITABLE[table].c
    # What is NULL is found by no comparison.
    wanted = [columns[name].is_(None) if said[name] is None else columns[name] == said[name] for name in names]
    rows = connection.execute(select(WRITABLE[table]).where(*wanted)).mappings()
    return next((dict(row) for row in rows if log_key(table, row) == entry.key), None)  # type: ignore[arg-type]


def _same(now: Row | None, left: State | None) -> bool:
    if now is None or left is None:
        return now is None and left is None
    return all(plain(now[name]) == value for name, value in left.items() if name in now and name != "id")


def _of(table: str, row: Row) -> list[ColumnElement[bool]]:
    columns = WRITABLE[table].c
    names = ("id",) if "id" in row else KEYS[table]
    return [columns[name] == row[name] for name in names]


def _typed(table: TableClause, row: Row) -> dict[str, Any]:
    """Days as the driver wants them."""
    days = {column.name for column in table.columns if isinstance(column.type, Date)}
    return {
        name: dt.date.fromisoformat(value) if name in days and isinstance(value, str) else value
        for name, value in row.items()
    }
