"""Entries → a readable table on a terminal, plain tab-separated lines in a pipe; never cut."""

import sys
from collections.abc import Callable, Iterable
from typing import TextIO

from timeline.cli import wording
from timeline.queries.entries import Entry

COLUMNS: dict[str, Callable[[Entry], str]] = {
    "date": wording.date,
    "what": wording.what,
    "who": wording.who,
    "weapon": wording.about,
    "source": wording.source,
    "review": wording.standing,
    "id": lambda entry: entry.event_id,
}


def write_entries(entries: Iterable[Entry], stream: TextIO) -> int:
    """Write the entries to the stream, as a table where it is a terminal; how many there were."""
    return _table(entries, stream) if stream.isatty() else _lines(entries, stream)


def _lines(entries: Iterable[Entry], stream: TextIO) -> int:
    """A header and one line an entry, fields parted by tabs; tabs and line ends inside a field become spaces."""
    stream.write("\t".join(COLUMNS) + "\n")
    number = 0
    for number, entry in enumerate(entries, start=1):  # noqa: B007 - counted for the caller
        stream.write("\t".join(" ".join(words(entry).split()) for words in COLUMNS.values()) + "\n")
    return number


def _table(entries: Iterable[Entry], stream: TextIO) -> int:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in COLUMNS:
        whole = name in ("date", "id")
        table.add_column(name.capitalize(), overflow="fold", no_wrap=False, min_width=10 if whole else 6)
    for entry in entries:
        table.add_row(*(Text(words(entry)) for words in COLUMNS.values()))
    if table.row_count:
        Console(file=stream, highlight=False).print(table)
    return table.row_count


def print_entries(entries: Iterable[Entry]) -> int:
    """`write_entries` to stdout."""
    return write_entries(entries, sys.stdout)
