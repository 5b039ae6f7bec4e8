"""A person's fact → its row among the reference facts, marked as the user's, with its entry in the change log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, TableClause, and_, delete, insert, select, update

from timeline.database import tables as t
from timeline.database.fact_keys import KEYS, log_key
from timeline.database.history import Changed, record_all

Row = dict[str, Any]
# The tables of facts that a person may write.
WRITABLE: dict[str, TableClause] = {
    each.name: each
    for each in (
        t.treaty,
        t.treaty_name,
        t.treaty_rule,
        t.treaty_weapon,
        t.provision,
        t.treaty_action,
        t.armed_conflict,
    )
}


@dataclass(slots=True)
class FactEdits:
    """Rows written in one transaction; `record` puts what was done into the change log.

    A row that a person writes has the origin `user`, also where it came with the program: `timeline db facts` leaves
    it. A shipped row that a person takes away becomes the person's first, so that the log tells it from one that is
    no longer shipped, and `db facts` does not bring it back.
    """

    connection: Connection
    done: list[Changed] = field(default_factory=list)

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """A new row."""
        own = {**row, "origin": "user"}
        self.connection.execute(insert(WRITABLE[table]).values(own))
        self.done.append(Changed(table, log_key(table, own), None, own))

    def amend(self, table: str, stored: Row, values: Mapping[str, Any]) -> Row:
        """The stored row with these values, which are none of its key → the row as it is now."""
        own = {**stored, **values, "origin": "user"}
        if own != stored:
            changed = {name: value for name, value in own.items() if value != stored[name]}
            self.connection.execute(update(WRITABLE[table]).where(_same(table, stored)).values(changed))
            self.done.append(Changed(table, log_key(table, stored), stored, own))
        return own

    def take(self, table: str, stored: Row) -> None:
        """The stored row, no longer there."""
        own, key = {**stored, "origin": "user"}, log_key(table, stored)
        if own != stored:
            self.done.append(Changed(table, key, stored, own))
        self.connection.execute(delete(WRITABLE[table]).where(_same(table, stored)))
        self.done.append(Changed(table, key, own, None))

    def record(self, why: str) -> None:
        """Append all that was done to the change log."""
        record_all(self.connection, self.done, why=why)
        self.done.clear()


def stored_facts_of(connection: Connection, table: str, **wanted: Any) -> list[Row]:  # noqa: ANN401 - any column's
    """The rows of the table with these values, in the order of their key."""
    columns = WRITABLE[table].c
    statement = select(WRITABLE[table]).where(*(columns[name] == value for name, value in wanted.items()))
    rows = connection.execute(statement.order_by(*(columns[name] for name in KEYS[table]))).mappings()
    return [dict(row) for row in rows]


def _same(table: str, stored: Row) -> ColumnElement[bool]:
    columns = WRITABLE[table].c
    names = ("id",) if "id" in stored else KEYS[table]
    return and_(*(columns[name] == stored[name] for name in names))
