"""Entries or rows → CSV (RFC 4180 with `\n`, UTF-8, no byte order mark) as `timeline load` reads it back, or with tabs.

Values are raw: nothing is put before a `=` or `-`. A spreadsheet that is told to import the columns as text shows
them as they are. `write_excel_csv` makes a file that may be opened with a double click instead.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from timeline.loaders.cells import SEPARATOR, number_text
from timeline.loaders.columns import OF_SOURCES, OF_WEAPONS
from timeline.outputs.layouts import Table
from timeline.outputs.packed_records import Written
from timeline.outputs.records import Record
from timeline.queries.entries import Entry

# The csv module quotes a lone carriage return in some versions of Python only; the bytes must be the same in all.
_NEEDS_QUOTES_BETWEEN_TABS = re.compile(r'["\t\r\n]')
# What has no sign of its own, or is nought, as a cell.
_EMPTY = {str: "", list: "", type(None): "", int: "0", float: "0"}
_PARALLEL = frozenset((*OF_WEAPONS, *OF_SOURCES))
BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, in the width of East Asian signs too.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def write_csv(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write the header and one row for each Entry as it comes. The stream must not translate newlines."""
    write_csv_table(Table(entries), stream)


def write_csv_table(table: Table, stream: TextIO) -> None:
    """Write the header and the rows as they come."""
    _write(table, stream, ",", "\n", csv_cell)


def write_tsv_table(table: Table, stream: TextIO) -> None:
    """`write_csv_table` with a tab between the cells; a cell with a tab in it is quoted."""
    _write(table, stream, "\t", "\n", _tsv_cell)


def write_excel_csv(table: Table, stream: TextIO) -> None:
    """Write what Excel opens as UTF-8 and runs nothing of: a byte order mark, `\r\n`, `'` before what may compute."""
    stream.write(BYTE_ORDER_MARK)
    _write(table, stream, ",", "\r\n", lambda text: csv_cell("'" + text if _FORMULA.match(text) else text))


def _write(table: Table, stream: TextIO, between: str, end: str, quoted: Callable[[str], str]) -> None:
    """Write the header and the rows; `quoted` makes a cell of a text."""

    def written(columns: Record) -> dict[str, str]:
        return {
            column: quoted(value if isinstance(value, str) else cell_text(column, value))
            if value
            else _EMPTY[type(value)]
            for column, value in columns.items()
        }

    stream.write(between.join(map(quoted, table.kinds)) + end)
    for cells in table.written(Written(quoted, written)):
        stream.write(between.join(cells.values()) + end)


def csv_line(cells: Iterable[str]) -> str:
    """The cells as one line of CSV."""
    return ",".join(map(csv_cell, cells)) + "\n"


def csv_cell(text: str) -> str:
    """A text as it stands between two commas."""
    # To look for one sign after the other takes a third of the time of a regular expression.
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def cell_texts(found: Record) -> Iterator[str]:
    """The values of a record as cells, in the order of its columns."""
    return (cell_text(column, value) for column, value in found.items())


def cell_text(column: str, value: Any) -> str:  # noqa: ANN401 - of a record
    """The value that a record has in a column, as a cell."""
    if not isinstance(value, list):
        return value if isinstance(value, str) else number_text(value)
    if len(value) == 1:
        (one,) = value
        return one.replace(";", ";;") if isinstance(one, str) else number_text(one)
    values = [element if isinstance(element, str) else number_text(element) for element in value]
    if column in _PARALLEL and not any(values):
        return ""
    return SEPARATOR.join([each.replace(";", ";;") for each in values])


def _tsv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES_BETWEEN_TABS.search(text) else text
