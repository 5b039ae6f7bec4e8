"""Filters → the events that match, read when they are gone through, and written or framed when that is asked for."""

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from timeline.outputs.extras import library
from timeline.outputs.layouts import LAYOUTS, Kind, Table
from timeline.queries.asking import filters_from
from timeline.queries.entries import Entry
from timeline.queries.meaning import one_of
from timeline.queries.timelines import how_many, timeline_entries

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

# pandas' type for what a column holds; lists stay Python lists. Days reach from year 1 to 9999, as pandas' seconds do.
_DTYPES: dict[Kind, str] = {
    **dict.fromkeys(("text", "date"), "str"),
    "day": "datetime64[s]",
    "whole": "Int64",
    "number": "Float64",
    **dict.fromkeys(("texts", "wholes", "numbers"), "object"),
}


class Reading(Protocol):
    """What gives a connection to read with, for the time of a `with`."""

    def __call__(self) -> AbstractContextManager["Connection"]: ...


class Events:
    """The events, and the treaty acts where a treaty is asked for, that match some filters, in order.

    Each time they are gone through they are read anew, a few at a time, so that memory does not grow with their number.
    """

    def __init__(self, reading: Reading, given: Mapping[str, Any], sort: str, limit: int | None) -> None:
        self._reading = reading
        self._given = given
        self._sort = sort
        self._limit = limit

    def __iter__(self) -> Iterator[Entry]:
        with self._reading() as connection:
            filters = filters_from(connection, self._given)
            yield from timeline_entries(connection, filters, sort=self._sort, limit=self._limit)

    def __len__(self) -> int:
        with self._reading() as connection:
            found = how_many(connection, filters_from(connection, self._given))
        return found if self._limit is None else min(found, self._limit)

    def __repr__(self) -> str:
        asked = ", ".join(f"{name}={value!r}" for name, value in self._given.items())
        return f"<events where {asked}>" if asked else "<all events>"

    def to_pandas(self, layout: str = "wide") -> "pd.DataFrame":
        """A frame with the columns of an export in that layout (wide, long or dyads).

        `date` is EDTF text; `date_first` and `date_last` are datetimes, missing where that end is open; numbers may be
        missing (Int64, Float64); columns with several values hold lists. Raises ExtraMissing without pandas.
        """
        library("pandas", what="A data frame", extra="frames")
        import pandas

        with self._reading() as connection:
            table = self._table(connection, layout)
            rows = list(table)
            frame = {
                column: pandas.Series([row[column] for row in rows], dtype=_DTYPES[kind])
                for column, kind in table.kinds.items()
            }
        return pandas.DataFrame(frame)

    def to_csv(self, path: str | os.PathLike[str], *, layout: str = "wide", force: bool = False) -> None:
        """Write the CSV that `timeline export` writes, whole or not at all. Raises OutputFailed."""
        self.export(path, format="csv", layout=layout, force=force)

    def export(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        layout: str | None = None,
        columns: str | None = None,
        force: bool = False,
    ) -> tuple[str, ...]:
        """Write a file as `timeline export` does → what it does not hold, in sentences.

        Raises UsageError for what does not go together, OutputFailed, ExtraMissing.
        """
        from timeline.api.exporting import chosen
        from timeline.outputs.writing import write_binary_file

        target = Path(path)
        choice = chosen(format, target, layout=layout, columns=columns, excel=False, terminal=False)
        losses: list[str] = []
        with self._reading() as connection:
            filters = filters_from(connection, self._given)
            write_binary_file(
                target,
                lambda stream: losses.extend(
                    choice.write(connection, filters, stream, sort=self._sort, limit=self._limit)
                ),
                force=force,
            )
        return tuple(losses)

    def _table(self, connection: "Connection", layout: str) -> Table:
        from timeline.queries.weapon_kinds import kind_names

        (name,) = one_of("layout", [layout], tuple(LAYOUTS))
        found = timeline_entries(connection, filters_from(connection, self._given), sort=self._sort, limit=self._limit)
        return Table(found, LAYOUTS[name], (), kind_names(connection) if name == "dyads" else {})
