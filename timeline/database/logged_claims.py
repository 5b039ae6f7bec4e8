"""Claims → the form in which the log of changes holds them, and back to their columns.

An entry of an event names under `claims` those that came to it (`after`) and those that left it (`before`). A claim is
the list of its COLUMNS, what is empty at the end left out; its quote stands in the document, where its place says.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

Told: TypeAlias = tuple[Any, ...]
COLUMNS = (
    *("field", "value", "document_id", "start_offset", "end_offset"),
    *("origin", "status", "extractor", "attributed_to_id", "credibility"),
)
_VALUES = itemgetter(*COLUMNS)
# What older entries hold of a claim.
PLACED = 5


def claims_logged(rows: Iterable[Mapping[Any, Any]]) -> list[list[Any]]:
    """What the log holds of these claims."""
    return [list(_short(_VALUES(row))) for row in rows]


def told(logged: Sequence[Any]) -> Told:
    """A claim of the log with a value for each of the COLUMNS; of an older entry only for the first five."""
    if len(logged) == PLACED:
        return tuple(logged)
    return (*logged, *([""] * 3)[: max(0, 8 - len(logged))], *([None] * 2)[: 10 - max(8, len(logged))])


def told_of(row: Mapping[Any, Any]) -> Told:
    """A stored claim as `told` gives it."""
    return tuple(row[name] for name in COLUMNS)


def same(logged: Told, stored: Told) -> bool:
    """Whether a claim of the log is this stored one."""
    return stored[: len(logged)] == logged


def _short(values: Sequence[Any]) -> Sequence[Any]:
    """Without empty ends, but never as short as the claims of older entries."""
    end = len(values)
    while end > PLACED + 1 and values[end - 1] in ("", None):
        end -= 1
    return values[:end]
