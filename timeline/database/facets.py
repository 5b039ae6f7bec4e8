"""Events → their facets, which list every event under each actor, weapon and ancestor, by first and last day."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, text

from timeline.database.batches import batches

# Dates of these precisions may last for any time; all others are a year at most.
LASTING = ("interval", "decade", "century")
AT_MOST = dt.timedelta(days=366)

_DAYS = f"e.first_day, e.last_day, e.id, e.date_precision IN {LASTING}"
_WEAPONS = (
    f"SELECT DISTINCT c.ancestor_id, {_DAYS} FROM event e"  # noqa: S608 - names of our own
    " JOIN event_weapon w ON w.event_id = e.id JOIN weapon_closure c ON c.weapon_id = w.weapon_id"
)
_ACTORS = f"SELECT DISTINCT a.actor_id, a.role, {_DAYS} FROM event e JOIN event_actor a ON a.event_id = e.id"  # noqa: S608
# What each facet table must hold.
FACETS = {
    "event_weapon_facet": ("weapon_id, first_day, last_day, event_id, lasting", _WEAPONS),
    "event_actor_facet": ("actor_id, role, first_day, last_day, event_id, lasting", _ACTORS),
}


_DELETE = [f"DELETE FROM {name} WHERE event_id {{among}}" for name in FACETS]  # noqa: S608 - names of our own
# To SQLite it costs less to pass over what is there than to sort it out before, to PostgreSQL more.
_INSERT = {
    "sqlite": [
        f"INSERT INTO {name} ({columns}) {rows.replace('DISTINCT ', '')} WHERE e.id {{among}} ON CONFLICT DO NOTHING"
        for name, (columns, rows) in FACETS.items()
    ],
    "postgresql": [
        f"INSERT INTO {name} ({columns}) {rows} WHERE e.id {{among}} ORDER BY 1, 2, 3, 4"
        for name, (columns, rows) in FACETS.items()
    ],
}


def refresh_facets(connection: Connection, event_ids: Iterable[int], *, new: bool = False) -> None:
    """Bring the facets of these events in line with their date, actors and weapons, in the same transaction.

    Events that are `new` are filed nowhere yet.
    """
    insertions = _INSERT[connection.dialect.name]
    for among in _among(sorted(set(event_ids))):
        for statement in insertions if new else (*_DELETE, *insertions):
            connection.exec_driver_sql(statement.format(among=among))


def _among(keys: Sequence[int]) -> Iterator[str]:
    """The condition that a key is one of these, some at a time; what was stored in one go follows without a gap."""
    if keys and keys[-1] - keys[0] == len(keys) - 1:
        yield f"BETWEEN {keys[0]} AND {keys[-1]}"
        return
    for batch in batches(keys):
        yield f"IN ({','.join(map(str, batch))})"


def refresh_all_facets(connection: Connection) -> None:
    """Make every facet anew, after the tree of weapons has changed."""
    for name, (columns, rows) in FACETS.items():
        connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - names of our own tables
        connection.execute(text(f"INSERT INTO {name} ({columns}) {rows}"))


def facet_faults(connection: Connection) -> Iterator[str]:
    """Every event whose facets differ from what its date, actors and weapons ask for."""
    for name, (columns, rows) in FACETS.items():
        kept = f"SELECT {columns} FROM {name}"  # noqa: S608 - names of our own tables
        lacking = f"SELECT DISTINCT id FROM ({rows} EXCEPT {kept}) AS lacking ORDER BY id"  # noqa: S608
        for event_id in connection.execute(text(lacking)).scalars():
            yield f"event {event_id}: {name} lacks a row, so that lists miss the event"
        surplus = f"SELECT DISTINCT event_id FROM ({kept} EXCEPT {rows}) AS surplus ORDER BY event_id"  # noqa: S608
        for event_id in connection.execute(text(surplus)).scalars():
            yield f"event {event_id}: {name} has a row too many, so that lists show the event wrongly"
