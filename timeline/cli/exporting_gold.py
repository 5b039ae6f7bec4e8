"""The decisions in a database → a file of annotated documents, and what was left out of it."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from timeline.cli.visible import counted

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from timeline.review.gold import Gold


def export_gold(engine: "Engine", place: Path, *, force: bool) -> None:
    """Write one line of JSON a document to the file, or to stdout for `-`; what was left out goes to stderr."""
    from timeline.database.opening import reading
    from timeline.outputs.writing import write_file, write_stdout
    from timeline.review.gold import gold

    with reading(engine) as connection:
        found = gold(connection)

    def write(stream: TextIO) -> None:
        stream.writelines(json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for each in found.records)

    if str(place) == "-":
        write_stdout(write)
    else:
        write_file(place, write, force=force)
    sys.stdout.flush()
    typer.echo(f"{counted(len(found.records), 'document')} with {counted(found.events, 'event')} exported.", err=True)
    for line in left_out(found):
        typer.echo(line, err=True)


def left_out(found: "Gold") -> list[str]:
    """Which documents of the database are not among the annotated ones, and what of these is taken for granted."""
    waiting = f"{counted(found.waiting, 'document')} left out: not all that was proposed is decided on, see "
    untouched = f"{counted(found.untouched, 'document')} left out: nobody has decided on anything in "
    archived = f"{counted(found.archived, 'archived proposal')} that nobody took up: taken as no "
    return [
        *([f"{waiting}timeline review."] if found.waiting else []),
        *([f"{untouched}{'it' if found.untouched == 1 else 'them'}."] if found.untouched else []),
        *([f"{archived}{'event' if found.archived == 1 else 'events'}."] if found.archived else []),
    ]
