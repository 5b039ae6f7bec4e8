"""Feature lists with labels → the weights of a linear model: L2-regularised logistic regression by L-BFGS, in NumPy."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Loss = Callable[[Array], tuple[float, Array]]


LEAST = 0.05  # weights nearer to nought than this are left out: they decide nothing and cost time


class Design:
    """The rows of a training set as sparse binary columns; features seen fewer than `least` times are left out."""

    def __init__(self, rows: Sequence[Sequence[str]], least: int = 2) -> None:
        counts = Counter(feature for row in rows for feature in set(row))
        self.names = sorted(feature for feature, count in counts.items() if count >= least)
        index = {name: i for i, name in enumerate(self.names)}
        pairs = [(r, index[f]) for r, row in enumerate(rows) for f in row if f in index]
        self.size = len(rows)
        self.rows = np.array([r for r, _ in pairs], dtype=np.int64)
        self.columns = np.array([c for _, c in pairs], dtype=np.int64)

    def only(self, names: Collection[str]) -> "Design":
        """The same rows with no other features than these."""
        kept = object.__new__(Design)
        kept.names, kept.size = [name for name in self.names if name in names], self.size
        places = np.full(len(self.names), -1)
        places[[place for place, name in enumerate(self.names) if name in names]] = np.arange(len(kept.names))
        columns = places[self.columns]
        kept.rows, kept.columns = self.rows[columns >= 0], columns[columns >= 0]
        return kept

    def fit(
        self,
        labels: Sequence[float],
        strength: float,
        offsets: Array | None = None,
        weights: Array | None = None,
        least: float = LEAST,
        steady: float = 0.0,
    ) -> tuple[float, dict[str, float]]:
        """Bias and weights of the regression; `strength` is the L2 penalty, `steady` that of the bias, `offsets` fixed
        log-odds by row."""
        y = np.asarray(labels, dtype=np.float64)
        offset = np.zeros(self.size) if offsets is None else offsets
        weight = np.ones(self.size) if weights is None else weights
        width = len(self.names)

        def loss(theta: Array) -> tuple[float, Array]:
            margin = offset + theta[width] + np.bincount(self.rows, theta[self.columns], minlength=self.size)
            chance = 1.0 / (1.0 + np.exp(-np.clip(margin, -30, 30)))
            value = float((weight * (np.logaddexp(0.0, margin) - y * margin)).sum())
            error = weight * (chance - y)
            slope = np.bincount(self.columns, error[self.rows], minlength=width)
            gradient = np.concatenate([slope + strength * theta[:width], [error.sum() + steady * theta[width]]])
            penalty = strength * float(theta[:width] @ theta[:width]) + steady * float(theta[width]) ** 2
            return value + 0.5 * penalty, gradient

        theta = minimise(loss, np.zeros(width + 1))
        found = {name: round(float(w), 3) for name, w in zip(self.names, theta, strict=False) if abs(w) >= least}
        return round(float(theta[width]), 3), found

    def margins(self, bias: float, weights: dict[str, float]) -> Array:
        """The log-odds that a fitted model gives each row."""
        vector = np.array([weights.get(name, 0.0) for name in self.names])
        return np.asarray(bias + np.bincount(self.rows, vector[self.columns], minlength=self.size))


def minimise(loss: Loss, start: Array, steps: int = 60, memory: int = 8) -> Array:
    """The minimum of a smooth convex function by L-BFGS with backtracking."""
    theta = start
    value, gradient = loss(theta)
    moves: list[tuple[Array, Array]] = []
    for _ in range(steps):
        direction = -gradient
        kept = []
        for s, y in reversed(moves):
            rate = (s @ direction) / (s @ y)
            kept.append(rate)
            direction = direction - rate * y
        if moves:
            s, y = moves[-1]
            direction = direction * ((s @ y) / (y @ y))
        for (s, y), rate in zip(moves, reversed(kept), strict=True):
            direction = direction + s * (rate - (y @ direction) / (s @ y))
        step, slope = 1.0 if moves else min(1.0, 1.0 / (np.abs(gradient).sum() + 1e-9)), gradient @ direction
        for _ in range(30):
            trial = theta + step * direction
            trial_value, trial_gradient = loss(trial)
            if trial_value <= value + 1e-4 * step * slope:
                break
            step *= 0.5
        s, y = trial - theta, trial_gradient - gradient
        if s @ y > 1e-10:
            moves = [*moves, (s, y)][-memory:]
        done = abs(value - trial_value) < 1e-6 * max(1.0, abs(value))
        theta, value, gradient = trial, trial_value, trial_gradient
        if done:
            break
    return theta
