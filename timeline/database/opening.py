"""The URL of a database → an engine that is known to be ours and current; made with the reference facts where missing.

Only SQLAlchemy Core: the ORM and Alembic are imported where a database has to be made.
"""

import shlex
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, text

from timeline.database.address import default_path, shown, sqlite_path
from timeline.database.connecting import PATIENCE, make_engine, reading, writing
from timeline.database.failures import SQLITE_FAILURES
from timeline.database.revisions import HEAD, REVISIONS
from timeline.errors import DatabaseUnusable

__all__ = ["State", "check_place", "database_state", "open_engine", "reading", "require_current", "writing"]

_TABLES = {
    "sqlite": text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'"),
    "postgresql": text(
        "SELECT relname FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p')"
        " AND relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = current_schema())"
    ),
}
# https://www.sqlite.org/fileformat.html, 1.3
_MAGIC = b"SQLite format 3\x00"
_OURS = frozenset({"alembic_version", "weapon_closure", "claim"})


@dataclass(frozen=True, slots=True)
class State:
    """What a database holds: its tables, and the revision of our schema where they are ours."""

    tables: frozenset[str]
    revision: str | None

    @property
    def empty(self) -> bool:
        """Whether nothing was ever made in it, or everything was taken back."""
        return self.tables <= {"alembic_version"} and self.revision is None


def open_engine(url: URL, *, create: bool = True, patience: float = PATIENCE) -> Engine:
    """An engine of a database of ours at the newest revision.

    Where there is none yet and `create`, it is made with the reference facts, and stderr says so. Raises
    DatabaseUnusable for whatever else is found at that address.
    """
    path = sqlite_path(url)
    if path is not None:
        check_place(path)
        if not path.exists() and not create:
            raise DatabaseUnusable(no_database(url))
    engine = make_engine(url, patience=patience)
    with ExitStack() as unless_ready:
        unless_ready.callback(engine.dispose)
        _make_ready(engine, path, create=create)
        unless_ready.pop_all()
    return engine


def _make_ready(engine: Engine, path: Path | None, *, create: bool) -> None:
    if path is None or path.exists():
        with reading(engine) as connection:
            state = database_state(connection)
        if not state.empty:
            require_current(engine.url, state)
            return
        if not create:
            raise DatabaseUnusable(no_database(engine.url))
    from timeline.database.migrating import create_database

    if create_database(engine):
        sys.stderr.write(
            f"Made the database {shown(engine.url)} with the reference facts: "
            "there was none, and it has no events yet.\n"
        )


def check_place(path: Path) -> None:
    """Raises DatabaseUnusable where no database can be; makes the user's own data folder where that is missing."""
    try:
        refuse_folder(path)
        if path.exists():
            _check_start(path)
        elif not path.parent.is_dir():
            _make_folder(path)
    except OSError:
        raise DatabaseUnusable(f"The database {path} {SQLITE_FAILURES['SQLITE_CANTOPEN']}.") from None


def refuse_folder(path: Path) -> None:
    """Raises DatabaseUnusable where the path is a folder."""
    if path.is_dir():
        raise DatabaseUnusable(f"{path} is a folder; name a file in it, such as {path / 'timeline.db'}, with --db.")


def _check_start(path: Path) -> None:
    """SQLite takes any file of less than 512 bytes for an empty database, and would write over it."""
    with path.open("rb") as file:
        start = file.read(len(_MAGIC))
    if start not in (b"", _MAGIC):
        raise DatabaseUnusable(f"The database {path} {SQLITE_FAILURES['SQLITE_NOTADB']}.")


def _make_folder(path: Path) -> None:
    if path != default_path():
        raise DatabaseUnusable(
            f"There is no folder {path.parent} for the database; make it, or name another with --db."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnusable(
            f"The data folder {path.parent} cannot be made ({error.strerror}); name a database with --db."
        ) from None


def database_state(connection: Connection) -> State:
    """The tables of the database, and its revision: `None` where no migration has run."""
    tables = frozenset(connection.execute(_TABLES[connection.dialect.name]).scalars())
    if "alembic_version" not in tables:
        return State(tables, None)
    return State(tables, connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def require_current(url: URL, state: State) -> None:
    """Raises DatabaseUnusable unless the tables are ours and at the newest revision."""
    require_ours(url, state)
    refuse_newer(url, state)
    if state.revision != HEAD:
        raise DatabaseUnusable(
            f"The database {shown(url)} was made by an older version of timeline (schema {state.revision}, "
            f"now {HEAD}); bring it up to date with: timeline db upgrade"
        )


def refuse_newer(url: URL, state: State) -> None:
    """Raises DatabaseUnusable for a revision that this program does not know."""
    if state.revision not in REVISIONS:
        raise DatabaseUnusable(
            f"The database {shown(url)} was made by a newer version of timeline (schema {state.revision}, "
            f"here {HEAD}); update this program, or name another database with --db."
        )


def require_ours(url: URL, state: State) -> None:
    """Raises DatabaseUnusable where the tables are somebody else's."""
    if state.revision is None or not state.tables >= _OURS:
        others = sorted(state.tables)
        named = ", ".join(others[:3]) + (" …" if len(others) > 3 else "")
        raise DatabaseUnusable(
            f"The database {shown(url)} is not one of timeline's: it holds other tables ({named}); "
            "name another one with --db."
        )


def no_database(url: URL) -> str:
    """The sentence for an address where nothing is."""
    path = sqlite_path(url)
    there = "URL" if path is None else shlex.quote(str(path))
    return f"There is no database at {shown(url)}: check its name, or make it with: timeline init --db {there}"
