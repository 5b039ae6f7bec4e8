"""The URL of a database → an engine with the same manners on SQLite and PostgreSQL, and its transactions."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from timeline.database.address import shown, sqlite_path
from timeline.database.failures import translated
from timeline.errors import DatabaseUnusable

# How long to wait, in seconds, for another program that is writing.
PATIENCE = 5.0
# Kilobytes of pages that a writer keeps at hand: it comes back to those of an index again and again. A reader does not.
_WRITTEN = 32_000


def make_engine(url: URL, *, patience: float = PATIENCE) -> Engine:
    """An engine for `url`; nothing is opened yet. Raises DatabaseUnusable where its driver is not installed."""
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, patience)
    milliseconds = int(patience * 1000)
    arguments = {
        "connect_timeout": url.query.get("connect_timeout", "10"),
        "options": f"{url.query.get('options', '')} -c lock_timeout={milliseconds}".strip(),
    }
    # The driver also logs what it raises, and without a handler that would stand on stderr beside our own sentence.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    try:
        return create_engine(url, connect_args=arguments, hide_parameters=True)
    except ImportError:
        raise DatabaseUnusable(
            f"The database {shown(url)} needs the PostgreSQL driver; "
            "install it with: pip install 'timeline-of-arms-policy[postgres]'"
        ) from None


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection whose queries all see the database as it was at the first of them. Raises DatabaseUnusable."""
    with translated(engine.url), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction: committed at the end, undone by any exception. Raises DatabaseUnusable.

    On SQLite it is the only writer from its start: one that began by reading could be refused half-way.
    """
    with translated(engine.url), engine.connect() as connection:
        connection = connection.execution_options(timeline_writes=True)
        with connection.begin():
            yield connection


def _sqlite_engine(url: URL, patience: float) -> Engine:
    # The driver must not begin transactions by itself: it would not do so before DDL, nor as BEGIN IMMEDIATE.
    arguments: dict[str, Any] = {"timeout": patience, "isolation_level": None}
    path = sqlite_path(url)
    # A bug's traceback must not print whole articles.
    engine = create_engine(url, connect_args=arguments, hide_parameters=True)
    if path is not None and "uri" not in url.query and _unchangeable(path):
        # A database in WAL mode in a folder that cannot be written is readable only as one that nobody changes.
        event.listen(engine, "do_connect", _immutable(path))
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _unchangeable(path: Path) -> bool:
    """Whether neither the file nor its folder can be written and nobody has left a write-ahead log."""
    # The effective user is the one whose rights the system asks for.
    if not path.is_file() or os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        return False
    log = path.with_name(path.name + "-wal")
    return not log.exists() or log.stat().st_size == 0


def _immutable(path: Path) -> Callable[..., sqlite3.Connection]:
    def connect(_dialect: object, _record: object, _arguments: object, options: dict[str, Any]) -> sqlite3.Connection:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection: sqlite3.Connection = sqlite3.connect(uri, **{**options, "uri": True})
        return connection

    return connect


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # Under WAL this keeps the database whole whatever happens; only a power cut can cost the last transaction.
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("timeline_writes", False)
    if writes:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_WRITTEN}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
