"""Stored events → their rows as the log of changes holds them, with actors, weapons and treaties, in plain values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, TableClause, select

from timeline.database import tables as t
from timeline.database.domains import REFERENCE
from timeline.database.logged_claims import claims_logged

State: TypeAlias = dict[str, Any]
_PARTS = {"actors": t.event_actor, "weapons": t.event_weapon, "treaties": t.event_treaty}


def logged_events(connection: Connection, keys: Sequence[int]) -> dict[int, State]:
    """The events by key as the log would write them, claims left out."""
    events = rows_of(connection, t.event, "id", keys)
    found = {key: rows[0] for key, rows in events.items()}
    for part, table in _PARTS.items():
        rows = rows_of(connection, table, "event_id", keys)
        for key, state in found.items():
            state[part] = _part(rows.get(key, []))
    return found


def _part(rows: Sequence[State]) -> list[Any]:
    if rows and "role" in rows[0]:
        return sorted([row["role"], row["actor_id"]] for row in rows)
    kept = [{name: value for name, value in row.items() if name != "event_id"} for row in rows]
    return sorted(kept, key=lambda row: str(row.get("weapon_id") or row.get("treaty_id")))


def whole_events(connection: Connection, keys: Sequence[int]) -> dict[int, State]:
    """The events with their claims, and with the documents that come with the program, which may go with them."""
    found = logged_events(connection, keys)
    claims = rows_of(connection, t.claim, "event_id", keys)
    cited = {row["document_id"] for rows in claims.values() for row in rows}
    documents = {
        key: rows[0]
        for key, rows in rows_of(connection, t.document, "id", cited).items()
        if rows[0]["loader"] == REFERENCE
    }
    for key, state in found.items():
        own = sorted(claims.get(key, []), key=lambda row: abs(int(row["id"])))
        state["claims"] = claims_logged(own)
        state["documents"] = [documents[one] for one in sorted({row["document_id"] for row in own} & documents.keys())]
        state.pop("id")
    return found


def rows_of(connection: Connection, table: TableClause, key: str, keys: Iterable[int]) -> dict[int, list[State]]:
    """The rows of a table by that column, for these values of it."""
    found: dict[int, list[State]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c[key].in_(list(keys)))).mappings():
        found[row[key]].append(plain_row(row))
    return found


def plain_row(row: Mapping[Any, Any]) -> State:
    """Values as JSON has them."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
