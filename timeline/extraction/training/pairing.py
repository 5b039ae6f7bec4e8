"""What each pair of a row and a column is worth → the pairs of the greatest worth together, each used once."""

from collections.abc import Sequence

_OUTSIDE = -1


def best_pairs(worth: Sequence[Sequence[float]]) -> dict[int, int]:
    """Row → column of the pairing whose sum is greatest; pairs that are worth nothing are left out.

    The Hungarian algorithm with shortest augmenting paths (Kuhn 1955, Munkres 1957), cubic in the longer side.
    """
    if not worth or not worth[0]:
        return {}
    size = max(len(worth), len(worth[0]))
    dearest = max(map(max, worth))
    costs = [[dearest] * size for _ in range(size)]
    for row, values in enumerate(worth):
        for column, value in enumerate(values):
            costs[row][column] = dearest - value
    row_of = _assigned(costs)
    pairs = {row: column for column, row in enumerate(row_of) if row < len(worth) and column < len(worth[0])}
    return {row: column for row, column in sorted(pairs.items()) if worth[row][column] > 0}


def _assigned(costs: Sequence[Sequence[float]]) -> list[int]:
    """The row of each column in the cheapest complete assignment of a square table."""
    size = len(costs)
    row_price, column_price = [0.0] * size, [0.0] * size
    row_of = [_OUTSIDE] * size
    for start in range(size):
        came_from, end = _cheapest_path(costs, start, row_of, row_price, column_price)
        while end != _OUTSIDE:
            before = came_from[end]
            row_of[end] = start if before == _OUTSIDE else row_of[before]
            end = before
    return row_of


def _cheapest_path(
    costs: Sequence[Sequence[float]],
    start: int,
    row_of: Sequence[int],
    row_price: list[float],
    column_price: list[float],
) -> tuple[list[int], int]:
    """From a row without a column to a free column: the column before each on the way, and the last; prices follow."""
    size = len(costs)
    distance, came_from, reached = [float("inf")] * size, [_OUTSIDE] * size, [False] * size
    row, at = start, _OUTSIDE
    while True:
        nearest = _OUTSIDE
        for column in range(size):
            if reached[column]:
                continue
            length = costs[row][column] - row_price[row] - column_price[column]
            if length < distance[column]:
                distance[column], came_from[column] = length, at
            if nearest == _OUTSIDE or distance[column] < distance[nearest]:
                nearest = column
        step = distance[nearest]
        row_price[start] += step
        for column in range(size):
            if reached[column]:
                row_price[row_of[column]] += step
                column_price[column] -= step
            else:
                distance[column] -= step
        reached[nearest], at, row = True, nearest, row_of[nearest]
        if row == _OUTSIDE:
            return came_from, at
