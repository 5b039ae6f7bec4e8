"""`timeline init`: an address → a new database with the reference facts."""

import typer

from timeline.cli.options import DatabaseOption, opened


def init(db: DatabaseOption = None) -> None:
    """Make the database with the reference facts: actors, offices, weapons, treaties and who is bound by them.

    `load` and `add` do this by themselves where there is no database yet, as does any command where none is named; a
    question to a database that is named and not there is refused. On a database that exists it changes nothing.

    Example: timeline init --db mines.db
    """
    from timeline.database.address import database_url

    engine = opened(db, create=True)
    engine.dispose()
    typer.echo(database_url(db).render_as_string(hide_password=True).removeprefix("sqlite:///"))
