"""Events as they are stored → plain values for the log of changes: what an event was before, what it is after."""

import datetime
import functools
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, TableClause, select

from timeline.database import tables as t
from timeline.database.batches import fetched
from timeline.documents.proposal import DateBasis, Participant, ProposedEvent, WeaponLine
from timeline.review.rows import Row

State = dict[str, Any]


def state_of(event: Mapping[str, Any], actors: Iterable[Row], weapons: Iterable[Row], treaties: Iterable[Row]) -> State:
    """One event with its actors, weapons and treaties in values that JSON has; without keys of this database."""
    state = {
        **event,
        "first_day": plain(event["first_day"]),
        "last_day": plain(event["last_day"]),
        "actors": sorted([row["role"], row["actor_id"]] for row in actors),
        "weapons": sorted(map(_without_event, weapons), key=itemgetter("weapon_id")),
        "treaties": sorted(map(_without_event, treaties), key=itemgetter("treaty_id")),
    }
    state.pop("id", None)
    return state


def states(connection: Connection, event_ids: Sequence[int]) -> dict[int, State]:
    """The present states of events, by key."""
    if not event_ids:
        return {}
    parts: list[dict[int, list[Row]]] = []
    for table in (t.event_actor, t.event_weapon, t.event_treaty):
        grouped: dict[int, list[Row]] = {}
        for row in _rows(connection, table, event_ids):
            grouped.setdefault(row["event_id"], []).append(row)
        parts.append(grouped)
    events = _rows(connection, t.event, event_ids)
    return {row["id"]: state_of(row, *(grouped.get(row["id"], []) for grouped in parts)) for row in events}


def events_of(connection: Connection, event_ids: Sequence[int]) -> dict[int, ProposedEvent]:
    """The fields of stored events by key, without claims."""
    return {key: event_of(state) for key, state in states(connection, event_ids).items()}


def event_of(state: State) -> ProposedEvent:
    """The fields of one event out of its state."""
    return ProposedEvent(
        type=state["type_id"],
        date=state["date"],
        status=state["status"],
        participants=tuple(Participant(actor, role) for role, actor in state["actors"]),
        weapons=tuple(_line(row) for row in state["weapons"]),
        treaties=tuple(row["treaty_id"] for row in state["treaties"]),
        title=state["title"],
        place=state["place"],
        note=state["note"],
        confidence=1.0 if state["confidence"] is None else state["confidence"],
        lane=state["lane"],
        basis=DateBasis(state["date_phrase"], state["date_rule"], state["date_anchor"]),
    )


def public_ids_of(connection: Connection, event_ids: Sequence[int]) -> dict[int, str]:
    """The public ids of stored events by key, the oldest first."""
    columns = (t.event.c.id, t.event.c.public_id)
    rows = connection.execute(select(*columns).where(t.event.c.id.in_(event_ids)).order_by(t.event.c.id))
    return {row.id: row.public_id for row in rows}


def _line(row: State) -> WeaponLine:
    return WeaponLine(**{"weapon" if name == "weapon_id" else name: value for name, value in row.items()})


def _rows(connection: Connection, table: TableClause, event_ids: Sequence[int]) -> list[Row]:
    """The rows of these events; a day is a date or, as SQLite keeps it, a text, which comes to the same here."""
    names, key = _columns(table)
    found = fetched(connection, f"SELECT {', '.join(names)} FROM {table.name} WHERE {key} IN ({{keys}})", event_ids)  # noqa: S608 - names of our own tables
    return [dict(zip(names, row, strict=True)) for row in found]


@functools.cache
def _columns(table: TableClause) -> tuple[tuple[str, ...], str]:
    return tuple(column.name for column in table.columns), "event_id" if "event_id" in table.c else "id"


def _without_event(row: Row) -> State:
    state = row.copy()
    del state["event_id"]
    return state


def plain(value: object) -> object:
    """A value of a row as JSON and both databases take it."""
    return value.isoformat() if isinstance(value, datetime.date) else value
