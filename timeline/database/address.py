"""`--db`, TIMELINE_DB or nothing → the URL of the database, and a URL → words for a message, without its password."""

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from timeline.errors import DatabaseUnusable, UsageError

VARIABLE = "TIMELINE_DB"
# Which driver serves which database, whatever the URL says: `postgres://` is what libpq's own tools write.
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_SECRETS = ("password", "sslpassword", "passfile")


def database_url(choice: str | None) -> URL:
    """The database that `choice` names, else the one in TIMELINE_DB, else a file in the user's data folder.

    A path or any SQLAlchemy URL of SQLite or PostgreSQL. Raises UsageError where it is empty,
    DatabaseUnusable for a URL that means nothing here.
    """
    if choice is not None and not choice.strip():
        raise UsageError("The name of the database is empty; give --db a path or a URL, or leave it out.")
    named = choice or os.environ.get(VARIABLE)
    if not named:
        return URL.create("sqlite", database=str(default_path()))
    if "\0" in named:
        raise UsageError(f"{named!r} cannot be the name of a database: a name has no NUL.")
    if "://" not in named:
        return URL.create("sqlite", database=str(Path(named).expanduser()))
    try:
        url = make_url(named)
    except (ArgumentError, ValueError):
        # The exception may quote the URL, and with it the password.
        raise DatabaseUnusable(
            "The database URL cannot be read; write it as postgresql://user:password@host:5432/name, "
            "with % codes for special characters, or give the path of a file."
        ) from None
    driver = DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise DatabaseUnusable(
            f"A {url.get_backend_name()} database cannot be used; give the path of a file (SQLite) or postgresql://…"
        )
    return url.set(drivername=driver)


def default_path() -> Path:
    """The file in the user's data folder that is used where no database is named."""
    from platformdirs import user_data_path

    return user_data_path("timeline", appauthor=False) / "timeline.db"


def sqlite_path(url: URL) -> Path | None:
    """The file of an SQLite URL; None for PostgreSQL and for a database in memory."""
    if url.get_backend_name() != "sqlite" or in_memory(url):
        return None
    return Path(url.database or "")


def in_memory(url: URL) -> bool:
    """Whether it is an SQLite database that is gone when the process ends."""
    return url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")


def shown(url: URL) -> str:
    """The database as a message names it: the path of its file, or the URL with every secret hidden."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    query = {key: "***" if key in _SECRETS else value for key, value in url.query.items()}
    return url.set(drivername="postgresql", query=query).render_as_string(hide_password=True)
