"""A record of weights → the same without what tells next to nothing: hundredths, and few light weights."""

from collections.abc import Mapping
from typing import Any

LIGHTEST = {"type": 0.06, "status": 0.1}  # the least weight that is kept, of a model with classes
PLACES = 2  # decimals of a weight: finer ones would be a quarter of the file and move no log-odds by more than 0.05


def lightened(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record of `train` with its weights rounded, those of `LIGHTEST` left out; biases stay as they are."""
    return {name: _lighter(model, LIGHTEST.get(name, 0.0)) for name, model in record.items()}


def _lighter(model: Mapping[str, Any], least: float) -> dict[str, Any]:
    if "weights" not in model:
        return dict(model)
    kept = {feature: _rounded(weight, least) for feature, weight in model["weights"].items()}
    return {**model, "weights": {feature: weight for feature, weight in kept.items() if weight != {}}}


def _rounded(weight: Any, least: float) -> Any:  # noqa: ANN401 - a record of JSON
    if isinstance(weight, Mapping):
        return {
            name: _rounded(each, least)
            for name, each in weight.items()
            if isinstance(each, Mapping) or abs(each) >= least
        }
    return round(weight, PLACES)
