"""`timeline export`: filters and a format → a complete file of the matching events."""

from pathlib import Path
from typing import Annotated, Any

import typer

from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, KnownOnOption, opened
from timeline.cli.release_options import RELEASE_OPTIONS

FORMAT_NAMES = "csv, tsv, json, jsonl, xlsx, parquet, markdown, html, timelinejs, ics, bibtex or csl"


@with_options({**FILTER_OPTIONS, **RELEASE_OPTIONS})
def export(
    given: dict[str, Any],
    format: Annotated[
        str | None,
        typer.Option("--format", help=f"{FORMAT_NAMES}; otherwise what the file's ending says, or csv."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; otherwise stdout.", show_default=False)
    ] = None,
    layout: Annotated[
        str | None,
        typer.Option(
            "--layout",
            help="wide (an event a row, otherwise), long (an actor and a weapon a row) or dyads (a supplier, recipient "
            "and weapon a row, as in SIPRI's registers).",
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="NAMES", help="Only these columns, in this order: a,b,c. help lists them."),
    ] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="A CSV that a spreadsheet opens as UTF-8 and runs no formula of.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file where it exists.")] = False,
    known_on: KnownOnOption = None,
    db: DatabaseOption = None,
) -> None:
    """Write events with every field, in a fixed order of columns and rows: the same database gives the same bytes.

    An exported CSV loads back with `timeline load`. The formats are described in docs/formats.md, the columns in
    docs/columns.md; a release (--package) in docs/releases.md.

    Example: timeline export --weapon landmines -o landmines.xlsx
    """
    from timeline.api.exporting import chosen, column_lines
    from timeline.cli.export_writing import may_replace, stdout_is_terminal, tell_kept_back
    from timeline.cli.filtering import filters_from
    from timeline.cli.knowing import answering
    from timeline.cli.packaging import export_package, may_replace_package
    from timeline.cli.release_options import refuse_beside_package, release_from
    from timeline.outputs.writing import write_binary_file, write_binary_stdout, write_stdout
    from timeline.queries.listing import not_shown

    asked = {name: given.pop(name) for name in RELEASE_OPTIONS}
    release, folder = release_from(asked), asked["package"]
    if folder is not None:
        refuse_beside_package(format=format, output=output, layout=layout, columns=columns, excel=excel)
        force = may_replace_package(folder, force=force)
        with answering(opened(db), given, known_on) as connection:
            kept_back = export_package(connection, given, folder, release, force=force)
        tell_kept_back(kept_back)
        return
    if columns == "help":
        write_stdout(lambda stream: stream.writelines(column_lines(layout)))
        return
    output = None if output == Path("-") else output
    choice = chosen(
        format, output, layout=layout, columns=columns, excel=excel, terminal=output is None and stdout_is_terminal()
    )
    force = may_replace(output, force=force)
    losses: list[str] = []
    with answering(opened(db), given, known_on) as connection:
        filters = filters_from(connection, given)
        if output is None:
            write_binary_stdout(lambda stream: losses.extend(choice.write(connection, filters, stream)))
        else:
            write_binary_file(
                output, lambda stream: losses.extend(choice.write(connection, filters, stream)), force=force
            )
        kept_back = not_shown(connection, filters)
    if output is not None:
        typer.echo(f"Wrote {output}.", err=True)
    for sentence in losses:
        typer.echo(sentence, err=True)
    tell_kept_back(kept_back)
