"""Entries or rows → a JSON array of objects, with the names of the CSV columns and real lists, numbers and nulls."""

from collections.abc import Iterable
from json import JSONEncoder
from typing import TextIO

from timeline.outputs.layouts import Table
from timeline.outputs.records import Record, Value
from timeline.queries.entries import Entry

_encoded = JSONEncoder(ensure_ascii=False).encode


def write_json(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write one object an Entry, in the wide layout."""
    write_json_table(Table(entries), stream)


def write_json_table(table: Table, stream: TextIO) -> None:
    """Write the array one object at a time: memory stays flat however many there are."""
    before = "[\n "
    for columns in table.written(_indented):
        stream.write(f"{before}{{\n  " + ",\n  ".join(columns.values()) + "\n }")
        before = ",\n "
    stream.write("[]\n" if before.startswith("[") else "\n]\n")


def json_text(value: Value) -> str:
    """A single value as JSON."""
    return _encoded(value) if value is not None else "null"


def _indented(columns: Record) -> dict[str, str]:
    """Some columns of a record → the lines of each, as `json.dumps` would indent them in several times as long."""
    found = {}
    for column, value in columns.items():
        text = json_text(value) if not isinstance(value, list) else "[]"
        if isinstance(value, list) and value:
            text = "[\n   " + ",\n   ".join(map(json_text, value)) + "\n  ]"
        found[column] = f'"{column}": {text}'
    return found
