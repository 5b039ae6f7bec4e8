"""`timeline explain`: an event's id → each field with the passages that say so, the rule that dated it, its history."""

import shutil
import sys
from typing import Annotated, TextIO

import typer

from timeline.cli.options import DatabaseOption, JsonOption, opened
from timeline.cli.print_json import print_json
from timeline.cli.visible import visible


def explain(
    event: Annotated[str, typer.Argument(metavar="ID", help="The event's id, or the beginning of it.")],
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Explain an event: each field with the passages that say so, the rule that dated it, and claims that differ.

    Numbers in brackets name the passages, which are listed below between « » in their line of the document.

    Example: timeline explain ev-gz3st6nc71
    """
    from timeline.cli.accounts import account_lines, account_record
    from timeline.database.opening import reading
    from timeline.outputs.writing import write_stdout
    from timeline.review.account import account
    from timeline.review.naming import event_key

    with reading(opened(db)) as connection:
        told = account(connection, event_key(connection, event))

    def write(stream: TextIO) -> None:
        if json:
            print_json(account_record(told), stream)
        else:
            stream.writelines(visible(line) + "\n" for line in account_lines(told, terminal_width()))

    write_stdout(write)


def terminal_width() -> int | None:
    """The width of the terminal that stdout is; None where it is none: lines in a pipe are not broken."""
    return max(40, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None
