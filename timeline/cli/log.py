"""`timeline log`: the log of changes → who changed what, when and why, the newest first."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from timeline.cli.options import DatabaseOption, JsonOption, opened

if TYPE_CHECKING:
    from timeline.queries.log import Change, Entry

COLUMNS = ("change", "at", "who", "why", "about", "field", "before", "after")
FEW = 20
"""How many changes a terminal shows unasked, and how many rows of one change."""


def log(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID", show_default=False, help="Of this event, document, treaty act or change number; several."
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Written from this day or time on (UTC).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Written up to the end of this day or time.")
    ] = None,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Written by this user.")] = "",
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=0, help=f"At most so many changes; a terminal shows {FEW} unless you say."),
    ] = None,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Say who changed what in this database, when and why, the newest change first.

    What was written together is one change and is named by a number: a document with its events and links, one edit,
    one decision on any number of events, an act. In a pipe each changed field is a tab-separated line.

    A document is named by its number with a # before it (#12) or the start of its SHA-256; a plain number is a change.

    Example: timeline log ev-gz3st6nc71
    """
    from timeline.api.changes import change_record, changes_wanted
    from timeline.cli.print_json import print_json
    from timeline.database.opening import reading
    from timeline.outputs.writing import write_stdout
    from timeline.queries.log import changes

    with reading(opened(db, create=False)) as connection:
        wanted = changes_wanted(connection, ids or (), since, until, who)
        most = FEW if limit is None and sys.stdout.isatty() and not json else limit
        found = changes(connection, wanted)
        newest = list(islice(found, 1))
        found = chain(newest, found)
        shown = found if most is None else list(islice(found, most))

        def write(stream: TextIO) -> None:
            if json:
                print_json([change_record(each) for each in shown], stream)
            elif stream.isatty():
                stream.writelines(terminal_lines(shown, whole=bool(wanted.numbers)))
            else:
                stream.writelines(piped_lines(shown))

        write_stdout(write)
        if most is not None and next(found, None) is not None:
            typer.echo("There are older changes; raise --limit to see them.", err=True)
    if not newest:
        typer.echo("No change matches.", err=True)


def terminal_lines(changes: "Iterable[Change]", *, whole: bool) -> Iterator[str]:
    """Each change under its number, a line for each row; of a change of very many the first ones, unless `whole`."""
    from timeline.cli.log_words import counted_things, entry_words
    from timeline.cli.visible import visible

    width = max(40, shutil.get_terminal_size().columns)
    for change in changes:
        undone = ", taken back since" if change.undone else ""
        when = f"{change.at[:10]} {change.at[11:19]}"
        head = f"{change.first}  {when}  {change.who}  {change.why} ({counted_things(change) or 'the log'}{undone})"
        yield visible(textwrap.fill(head, width, subsequent_indent="    ", break_on_hyphens=False)) + "\n"
        rows = change.entries if whole else change.entries[:FEW]
        for entry in rows:
            words = ": ".join(filter(None, entry_words(entry)))
            filled = textwrap.fill(
                words, width, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False
            )
            yield visible(filled) + "\n"
        if len(rows) < len(change.entries):
            yield f"  … {len(change.entries) - len(rows)} more: timeline log {change.first}\n"


def piped_lines(changes: "Iterable[Change]") -> Iterator[str]:
    """A header and a line for each changed field; a new row and one that is gone are one line."""
    from timeline.cli.visible import visible

    yield "\t".join(COLUMNS) + "\n"
    for change in changes:
        for entry in change.entries:
            for row in _rows(entry):
                cells = (str(change.first), change.at, change.who, change.why, *row)
                yield "\t".join(visible(" ".join(cell.split())) for cell in cells) + "\n"


def _rows(entry: "Entry") -> "Sequence[tuple[str, str, str, str]]":
    from timeline.cli.log_words import entry_words, fields
    from timeline.queries.log import UNDOING

    about, words = entry_words(entry)
    if entry.table in (UNDOING, "setting") or entry.before is None:
        return [(about, "", "", words)]
    if entry.after is None:
        return [(about, "", "", "taken away")]
    return [(about, name, old, new) for name, old, new in fields(entry)]
