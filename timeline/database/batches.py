"""Many keys → a few at a time: no database takes a statement with any number of parameters."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

BATCH = 500


def batches(keys: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """The keys in their order, at most `size` at a time."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
