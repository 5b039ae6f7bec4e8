"""Rows → Parquet: typed columns, days as dates, lists as lists, in row groups so that memory stays flat.

Arrow reads the rows as JSON: where it is given Python's values it imports pandas to see whether they are its own, which
takes as much memory as all rows at a time.
"""

import datetime
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from timeline.outputs.extras import library
from timeline.outputs.json_ import json_text
from timeline.outputs.jsonl import json_columns, line_of
from timeline.outputs.layouts import Kind, Table
from timeline.outputs.packed_records import Written
from timeline.outputs.records import Record

_AT_ONCE = 500  # rows that are Python's at a time; Arrow holds them in a tenth of the memory
# Smaller groups would take less memory at first, but the file's own index, which stays in memory, would grow with them.
_GROUP = 10_000
_FIRST = datetime.date(1970, 1, 1).toordinal()


def write_parquet(table: Table, stream: BinaryIO) -> None:
    """Write the rows as they come. Raises ExtraMissing."""
    arrow = library("pyarrow", what="Parquet", extra="parquet")
    parquet = library("pyarrow.parquet", what="Parquet", extra="parquet")
    schema = arrow.schema([(column, _type(arrow, kind)) for column, kind in table.kinds.items()])
    days = [column for column, kind in table.kinds.items() if kind == "day"]

    def written(columns: Record) -> dict[str, str]:
        """The values in JSON, days as Arrow counts them."""
        return json_columns({**columns, **{day: _days(columns[day]) for day in days if columns.get(day)}})

    writer = parquet.ParquetWriter(stream, schema, compression="zstd")
    line, some = line_of(table.kinds), []
    for rows in _by(_AT_ONCE, table.written(Written(json_text, written))):
        some.append(_read("".join([line % tuple(columns.values()) for columns in rows]), schema))
        if len(some) * _AT_ONCE >= _GROUP:
            writer.write_table(arrow.concat_tables(some), row_group_size=_GROUP)
            some = []
    if some:
        writer.write_table(arrow.concat_tables(some), row_group_size=_GROUP)
    writer.close()


def _read(lines: str, schema: Any) -> Any:  # noqa: ANN401 - of a module that is imported late
    """JSON Lines → the table of Arrow with this schema."""
    arrow, json = (library(name, what="Parquet", extra="parquet") for name in ("pyarrow", "pyarrow.json"))
    text = lines.encode()
    in_one_block = json.ReadOptions(use_threads=False, block_size=len(text) + 1)
    typed = json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    return json.read_json(arrow.BufferReader(text), read_options=in_one_block, parse_options=typed)


def _days(day: Any) -> int:  # noqa: ANN401 - of a record
    """The days from 1970-01-01 to an ISO date."""
    return datetime.date.fromisoformat(day).toordinal() - _FIRST


def _by(number: int, rows: Iterator[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
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
