"""`timeline export`: filters and a format → a complete file of the matching events."""

from pathlib import Path
from typing import Annotated, Any

import typer

from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, opened


@with_options(FILTER_OPTIONS)
def export(
    given: dict[str, Any],
    format: Annotated[str, typer.Option("--format", help="csv, json or jsonl.")] = "csv",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; otherwise stdout.", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file where it exists.")] = False,
    db: DatabaseOption = None,
) -> None:
    """Write events with every field, in a fixed order of columns and rows: the same database gives the same bytes.

    An exported CSV loads back with `timeline load`. The columns are described in docs/columns.md.

    Example: timeline export --weapon landmines --format csv -o landmines.csv
    """
    from timeline.cli.check_storing import check_first
    from timeline.cli.filtering import filters_from
    from timeline.database.opening import reading
    from timeline.outputs.formats import FORMATS
    from timeline.outputs.writing import write_file, write_stdout
    from timeline.queries.listing import not_shown
    from timeline.queries.meaning import one_of
    from timeline.queries.timelines import timeline_entries

    (chosen,) = one_of("format", [format], tuple(FORMATS))
    engine = opened(db)
    check_first(engine, given)
    with reading(engine) as connection:
        filters = filters_from(connection, given)
        found = timeline_entries(connection, filters)
        if output is None:
            write_stdout(lambda stream: FORMATS[chosen](found, stream))
        else:
            write_file(output, lambda stream: FORMATS[chosen](found, stream), force=force)
        kept_back = not_shown(connection, filters)
    if output is not None:
        typer.echo(f"Wrote {output}.", err=True)
    if any(kept_back.values()):
        rest = ", ".join(f"{number} {state}" for state, number in sorted(kept_back.items()))
        typer.echo(f"Not exported: {rest} (--include all takes them in).", err=True)
