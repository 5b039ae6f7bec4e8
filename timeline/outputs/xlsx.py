"""Rows → an Excel workbook of one sheet: days and numbers as such, all else as text; no formula and no link, ever.

What Excel cannot hold is told: a cell longer than its limit is cut, with `…` at the end, and the two signs that XML
forbids are replaced. Figures of more digits than Excel keeps, and days before March 1900, are written as text.
"""

import contextlib
import datetime
import re
import shutil
import tempfile
from typing import Any, BinaryIO

from timeline.errors import OutputFailed
from timeline.loaders.cells import number_text
from timeline.outputs.csv_ import cell_text
from timeline.outputs.extras import library
from timeline.outputs.layouts import Kind, Table

LONGEST_CELL = 32_767  # in UTF-16, as all limits of https://support.microsoft.com "Excel specifications and limits"
MOST_ROWS = 1_048_576
_FIRST_DAY = datetime.date(1900, 3, 1)  # Excel believes that 1900 was a leap year: days before have another number
_FORBIDDEN = re.compile("[\ufffe\uffff]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WIDTHS = {"date": 12, "day": 12, "whole": 12, "number": 12, "wholes": 12, "numbers": 14}
_TEXT_WIDTHS = {"title": 50, "quotes": 60, "comments": 50, "sources": 50, "source_urls": 40, "event_id": 15}


def write_xlsx(table: Table, stream: BinaryIO) -> list[str]:
    """Write the workbook; what it does not hold, in sentences. Raises ExtraMissing, OutputFailed."""
    library("xlsxwriter", what="xlsx", extra="excel")
    exceptions = library("xlsxwriter.exceptions", what="xlsx", extra="excel")
    # The workbook is put together in a file, because in a pipe its bytes would be others than in a file.
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder, tempfile.TemporaryFile(dir=folder) as whole:
        try:
            sheet = _Sheet(table, whole, folder)
            sheet.fill()
        except exceptions.FileCreateError as error:
            raise error.args[0] from error  # the OSError that it hides
        whole.seek(0)
        shutil.copyfileobj(whole, stream)
    return sheet.losses()


class _Sheet:
    """A sheet that is being filled, and what had to be left out of it so far."""

    def __init__(self, table: Table, whole: Any, folder: str) -> None:  # noqa: ANN401 - a file without a name
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._table = table
        self._book = library("xlsxwriter", what="xlsx", extra="excel").Workbook(whole, options)
        self._book.set_properties({"created": datetime.datetime(2000, 1, 1)})  # the same at every export
        self._sheet = self._book.add_worksheet("Timeline")
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._cut = self._replaced = 0

    def fill(self) -> None:
        """Write the header and all rows, and close the book."""
        with contextlib.ExitStack() as unless_filled:
            unless_filled.callback(self._sheet._opt_close)  # XlsxWriter has no other way to give a book up
            row = self._rows()
            self._sheet.freeze_panes(1, 0)
            self._sheet.autofilter(0, 0, row, len(self._table.kinds) - 1)
            unless_filled.pop_all()
        self._book.close()

    def losses(self) -> list[str]:
        """What the sheet does not hold."""
        told = []
        if self._cut:
            cells, end = ("1 cell is", "it ends") if self._cut == 1 else (f"{self._cut} cells are", "they end")
            told.append(
                f"{cells} longer than the {LONGEST_CELL:,} characters that Excel holds and cut: {end} in …; "
                "csv and parquet hold all."
            )
        if self._replaced:
            cells = "1 cell" if self._replaced == 1 else f"{self._replaced} cells"
            told.append(f"In {cells} the signs U+FFFE and U+FFFF, which Excel cannot hold, became �.")
        return told

    def _rows(self) -> int:
        kinds = self._table.kinds
        header = self._book.add_format({"bold": True, "bottom": 1})
        for place, (column, kind) in enumerate(kinds.items()):
            self._sheet.set_column(place, place, _TEXT_WIDTHS.get(column) or _WIDTHS.get(kind, 20))
            self._sheet.write_string(0, place, column, header)
        row = 0
        for row, record in enumerate(self._table, start=1):
            if row >= MOST_ROWS:
                raise OutputFailed(
                    f"An Excel sheet holds {MOST_ROWS:,} rows, and there are more: narrow the question, or export "
                    "csv or parquet."
                )
            for place, (column, value) in enumerate(record.items()):
                if value or value == 0:  # most cells are empty
                    self._write(row, place, kinds[column], _single(value), cell_text(column, value))
        return row

    def _write(self, row: int, place: int, kind: Kind, value: Any, text: str) -> None:  # noqa: ANN401 - of any kind
        if not text:
            return
        if kind in ("day", "date") and (day := _exact_day(text)):
            self._sheet.write_datetime(row, place, day, self._day)
        elif isinstance(value, int | float) and _fits(value):
            self._sheet.write_number(row, place, value)
        else:
            self._sheet.write_string(row, place, self._fitting(text))

    def _fitting(self, text: str) -> str:
        """The text as far as a cell can hold it."""
        if _FORBIDDEN.search(text):
            self._replaced += 1
            text = _FORBIDDEN.sub("\ufffd", text)
        if len(text) * 2 > LONGEST_CELL and _utf16_length(text) > LONGEST_CELL:
            self._cut += 1
            cut = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore")
            text = cut + "…"
        return text


def _single(value: Any) -> Any:  # noqa: ANN401 - of a record
    """The value, or of a list of one that one: a number may stand alone in its cell."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _exact_day(text: str) -> datetime.date | None:
    """The day that an ISO or EDTF date is, where Excel knows it."""
    if not _DAY.fullmatch(text):
        return None
    day = datetime.date.fromisoformat(text)
    return day if day >= _FIRST_DAY else None


def _fits(number: float) -> bool:
    """Whether Excel gives back just this number: it is written with sixteen digits, and a spreadsheet keeps fifteen."""
    return number_text(float(f"{number:.15G}")) == number_text(number)


def _utf16_length(text: str) -> int:
    return len(text) + sum(sign > "\uffff" for sign in text)
