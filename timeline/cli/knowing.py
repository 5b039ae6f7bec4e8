"""`--known-on` → a connection that answers from what the database knew then, and a word where that was nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from timeline.database.moments import Moment
    from timeline.law.findings import Check
    from timeline.queries.findings import FindingNames


def moment_told(known_on: str | None) -> "Moment | None":
    """The moment that the option names; None where it was not used. Raises BadDate, and UsageError for the future."""
    if known_on is None:
        return None
    from timeline.database.moments import moment

    return moment(known_on)


@contextmanager
def reading_known(engine: "Engine", at: "Moment | None") -> "Iterator[Connection]":
    """`reading`, from what the database knew at that moment; says on stderr where it was not there yet."""
    from timeline.database.opening import reading

    if at is None:
        with reading(engine) as connection:
            yield connection
        return
    from timeline.database.known import began, existed, known_on

    with reading(engine) as connection:
        first = began(connection)
    with known_on(engine, at) as connection:
        if not existed(connection):
            since = f"its log begins on {first[:10]} at {first[11:19]} UTC" if first else "its log is empty"
            typer.echo(f"At {at} this database was not there yet: {since}. So nothing was known.", err=True)
        yield connection


@contextmanager
def answering(engine: "Engine", given: Mapping[str, Any], known_on: str | None) -> "Iterator[Connection]":
    """A connection for a question with these filters, from what the database knew at that moment where one is named.

    Where verdicts are asked for, they are found first: stored ones are brought up to date, those of a moment computed.
    """
    from timeline.cli.check_storing import check_first

    at = moment_told(known_on)
    if at is None:
        check_first(engine, given)
    with reading_known(engine, at) as connection:
        if at is not None:
            from timeline.api.checking import check_known

            check_known(connection, given)
        yield connection


def checked_known(connection: "Connection", key: int) -> "tuple[Check, FindingNames]":
    """The findings of one event as it was known, and the names of what they speak of."""
    from timeline.queries.checking import computed_checks, stored_checker
    from timeline.queries.findings import finding_names

    ((_, check),) = computed_checks(connection, [key], stored_checker(connection))
    return check, finding_names(connection)
