"""A user's annotated documents → additions to the shipped weights, and whether they help on documents kept back.

The shipped models' log-odds stand fixed under a regularised logistic regression over the same named features: what it
learns is only where the user's documents speak against them.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from timeline.errors import SourceRefused
from timeline.extraction import parts
from timeline.extraction.candidates import FLOOR
from timeline.extraction.extract import actor_kinds
from timeline.extraction.linear import Models, by_context, joint_score, shipped_models
from timeline.extraction.own_weights import FORMAT, OwnWeights, combined, own_weights_from, shipped_digest
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.training.deciding import places, role_rows, type_sentences
from timeline.extraction.training.fitting import Array, Design
from timeline.extraction.training.gold import Annotated, is_held_back
from timeline.extraction.training.scoring import Score, score
from timeline.extraction.training.train import Unseen, event_rows, seen_by
from timeline.extraction.type_features import document_features, hint_features, type_features
from timeline.vocabulary.vocabulary import Vocabulary

FEWEST = 10  # documents below which nothing can be learned and measured
FOLDS = 3  # each judged by what the others taught
STRENGTH = {"type": 10.0, "role": 30.0, "event": 15.0}  # L2 penalties: high, for the documents are few
STEADY = 15.0  # … of the biases, so that what the documents lack is not taken for impossible


@dataclass(frozen=True, slots=True)
class Comparison:
    """Weights learned from some documents, and both scores on the others, which were kept back."""

    own: OwnWeights
    content: bytes  # of the file that holds them
    learned: int
    kept_back: int
    shipped_score: Score
    own_score: Score

    @property
    def helps(self) -> bool:
        """Whether neither the strict nor the relaxed F1 falls, and one of them rises."""
        before, after = (_f1s(each) for each in (self.shipped_score, self.own_score))
        return after != before and all(b <= a for b, a in zip(before, after, strict=True))


def compared(documents: Sequence[Annotated], vocabulary: Vocabulary) -> Comparison:
    """What the documents but every fifth teach, measured on these. Raises SourceRefused where there are too few."""
    if len(documents) < FEWEST:
        raise SourceRefused(
            f"At least {FEWEST} documents that are wholly decided on are needed to learn from; there are "
            f"{len(documents)}. Decide on more of what was proposed, with timeline review."
        )
    kept = [one for number, one in enumerate(documents) if is_held_back(number)]
    others = [one for number, one in enumerate(documents) if not is_held_back(number)]
    for part, what in ((kept, "kept back to measure on"), (others, "to learn from")):
        if not any(event.core for one in part for event in one.events):
            raise SourceRefused(
                f"None of the {len(part)} documents {what} reports an event, so that nothing can be said of own "
                "weights: decide on more documents, with timeline review."
            )
    content = written(own_record(others, vocabulary, shipped_models()))
    own = own_weights_from(content, Path("own-weights.json"))
    scores = [score(kept, vocabulary, models) for models in (shipped_models(), combined(shipped_models(), own))]
    return Comparison(own, content, len(others), len(kept), *scores)


def written(record: dict[str, Any]) -> bytes:
    """The file of own weights: one weight a line, in the order of the names."""
    return (json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def own_record(documents: Sequence[Annotated], vocabulary: Vocabulary, base: Models) -> dict[str, Any]:
    """The record of `own_weights_from`; deterministic. A fold's events are judged by weights that did not see it."""
    unseen: list[Unseen] = []
    for fold in range(FOLDS):
        lower = _lower([one for number, one in enumerate(documents) if number % FOLDS != fold], vocabulary, base)
        models = combined(base, own_weights_from(written(lower), Path("own-weights.json")))
        unseen += [
            seen_by(models, one, fold, vocabulary) for number, one in enumerate(documents) if number % FOLDS == fold
        ]
    record = _lower(documents, vocabulary, base)
    record["biases"]["event"], record["event"] = _events(unseen, base)
    return record


