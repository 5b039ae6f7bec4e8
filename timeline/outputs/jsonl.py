"""Rows → JSON Lines: the objects of the JSON form, one on each line."""

from collections.abc import Iterable
from json.encoder import encode_basestring
from typing import TextIO

from timeline.outputs.json_ import json_text
from timeline.outputs.layouts import Table
from timeline.outputs.packed_records import Written
from timeline.outputs.records import Record


def write_jsonl_table(table: Table, stream: TextIO) -> None:
    """Write one line for each row as it comes."""
    line = line_of(table.kinds)
    for columns in table.written(Written(encode_basestring, json_columns)):
        stream.write(line % tuple(columns.values()))


def line_of(columns: Iterable[str]) -> str:
    """The line of an object with these members, with `%s` where the value of each goes."""
    return "{" + ", ".join(f'"{column}": %s' for column in columns) + "}\n"


def json_columns(columns: Record) -> dict[str, str]:
    """Some columns of a record → the value of each."""
    return {
        column: f"[{', '.join(map(json_text, value))}]" if isinstance(value, list) else json_text(value)
        for column, value in columns.items()
    }
