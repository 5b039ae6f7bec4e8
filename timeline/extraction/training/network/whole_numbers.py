"""Learned weights → the whole numbers of a OneReader: a byte for each weight, states up to MOST."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.extraction.network.one_reader import TITLE
from timeline.extraction.network.states import MOST, REACHES
from timeline.extraction.network.word_vectors import UNIT, as_array
from timeline.extraction.training.network.batches import Array, Batch, Names
from timeline.extraction.training.network.learning import Network, Weights

HEAVIEST = 15_000  # of a column's weights together: with states up to MOST no sum of theirs reaches 2 to the 24th
BYTE = 127
FINEST = 50  # the largest whole number of a feature's weights: finer ones would fill the file and change nothing
Content = dict[str, npt.NDArray[Any]]
Steps = npt.NDArray[np.float64]


def whole_numbers(network: Network, names: Names, batches: Sequence[Batch]) -> Content:
    """The content of `OneReader`; the batches tell how great the states become."""
    weights = network.weights
    state, hidden = (largest / MOST for largest in _largest(network, batches))
    content: Content = {
        "kinds": as_array(names.kinds),
        "parts": as_array(names.parts),
        "marks": as_array(names.marks),
        "features": as_array(names.features),
    }
    steps = _inner(content, "first", weights, 1 / UNIT, state)
    content["mark weights"] = np.rint(weights["mark"] / steps).astype(np.int32)
    for number in range(len(REACHES)):
        _inner(content, f"wide {number}", weights, state, state)
    _inner(content, "title", weights, 1 / (UNIT * TITLE), state)
    _last(content, "type", weights["type"], weights["type bias"], state)
    steps = _inner(content, "pair", weights, state, hidden)
    features = weights["feature"] / steps
    unit = max(1, int(np.ceil(np.abs(features).max() / FINEST)))
    content["feature unit"] = np.array(unit, np.int32)
    content["feature weights"] = np.rint(features / unit).astype(np.int16)
    content["pair kinds"] = np.rint(weights["kind"] / steps).astype(np.int32)
    parts = (weights["part"][:, None] + weights["part of type"]).transpose(1, 0, 2)
    _last(content, "part", parts, weights["part bias"], hidden)
    return content


def scaled(content: Content, name: str, factor: float | Steps, shift: float | Steps) -> None:
    """Change what "type" or "part" say: log-odds times `factor` plus `shift`."""
    content[f"{name} factor"] = (content[f"{name} factor"] * factor).astype(np.float32)
    content[f"{name} bias"] = (content[f"{name} bias"] * factor + shift).astype(np.float32)


def _largest(network: Network, batches: Sequence[Batch]) -> tuple[float, float]:
    states, hidden = [1.0], [1.0]
    for batch in batches:
        met = network.course(batch).states[-1]
        states.append(float(met.max()))
        if len(batch.anchors):
            three, owned, _ = network.pairs(batch, met)
            hidden.append(float(network.hidden(batch, three, owned).max()))
    return max(states), max(hidden)


def _steps(weights: Array) -> Steps:
    """Of each column what one of its whole numbers is worth."""
    heights = np.abs(weights.astype(np.float64))
    return np.asarray(np.maximum(np.maximum(heights.max(axis=-2) / BYTE, heights.sum(axis=-2) / HEAVIEST), 1e-9))


def _bytes(weights: Array, steps: Steps) -> npt.NDArray[np.int8]:
    return np.rint(weights / steps[..., None, :]).astype(np.int8)


def _inner(content: Content, name: str, weights: Weights, before: float, after: float) -> Steps:
    """A layer from states of one worth to states of another; what one of its sums is worth."""
    steps = _steps(weights[name])
    content[f"{name} weights"] = _bytes(weights[name], steps)
    content[f"{name} bias"] = np.rint(weights[f"{name} bias"] / (steps * before)).astype(np.int32)
    content[f"{name} factor"] = (steps * before / after).astype(np.float32)
    return np.asarray(steps * before)


def _last(content: Content, name: str, weights: Array, bias: Array, before: float) -> None:
    """A layer from states to log-odds."""
    steps = _steps(weights)
    content[f"{name} weights"] = _bytes(weights, steps)
    content[f"{name} bias"] = bias.astype(np.float32)
    content[f"{name} factor"] = (steps * before).astype(np.float32)
