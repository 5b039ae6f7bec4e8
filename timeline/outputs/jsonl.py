"""Rows → JSON Lines: the objects of the JSON form, one on each line."""

from collections.abc import Mapping
from typing import TextIO

from timeline.outputs.json_ import json_text
from timeline.outputs.layouts import Table
from timeline.outputs.records import Record


def write_jsonl_table(table: Table, stream: TextIO) -> None:
    """Write one line for each row as it comes."""
    for columns in table.written(members):
        stream.write(object_line(columns))


def object_line(columns: Mapping[str, str]) -> str:
    """The members of an object → its line."""
    return "{" + ", ".join(columns.values()) + "}\n"


def members(columns: Record) -> dict[str, str]:
    """Some columns of a record → each as a member of an object."""
    return {
        column: f'"{column}": [{", ".join(map(json_text, value))}]'
        if isinstance(value, list)
        else f'"{column}": {json_text(value)}'
        for column, value in columns.items()
    }
