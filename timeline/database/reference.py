"""The reference facts → a new database; and newer facts → an existing one, with the user's own rows left alone."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, text

from timeline.database import facts
from timeline.database.batches import batches
from timeline.database.facets import refresh_all_facets
from timeline.database.history import record, record_all
from timeline.database.models import metadata
from timeline.database.reference_changes import Changes, Plan, plan_changes
from timeline.database.reference_events import clear_outdated_events, store_missing_events
from timeline.database.seed_cells import Row
from timeline.database.taxonomy import refresh_closure

VERSION_KEY = "reference.version"
_KEEP_VERSION = text(
    "INSERT INTO setting (key, value) VALUES ('reference.version', :version)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_BATCH = 100


def load_reference(connection: Connection) -> None:
    """Fill the tables of a new database with the shipped facts, in the connection's transaction."""
    shipped = facts.shipped_rows()
    for name, rows in shipped.items():
        connection.execute(insert(metadata.tables[name]), [{**row, "origin": "reference"} for row in rows])
    refresh_closure(connection)
    decisions = store_missing_events(connection)
    version = facts.shipped_version()
    connection.execute(_KEEP_VERSION, {"version": version})
    numbers = {**{name: len(rows) for name, rows in shipped.items()}, "policy decisions and links": len(decisions)}
    after: dict[str, Any] = {"version": version, **numbers}
    record(connection, table="setting", key=VERSION_KEY, before=None, after=after, why="reference facts loaded")


def upgrade_reference(connection: Connection) -> Changes:
    """Add, change and remove reference rows until they equal the shipped ones → what was done.

    Rows of origin `user` stay, also where the shipped facts now have one with the same key. A row that is no longer
    shipped stays while an event, a claim or a row of the user refers to it. Every change is in the log; a second run
    changes nothing. Raises UsageError where the weapons would form a ring with the user's own.
    """
    outdated, former = clear_outdated_events(connection)
    plan = plan_changes(connection, facts.shipped_rows())
    _apply(connection, plan)
    decisions = [*outdated, *store_missing_events(connection, former)]
    version = facts.shipped_version()
    record_all(connection, [*plan.entries(), *decisions], why=f"reference facts {version[:12]}")
    connection.execute(_KEEP_VERSION, {"version": version})
    return plan.changes.with_entries(decisions)


def _apply(connection: Connection, plan: Plan) -> None:
    for name, rows in plan.added.items():
        if rows:
            connection.execute(insert(metadata.tables[name]), rows)
    for name, pairs in plan.changed.items():
        table = metadata.tables[name]
        for stored, row in pairs:
            connection.execute(table.update().where(_same(name, stored)).values(row))
    for name in reversed(plan.removed):
        if name == "weapon" and refresh_closure(connection, without={row["id"] for row in plan.removed[name]}):
            # Closure and facets refer to weapons: they must let go of those that are about to be removed.
            refresh_all_facets(connection)
        rows = plan.removed[name]
        # Actors that belong to each other must go in one statement; so must at most a hundred of anything.
        size = len(rows) if name == "actor" else _BATCH
        for batch in batches(rows, max(size, 1)):
            chosen = or_(*(_same(name, row) for row in batch))
            connection.execute(metadata.tables[name].delete().where(chosen))


def _same(name: str, stored: Row) -> ColumnElement[bool]:
    return and_(*(column == stored[column.name] for column in metadata.tables[name].primary_key))
