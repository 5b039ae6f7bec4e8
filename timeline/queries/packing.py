"""Filters → the events of an export, each packed into one row: a third of the cost of Entries.

The database goes through the events as they lie in it and then puts them in order by itself, in a file where they are
many: reading them in order of time would look up every page of a large database again and again. Memory stays flat.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal_column, select

from timeline.database import tables as t
from timeline.queries.filters import Filters, asked, shown
from timeline.queries.packed import Names, Packed
from timeline.queries.treaty_acts import asks_for_acts

_AT_ONCE = 1_000
# What is said otherwise on each kind of database. A number in JSON must be the very same one: SQLite writes fifteen
# digits only, so that a function of ours writes it there. A sign before the column keeps SQLite from reading an index.
_SAID = {
    "sqlite": {
        "row": "json_array",
        "rows": "json_group_array({})",
        "exact": "CASE WHEN {0} IS NOT NULL THEN exact_number({0}) END",
        "day": "{}",
        "unread": "+{}",
    },
    "postgresql": {
        "row": "json_build_array",
        "rows": "coalesce(json_agg({}), '[]')::text",
        "exact": "{0}",
        "day": "to_char({}, 'YYYY-MM-DD')",
        "unread": "{}",
    },
}
_VIEWS = (
    "SELECT count(*) FROM sqlite_temp_master WHERE type = 'view'"
    " AND name IN ('event', 'event_actor', 'event_weapon', 'event_treaty', 'claim', 'document')"
)


@dataclass(frozen=True, slots=True)
class PackedEvents:
    """The matching events by date, read while they are gone through, and the names of what they hold ids of."""

    connection: Connection
    filters: Filters
    names: Names

    def __iter__(self) -> Iterator[Packed]:
        if self.connection.dialect.name == "sqlite":
            driver: Any = self.connection.connection.driver_connection
            # Not `repr`, which looks for Ctrl-C: inside the database that would be an error of ours.
            driver.create_function("exact_number", 1, float.__repr__, deterministic=True)
        statement = _statement(self.connection.dialect.name, self.filters)
        rows = self.connection.execute(statement, execution_options={"yield_per": _AT_ONCE})
        return map(Packed._make, rows)


def packed_events(connection: Connection, filters: Filters) -> PackedEvents | None:
    """The events that `timeline_entries` finds, where it finds nothing else; None where Entries are to be read.

    That is where treaty acts are listed too; and where a connection to SQLite sees what was known at a moment through
    views, which it would go through anew for every event.
    """
    if asks_for_acts(filters):
        return None
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql(_VIEWS).scalar():
        return None
    named = (
        select(table.c.id, column)
        for table, column in (
            (t.event_type, t.event_type.c.group_name),
            *((table, table.c.name) for table in (t.actor, t.weapon, t.treaty)),
        )
    )
    return PackedEvents(connection, filters, Names(*(dict(map(tuple, connection.execute(each))) for each in named)))


def _statement(dialect: str, filters: Filters) -> Select[Any]:
    say = _SAID[dialect]
    row, day = say["row"], say["day"]

    def rows(of: str, *fields: str) -> str:
        """All rows of a table that belong to the event, as one list in JSON."""
        listed = say["rows"].format(f"{row}({', '.join(fields)})")
        return f"(SELECT {listed} FROM {of} WHERE l.event_id = e.id)"  # noqa: S608 - names of ours

    amounts = ("l.quantity_min", "l.quantity_max", "l.unit", say["exact"].format("l.value"), "l.currency")
    columns = (
        *("e.public_id", "e.type_id", "e.status", "e.date", day.format("e.first_day"), day.format("e.last_day")),
        *("e.date_precision", "e.title"),
        rows("event_actor l", "l.actor_id", "l.role"),
        rows("event_weapon l", "l.weapon_id", *amounts, "l.conditions"),
        rows("event_treaty l", "l.treaty_id"),
        rows(
            "claim l JOIN document d ON d.id = l.document_id",
            *("l.document_id", "l.start_offset", "-l.end_offset", "l.quote", "d.published", "d.publisher", "d.url"),
        ),
        *("e.review", "e.confidence", "e.place", "e.note"),
    )
    event = t.event.alias("e")
    fields: list[ColumnElement[Any]] = [literal_column(each) for each in columns]
    return (
        select(*fields)
        .select_from(event)
        .where(event.c.id.in_(select(t.event.c.id).where(asked(filters), shown(filters))))
        .order_by(literal_column(say["unread"].format("e.first_day")), event.c.last_day, event.c.public_id)
    )
