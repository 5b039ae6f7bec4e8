"""What a database driver raises → one sentence that says what is wrong and what to do; bugs pass through untouched."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from timeline.database.address import shown
from timeline.errors import DatabaseUnusable

# By the beginning of SQLite's name for the error: SQLITE_BUSY_SNAPSHOT is a kind of SQLITE_BUSY.
SQLITE_FAILURES = {
    "SQLITE_BUSY": "is locked by another program; wait until that has finished, and try again",
    "SQLITE_LOCKED": "is locked by another program; wait until that has finished, and try again",
    "SQLITE_READONLY": "is read-only; make the file and its folder writable, or name another database with --db",
    "SQLITE_PERM": "may not be used; ask for the right to read and write the file and its folder",
    "SQLITE_AUTH": "may not be used; ask for the right to read and write the file and its folder",
    "SQLITE_CANTOPEN": "cannot be opened; check that you may read and write the file and its folder",
    "SQLITE_NOTADB": "is no SQLite database; name another file with --db",
    "SQLITE_CORRUPT": "is damaged; restore a backup, or save what `sqlite3 FILE .recover` can read",
    "SQLITE_FULL": "cannot grow, because the disk is full; free some space and try again",
    "SQLITE_IOERR": "cannot be read or written, because the disk failed, is full or is gone; check it and try again",
    "SQLITE_NOLFS": "has grown beyond what this disk can hold; move it to another one",
    "SQLITE_TOOBIG": "cannot hold a text of more than 1 GB; split the document",
    "SQLITE_PROTOCOL": "is locked by another program; wait until that has finished, and try again",
}
# By SQLSTATE or its class: https://www.postgresql.org/docs/current/errcodes-appendix.html
POSTGRESQL_FAILURES = {
    "08": "cannot be reached; check host, port and network, and that the server runs",
    "22P05": "does not store this text, because it is not in UTF-8; name a database made with ENCODING 'UTF8'",
    "25006": "is read-only; name another database or another user with --db",
    "28": "refuses this user or password; check them in the URL",
    "3D000": "does not exist; make it with `createdb`, or name another one",
    "3F000": "has no schema to work in; set the user's search_path, or name another database",
    "40": "was changed by another program at the same time; try again",
    "42501": "does not give this user the rights that are needed; ask its owner for them",
    "53100": "cannot grow, because the server's disk is full; free some space and try again",
    "53": "has no memory or connections left; wait and try again",
    "55P03": "is locked by another program; wait until that has finished, and try again",
    "57": "has ended the connection; wait and try again",
    "58": "has a fault of its server's system; its log says more",
    "XX": "is damaged, or its server is; its log says more",
}
# A connection that fails has no SQLSTATE; the server's words are English unless it is told otherwise.
CONNECTION_FAILURES = (
    (r"password authentication failed|no password supplied", POSTGRESQL_FAILURES["28"]),
    (r"no pg_hba\.conf entry|authentication failed|role .* does not exist", POSTGRESQL_FAILURES["28"]),
    (r"database .* does not exist", POSTGRESQL_FAILURES["3D000"]),
    (r"permission denied for database", POSTGRESQL_FAILURES["42501"]),
    (r"too many (connections|clients)", POSTGRESQL_FAILURES["53"]),
)


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Within it, what makes the database unusable is raised as DatabaseUnusable; everything else as it was."""
    try:
        yield
    except DBAPIError as error:
        sentence = failure(url, error.orig)
        if sentence is None:
            raise
        raise DatabaseUnusable(sentence) from None
    except sqlite3.Error as error:
        sentence = failure(url, error)
        if sentence is None:
            raise
        raise DatabaseUnusable(sentence) from None


def failure(url: URL, error: BaseException | None) -> str | None:
    """The sentence for a driver's error, None where it is a bug of ours (a wrong statement, a broken constraint)."""
    reason = _sqlite(error) if isinstance(error, sqlite3.Error) else _postgresql(error)
    return f"The database {shown(url)} {reason}." if reason else None


def _sqlite(error: sqlite3.Error) -> str | None:
    name = getattr(error, "sqlite_errorname", "")
    return next((words for begin, words in SQLITE_FAILURES.items() if name.startswith(begin)), None)


def _postgresql(error: BaseException | None) -> str | None:
    state = getattr(error, "sqlstate", None)
    if state:
        return POSTGRESQL_FAILURES.get(state) or POSTGRESQL_FAILURES.get(state[:2])
    if type(error).__name__ != "OperationalError":
        return None
    said = str(error)
    for pattern, words in CONNECTION_FAILURES:
        if re.search(pattern, said):
            return words
    return POSTGRESQL_FAILURES["08"]
