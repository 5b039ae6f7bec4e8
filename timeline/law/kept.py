"""Answers computed once and kept for the next time they are asked for, up to a number that bounds the memory."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """A cache that starts anew when it is full; what it holds never depends on the order of the questions."""

    def __init__(self, limit: int = 50_000) -> None:
        self._limit = limit
        self._answers: dict[Hashable, T] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer kept under the key, made if there is none."""
        try:
            return self._answers[key]
        except KeyError:
            pass
        if len(self._answers) >= self._limit:
            self._answers.clear()
        made = self._answers[key] = make()
        return made
