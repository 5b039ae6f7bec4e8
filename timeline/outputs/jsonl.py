"""Rows → JSON Lines: the objects of the JSON form, one on each line."""

import json
from typing import TextIO

from timeline.outputs.layouts import Table


def write_jsonl_table(table: Table, stream: TextIO) -> None:
    """Write one line for each row as it comes."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for found in table:
        stream.write(encode(found) + "\n")