def _lower(documents: Sequence[Annotated], vocabulary: Vocabulary, base: Models) -> dict[str, Any]:
    """The record without anything for the event decision."""
    biases, types = _types(documents, base)
    biases["role"], roles = _roles(documents, vocabulary, base)
    head = {"format": FORMAT, "base": shipped_digest(), "documents": len(documents)}
    return {**head, "biases": biases, "type": types, "role": roles, "event": {}}


def _types(documents: Sequence[Annotated], base: Models) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """The biases of the types, and the weights of each feature by type."""
    sentences, stated = type_sentences(documents)
    rows = [type_features(d.reading, index) + document_features(d.reading) for d, index in sentences]
    scores = [_read_too(base, d, index, base.type.scores(row)) for (d, index), row in zip(sentences, rows, strict=True)]
    design = Design(rows)
    biases: dict[str, float] = {}
    weights: dict[str, dict[str, float]] = {}
    for kind in base.type.classes:
        hints = (base.hint.score(hint_features(d.reading, index, kind)) for d, index in sentences)
        offsets = np.array([each[kind] + hint for each, hint in zip(scores, hints, strict=True)])
        labels = [found.get(kind, 0.0) for found in stated]
        if not any(labels) and not any(offsets > FLOOR):
            continue
        bias, found = design.fit(labels, STRENGTH["type"], offsets=offsets, steady=STEADY)
        biases[kind] = bias
        for feature, weight in found.items():
            weights.setdefault(feature, {})[kind] = weight
    return biases, weights


def _read_too(base: Models, document: Annotated, index: int, scores: dict[str, float]) -> dict[str, float]:
    """The log-odds of the types with what the sentence reader adds."""
    read = base.reader.types(document.reading, index) if base.reader else {}
    return {kind: score + read.get(kind, 0.0) for kind, score in scores.items()}


def _roles(
    documents: Sequence[Annotated], vocabulary: Vocabulary, base: Models
) -> tuple[float, dict[str, dict[str, float]]]:
    pairs = [(d.reading, event, c) for d in documents for event in d.events for c in places(d.reading, event, base)]
    rows, labels, shares = role_rows(pairs, vocabulary)
    read = [added for reading, _, place in pairs for added in _read_roles(reading, place, base, vocabulary)]
    offsets = np.array([joint_score(base.role, row) + added for row, added in zip(rows, read, strict=True)])
    bias, found = additions(rows, labels, shares, offsets, STRENGTH["role"])
    return bias, by_context(found)


def _read_roles(reading: Reading, place: Candidate, base: Models, vocabulary: Vocabulary) -> list[float]:
    """What the sentence reader adds, in the order of the rows of `train.role_rows`."""
    kinds = actor_kinds(reading, vocabulary)
    rows = list(parts.role_rows(reading, place, kinds))
    read = parts.read_roles(reading, place, base, kinds)
    actors, roles = (list(dict.fromkeys(each)) for each in ((r.actor.actor for r in rows), (r.role for r in rows)))
    return [read.get((actor, role), 0.0) for actor in actors for role in roles]


def _events(unseen: Iterable[Unseen], base: Models) -> tuple[float, dict[str, float]]:
    rows, labels = event_rows(unseen)
    offsets = np.array([base.event.score(row) for row in rows])
    return additions(rows, labels, [1.0] * len(rows), offsets, STRENGTH["event"])


def additions(
    rows: list[list[str]], labels: list[float], shares: list[float], offsets: Array, strength: float
) -> tuple[float, dict[str, float]]:
    """The bias and weights to add where the log-odds `offsets` are given already: none where these say it all."""
    if not rows:
        return 0.0, {}
    return Design(rows).fit(labels, strength, offsets=offsets, weights=np.array(shares), steady=STEADY)


def _f1s(total: Score) -> tuple[float, float]:
    return total.shares(total.strict)[2], total.shares(total.relaxed)[2]
