"""Many new rows in few old ones → indexes made of all rows at once, instead of row by row.

Only on SQLite, where a transaction may take indexes out and make them again, and nobody else sees that it does. On
PostgreSQL everybody would have to wait.
"""

from sqlalchemy import Connection

from timeline.database.batches import fetched_for

# What a load of events writes into, without the indexes by which it looks up what is stored.
_TABLES = (
    *("document", "event", "event_actor", "event_weapon", "event_treaty", "claim", "change"),
    *("event_weapon_facet", "event_actor_facet"),
)
_NEEDED = ("ix_document_url", "ix_claim_event_id")
_FOUND = """
SELECT name, sql FROM sqlite_master
WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({tables}) AND name NOT IN ({needed}) ORDER BY rowid
"""
_ANALYSED = "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"
_KNOWN = "SELECT tbl, idx, stat FROM sqlite_stat1 WHERE idx IN ({names})"


class IndexesAside:
    """The indexes of one transaction: they have to come back before it ends, unless an exception undoes it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._statements: list[str] = []
        self._known: list[tuple[str, str, str]] = []

    def take(self) -> None:
        """Take them out, where there are any to be taken out."""
        connection = self._connection
        if self._statements or connection.dialect.name != "sqlite":
            return
        found = fetched_for(connection, _FOUND, tables=_TABLES, needed=_NEEDED)
        self._statements = [sql for _, sql in found]
        if connection.exec_driver_sql(_ANALYSED).scalar():
            self._known = fetched_for(connection, _KNOWN, names=[name for name, _ in found])
        for name, _ in found:
            connection.exec_driver_sql(f"DROP INDEX {name}")

    def put_back(self) -> None:
        """Make them again, with what ANALYZE once found out about them."""
        for statement in self._statements:
            self._connection.exec_driver_sql(statement)
        if self._known:
            self._connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", self._known)
        self._statements, self._known = [], []
