"""A database of ours → what it is and how much it holds, in words and numbers."""

from collections.abc import Mapping

from sqlalchemy import Connection, Engine, text

from timeline.database.address import shown, sqlite_path
from timeline.database.connecting import reading
from timeline.database.facts import shipped_version
from timeline.database.revisions import HEAD

# What is counted, and what it is called.
COUNTED = {
    "documents": "document",
    "events": "event",
    "claims": "claim",
    "links": "event_link",
    "actors": "actor",
    "weapons": "weapon",
    "treaties": "treaty",
    "treaty actions": "treaty_action",
    "embargoes": "embargo",
    "changes": "change",
}
# The decisions that come with the program, and what they consist of, are counted apart.
_OWN = {
    "document": "loader <> 'reference'",
    "event": "origin <> 'reference'",
    "claim": "origin <> 'reference'",
    "event_link": "origin <> 'reference'",
}


def describe(engine: Engine) -> dict[str, str | int]:
    """Address, server, schema, whether the reference facts are those of this version, size, and rows by table.

    Raises DatabaseUnusable.
    """
    with reading(engine) as connection:
        version = connection.execute(text("SELECT value FROM setting WHERE key = 'reference.version'")).scalar()
        facts = (
            "as shipped"
            if version == shipped_version()
            else "of another version; bring them up with: timeline db facts"
        )
        return {
            "database": shown(engine.url),
            "server": _server(connection),
            "schema": HEAD,
            "reference facts": facts,
            "size in bytes": _size(connection),
            **_counts(connection),
        }


def _server(connection: Connection) -> str:
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.dialect.name]
    return f"{name} {'.'.join(str(part) for part in connection.dialect.server_version_info or ())}"


def _size(connection: Connection) -> int:
    """The size of the database, with what SQLite has not yet moved from the write-ahead log into the file."""
    path = sqlite_path(connection.engine.url)
    if connection.dialect.name == "postgresql":
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    if path is None:
        return 0
    files = (path, path.with_name(path.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def _counts(connection: Connection) -> Mapping[str, int]:
    counts: dict[str, int] = {
        words: connection.execute(
            text(f"SELECT count(*) FROM {table} WHERE {_OWN.get(table, 'TRUE')}")  # noqa: S608
        ).scalar_one()
        for words, table in COUNTED.items()
    }
    decisions = "SELECT count(*) FROM event WHERE origin = 'reference'"
    counts["policy decisions shipped"] = connection.execute(text(decisions)).scalar_one()
    reviews = connection.execute(
        text("SELECT review, count(*) FROM event WHERE origin <> 'reference' GROUP BY review ORDER BY review")
    )
    counts.update({f"events {review}": number for review, number in reviews})
    return counts
