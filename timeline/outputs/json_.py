"""Entries or rows → a JSON array of objects, with the names of the CSV columns and real lists, numbers and nulls."""

import json
from collections.abc import Iterable
from typing import TextIO

from timeline.outputs.layouts import Table
from timeline.queries.entries import Entry


def write_json(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write one object an Entry, in the wide layout."""
    write_json_table(Table(entries), stream)


def write_json_table(table: Table, stream: TextIO) -> None:
    """Write the array one object at a time: memory stays flat however many there are."""
    before = "[\n "
    for found in table:
        stream.write(before)
        stream.write(json.dumps(found, ensure_ascii=False, indent=1).replace("\n", "\n "))
        before = ",\n "
    stream.write("[]\n" if before.startswith("[") else "\n]\n")
