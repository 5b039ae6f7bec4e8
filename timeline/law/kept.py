"""Answers computed once and kept for the next time they are asked for, up to a number that bounds the memory."""

from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")


class Kept(dict[Hashable, T]):
    """A cache of at most so many answers; what it holds never depends on anything but the questions.

    When half of them are there it starts anew, and has the older half besides: what is asked for again stays. A
    dictionary, so that a question that was answered lately costs no call; `recall` has the older answers too.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._half = limit // 2
        self._older: dict[Hashable, T] = {}

    def keep(self, key: Hashable, answer: T) -> T:
        """Keep the answer under the key, and give it back."""
        if len(self) >= self._half:
            self._older = dict(self)
            self.clear()
        self[key] = answer
        return answer

    def recall(self, key: Hashable) -> T | None:
        """The answer kept under the key, also where it is an older one; None where there is none."""
        found = self.get(key)
        if found is None:
            found = self._older.get(key)
            if found is not None:
                self.keep(key, found)
        return found

    def answer(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer kept under the key, made if there is none."""
        found = self.recall(key)
        return self.keep(key, make()) if found is None else found
