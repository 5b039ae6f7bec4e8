"""A database at one revision → at another, or a new one with the reference facts: wholly or not at all."""

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, text

from timeline.database.address import shown, sqlite_path
from timeline.database.backup import back_up
from timeline.database.connecting import make_engine, reading
from timeline.database.failures import translated
from timeline.database.opening import (
    database_state,
    no_database,
    refuse_folder,
    refuse_newer,
    require_current,
    require_ours,
)
from timeline.database.placing import passing_name, put_in_place
from timeline.database.reference import load_reference, upgrade_reference
from timeline.database.revisions import HEAD
from timeline.database.search_index import file_missing
from timeline.errors import DatabaseUnusable
from timeline.shipped import shipped_folder

# How long to wait, in seconds, for another program that is making the same database.
MAKING_PATIENCE = 60.0
# Any number will do for pg_advisory_xact_lock, so long as nobody else uses it.
_LOCK = 0x54494D45


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did; `backup` is the copy made before it (SQLite), None where nothing had to be done."""

    where: str
    before: str
    after: str
    backup: Path | None

    def __str__(self) -> str:
        if self.before == self.after:
            return f"The database {self.where} is up to date (schema {self.after})."
        kept = f" As it was, it is kept in {self.backup}." if self.backup else ""
        return f"Upgraded the database {self.where} from schema {self.before} to {self.after}.{kept}"


def create_database(engine: Engine) -> bool:
    """Make the schema and load the reference facts → whether it was this process that did it.

    A new SQLite file is made beside its place and appears there complete, so that an interruption leaves nothing.
    Raises DatabaseUnusable.
    """
    path = sqlite_path(engine.url)
    with translated(engine.url):
        if path is None or path.exists():
            return _fill(engine)
        try:
            return _create_file(engine.url, path)
        except OSError as error:
            raise DatabaseUnusable(f"The database {path} cannot be made: {error.strerror}.") from None


def upgrade_database(url: URL) -> Upgraded:
    """Bring an older database to the newest revision and facts, after a backup on SQLite. Raises DatabaseUnusable."""
    path = sqlite_path(url)
    if path is not None:
        refuse_folder(path)
    if path is not None and not path.is_file():
        raise DatabaseUnusable(no_database(url))
    engine = make_engine(url)
    try:
        with reading(engine) as connection:
            state = database_state(connection)
        if state.empty:
            raise DatabaseUnusable(no_database(url))
        require_ours(url, state)
        refuse_newer(url, state)
        before = str(state.revision)
        if before == HEAD:
            return Upgraded(shown(url), before, HEAD, None)
        backup = None
        with translated(url), migration(engine) as connection:
            # Another process may have been faster; now nobody else can write.
            if database_state(connection).revision != HEAD:
                if path is not None:
                    backup = _free_name(path, before)
                    back_up(url, backup)
                run(connection, "upgrade", HEAD)
                # New tables of facts are empty until then.
                upgrade_reference(connection)
                file_missing(connection)
        return Upgraded(shown(url), before, HEAD, backup)
    finally:
        engine.dispose()


@contextmanager
def migration(engine: Engine, *, patience: float | None = None) -> Iterator[Connection]:
    """A connection in one transaction that nobody else can migrate in, with foreign keys checked at its end.

    While a table is rebuilt on SQLite, foreign keys must be off: they would take every row that refers to it along.
    """
    with engine.connect() as connection:
        connection = connection.execution_options(timeline_writes=True)
        sqlite: Any = connection.connection.driver_connection if engine.dialect.name == "sqlite" else None
        if sqlite is not None:
            sqlite.execute("PRAGMA foreign_keys = OFF")
            if patience is not None:
                sqlite.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        try:
            with connection.begin():
                if sqlite is None:
                    if patience is not None:
                        connection.execute(text(f"SET LOCAL lock_timeout = {int(patience * 1000)}"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection
                if sqlite is not None:
                    _check_foreign_keys(connection)
        finally:
            if sqlite is not None:
                sqlite.execute("PRAGMA foreign_keys = ON")


def run(connection: Connection, direction: str, revision: str, scripts: Path | None = None) -> None:
    """Run the migrations `upgrade` or `downgrade` to `revision` on a connection whose transaction has begun.

    `scripts` is the folder of the migrations, the shipped one unless given.
    """
    commands = {"upgrade": command.upgrade, "downgrade": command.downgrade}
    commands[direction](alembic_config(connection, scripts), revision)


def alembic_config(connection: Connection | None = None, scripts: Path | None = None) -> Config:
    """Alembic's settings, made in code: where the scripts are, and the connection that env.py uses."""
    config = Config(stdout=sys.stderr)
    config.set_main_option("script_location", str(scripts or shipped_folder("alembic")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _fill(engine: Engine) -> bool:
    """Make schema and facts in an empty database → False where somebody else has done it meanwhile."""
    if engine.dialect.name == "sqlite":
        _use_write_ahead_log(engine)
    with migration(engine, patience=MAKING_PATIENCE) as connection:
        state = database_state(connection)
        if not state.empty:
            require_current(engine.url, state)
            return False
        _require_unicode(connection)
        run(connection, "upgrade", HEAD)
        load_reference(connection)
    return True


def _create_file(url: URL, path: Path) -> bool:
    with passing_name(path) as new:
        engine = make_engine(url.set(database=str(new)))
        try:
            _fill(engine)
        finally:
            engine.dispose()
        return put_in_place(new, path)


def _use_write_ahead_log(engine: Engine) -> None:
    """Turn on WAL, which stays on in the file. SQLite does not wait for others here, so we do."""
    deadline = time.monotonic() + MAKING_PATIENCE
    while True:
        with engine.connect() as connection:
            sqlite: Any = connection.connection.driver_connection
            try:
                sqlite.execute("PRAGMA journal_mode = WAL").fetchall()
                return
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
                if not busy or time.monotonic() > deadline:
                    raise
        time.sleep(0.05)


def _require_unicode(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise DatabaseUnusable(
                f"The database {shown(connection.engine.url)} is encoded in {encoding}, which cannot hold every text; "
                "make one with: createdb --encoding=UTF8 --template=template0 NAME"
            )


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        table, _row, parent, _number = broken[0]
        raise DatabaseUnusable(
            f"The database {shown(connection.engine.url)} has {len(broken)} rows that refer to nothing (the first in "
            f"{table}, to {parent}), so it was left as it was; list them with: timeline db check"
        )


def _free_name(path: Path, revision: str) -> Path:
    """Where the copy goes that is made before an upgrade: beside the database, under a name that is not taken."""
    number = 1
    while True:
        suffix = "" if number == 1 else f"-{number}"
        free = path.with_name(f"{path.stem}-schema-{revision}{suffix}{path.suffix}")
        if not free.exists():
            return free
        number += 1
