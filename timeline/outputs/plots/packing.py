"""Boxes in a lane → the row in which each stands, so that none lies over another."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """What a mark and its words take up: from left to right in pixels, and how many rows one below the other."""

    left: float
    right: float
    rows: int = 1


def rows_for(boxes: Sequence[Box]) -> tuple[list[int], int]:
    """The first row of each box in turn, the highest that is free, and how many rows are used."""
    taken: list[list[tuple[float, float]]] = []  # in each row the parts that are, from left to right
    chosen = []
    for box in boxes:
        row = _free(taken, box)
        taken += ([] for _ in range(row + box.rows - len(taken)))
        for each in taken[row : row + box.rows]:
            insort(each, (box.left, box.right))
        chosen.append(row)
    return chosen, len(taken)


def _free(taken: Sequence[Sequence[tuple[float, float]]], box: Box) -> int:
    """The first row from which on the box finds room, in rows that are there or below them."""
    free = 0
    for row, parts in enumerate(taken):
        free = free + 1 if _has_room(parts, box) else 0
        if free == box.rows:
            return row - box.rows + 1
    return len(taken) - free


def _has_room(parts: Sequence[tuple[float, float]], box: Box) -> bool:
    place = bisect_left(parts, (box.left, box.left))
    before = place == 0 or parts[place - 1][1] <= box.left
    return before and (place == len(parts) or parts[place][0] >= box.right)
