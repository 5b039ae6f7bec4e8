"""A file of weights → small linear models over named features, applied in plain Python.

Weights are added up as whole numbers, in billionths: these sums are exact, in whatever order, company and Python.
"""

import functools
import json
import math
import struct
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.extraction.network.sentence_reader import SentenceReader
    from timeline.extraction.rows import Known

WEIGHTS = Path(__file__).resolve().parent / "weights.json"
_JOINT = "¦"
BILLION = 10**9  # weights are added up as so many times what they are
_BITS = 64
_ZERO = 1 << 62  # of a number in a row: in the middle of its 64 bits, so that sums below nothing borrow from no other
_MOST = 1e5  # the heaviest weight that a row holds: thousands of such do not fill its 64 bits
Reason = tuple[str, float]
"""A feature's name and how much it adds to the log-odds of a decision."""


def weightiest(weighed: Iterable[Reason], limit: int | None = 5) -> list[Reason]:
    """The reasons, heaviest first, those of one name added up and those without weight left out."""
    totals: dict[str, float] = {}
    for feature, weight in weighed:
        totals[feature] = totals.get(feature, 0.0) + weight
    ranked = sorted(totals.items(), key=lambda reason: (-abs(reason[1]), reason[0]))
    return [reason for reason in ranked if reason[1]][:limit]


def probability(score: float) -> float:
    """The logistic function."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


@dataclass(frozen=True, slots=True)
class Linear:
    """One yes-or-no decision: a bias and a weight for each feature's name."""

    bias: float
    weights: Mapping[str, float]
    _billionths: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def score(self, features: Iterable[str]) -> float:
        """The log-odds; a feature without a weight says nothing."""
        if not self._billionths:
            self._billionths.update({feature: billionths(weight) for feature, weight in self.weights.items()})
        get = self._billionths.get
        return sum(filter(None, map(get, features)), billionths(self.bias)) / BILLION

    def reasons(self, features: Iterable[str], limit: int | None = 5) -> list[Reason]:
        """The features that weigh most in this decision, for people who ask why; without a limit, all that weigh."""
        return weightiest(((feature, self.weights.get(feature, 0.0)) for feature in features), limit)


NEVER = Linear(-1.0, {})
"""The decision that is always no."""


class Scores(dict[str, float]):
    """The log-odds of every class, and `total`, all of them abreast: further features may be added to them."""

    __slots__ = ("total",)
    total: int


@dataclass(frozen=True, slots=True)
class Choices:
    """One decision a class over the same features: the weights of each feature for the classes that it speaks for.

    In the file the weights of a feature are one text, "weapon-test 0.41 threat -0.2": most of the many features never
    occur in a document, and only those that do are taken apart.
    """

    classes: tuple[str, ...]
    biases: tuple[float, ...]
    weights: dict[str, str | Mapping[str, float]]  # feature → its weights by class, or the text that says them
    _rows: dict[str, int] = field(default_factory=dict, repr=False, compare=False)  # its weights abreast; 0 before

    def of(self, feature: str) -> Mapping[str, float]:
        """The weights of a feature by class; of one that is not known, none."""
        said = self.weights.get(feature)
        if said is None:
            return {}
        if isinstance(said, str):
            words = said.split(" ")
            said = dict(zip(words[::2], map(float, words[1::2]), strict=True))
            self.weights[feature] = said
        return said

    def scores(self, features: Iterable[str], base: Scores | None = None) -> Scores:
        """The log-odds of every class; `base` are those of features that were counted before. Exact to a billionth."""
        total = _abreast(self.biases) if base is None else base.total
        if not self._rows:
            self._rows.update(dict.fromkeys(self.weights, 0))
        features = list(features)
        rows = list(map(self._rows.get, features))
        if 0 in rows:
            for feature, row in zip(features, rows, strict=True):
                if row == 0:
                    self._add_row(feature)
            rows = list(map(self._rows.get, features))
        total = sum(filter(None, rows), total)
        found = Scores(zip(self.classes, _apart(total, len(self.classes)), strict=True))
        found.total = total
        return found

    def _add_row(self, feature: str) -> None:
        said = self.of(feature).items()
        weights = [(self.classes.index(name), max(-_MOST, min(_MOST, weight))) for name, weight in said]
        self._rows[feature] = sum(billionths(weight) << _BITS * place for place, weight in weights)

    def reasons(self, features: Iterable[str], name: str, limit: int | None = 5) -> list[Reason]:
        """The features that weigh most for or against one class."""
        return weightiest(((feature, self.of(feature).get(name, 0.0)) for feature in features), limit)


@dataclass(frozen=True, slots=True)
class Joint:
    """One yes-or-no decision whose features weigh differently in different contexts (a role, a role of one type, …)."""

    bias: float
    weights: Mapping[str, Mapping[str, float]]  # context → feature → weight
    _tables: dict[tuple[str, ...], dict[str, int]] = field(default_factory=dict, repr=False, compare=False)

    def table(self, contexts: tuple[str, ...]) -> Mapping[str, int]:
        """The weights of all features in these contexts together, in billionths; added up once and kept."""
        table = self._tables.get(contexts)
        if table is None:
            table = self._tables[contexts] = {}
            for context in contexts:
                for feature, weight in self.weights.get(context, {}).items():
                    table[feature] = table.get(feature, 0) + billionths(weight)
        return table

    def score(self, features: Iterable[str], contexts: tuple[str, ...]) -> float:
        """The log-odds in these contexts together."""
        return self.scores([features], contexts)[0]

    def scores(self, rows: Iterable[Iterable[str]], contexts: tuple[str, ...]) -> list[float]:
        """The log-odds of several rows."""
        get, bias = self.table(contexts).get, billionths(self.bias)
        return [sum(filter(None, map(get, features)), bias) / BILLION for features in rows]

    def reasons(self, features: Iterable[str], contexts: tuple[str, ...], limit: int | None = 5) -> list[Reason]:
        """The features that weigh most in these contexts together."""
        tables = [self.weights[context] for context in contexts if context in self.weights]
        weighed = ((feature, table.get(feature, 0.0)) for feature in features for table in tables)
        return weightiest(weighed, limit)


