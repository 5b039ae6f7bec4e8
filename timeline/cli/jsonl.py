"""A file of JSON lines → records with their line numbers checked, and records → such a file, whole or not at all."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from timeline.errors import SourceRefused


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file, `-` for stdin. Raises SourceRefused with the line number where a line is none."""
    try:
        with sys.stdin if str(path) == "-" else path.open(encoding="utf-8") as stream:
            yield from _objects(stream, path)
    except UnicodeDecodeError as error:
        raise SourceRefused(f"{path} is not UTF-8 (byte {error.start}); JSON lines must be.") from error
    except OSError as error:
        raise SourceRefused(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error


def _objects(stream: TextIO, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise SourceRefused(f"{path} line {number} is not JSON: {error}.") from error
        if not isinstance(record, dict):
            raise SourceRefused(f"{path} line {number} is not a JSON object.")
        yield record


def write_lines(path: Path | None, records: Iterable[Mapping[str, Any]]) -> None:
    """One object a line to the file, or to stdout where there is none."""
    from timeline.outputs.writing import write_file

    def lines(stream: TextIO) -> None:
        for record in records:
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")

    if path is None or str(path) == "-":
        lines(sys.stdout)
    else:
        write_file(path, lines, force=True)
