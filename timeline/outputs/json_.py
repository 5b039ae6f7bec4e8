"""Entries or rows → a JSON array of objects, with the names of the CSV columns and real lists, numbers and nulls."""

from collections.abc import Iterable
from json.encoder import encode_basestring
from typing import TextIO

from timeline.outputs.layouts import Table
from timeline.outputs.packed_records import Written
from timeline.outputs.records import Record, Value
from timeline.queries.entries import Entry


def write_json(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write one object an Entry, in the wide layout."""
    write_json_table(Table(entries), stream)


def write_json_table(table: Table, stream: TextIO) -> None:
    """Write the array one object at a time: memory stays flat however many there are."""
    # `json.dumps` would indent in Python, one value after the other, which takes several times as long.
    members = ",\n".join(f'  "{column}": %s' for column in table.kinds)
    before = "[\n"
    for columns in table.written(Written(encode_basestring, _indented)):
        stream.write(f"{before} {{\n{members % tuple(columns.values())}\n }}")
        before = ",\n"
    stream.write("[]\n" if before.startswith("[") else "\n]\n")


def json_text(value: Value) -> str:
    """A single value as JSON."""
    if isinstance(value, str):
        return encode_basestring(value)
    return "null" if value is None else repr(value)


def _indented(columns: Record) -> dict[str, str]:
    """Some columns of a record → the value of each, an element of a list on a line."""
    return {
        column: ("[\n   " + ",\n   ".join(map(json_text, value)) + "\n  ]" if value else "[]")
        if isinstance(value, list)
        else json_text(value)
        for column, value in columns.items()
    }
