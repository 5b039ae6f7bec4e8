"""JSON Lines of documents → their records, checked, with the number of each line."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from timeline.errors import SourceRefused


def document_records(
    lines: Iterable[str], *, needed: Sequence[str], optional: Sequence[str], described: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each line that is not blank → its number and its record, in which all of these names stand for a text or None.

    Raises SourceRefused, with `described` saying what a line must be, at the first that has no text under a needed
    name, or something else than a text under any.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as fault:
            raise SourceRefused(f"Line {number} is not JSON ({fault}). {described}") from fault
        if not isinstance(record, dict):
            raise SourceRefused(f"Line {number} is not a JSON object. {described}")
        found = {name: record.get(name) for name in (*needed, *optional)}
        for name, value in found.items():
            if not isinstance(value, str) and (value is not None or name in needed):
                raise SourceRefused(f"Line {number}: {name!r} must be a text. {described}")
        yield number, found
