"""Entries or rows → CSV (RFC 4180 with `\n`, UTF-8, no byte order mark) as `timeline load` reads it back, or with tabs.

Values are raw: nothing is put before a `=` or `-`. A spreadsheet that is told to import the columns as text shows
them as they are. `write_excel_csv` makes a file that may be opened with a double click instead.
"""

import re
from collections.abc import Iterable
from typing import TextIO

from timeline.loaders.cells import join, join_parallel, number_text
from timeline.loaders.columns import OF_SOURCES, OF_WEAPONS
from timeline.outputs.layouts import WIDE, Table
from timeline.outputs.records import Record
from timeline.outputs.wide_csv import wide_lines
from timeline.queries.entries import Entry

# The csv module quotes a lone carriage return in some versions of Python only; the bytes must be the same in all.
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_NEEDS_QUOTES_BETWEEN_TABS = re.compile(r'["\t\r\n]')
_PARALLEL = frozenset((*OF_WEAPONS, *OF_SOURCES))
BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, in the width of East Asian signs too.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def write_csv(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write the header and one row for each Entry as it comes. The stream must not translate newlines."""
    write_csv_table(Table(entries), stream)


def write_csv_table(table: Table, stream: TextIO) -> None:
    """Write the header and the rows as they come."""
    stream.write(csv_line(table.kinds))
    if table.layout is WIDE and not table.chosen:
        for line in wide_lines(table.entries, csv_cell):
            stream.write(line + "\n")
        return
    for found in table:
        stream.write(csv_line(cell_texts(found)))


def write_tsv_table(table: Table, stream: TextIO) -> None:
    """`write_csv_table` with a tab between the cells; a cell with a tab in it is quoted."""
    stream.write(_tsv_line(table.kinds))
    for found in table:
        stream.write(_tsv_line(cell_texts(found)))


def write_excel_csv(table: Table, stream: TextIO) -> None:
    """Write what Excel opens as UTF-8 and runs nothing of: a byte order mark, `\\r\\n`, `'` before what may compute."""
    stream.write(BYTE_ORDER_MARK + _excel_line(table.kinds))
    for found in table:
        stream.write(_excel_line(cell_texts(found)))


def csv_line(cells: Iterable[str]) -> str:
    """The cells as one line of CSV."""
    return ",".join(map(csv_cell, cells)) + "\n"


def csv_cell(text: str) -> str:
    """A text as it stands between two commas."""
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def cell_texts(found: Record) -> Iterable[str]:
    """The values of a record as cells, in the order of its columns."""
    for column, value in found.items():
        if isinstance(value, list):
            values = [_text(element) for element in value]
            yield join_parallel(values) if column in _PARALLEL else join(values)
        else:
            yield _text(value)


def _tsv_line(cells: Iterable[str]) -> str:
    between = _NEEDS_QUOTES_BETWEEN_TABS
    return "\t".join('"' + cell.replace('"', '""') + '"' if between.search(cell) else cell for cell in cells) + "\n"


def _excel_line(cells: Iterable[str]) -> str:
    return csv_line("'" + cell if _FORMULA.match(cell) else cell for cell in cells).removesuffix("\n") + "\r\n"


def _text(value: str | float | None) -> str:
    return value if isinstance(value, str) else number_text(value)
