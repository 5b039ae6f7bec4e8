"""The name of an export format → what writes it. A new format is one module and one line here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TextIO, TypeVar

from timeline.loaders.columns import COLUMNS
from timeline.outputs.bibtex import write_bibtex
from timeline.outputs.csl import write_csl
from timeline.outputs.csv_ import write_csv_table, write_excel_csv, write_tsv_table
from timeline.outputs.html_ import write_html
from timeline.outputs.ics import write_ics
from timeline.outputs.json_ import write_json_table
from timeline.outputs.jsonl import write_jsonl_table
from timeline.outputs.layouts import Table
from timeline.outputs.markdown import write_markdown
from timeline.outputs.parquet import write_parquet
from timeline.outputs.timelinejs import write_timelinejs
from timeline.outputs.writing import as_text
from timeline.outputs.xlsx import write_xlsx
from timeline.queries.entries import Entry

__all__ = ["COLUMNS", "EXCEL_CSV", "FORMATS", "Format"]

Losses = Sequence[str]
T = TypeVar("T", Table, Iterable[Entry])


def _text(write: Callable[[T, TextIO], Losses | None]) -> Callable[[T, BinaryIO], Losses | None]:
    """What writes text → what writes it to a stream of bytes."""

    def write_bytes(found: T, stream: BinaryIO) -> Losses | None:
        with as_text(stream) as text:
            return write(found, text)

    return write_bytes


@dataclass(frozen=True, slots=True)
class Format:
    """A format writes either the rows of a layout (`rows`) or Entries (`entries`), and returns what it left out, in
    sentences.

    The first of the `endings` is its own; `binary` says that it is nothing for a terminal; `needs` is the module that
    comes with the extra `extra`.
    """

    endings: tuple[str, ...]
    rows: Callable[[Table, BinaryIO], Losses | None] | None = None
    entries: Callable[[Iterable[Entry], BinaryIO], Losses | None] | None = None
    binary: bool = False
    needs: str = ""
    extra: str = ""
    disputes: bool = False


FORMATS: dict[str, Format] = {
    "csv": Format((".csv",), rows=_text(write_csv_table)),
    "tsv": Format((".tsv", ".tab"), rows=_text(write_tsv_table)),
    "json": Format((".json",), rows=_text(write_json_table)),
    "jsonl": Format((".jsonl", ".ndjson"), rows=_text(write_jsonl_table)),
    "xlsx": Format((".xlsx",), rows=write_xlsx, binary=True, needs="xlsxwriter", extra="excel"),
    "parquet": Format((".parquet",), rows=write_parquet, binary=True, needs="pyarrow", extra="parquet"),
    "markdown": Format((".md", ".markdown"), entries=_text(write_markdown), disputes=True),
    "html": Format((".html", ".htm"), entries=_text(write_html), disputes=True),
    "timelinejs": Format((".json",), entries=_text(write_timelinejs), disputes=True),
    "ics": Format((".ics",), entries=write_ics, needs="icalendar", extra="calendar", disputes=True),
    "bibtex": Format((".bib",), entries=_text(write_bibtex)),
    "csl": Format((".json",), entries=_text(write_csl)),
}
EXCEL_CSV = Format((".csv",), rows=_text(write_excel_csv))
