"""`timeline plot`: filters and the name of a picture → an SVG or a PNG."""

from pathlib import Path
from typing import Annotated, Any

import typer

from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, KnownOnOption, opened


@with_options(FILTER_OPTIONS)
def plot(
    given: dict[str, Any],
    picture: Annotated[
        str,
        typer.Argument(metavar="PICTURE", help="timeline, years, matrix or positions.", show_default=False),
    ] = "timeline",
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="WHAT",
            help="A timeline: weapon (otherwise), actor, type, supplier, recipient or treaty. Years: year, month or "
            "decade. A matrix: two of what stats counts by, supplier,recipient otherwise.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file to write, .svg or .png; otherwise an SVG to stdout.", show_default=False
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The title; otherwise what was asked for.")
    ] = None,
    source_line: Annotated[
        str | None,
        typer.Option("--source-line", metavar="TEXT", help="The last line; otherwise how many events, told by whom."),
    ] = None,
    width: Annotated[int, typer.Option("--width", min=400, max=4000, help="The width in pixels.")] = 750,
    height: Annotated[
        int | None,
        typer.Option("--height", min=150, max=20_000, help="The height in pixels; otherwise what the picture needs."),
    ] = None,
    scale: Annotated[
        float, typer.Option("--scale", min=0.5, max=10, help="How many dots of a PNG make a pixel: 2 is fit for print.")
    ] = 2,
    force: Annotated[bool, typer.Option("--force", help="Replace the file where it exists.")] = False,
    known_on: KnownOnOption = None,
    db: DatabaseOption = None,
) -> None:
    """Draw events, or positions under treaties, as a picture for a report: SVG or PNG, by the ending of the file.

    A timeline has a lane for each weapon, actor or type; dates that are not exact are spans, open ends arrows. Years
    are bars, what only possibly lies in a year striped. A matrix says who supplied whom how often. Positions are how
    many states were party, signatory or withdrawn under --treaty, or what each --actor was under each treaty. The same
    database gives the same SVG. docs/plots.md tells how to read them.

    Example: timeline plot --weapon landmines --by actor -o landmines.svg

    Example: timeline plot years --recipient Ukraine --since 2014 -o years.png

    Example: timeline plot positions --treaty "Ottawa Treaty" -o mine-ban.png
    """
    from timeline.api.plotting import NOTHING, picture_named
    from timeline.cli.export_writing import may_replace, stdout_is_terminal
    from timeline.cli.filtering import filters_from
    from timeline.cli.knowing import answering
    from timeline.errors import UsageError
    from timeline.outputs.plots.registry import PLOTS
    from timeline.outputs.writing import write_binary_file, write_binary_stdout
    from timeline.queries.listing import not_shown

    output = None if output == Path("-") else output
    size: dict[str, Any] = {"width": width, "height": height, "scale": scale}
    wanted = picture_named(picture, by, output, title=title, source=source_line, **size)
    if output is None and stdout_is_terminal():
        raise UsageError("A picture is nothing that a terminal shows: name a file with -o, as in -o timeline.svg.")
    force = may_replace(output, force=force)
    with answering(opened(db), given, known_on) as connection:
        drawn = wanted.drawn(connection, given)
        kept_back = not_shown(connection, filters_from(connection, given)) if PLOTS[wanted.name].of_events else {}
    if drawn.svg:
        found = wanted.content(drawn)
        if output is None:
            write_binary_stdout(lambda stream: stream.write(found))
        else:
            write_binary_file(output, lambda stream: stream.write(found), force=force)
            typer.echo(f"Wrote {output}.", err=True)
    else:
        typer.echo(NOTHING, err=True)
    _tell(drawn.told, kept_back)


def _tell(told: tuple[str, ...], kept_back: dict[str, int]) -> None:
    """Say on stderr what the picture leaves out."""
    for sentence in told:
        typer.echo(sentence, err=True)
    if any(kept_back.values()):
        from timeline.cli.export_writing import KEPT_BACK

        rest = ", ".join(f"{number} {KEPT_BACK[state]}" for state, number in sorted(kept_back.items()))
        typer.echo(f"Not drawn: {rest} (--include all takes them in).", err=True)
