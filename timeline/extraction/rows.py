"""Rows of named features → the log-odds that a joint model gives to all of them at once, in whole numbers.

Each feature is looked up by its name once, for the joint model and for the sentence reader beside it; what follows is
sums of whole numbers in NumPy, the same in whatever order and company they are added up.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from timeline.extraction.linear import Joint

STEP = 16  # rows are filled up to a multiple of so many features: those of one length are added up together
Numbers = npt.NDArray[np.intp]
Contexts = tuple[str, ...]


class Rows:
    """Rows of features by their numbers, end to end; 0 is no feature and fills a row up. Those of one length stand
    together in `groups`: their places, and their numbers."""

    def __init__(self, numbers: Numbers, lengths: Sequence[int]) -> None:
        self.count = len(lengths)
        filled, wide = np.append(numbers, 0), np.array(lengths, np.intp)
        starts, steps = np.cumsum(wide) - wide, -(-wide // STEP)
        self.groups: list[tuple[Numbers, Numbers]] = []
        for many in set(steps.tolist()):
            places, columns = np.flatnonzero(steps == many), np.arange(many * STEP)
            inside = columns < wide[places, None]
            self.groups.append((places, filled[np.where(inside, starts[places, None] + columns, -1)]))


class _Numbers(dict[str, int]):
    """Numbers by name; 0 for a name that has none."""

    def __missing__(self, name: str) -> int:
        return 0


class Known:
    """The features that the reader and a joint model know, each with a number from 1 on: those of the reader first."""

    def __init__(self, model: Joint, read: Mapping[str, int]) -> None:
        names = dict.fromkeys(chain(read, *model.weights.values()))
        self.model = model
        self.numbers = _Numbers((name, number) for number, name in enumerate(names, 1))
        self._columns: dict[Contexts, int] = {}
        self._weights = np.zeros((1, len(names) + 1), np.int64)  # in any contexts, in billionths; the first has none

    def rows(self, features: Iterable[Sequence[str]]) -> Rows:
        """The rows by number."""
        rows = list(features)
        lengths = list(map(len, rows))
        numbers = map(self.numbers.__getitem__, chain.from_iterable(rows))
        return Rows(np.fromiter(numbers, np.intp, sum(lengths)), lengths)

    def sums(self, rows: Rows, turns: Sequence[Sequence[Contexts]], counts: Sequence[int]) -> list[list[int]]:
        """What the features of each row weigh, in billionths, in the contexts of each turn: in the first of them so
        many rows as the first count says, and so on."""
        columns = np.array([[self._column(each) for each in contexts] for contexts in turns], np.intp)
        weights, width = self._weights.ravel(), self._weights.shape[1]
        starts = np.repeat(columns * width, counts, axis=1)
        sums = np.zeros((len(turns), rows.count), np.int64)
        for places, numbers in rows.groups:
            sums[:, places] = weights.take(starts[:, places, None] + numbers).sum(axis=2)
        found: list[list[int]] = sums.tolist()
        return found

    def _column(self, contexts: Contexts) -> int:
        """The number of some contexts; 0 where nothing weighs in them."""
        column = self._columns.get(contexts)
        if column is None:
            table = self.model.table(contexts)
            column = self._columns[contexts] = 1 + max(self._columns.values(), default=0) if table else 0
            if column >= len(self._weights):
                more = np.zeros((2 * column, self._weights.shape[1]), np.int64)
                more[: len(self._weights)] = self._weights
                self._weights = more
            if column:
                self._weights[column, [self.numbers[name] for name in table]] = list(table.values())
        return column
