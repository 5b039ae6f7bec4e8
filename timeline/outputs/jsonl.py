"""Entries → JSON Lines: the objects of the JSON form, one on each line."""

import json
from collections.abc import Iterable
from typing import TextIO

from timeline.outputs.records import record
from timeline.queries.entries import Entry


def write_jsonl(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write one line for each Entry as it comes."""
    for entry in entries:
        stream.write(json.dumps(record(entry), ensure_ascii=False) + "\n")
