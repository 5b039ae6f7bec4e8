"""`timeline policy`: an actor, a weapon and a date → the actor's decisions on it, and the one that was in force."""

import sys
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from timeline.cli.options import DatabaseOption, JsonOption, KnownOnOption, opened
from timeline.cli.print_json import print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.queries.policy import PolicyRow

NARROW = 76  # columns of a terminal below which a table would cut words


def policy(
    actor: Annotated[str, typer.Option("--actor", help="Whose decisions: USA, Germany, Washington …")],
    weapon: Annotated[
        str, typer.Option("--weapon", help="On this weapon, or on a kind above or below it: landmines, ATACMS …")
    ],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="What is in force on this date (EDTF); today unless given.")
    ] = "",
    known_on: KnownOnOption = None,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """List an actor's own decisions on a weapon, what each did to an earlier one, and which are in force on a date.

    A decision is in force until another one reverses, supersedes or extends it, or, where no link tells how they stand,
    until a later one answers the same question: use, export, production, an embargo, or transfers to one recipient. So
    one transfer does not end a policy on use. `possibly`: dates, mere reports or unreviewed links leave it open.

    Example: timeline policy --actor USA --weapon landmines --on 2021-05-01
    """
    import datetime
    import shutil

    from timeline import edtf
    from timeline.cli.knowing import moment_told, reading_known
    from timeline.outputs.decisions import policy_record
    from timeline.outputs.writing import write_stdout
    from timeline.queries.meaning import meaning, recorded_actors
    from timeline.queries.policy import policy as policy_of

    date = edtf.parse(on) if on else edtf.on(datetime.date.today())
    at = moment_told(known_on)
    with reading_known(opened(db), at) as connection:
        actors = recorded_actors(connection, [actor])
        told = policy_of(connection, actors, meaning(connection, "weapon", weapon), date)

    def write(stream: TextIO) -> None:
        if json:
            print_json([policy_record(row) for row in told.rows], stream)
        elif stream.isatty():
            show = _print_table if shutil.get_terminal_size().columns >= NARROW else _print_blocks
            show(told.rows, date.text, stream)
        else:
            _print_lines(told.rows, stream)

    write_stdout(write)
    if not told.rows:
        typer.echo(f"No decision of {actor} on {weapon} is known.", err=True)
    if told.proposed:
        links = "1 proposed link waits" if told.proposed == 1 else f"{told.proposed} proposed links wait"
        typer.echo(f"{links} for review: timeline review --links.", err=True)


def _print_lines(rows: "tuple[PolicyRow, ...]", stream: TextIO) -> None:
    """A header and a line for each decision and link, fields parted by tabs."""
    from timeline.cli.visible import visible
    from timeline.outputs.decisions import POLICY_COLUMNS, policy_record

    stream.write("\t".join(POLICY_COLUMNS) + "\n")
    for row in rows:
        fields = (*(str(value) for value in list(policy_record(row).values())[:-1]), _answer(row))
        stream.write("\t".join(visible(" ".join(each.split())) for each in fields) + "\n")


def _answer(row: "PolicyRow") -> str:
    """Whether the decision is in force, in the words of people: `no` of one that was still to come is `not yet`."""
    return "not yet" if row.to_come else row.in_force


def _told(rows: "tuple[PolicyRow, ...]") -> "Iterator[tuple[PolicyRow, list[str]]]":
    """Each decision with what it did to others, in words."""
    from itertools import groupby

    for _, group in groupby(rows, key=lambda row: row.event_id):
        same = list(group)
        yield (
            same[0],
            [f"{row.relation.replace('-', ' ')} {row.other_date}, {row.other_title}" for row in same if row.relation],
        )


def _print_blocks(rows: "tuple[PolicyRow, ...]", on: str, stream: TextIO) -> None:
    """The same as the table for a terminal too narrow for it."""
    import shutil
    import textwrap

    from timeline.cli.visible import visible

    width = max(20, shutil.get_terminal_size().columns)
    for first, did in _told(rows):
        title = f"{first.title or first.type} ({first.type.replace('-', ' ')})"
        lines = [f"{first.date}  {first.event_id}", title, *did, f"in force on {on}: {_answer(first)}"]
        for place, line in enumerate(lines):
            indent = "    " if place else ""
            wrapped = textwrap.fill(
                visible(line), width, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
            )
            stream.write(wrapped + "\n")


def _print_table(rows: "tuple[PolicyRow, ...]", on: str, stream: TextIO) -> None:
    """A table with a row for each decision, what it did told by the date of the other one."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from timeline.cli.visible import visible

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=False)
    table.add_column("Date and id", no_wrap=True)  # an id that is folded cannot be copied
    for name, least in (("Decision", 20), ("What it did", 16), (f"In force on {on}", 8)):
        table.add_column(name, overflow="fold", min_width=least)
    for first, did in _told(rows):
        cells = (
            f"{first.date}\n{first.event_id}".replace("/", "/\n"),
            f"{first.title or first.type}\n{first.type.replace('-', ' ')}",
            "\n".join(did),
            _answer(first),
        )
        style = "bold" if first.in_force == "yes" else ""
        table.add_row(*(Text(visible(cell), style=style) for cell in cells))
    if table.row_count:
        Console(file=stream, highlight=False).print(table)
    sys.stdout.flush()
