"""Entries → CSV (RFC 4180 with `\\n`, UTF-8, no byte order mark), one row an event, as `timeline load` reads it back.

Values are raw: nothing is put before a `=` or `-`. A spreadsheet that is told to import the columns as text shows
them as they are.
"""

import re
from collections.abc import Iterable
from typing import TextIO

from timeline.loaders.cells import join, join_parallel, number_text
from timeline.loaders.columns import COLUMNS, OF_SOURCES, OF_WEAPONS
from timeline.outputs.records import Record, record
from timeline.queries.entries import Entry

# The csv module quotes a lone carriage return in some versions of Python only; the bytes must be the same in all.
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_PARALLEL = frozenset((*OF_WEAPONS, *OF_SOURCES))


def write_csv(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write the header and one row for each Entry as it comes. The stream must not translate newlines."""
    stream.write(csv_line(COLUMNS))
    for entry in entries:
        found = record(entry)
        stream.write(csv_line(_cell(found, column) for column in COLUMNS))


def csv_line(cells: Iterable[str]) -> str:
    """The cells as one line of CSV."""
    quoted = ('"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell for cell in cells)
    return ",".join(quoted) + "\n"


def _cell(found: Record, column: str) -> str:
    value = found[column]
    if isinstance(value, list):
        values = [_text(element) for element in value]
        return join_parallel(values) if column in _PARALLEL else join(values)
    return _text(value)


def _text(value: str | float | None) -> str:
    return value if isinstance(value, str) else number_text(value)
