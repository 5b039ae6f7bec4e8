"""The name of an export format → what writes it. A new format is one module and one line here."""

from collections.abc import Callable, Iterable
from typing import TextIO

from timeline.loaders.columns import COLUMNS
from timeline.outputs.csv_ import write_csv
from timeline.outputs.json_ import write_json
from timeline.outputs.jsonl import write_jsonl
from timeline.queries.entries import Entry

__all__ = ["COLUMNS", "FORMATS"]

FORMATS: dict[str, Callable[[Iterable[Entry], TextIO], None]] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
}
