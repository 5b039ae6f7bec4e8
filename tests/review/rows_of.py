"""A database → all of its rows but those that come with the program, to compare what it holds before and after."""

from typing import Any

from sqlalchemy import Engine, select

from timeline.database.models import metadata
from timeline.database.opening import reading

TABLES = ("document", "event", "event_actor", "event_weapon", "event_treaty", "event_link", "claim", "change")


def rows_of(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Table → rows, in the order of their keys; those of shipped decisions have no key above 0."""
    with reading(engine) as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
                if row[0] > 0
            ]
            for table in (metadata.tables[name] for name in TABLES)
        }


def numbers(engine: Engine) -> dict[str, int]:
    """Table → number of rows."""
    return {name: len(rows) for name, rows in rows_of(engine).items()}
