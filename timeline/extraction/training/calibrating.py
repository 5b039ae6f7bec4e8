"""Events of documents that the models had not seen, and whether they were right → how far a score can be believed."""

from collections.abc import Iterable, Sequence

import numpy as np

from timeline.documents.proposal import ProposedEvent
from timeline.extraction.decisions import Draft
from timeline.extraction.training.fitting import Array, minimise
from timeline.extraction.training.gold import GoldEvent
from timeline.extraction.training.scoring import outcomes
from timeline.vocabulary.vocabulary import Vocabulary

Rated = tuple[float, bool]  # the log-odds of an event, and whether it was strictly right


def rated(
    told: Sequence[tuple[Draft, ProposedEvent]], gold: Sequence[GoldEvent], vocabulary: Vocabulary
) -> list[Rated]:
    """The events of one document that count, each with whether it was strictly right."""
    right = outcomes(gold, [event for _, event in told], vocabulary)
    return [(draft.score, each[0]) for (draft, _), each in zip(told, right, strict=True) if each is not None]


def calibration(events: Iterable[Rated]) -> dict[str, float]:
    """The calibration record of a weights file; an empty one, which leaves all as it is, where it cannot be told.

    Platt's method (1999): a logistic regression on the score alone, whose aims are drawn in by one event of each kind.
    """
    known = list(events)
    right = sum(strict for _, strict in known)
    wrong = len(known) - right
    if not right or not wrong:
        return {}
    scores = np.array([score for score, _ in known])
    aims = np.array([(right + 1) / (right + 2) if strict else 1 / (wrong + 2) for _, strict in known])

    def loss(line: Array) -> tuple[float, Array]:
        margin = line[0] * scores + line[1]
        error = 1.0 / (1.0 + np.exp(-np.clip(margin, -30, 30))) - aims
        value = float((np.logaddexp(0.0, margin) - aims * margin).sum())
        return value, np.array([float(error @ scores), float(error.sum())])

    slope, shift = minimise(loss, np.array([1.0, 0.0]))
    return {"slope": round(float(slope), 3), "shift": round(float(shift), 3)} if slope > 0 else {}
