"""A changed row → an entry of the append-only log, chained to the one before by its hash; and the chain → its faults.

The hash of the last entry also stands in `setting`: it shows that nobody cut off the end, and its row is what two
writers wait for on PostgreSQL. On SQLite `writing` lets only one of them in.
"""

import getpass
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, RootTransaction, select, text

from timeline.database import tables as t
from timeline.database.batches import insert_rows

HEAD_KEY = "change.head"

_HEAD = {
    "sqlite": text("SELECT value FROM setting WHERE key = 'change.head'"),
    "postgresql": text("SELECT value FROM setting WHERE key = 'change.head' FOR UPDATE"),
}
_FIRST = text("INSERT INTO setting (key, value) VALUES ('change.head', '') ON CONFLICT (key) DO NOTHING")
_ADVANCE = text("UPDATE setting SET value = :hash WHERE key = 'change.head'")

_MOMENTS: WeakKeyDictionary[RootTransaction, str] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of a table before and after; None where it did not exist. Values are what JSON can hold, and dates."""

    table: str
    key: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def record(
    connection: Connection,
    *,
    table: str,
    key: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    why: str,
    who: str | None = None,
) -> None:
    """Append one change to the log, in the transaction that makes it; `who` is the system's user unless given."""
    record_all(connection, [Changed(table, key, before, after)], why=why, who=who)


def record_all(connection: Connection, changes: Iterable[Changed], *, why: str, who: str | None = None) -> None:
    """Append several changes in their order, as `record` does one."""
    changes = list(changes)
    if not changes:
        return
    previous = take_head(connection)
    at = _moment(connection)
    who = current_user() if who is None else who
    rows = []
    for change in changes:
        entry = (at, who, why, change.table, change.key)
        head = _digest((*entry, change.before, change.after, previous))
        rows.append((*entry, _stored(change.before), _stored(change.after), previous, head))
        previous = head
    insert_rows(connection, t.change, rows)
    connection.execute(_ADVANCE, {"hash": previous})


def _moment(connection: Connection) -> str:
    """When this transaction first wrote in the log: the same for all that it writes, which tells what belongs together.

    It is asked for once nobody else can write any more, so that moments rise with the numbers of the entries.
    """
    transaction = connection.get_transaction()
    known = None if transaction is None else _MOMENTS.get(transaction)
    if known is None:
        known = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        if transaction is not None:
            _MOMENTS[transaction] = known
    return known


def digest(row: Mapping[str, object]) -> str:
    """The hash of an entry: SHA-256 over its fields and the hash before it, as JSON in one fixed form."""
    names = ("at", "who", "why", "table_name", "row_key", "before", "after", "previous_hash")
    return _digest([row[name] for name in names])


def _digest(fields: Sequence[object]) -> str:
    return hashlib.sha256(_FIXED(fields).encode("ascii")).hexdigest()


def chain_faults(connection: Connection) -> Iterator[str]:
    """Every place where the log is not what was written: an entry changed, taken out, put in, or cut off the end."""
    previous = ""
    statement = select(t.change).order_by(t.change.c.id).execution_options(yield_per=1000)
    for row in connection.execute(statement).mappings():
        entry = dict(row)
        named = f"change {entry['id']} ({entry['table_name']} {entry['row_key']})"
        if entry["previous_hash"] != previous:
            yield f"{named}: an entry before it was changed, taken out or put in"
        if digest(entry) != entry["hash"]:
            yield f"{named}: the entry itself was changed"
        previous = entry["hash"]
    head = connection.execute(_HEAD["sqlite"]).scalar()
    if previous != (head or ""):
        yield "change: entries at the end of the log were taken out or put in"


def current_user() -> str:
    """The name of the system's user, or its number where it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def take_head(connection: Connection) -> str:
    """The hash of the last entry, with every other writer kept waiting until this transaction ends."""
    statement = _HEAD[connection.dialect.name]
    head = connection.execute(statement).scalar()
    if head is None:
        connection.execute(_FIRST)
        head = connection.execute(statement).scalar()
    return str(head or "")


def _stored(values: Mapping[str, Any] | None) -> str | None:
    """The values as the JSON of a column: what is read of it has the hash of what was written."""
    return None if values is None else _JSON(values)


def _text(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


# Made once: `json.dumps` would make one for each call that does not have the usual options.
_JSON = json.JSONEncoder(default=_text, allow_nan=False).encode
_FIXED = json.JSONEncoder(default=_text, allow_nan=False, sort_keys=True, separators=(",", ":")).encode
