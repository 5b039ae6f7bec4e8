"""Answers computed once and kept for the next time they are asked for, up to a number that bounds the memory."""

from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")


class Kept(dict[Hashable, T]):
    """A cache that starts anew when it is full; what it holds never depends on the order of the questions.

    A dictionary, so that a question that was answered before costs no call.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def keep(self, key: Hashable, answer: T) -> T:
        """Keep the answer under the key, and give it back."""
        if len(self) >= self._limit:
            self.clear()
        self[key] = answer
        return answer

    def answer(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer kept under the key, made if there is none."""
        return self[key] if key in self else self.keep(key, make())
