"""A record of weights → the same without what tells next to nothing: hundredths, and few light weights."""

from collections.abc import Mapping
from typing import Any

LEAST_KEPT = {"type": 0.06, "status": 0.1}  # the least weight of the finished model that is kept, where it has classes
PLACES = 2  # decimals of a weight: a third one would be a seventh of the packed file


def lightened(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record of `train` with its weights rounded, those below `LEAST_KEPT` left out; biases stay as they are."""
    return {name: _lighter(model, LEAST_KEPT.get(name, 0.0)) for name, model in record.items()}


def _lighter(model: Mapping[str, Any], least: float) -> dict[str, Any]:
    if "weights" not in model:
        return dict(model)
    return {**model, "weights": _rounded(model["weights"], least)}


def _rounded(weights: Mapping[str, Any], least: float) -> dict[str, Any]:
    found = {
        name: _rounded(weight, least) if isinstance(weight, Mapping) else round(weight, PLACES)
        for name, weight in weights.items()
        if isinstance(weight, Mapping) or abs(weight) >= least
    }
    return {name: weight for name, weight in found.items() if weight}
