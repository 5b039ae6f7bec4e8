"""The change log → the reference rows that a person took away, which newer facts do not bring back."""

from typing import Any

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.database.fact_keys import KEYS


def taken_away(connection: Connection) -> set[tuple[str, str]]:
    """The table and key (as `log_key` makes it) of every row whose last change was that a person took it away.

    A row becomes the person's before it goes (see `timeline.review.fact_writing`); one no longer shipped does not.
    """
    c = t.change.c
    statement = select(c.table_name, c.row_key, c.before, c.after).where(c.table_name.in_(KEYS)).order_by(c.id)
    last: dict[tuple[str, str], tuple[Any, Any]] = {}
    for table, key, before, after in connection.execute(statement):
        last[table, key] = (before, after)
    return {
        named for named, (before, after) in last.items() if after is None and (before or {}).get("origin") == "user"
    }
