"""The arguments of the process → one of the commands below."""

from typing import Annotated

import typer

from timeline import __version__
from timeline.cli import (
    act,
    add,
    check,
    conflict,
    dates,
    db,
    edit,
    explain,
    export,
    extract,
    init,
    link,
    lint,
    load,
    names,
    policy,
    review,
    show,
    status,
    treaty,
)
from timeline.cli.boundary import TimelineGroup
from timeline.cli.options import DatabaseOption, use_database

app = typer.Typer(
    name="timeline",
    cls=TimelineGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Who decided what about which weapon, when, under which treaty, and who says so.",
    epilog="Exit codes: 0 done, 1 a bug, 2 wrong usage, 3 a source refused, 4 database unusable, 5 faults found, "
    "6 output failed, 130 interrupted.",
)
app.command("init")(init.init)
app.command("load")(load.load)
app.command("show")(show.show)
app.command("status")(status.status)
app.command("add")(add.add)
app.command("check")(check.check)
app.command("lint")(lint.lint)
app.command("policy")(policy.policy)
app.command("link")(link.link)
app.command("explain")(explain.explain)
app.command("edit")(edit.edit)
app.command("review")(review.review)
app.command("names")(names.names)
app.command("export")(export.export)
app.command("extract")(extract.extract)
app.command("dates")(dates.dates)
app.add_typer(treaty.app, name="treaty")
app.add_typer(act.app, name="act")
app.add_typer(conflict.app, name="conflict")
app.add_typer(db.app, name="db")


def show_version(wanted: bool) -> None:
    """Print the version and stop, where `--version` was given."""
    if wanted:
        typer.echo(f"timeline {__version__}")
        raise typer.Exit


@app.callback()
def root(
    database: DatabaseOption = None,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=show_version, is_eager=True)
    ] = False,
) -> None:
    """Who decided what about which weapon, when, under which treaty, and who says so."""
    use_database(database)


def run() -> None:
    """Run the command that the process was given."""
    app(prog_name="timeline")
