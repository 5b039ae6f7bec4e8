"""`timeline db`: what a database holds, whether it is sound, and bringing it up to date."""

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli.options import DatabaseOption, JsonOption, opened
from timeline.cli.print_json import print_json

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="Look after the database: info, check, upgrade, facts, backup."
)


@app.command()
def info(json: JsonOption = False, db: DatabaseOption = None) -> None:
    """Say where the database is, its version, and how much it holds.

    Example: timeline db info
    """
    from timeline.database.informing import describe

    facts = describe(opened(db, create=False))
    if json:
        print_json(facts)
        return
    for name, value in facts.items():
        typer.echo(f"{name}\t{value}")


@app.command()
def check(db: DatabaseOption = None) -> None:
    """Check integrity, foreign keys, every claim's passage in its document, facets, the change log and the version.

    Stored findings are compared with what the rules give, those of at most a thousand events, spread evenly.

    Each fault is a line on stdout; the exit code is 5 where there is one.

    Example: timeline db check
    """
    from itertools import chain

    from timeline.database.checking import faults
    from timeline.database.opening import reading
    from timeline.errors import FaultsFound
    from timeline.queries.finding_checking import finding_faults

    engine = opened(db, create=False)
    number = 0
    with reading(engine) as connection:
        found = chain(faults(engine), finding_faults(connection))
        for number, fault in enumerate(found, start=1):  # noqa: B007 - counted for the summary
            typer.echo(fault)
    if number:
        raise FaultsFound(f"The database has {number} faults, listed above; restore a backup, or report them.")
    typer.echo("No faults.", err=True)


@app.command()
def upgrade(db: DatabaseOption = None) -> None:
    """Bring an older database to this version: all or nothing, with a backup beside it first (SQLite).

    Example: timeline db upgrade
    """
    from timeline.database.address import database_url
    from timeline.database.migrating import upgrade_database

    typer.echo(str(upgrade_database(database_url(db))), err=True)


@app.command()
def facts(db: DatabaseOption = None) -> None:
    """Bring the reference facts to those of this version; what you added yourself stays.

    Example: timeline db facts
    """
    from timeline.database.opening import writing
    from timeline.database.reference import upgrade_reference

    with writing(opened(db, create=False)) as connection:
        changes = upgrade_reference(connection)
    typer.echo(str(changes), err=True)


@app.command()
def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The copy to write; it must not exist yet.")],
    db: DatabaseOption = None,
) -> None:
    """Copy an SQLite database to a file while others may be using it.

    Example: timeline db backup mines-2024.db
    """
    from timeline.database.address import database_url
    from timeline.database.backup import back_up

    back_up(database_url(db), to)
    typer.echo(f"Wrote {to}.", err=True)
