"""`timeline undo`: a change → taken back as a new change; what was changed is as it was before."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.options import DatabaseOption, JsonOption, opened

if TYPE_CHECKING:
    from timeline.queries.log import Change


def undo(
    named: Annotated[
        str | None,
        typer.Argument(
            metavar="[CHANGE|EVENT]",
            show_default=False,
            help="The number of a change, or an event whose last change is meant; otherwise the last change of all.",
        ),
    ] = None,
    why: Annotated[str, typer.Option("--why", help="Why; kept in the log.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before, also on a terminal.")] = False,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Take back the last change or a named one, as a new change: nothing is deleted, and the log keeps both.

    One change is what was written together: a document with its events and links, one edit, one decision on any number
    of events, a merging, a split, an act. What it changed gets its former values; events and links that it added are
    withdrawn, documents stay. A change that later ones build on is refused, with their numbers.

    Without a name, what was taken back already and takings back are passed over, so that a second `undo` goes one
    further back. To bring a change back, undo the number of its taking back.

    Example: timeline undo 1204 --why "the wrong file"
    """
    from timeline.api.changes import change_record
    from timeline.api.undoing import change_meant, undone
    from timeline.cli.asking import can_ask, confirm, say
    from timeline.cli.log import terminal_lines
    from timeline.database.opening import reading, writing

    engine = opened(db, create=False)
    if can_ask() and not yes:
        with reading(engine) as connection:
            change = change_meant(connection, named)
        sys.stderr.writelines(terminal_lines([change], whole=False))
        if not confirm("Take this back", default=False):
            say("Nothing was changed.")
            return
        named = str(change.first)
    with writing(engine) as connection:
        change = change_meant(connection, named)
        done, made = undone(connection, change, why=why)
    if json:
        from timeline.cli.print_json import print_json

        print_json(change_record(made))
    else:
        _tell(made)
    took = "Brought back" if change.is_undoing else "Took back"
    kept = any(each.table == "document" and each.before is None for each in change.entries)
    say(
        f"{took} change {change.first} ({change.why}) by change {made.first}, with {len(done)} entries in the log."
        + (" The document stays stored." if kept and not change.is_undoing else "")
    )


def _tell(change: "Change") -> None:
    """Print what was done: a block on a terminal, the lines of `timeline log` in a pipe."""
    from timeline.cli.log import piped_lines, terminal_lines
    from timeline.outputs.writing import write_stdout

    lines = terminal_lines([change], whole=False) if sys.stdout.isatty() else piped_lines([change])
    write_stdout(lambda stream: stream.writelines(lines))
