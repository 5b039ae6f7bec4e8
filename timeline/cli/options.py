"""The options that commands share → one definition, one help text each."""

import atexit
import os
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from timeline.vocabulary.vocabulary import Vocabulary

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="PATH|URL",
        help="The database: a file, or postgresql://… Otherwise TIMELINE_DB, otherwise a file in your data folder.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
KnownOnOption = Annotated[
    str | None,
    typer.Option(
        "--known-on",
        metavar="DATE",
        help="Answer from what this database held then, by its log: at the end of that day (UTC), or at a time as "
        "2026-01-31T09:30.",
        show_default=False,
    ),
]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV instead of a table.")]


def use_database(choice: str | None) -> None:
    """Let `timeline --db X COMMAND` mean the same as `timeline COMMAND --db X`: the environment carries it."""
    if choice is not None:
        from timeline.database.address import database_url

        database_url(choice)  # an empty name is refused here, before it could be taken for none
        os.environ["TIMELINE_DB"] = choice


def opened(choice: str | None, *, create: bool | None = None) -> "Engine":
    """The engine of the chosen database, current and ready; where there is none yet, `create` makes it.

    Unless said, it is made where nobody named a place for one: a question to a name that was mistyped is to be refused.
    Raises DatabaseUnusable.
    """
    from timeline.database.address import VARIABLE, database_url, in_memory
    from timeline.database.opening import open_engine

    url = database_url(choice)
    unnamed = in_memory(url) or not (choice or os.environ.get(VARIABLE))
    engine = open_engine(url, create=unnamed if create is None else create)
    atexit.register(engine.dispose)  # a server is told good-bye, whatever way the command ends
    return engine


def opened_vocabulary(choice: str | None, *, create: bool | None = None) -> "tuple[Engine, Vocabulary]":
    """The engine as `opened` gives it, and all names that the database knows. Raises DatabaseUnusable."""
    from timeline.database.opening import reading
    from timeline.database.vocabulary import stored_vocabulary

    engine = opened(choice, create=create)
    with reading(engine) as connection:
        return engine, stored_vocabulary(connection)
