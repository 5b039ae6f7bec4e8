"""A CSV file of our own → an EventTable, whose rows are read one by one as EventRows or RowFaults, without a database.

Read as they are: a byte order mark, `\\r\\n`, columns in any order, absent columns but `type` and `date`, `;` or a tab
between the columns. Anything else that a spreadsheet did to the file is refused with what to do.
"""

import codecs
import csv
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from timeline.errors import SourceRefused
from timeline.loaders.columns import COLUMNS, REQUIRED
from timeline.loaders.event_rows import EventRow, RowFault, RowReader
from timeline.loaders.headers import Given
from timeline.loaders.reading import LIMIT, Source, opened
from timeline.vocabulary.vocabulary import Vocabulary

_DELIMITERS = ",;\t"
_AS_UTF8 = "save it from the spreadsheet as 'CSV UTF-8'"


class Unreadable(ValueError):
    """A line that is not UTF-8, or is no text, or has no end; nothing after it can be read."""


@dataclass(frozen=True, slots=True)
class EventTable:
    """A CSV file whose header is ours. `columns` are those of its header, in its order."""

    source: Source
    columns: tuple[str, ...]
    delimiter: str = ","

    @property
    def origin(self) -> str:
        """What the user named the file."""
        return self.source.origin

    def rows(self, vocabulary: Vocabulary) -> Iterator[EventRow | RowFault]:
        """The rows as they come, each checked; every call opens the file anew. Blank rows are passed over.

        Raises SourceRefused where the file can no longer be opened.
        """
        reader = RowReader(vocabulary)
        absent = [name for name in COLUMNS if name not in self.columns]
        number = 1
        with opened(self.source) as stream:
            found = records(stream, self.delimiter)
            next(found, None)
            while True:
                number += 1
                try:
                    record = next(found, None)
                except (Unreadable, csv.Error) as error:
                    yield RowFault(number, (f"{error}; nothing after it was read",))
                    return
                if record is None:
                    return
                if any(map(str.strip, record)):
                    yield self._row(reader, number, record, absent)

    def _row(self, reader: RowReader, number: int, record: list[str], absent: Sequence[str]) -> EventRow | RowFault:
        length = len(self.columns)
        if len(record) < length or any(record[length:]):
            return RowFault(number, (f"has {len(record)} cells where the header has {length}",))
        cells = dict(zip(self.columns, record, strict=False))
        for column in absent:
            cells[column] = ""
        return reader.read(number, cells)


def read_event_csv(source: Source, given: Given) -> EventTable:  # noqa: ARG001 - rows name their own sources
    """The table in a CSV file of ours. Raises SourceRefused where its header is not ours, with what is missing."""
    with opened(source) as stream:
        start = stream.read(4)
        stream.seek(0)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise SourceRefused(f"{source.origin} is UTF-16, not UTF-8: {_AS_UTF8}.")
        try:
            first = next(_lines(stream), "")
            delimiter = max(_DELIMITERS, key=first.count)
            stream.seek(0)
            header = next(records(stream, delimiter), [])
        except (Unreadable, csv.Error) as error:
            raise SourceRefused(f"{source.origin} cannot be read as CSV: its header {error}.") from error
    columns = tuple(cell.strip().lower() for cell in header)
    while columns and not columns[-1]:
        columns = columns[:-1]  # a spreadsheet keeps the place of columns that were emptied
    _check_header(source.origin, columns)
    return EventTable(source, columns, delimiter)


def is_event_csv(data: bytes) -> bool:
    """Whether bytes without a name begin with a header of ours: what comes in by a pipe may be an export."""
    first = data[:10_000].decode("utf-8-sig", "replace").partition("\n")[0]
    names = {name.strip().strip('"') for name in first.split(max(_DELIMITERS, key=first.count))}
    return {"event_id", *REQUIRED} <= names


def _check_header(origin: str, columns: tuple[str, ...]) -> None:
    unknown = [name for name in columns if name not in COLUMNS]
    missing = [name for name in REQUIRED if name not in columns]
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    wrong = []
    if missing:
        wrong.append(f"it lacks the column{'s' if len(missing) > 1 else ''} {' and '.join(missing)}")
    if unknown:
        wrong.append("unknown: " + ", ".join(_with_nearest(name) for name in unknown[:10]))
        if len(unknown) > 10:
            wrong[-1] += f" and {len(unknown) - 10} more"
    if twice:
        wrong.append(f"there twice: {', '.join(twice)}")
    if wrong:
        raise SourceRefused(
            f"{origin} is no timeline CSV: {'; '.join(wrong)}. Its first line must name columns of docs/columns.md."
        )


def _with_nearest(name: str) -> str:
    near = difflib.get_close_matches(name.replace(" ", "_"), COLUMNS, 1, 0.6)
    shown = repr(name if len(name) <= 40 else name[:39] + "…")
    return f"{shown} (nearest: {near[0]})" if near else shown


def records(stream: BinaryIO, delimiter: str) -> Iterator[list[str]]:
    """The lines of a CSV in UTF-8 as cells. Going through them raises Unreadable and csv.Error."""
    # Quotes of many sources exceed the 131,072 characters that the module allows a cell; the setting is the process's.
    csv.field_size_limit(LIMIT)
    return csv.reader(_lines(stream), delimiter=delimiter, strict=True)


def _lines(stream: BinaryIO) -> Iterator[str]:
    """The lines with their ends, decoded one by one so that the row of a wrong byte is known. Raises Unreadable."""
    mark = codecs.BOM_UTF8
    while line := stream.readline(LIMIT + 1):
        if len(line) > LIMIT:
            raise Unreadable(f"has no end within {LIMIT // 1_000_000} MB")
        if b"\x00" in line:
            raise Unreadable("holds a zero byte, as binary files do")
        try:
            yield line.removeprefix(mark).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unreadable(f"is not UTF-8 at byte {error.start + 1} of the line: {_AS_UTF8}") from error
        mark = b""
