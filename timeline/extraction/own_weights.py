"""A user's own weights, a small file of additions to the shipped ones → models with both, and their digest.

`timeline train` makes the file; only what it makes is read. It holds, for the type, role and event decisions, what is
added to the shipped weights of the same features, and for which shipped weights it was made.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from timeline.errors import SourceRefused
from timeline.extraction.linear import WEIGHTS, Choices, Joint, Linear, Models, shipped_models

FORMAT = 1
LARGEST = 50_000_000  # bytes; no file of `timeline train` comes near it
HEAVIEST = 1000  # log-odds; a weight beyond it, or one that is no number, was not learned
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class OwnWeights:
    """The content of a file: `digest` names it, `base` the shipped weights that it adds to."""

    digest: str
    base: str
    documents: int
    type: Mapping[str, Weights]  # feature → class → weight
    role: Mapping[str, Weights]  # context → feature → weight
    event: Weights
    biases: Weights = field(default_factory=dict)  # of the types, and of "role" and "event"

    @property
    def fits(self) -> bool:
        """Whether they were made for the weights that are shipped with this program."""
        return self.base == shipped_digest()


def own_path() -> Path:
    """Where the user's own weights lie: beside the database that is used where none is named."""
    from platformdirs import user_data_path

    return user_data_path("timeline", appauthor=False) / "own-weights.json"


def digest(content: bytes) -> str:
    """The hexadecimal SHA-256 of a file of weights."""
    return hashlib.sha256(content).hexdigest()


def shipped_digest() -> str:
    """The digest of the weights that are shipped with the program."""
    return digest(WEIGHTS.read_bytes())


def own_weights(path: Path | None = None) -> OwnWeights | None:
    """The user's own weights; None where there are none. Raises SourceRefused for a file that is nothing of ours."""
    place = path or own_path()
    try:
        if place.stat().st_size > LARGEST:
            raise _refused(place, "it is too large")
        content = place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refused(place, (error.strerror or str(error)).lower()) from error
    return own_weights_from(content, place)


def own_weights_from(content: bytes, place: Path) -> OwnWeights:
    """The weights in the bytes of a file. Raises SourceRefused."""
    try:
        record = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _refused(place, "it is not JSON") from error
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise _refused(place, f"it does not say that its format is {FORMAT}")
    base, documents = record.get("base"), record.get("documents")
    if not isinstance(base, str) or not isinstance(documents, int):
        raise _refused(place, "it does not say for which weights it was made")
    nested = [_nested(record.get(name)) for name in ("type", "role")]
    flat = [_numbers(record.get(name)) for name in ("event", "biases")]
    if None in nested or None in flat:
        raise _refused(place, "a weight in it is missing or no number")
    kinds = set(shipped_models().type.classes)
    if not {kind for weights in nested[0].values() for kind in weights} <= kinds:  # type: ignore[union-attr]
        raise _refused(place, "it names a type of event that is none")
    return OwnWeights(digest(content), base, documents, *nested, *flat)  # type: ignore[arg-type]


def combined(base: Models, own: OwnWeights) -> Models:
    """The models whose weights are the sum of both."""
    return replace(base, type=_choices(base.type, own), role=_joint(base.role, own), event=_linear(base.event, own))


def models_with(own: OwnWeights | None) -> Models:
    """The shipped models, with a user's own weights added where there are any."""
    return shipped_models() if own is None else combined(shipped_models(), own)


def _choices(base: Choices, own: OwnWeights) -> Choices:
    weights = dict(base.weights)
    for feature, added in own.type.items():
        weights[feature] = _sum(base.of(feature), added)
    pairs = zip(base.classes, base.biases, strict=True)
    return Choices(base.classes, tuple(bias + own.biases.get(kind, 0.0) for kind, bias in pairs), weights)


def _joint(base: Joint, own: OwnWeights) -> Joint:
    weights = dict(base.weights)
    for context, added in own.role.items():
        weights[context] = _sum(weights.get(context, {}), added)
    return Joint(base.bias + own.biases.get("role", 0.0), weights)


def _linear(base: Linear, own: OwnWeights) -> Linear:
    return Linear(base.bias + own.biases.get("event", 0.0), _sum(base.weights, own.event))


def _sum(weights: Weights, added: Weights) -> dict[str, float]:
    return {**weights, **{name: weights.get(name, 0.0) + weight for name, weight in added.items()}}


def _numbers(found: Any) -> dict[str, float] | None:  # noqa: ANN401 - whatever a file holds
    """The weights by name; None where that is something else."""
    if not isinstance(found, dict):
        return None
    sound = (isinstance(n, int | float) and not isinstance(n, bool) and abs(n) <= HEAVIEST for n in found.values())
    return found if all(sound) else None


def _nested(found: Any) -> dict[str, dict[str, float]] | None:  # noqa: ANN401 - whatever a file holds
    """The weights by two names; None where that is something else."""
    if not isinstance(found, dict) or None in map(_numbers, found.values()):
        return None
    return found


def _refused(place: Path, why: str) -> SourceRefused:
    return SourceRefused(
        f"{place} cannot be used as your own weights: {why}. Remove it with timeline train --forget, "
        "or pass it over with --shipped-weights."
    )
