"""Confidence: a line over the log-odds says how often events were right, keeps their order, and may be missing."""

import json
import math
import random
from typing import Any

from timeline.extraction.linear import Calibration, calibration_from, models_from, probability, shipped_models
from timeline.extraction.training.__main__ import written
from timeline.extraction.training.calibrating import calibration, rated
from timeline.extraction.training.gold import Annotated, annotated
from timeline.extraction.training.train import seen_by, unseen_events
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
EMPTY: dict[str, Any] = {"bias": 0.0, "weights": {}}
NO_CHOICE: dict[str, Any] = {"classes": [], "biases": [], "weights": {}}


def mines() -> Annotated:
    """A document of two sentences, the first of which is annotated."""
    text = "The United States approved the transfer of landmines to Ukraine on Tuesday. France condemned the decision."
    event = {
        "type": "transfer-authorization",
        "status": "actual",
        "date": "2024-11-19",
        "participants": [{"actor": "USA", "role": "supplier"}, {"actor": "UKR", "role": "recipient"}],
        "weapons": ["landmine"],
        "treaties": [],
        "evidence": [{"start": 0}],
    }
    return annotated({"doc": "a", "text": text, "published": "2024-11-20"}, {"events": [event]}, VOCABULARY)


def test_scores_that_promise_too_much_are_drawn_in() -> None:
    chance = random.Random(5)
    scores = [chance.uniform(-3.0, 3.0) for _ in range(4000)]
    found = calibration((score, chance.random() < probability(0.5 * score - 1.0)) for score in scores)
    assert abs(found["slope"] - 0.5) < 0.1 and abs(found["shift"] + 1.0) < 0.1
    line = calibration_from(found)
    shares = [line.share(score) for score in sorted(scores)]
    assert shares == sorted(shares)


def test_nothing_is_said_where_nothing_can_be_told() -> None:
    assert calibration([]) == calibration([(1.0, True)]) == calibration([(1.0, False)]) == {}
    # The more sure, the more often wrong: no line that falls would keep the order of events.
    assert calibration([(score, score < 0) for score in (-2.0, -1.0, 1.0, 2.0)] * 20) == {}


def test_weights_without_a_calibration_are_believed_as_they_are() -> None:
    record: dict[str, Any] = {
        **dict.fromkeys(("hint", "role", "date", "weapon", "treaty", "event"), EMPTY),
        **dict.fromkeys(("type", "status"), NO_CHOICE),
    }
    assert models_from(record).calibration == Calibration(1.0, 0.0)
    assert math.isclose(models_from(record).calibration.share(0.7), probability(0.7))
    record["calibration"] = {"slope": 0.5, "shift": -1.0}
    assert models_from(json.loads(written(record))).calibration == Calibration(0.5, -1.0)


def test_events_are_rated_by_models_that_did_not_see_them() -> None:
    models = shipped_models()
    unseen = [seen_by(models, mines(), fold, share, VOCABULARY) for fold, share in enumerate((1.0, 1.0, 0.3, 1.0))]
    events = list(unseen_events(unseen, VOCABULARY))
    assert len(events) >= 3 and any(right for _, right in events)
    assert events == list(unseen_events(unseen, VOCABULARY))
    told = rated([], mines().events, VOCABULARY)
    assert told == []
