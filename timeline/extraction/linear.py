"""A file of weights → small linear models over named features, applied in plain Python."""

import functools
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

WEIGHTS = Path(__file__).resolve().parent / "weights.json"


def probability(score: float) -> float:
    """The logistic function."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


@dataclass(frozen=True, slots=True)
class Linear:
    """One yes-or-no decision: a bias and a weight for each feature's name."""

    bias: float
    weights: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """The log-odds; a feature without a weight says nothing."""
        get = self.weights.get
        return self.bias + sum([get(feature, 0.0) for feature in features])

    def reasons(self, features: Iterable[str], limit: int = 5) -> list[tuple[str, float]]:
        """The features that weigh most in this decision, for people who ask why."""
        weighed = {f: self.weights[f] for f in features if f in self.weights}
        return sorted(weighed.items(), key=lambda item: (-abs(item[1]), item[0]))[:limit]


@dataclass(frozen=True, slots=True)
class Choices:
    """One decision a class over the same features: the weights of each feature for the classes that it speaks for."""

    classes: tuple[str, ...]
    biases: tuple[float, ...]
    weights: Mapping[str, tuple[tuple[int, float], ...]]

    def scores(self, features: Iterable[str]) -> list[float]:
        """The log-odds of every class."""
        totals = list(self.biases)
        get = self.weights.get
        for feature in features:
            for index, weight in get(feature, ()):
                totals[index] += weight
        return totals


JOINT = "¦"  # joins a context to a feature in the name of a joint weight


@dataclass(frozen=True, slots=True)
class Joint:
    """One yes-or-no decision whose features weigh differently in different contexts (a role, a role of one type, …)."""

    bias: float
    weights: Mapping[str, Mapping[str, float]]  # feature → context → weight

    def known(self, features: Iterable[str]) -> list[Mapping[str, float]]:
        """What is known of each feature in any context; done once for many contexts."""
        weights = self.weights
        return [weights[feature] for feature in features if feature in weights]

    def score(self, known: list[Mapping[str, float]], contexts: tuple[str, ...]) -> float:
        """The log-odds in these contexts together."""
        return self.bias + sum([by[c] for by in known for c in contexts if c in by])


def joint_names(features: Iterable[str], contexts: Iterable[str]) -> list[str]:
    """The names under which a joint model's weights stand in the weights file."""
    return [f"{context}{JOINT}{feature}" for feature in features for context in contexts]


@dataclass(frozen=True, slots=True)
class Models:
    """All decisions of extraction."""

    type: Choices
    hint: Linear
    role: Joint
    date: Linear
    weapon: Linear
    treaty: Linear
    status: Choices
    event: Linear


def choices_from(record: Mapping[str, object]) -> Choices:
    """The Choices of a weights file: {"classes", "biases", "weights": {feature: {class: weight}}}."""
    classes = tuple(map(str, _list(record["classes"])))
    index = {name: i for i, name in enumerate(classes)}
    weights = {
        feature: tuple((index[name], float(weight)) for name, weight in by_class.items())
        for feature, by_class in _dict(record["weights"]).items()
    }
    return Choices(classes, tuple(float(b) for b in _list(record["biases"])), weights)


def joint_from(record: Mapping[str, object]) -> Joint:
    """The Joint of a weights file: {"bias", "weights": {"context¦feature": weight}}."""
    weights: dict[str, dict[str, float]] = {}
    for name, weight in _dict(record["weights"]).items():
        context, _, feature = name.partition(JOINT)
        weights.setdefault(feature, {})[context] = float(str(weight))
    return Joint(float(str(record["bias"])), weights)


def linear_from(record: Mapping[str, object]) -> Linear:
    """The Linear of a weights file: {"bias", "weights": {feature: weight}}."""
    return Linear(float(str(record["bias"])), _dict(record["weights"]))


def _dict(value: object) -> dict[str, "dict[str, float]"] | dict[str, float]:
    if not isinstance(value, dict):
        raise TypeError("weights.json: an object was expected")
    return value


def _list(value: object) -> list[float] | list[str]:
    if not isinstance(value, list):
        raise TypeError("weights.json: a list was expected")
    return value


def models_from(record: Mapping[str, Mapping[str, object]]) -> Models:
    """The models of one weights record."""
    return Models(
        type=choices_from(record["type"]),
        hint=linear_from(record["hint"]),
        role=joint_from(record["role"]),
        date=linear_from(record["date"]),
        weapon=linear_from(record["weapon"]),
        treaty=linear_from(record["treaty"]),
        status=choices_from(record["status"]),
        event=linear_from(record["event"]),
    )


@functools.cache
def shipped_models() -> Models:
    """The models that are shipped with the program."""
    return models_from(json.loads(WEIGHTS.read_text(encoding="utf-8")))
