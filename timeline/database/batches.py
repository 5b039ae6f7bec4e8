"""Many keys or rows → a few at a time: no database takes a statement with any number of parameters."""

import functools
import string
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, TableClause, insert
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")

BATCH = 500
WORTH_COPYING = 20
"""Rows from which PostgreSQL takes them sooner as a copy."""
_PARAMETERS = 999
"""What every SQLite takes in one statement."""


def batches(keys: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """The keys in their order, at most `size` at a time."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def fetched(connection: Connection, statement: str, keys: Iterable[int]) -> list[tuple[Any, ...]]:
    """The rows of a statement with `{keys}` where a list of keys of ours goes.

    Whole numbers need no parameters: to bind thousands of them takes longer than the query.
    """
    return _rows(connection, statement.format(keys=",".join(map(str, keys)) or "NULL"))


def fetched_for(connection: Connection, statement: str, **values: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a statement with `{name}` where the texts or days (ISO) of that name go, one or a list."""
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = {name: ", ".join([mark] * len(texts)) for name, texts in values.items()}
    parameters = tuple(text for name in _names(statement) for text in values[name])
    return _rows(connection, statement.format_map(marks), parameters)


def _rows(connection: Connection, statement: str, parameters: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
    """The driver's rows as they are, all at once; what the driver raises is raised as SQLAlchemy would.

    What SQLAlchemy does for a statement and makes of a row takes several times as long as a few rows take to read.
    """
    if not connection.in_transaction():
        connection.begin()
    driver = connection.dialect.loaded_dbapi
    with closing(connection.connection.cursor()) as cursor:
        try:
            cursor.execute(statement, parameters)
            return list(cursor.fetchall())
        except driver.Error as error:
            raise DBAPIError.instance(
                statement, parameters, error, driver.Error, hide_parameters=True, dialect=connection.dialect
            ) from error


@functools.cache
def _names(statement: str) -> tuple[str, ...]:
    """The names in braces, in their order."""
    return tuple(name for _, name, _, _ in string.Formatter().parse(statement) if name)


def insert_numbered(
    connection: Connection, table: TableClause, rows: Sequence[tuple[Any, ...]], keys: Callable[[], Sequence[int]]
) -> Sequence[int]:
    """Insert rows as `insert_rows` does → the ids that the database gave them, in their order.

    On SQLite, where nobody else writes meanwhile, they follow each other; elsewhere `keys` looks them up.
    """
    insert_rows(connection, table, rows)
    if connection.dialect.name != "sqlite" or not rows:
        return keys()
    ((last,),) = _rows(connection, "SELECT last_insert_rowid()")
    return range(last - len(rows) + 1, last + 1)


def insert_rows(connection: Connection, table: TableClause, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows that have a value for every column of the table, text or whole number, in its order.

    An `id` is left out: the database gives the next one.

    The driver gets them as they are: what SQLAlchemy does for each row takes longer than the insert. PostgreSQL copies
    them, which is several times as fast. SQLite gets many rows in a statement: it prepares what the table's checks
    compare with once a statement, and that takes longer than to write a row.
    """
    if not rows:
        return
    names = [each.name for each in table.columns if each.name != "id"]
    if connection.dialect.name == "postgresql" and len(rows) >= WORTH_COPYING:
        copy_rows(connection, f"COPY {table.name} ({', '.join(names)}) FROM STDIN", rows)
        return
    statement = _insertion(connection.dialect, table)
    if connection.dialect.positional:
        size = _PARAMETERS // len(names)
        whole = len(rows) // size * size
        if whole:
            together = [tuple(chain.from_iterable(rows[start : start + size])) for start in range(0, whole, size)]
            connection.exec_driver_sql(_repeated(statement, size), together)
        if whole < len(rows):
            connection.exec_driver_sql(statement, list(rows[whole:]))
    else:
        connection.exec_driver_sql(statement, [dict(zip(names, row, strict=True)) for row in rows])


def copy_rows(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Send rows to PostgreSQL; what the driver raises is raised as SQLAlchemy would."""
    from psycopg import Error

    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - it has just been used
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except Error as error:
        raise DBAPIError.instance(statement, None, error, Error, dialect=connection.dialect) from error


@functools.lru_cache(maxsize=32)
def _insertion(dialect: Dialect, table: TableClause) -> str:
    names = [each.name for each in table.columns if each.name != "id"]
    return str(insert(table).compile(dialect=dialect, column_keys=names))


@functools.cache
def _repeated(statement: str, times: int) -> str:
    """The insertion of one row → that of so many rows in one statement."""
    before, values, marks = statement.rpartition(" VALUES ")
    return f"{before}{values}{', '.join([marks] * times)}"
