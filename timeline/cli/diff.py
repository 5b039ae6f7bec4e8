"""`timeline diff`: two states of a timeline → what was added, changed and withdrawn, ready to publish."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import CsvOption, DatabaseOption, JsonOption, opened

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from timeline.database.moments import Moment

FORMATS = ("text", "csv", "json", "markdown")


@with_options(FILTER_OPTIONS)
def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A database, an export (.csv, .json, .jsonl, a release), or a moment.")
    ],
    new: Annotated[str, typer.Argument(metavar="[NEW]", help="The same; the database as it is unless given.")] = "now",
    *,
    given: dict[str, Any],
    format: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = "text",
    json: JsonOption = False,
    csv: CsvOption = False,
    db: DatabaseOption = None,
) -> None:
    """Say what differs between two states of a timeline: events added, changed (each field, old → new), withdrawn.

    A day or a time is a moment of this database (--db), by its own log: `timeline diff 2026-01-01` tells what changed
    since, `timeline diff 2026-01-01 2026-06-30` between the ends of the two days. Filters apply to what
    is read from a database. Events are in the order of their ids. The exit code is 0 whether anything differs or not.

    Example: timeline diff 2026-01-01 --format markdown

    Example: timeline diff release-1.csv mines.db
    """
    from timeline.api.diff_sides import compared, is_turned_round
    from timeline.cli.diff_writing import WRITERS
    from timeline.cli.knowing import reading_known
    from timeline.errors import UsageError
    from timeline.outputs.writing import write_stdout
    from timeline.queries.meaning import one_of

    if json + csv + (format != "text") > 1:
        raise UsageError("--json, --csv and --format contradict each other: give one of them.")
    (chosen,) = one_of("format", ["json" if json else "csv" if csv else format], FORMATS)

    def reading(named: str | None, at: "Moment | None") -> "AbstractContextManager[Connection]":
        return reading_known(opened(named or db, create=False), at)

    found = compared(old, new, given, reading)
    write_stdout(lambda stream: WRITERS[chosen](found, stream))
    if not found:
        typer.echo("Nothing differs.", err=True)
    elif is_turned_round(old, new):
        typer.echo(
            f"{old} is later than {new}: what is told as withdrawn was added between them. Turn them round to "
            "read what happened.",
            err=True,
        )
