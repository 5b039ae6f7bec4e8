"""Events as they are stored → plain values for the log of changes: what an event was before, what it is after."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, TableClause, select

from timeline.database import tables as t
from timeline.documents.proposal import DateBasis, Participant, ProposedEvent, WeaponLine
from timeline.review.rows import Row

State = dict[str, Any]


def state_of(event: Mapping[str, Any], actors: Iterable[Row], weapons: Iterable[Row], treaties: Iterable[Row]) -> State:
    """One event with its actors, weapons and treaties in values that JSON has; without keys of this database."""
    return {
        **{name: _plain(value) for name, value in event.items() if name != "id"},
        "actors": sorted([row["role"], row["actor_id"]] for row in actors),
        "weapons": sorted((_without_event(row) for row in weapons), key=lambda row: str(row["weapon_id"])),
        "treaties": sorted((_without_event(row) for row in treaties), key=lambda row: str(row["treaty_id"])),
    }


def states(connection: Connection, event_ids: Sequence[int]) -> dict[int, State]:
    """The present states of events, by key."""
    if not event_ids:
        return {}
    parts = {
        table.name: _of_events(connection, table, event_ids)
        for table in (t.event_actor, t.event_weapon, t.event_treaty)
    }
    found = connection.execute(select(t.event).where(t.event.c.id.in_(event_ids))).mappings()
    return {
        row["id"]: state_of(
            dict(row), *(parts[name].get(row["id"], []) for name in ("event_actor", "event_weapon", "event_treaty"))
        )
        for row in found
    }


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


def _of_events(connection: Connection, table: TableClause, event_ids: Sequence[int]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = {}
    for row in connection.execute(select(table).where(table.c.event_id.in_(event_ids))).mappings():
        grouped.setdefault(row["event_id"], []).append(dict(row))
    return grouped


def _without_event(row: Row) -> State:
    return {name: value for name, value in row.items() if name != "event_id"}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value
