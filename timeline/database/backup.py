"""An SQLite database that others may be using → one complete copy in a new file."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from timeline.database.address import shown, sqlite_path
from timeline.database.connecting import make_engine
from timeline.database.failures import translated
from timeline.database.placing import passing_name, put_in_place
from timeline.errors import DatabaseUnusable, OutputFailed, UsageError


def back_up(url: URL, target: Path) -> None:
    """Copy the database at `url` to `target`, which must not exist yet; it appears there complete or not at all.

    Raises UsageError for PostgreSQL, which has its own tool, DatabaseUnusable and OutputFailed.
    """
    path = sqlite_path(url)
    if path is None:
        raise UsageError(
            f"{shown(url)} is no SQLite file; back it up on its server with: "
            "pg_dump --format=custom --file=FILE --dbname=URL (and read it back with pg_restore)"
        )
    if not path.is_file():
        raise DatabaseUnusable(f"There is no database at {path} to back up.")
    if os.path.exists(target):  # noqa: PTH110 - no error where the name is too long
        raise OutputFailed(f"{target} exists already; name a new file.")
    try:
        with passing_name(target) as new:
            _copy(url, new)
            if not put_in_place(new, target):
                raise OutputFailed(f"{target} exists already; name a new file.")
    except OSError as error:
        raise OutputFailed(f"{target} cannot be written: {error.strerror}.") from None


def _copy(url: URL, new: Path) -> None:
    engine = make_engine(url)
    try:
        with translated(url), engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            # Reading first tells a fault of the source from one of the target.
            source.execute("SELECT count(*) FROM sqlite_master").fetchall()
            _copy_to(source, new)
    finally:
        engine.dispose()


def _copy_to(source: sqlite3.Connection, new: Path) -> None:
    try:
        copy = sqlite3.connect(new)
    except sqlite3.Error:
        raise OutputFailed(f"{new.parent} cannot be written; name another folder.") from None
    try:
        source.backup(copy)
    except sqlite3.Error as error:
        if not error.sqlite_errorname.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise
        raise OutputFailed(f"{new.parent} cannot be written, or its disk is full; name another folder.") from None
    finally:
        copy.close()
