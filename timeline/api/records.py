"""Rows of an answer → a sequence of dictionaries that becomes a data frame or a CSV file when that is asked for."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, overload

from timeline.outputs.csv_ import csv_line
from timeline.outputs.extras import library
from timeline.outputs.writing import write_file

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]


class Records(Sequence[Record]):
    """The rows of one answer in their order, each a dictionary with the same keys: those of the command's `--json`."""

    def __init__(self, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        self.columns = tuple(columns)
        self._rows = [dict(row) for row in rows]

    @overload
    def __getitem__(self, place: int) -> Record: ...

    @overload
    def __getitem__(self, place: slice) -> "Records": ...

    def __getitem__(self, place: int | slice) -> "Record | Records":
        if isinstance(place, slice):
            return Records(self.columns, self._rows[place])
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    def to_pandas(self) -> "pd.DataFrame":
        """A frame with these columns: whole numbers as Int64, lists as they are, texts as `string`.

        Dates stay EDTF text, because they may be uncertain. Raises ExtraMissing where pandas is not installed.
        """
        library("pandas", what="A data frame", extra="frames")
        import pandas

        frame = pandas.DataFrame(self._rows, columns=list(self.columns))
        return frame.convert_dtypes() if self._rows else frame

    def to_csv(self, path: str | os.PathLike[str], *, force: bool = False) -> None:
        """Write a CSV file whole or not at all; lists are joined by `; `, what holds more is JSON.

        Raises OutputFailed.
        """
        write_file(Path(path), lambda stream: self._write(stream), force=force)

    def _write(self, stream: TextIO) -> None:
        stream.write(csv_line(self.columns))
        stream.writelines(csv_line(_cell(row[column]) for column in self.columns) for row in self._rows)


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a record holds
    from timeline.loaders.cells import join

    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict | list) for each in value)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return join([_cell(each) for each in value])
    return "" if value is None else str(value)
