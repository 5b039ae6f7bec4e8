"""Rows → Parquet: typed columns, days as dates, lists as lists, in row groups so that memory stays flat."""

import datetime
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from timeline.outputs.extras import library
from timeline.outputs.layouts import Kind, Table
from timeline.outputs.records import Record

_AT_ONCE = 1_000  # rows that are Python's at a time; Arrow holds them in a tenth of the memory
_GROUP = 10_000


def write_parquet(table: Table, stream: BinaryIO) -> None:
    """Write the rows as they come. Raises ExtraMissing."""
    arrow = library("pyarrow", what="Parquet", extra="parquet")
    parquet = library("pyarrow.parquet", what="Parquet", extra="parquet")
    schema = arrow.schema([(column, _type(arrow, kind)) for column, kind in table.kinds.items()])
    typed = {column: _TYPED[kind] for column, kind in table.kinds.items() if kind in _TYPED}
    writer = parquet.ParquetWriter(stream, schema, compression="zstd")
    batches = []
    for rows in _by(_AT_ONCE, iter(table)):
        batches.append(arrow.RecordBatch.from_pylist([_with(typed, row) for row in rows], schema=schema))
        if len(batches) * _AT_ONCE >= _GROUP:
            writer.write_table(arrow.Table.from_batches(batches, schema), row_group_size=_GROUP)
            batches = []
    if batches:
        writer.write_table(arrow.Table.from_batches(batches, schema), row_group_size=_GROUP)
    writer.close()


def _with(typed: dict[str, Callable[[Any], Any]], row: Record) -> dict[str, Any]:
    return {column: typed[column](value) if column in typed else value for column, value in row.items()}


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _number(value: float | None) -> float | None:
    """Arrow takes no whole number above 2**53 for a float, also where it is one exactly."""
    return None if value is None else float(value)


# What a record says otherwise than Arrow takes it.
_TYPED: dict[Kind, Callable[[Any], Any]] = {
    "day": _day,
    "number": _number,
    "numbers": lambda values: [_number(value) for value in values],
}


def _by(number: int, rows: Iterator[Record]) -> Iterator[list[Record]]:
    while several := list(islice(rows, number)):
        yield several


def _type(arrow: Any, kind: Kind) -> Any:  # noqa: ANN401 - of a module that is imported late
    whole, number, text = arrow.int64(), arrow.float64(), arrow.string()
    return {
        "text": text,
        "date": text,
        "day": arrow.date32(),
        "whole": whole,
        "number": number,
        "texts": arrow.list_(text),
        "wholes": arrow.list_(whole),
        "numbers": arrow.list_(number),
    }[kind]