def billionths(weight: float) -> int:
    """A weight as it is added up."""
    return round(weight * BILLION)


def _abreast(numbers: Sequence[float]) -> int:
    """Numbers side by side in one long whole number, in billionths, 64 bits each: one addition adds up all of them.

    Adding up the classes one by one took a third of all of extraction.
    """
    each = [_ZERO + round(number * BILLION) for number in numbers]
    return int.from_bytes(struct.pack(f"<{len(each)}Q", *each), "little")


def _apart(total: int, count: int) -> list[float]:
    """So many numbers that stand `_abreast`."""
    numbers = struct.unpack(f"<{count}Q", total.to_bytes(8 * count, "little"))
    return [(each - _ZERO) / BILLION for each in numbers]


def joint_score(model: Joint, names: Iterable[str]) -> float:
    """The log-odds of a row whose features bear their `joint_names`, as they do where a joint model is learned."""
    parts = (name.partition(_JOINT) for name in names)
    return model.bias + math.fsum([model.weights.get(c, {}).get(feature, 0.0) for c, _, feature in parts])


def joint_names(features: Iterable[str], contexts: Iterable[str]) -> list[str]:
    """The names under which a joint model's weights are learned; millions of rows share each of them."""
    return [sys.intern(f"{context}{_JOINT}{feature}") for feature in features for context in contexts]


def by_context(learned: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Learned weights under their `joint_names` → context → feature → weight, as the weights file has them."""
    weights: dict[str, dict[str, float]] = {}
    for name, weight in learned.items():
        context, _, feature = name.partition(_JOINT)
        weights.setdefault(context, {})[feature] = weight
    return weights


@dataclass(frozen=True, slots=True)
class Calibration:
    """The event model's log-odds → how often an event so rated was strictly right: a line over log-odds (Platt 1999).

    The event model rates drafts one by one, also those that a likelier one takes in, and it knows its own training
    documents. A rising line keeps the order of events, so that it changes what is said of them and not which are found.
    """

    slope: float = 1.0
    shift: float = 0.0

    def share(self, score: float) -> float:
        """The probability that an event with these log-odds is strictly right."""
        return probability(self.slope * score + self.shift)


@dataclass(frozen=True, slots=True)
class Models:
    """All decisions of extraction, and how far the last of them can be believed."""

    type: Choices
    hint: Linear
    role: Joint
    date: Joint
    weapon: Joint
    treaty: Joint
    status: Choices
    event: Linear
    rival_date: Linear = NEVER  # whether the second likeliest date is meant; without one, it never is
    calibration: Calibration = field(default_factory=Calibration)  # without one: the event model's own probability
    reader: "SentenceReader | None" = None  # adds to the log-odds of types, roles and dates what it reads
    _known: dict[str, "Known"] = field(default_factory=dict, init=False, repr=False, compare=False)

    def known(self, asked: str) -> "Known":
        """The features of what is asked for, an "actor" or a "date", by number; made once and kept."""
        known = self._known.get(asked)
        if known is None:
            from timeline.extraction.rows import Known

            model = self.date if asked == "date" else self.role
            known = self._known[asked] = Known(model, self.reader.features[asked] if self.reader else {})
        return known


def choices_from(record: Mapping[str, Any]) -> Choices:
    """The Choices of a weights file: {"classes", "biases", "weights": {feature: "class weight class weight …"}}."""
    return Choices(tuple(record["classes"]), tuple(record["biases"]), dict(record["weights"]))


def joint_from(record: Mapping[str, Any]) -> Joint:
    """The Joint of a weights file: {"bias", "weights": {context: {feature: weight}}}."""
    return Joint(record["bias"], record["weights"])


def linear_from(record: Mapping[str, Any]) -> Linear:
    """The Linear of a weights file: {"bias", "weights": {feature: weight}}."""
    return Linear(record["bias"], record["weights"])


def calibration_from(record: Mapping[str, Any]) -> Calibration:
    """The Calibration of a weights file: {"slope", "shift"}, or nothing where it has none."""
    return Calibration(record["slope"], record["shift"]) if record else Calibration()


def models_from(record: Mapping[str, Mapping[str, Any]], reader: "SentenceReader | None" = None) -> Models:
    """The models of one weights record, which may lack "calibration" and "rival date", and the sentence reader."""
    return Models(
        type=choices_from(record["type"]),
        hint=linear_from(record["hint"]),
        role=joint_from(record["role"]),
        date=joint_from(record["date"]),
        weapon=joint_from(record["weapon"]),
        treaty=joint_from(record["treaty"]),
        status=choices_from(record["status"]),
        event=linear_from(record["event"]),
        rival_date=linear_from(record["rival date"]) if "rival date" in record else NEVER,
        calibration=calibration_from(record.get("calibration", {})),
        reader=reader,
    )


@functools.cache
def shipped_models() -> Models:
    """The models that are shipped with the program."""
    from timeline.extraction.network.sentence_reader import shipped_reader

    return models_from(json.loads(WEIGHTS.read_text(encoding="utf-8")), shipped_reader())
