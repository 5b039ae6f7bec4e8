"""A changed row → an entry of the append-only log, chained to the one before by its hash; and the chain → its faults.

The hash of the last entry also stands in `setting`: it shows that nobody cut off the end, and its row is what two
writers wait for on PostgreSQL. On SQLite `writing` lets only one of them in.
"""

import getpass
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text

from timeline.database import tables as t

HEAD_KEY = "change.head"

_HEAD = {
    "sqlite": text("SELECT value FROM setting WHERE key = 'change.head'"),
    "postgresql": text("SELECT value FROM setting WHERE key = 'change.head' FOR UPDATE"),
}
_FIRST = text("INSERT INTO setting (key, value) VALUES ('change.head', '') ON CONFLICT (key) DO NOTHING")
_ADVANCE = text("UPDATE setting SET value = :hash WHERE key = 'change.head'")


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
    at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    who = current_user() if who is None else who
    rows = []
    for change in changes:
        row = {
            "at": at,
            "who": who,
            "why": why,
            "table_name": change.table,
            "row_key": change.key,
            "before": _plain(change.before),
            "after": _plain(change.after),
            "previous_hash": previous,
        }
        previous = digest(row)
        rows.append({**row, "hash": previous})
    connection.execute(insert(t.change), rows)
    connection.execute(_ADVANCE, {"hash": previous})


def digest(row: Mapping[str, object]) -> str:
    """The hash of an entry: SHA-256 over its fields and the hash before it, as JSON in one fixed form."""
    names = ("at", "who", "why", "table_name", "row_key", "before", "after", "previous_hash")
    form = json.dumps([row[name] for name in names], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(form.encode("ascii")).hexdigest()


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


def _plain(values: Mapping[str, Any] | None) -> object:
    """The values as JSON gives them back, so that the hash of what is read equals the hash of what was written."""
    return None if values is None else json.loads(json.dumps(values, default=_text, allow_nan=False))


def _text(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
