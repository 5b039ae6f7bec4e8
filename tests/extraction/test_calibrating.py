"""Confidence: a line over the log-odds says how often events were right, keeps their order, and may be missing."""

import json
import math
import random
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from benchmarks.calibration import bins_of, page
from benchmarks.reliability_chart import chart
from timeline.documents.proposal import Participant, ProposedEvent, WeaponLine
from timeline.extraction.linear import Calibration, calibration_from, models_from, probability, shipped_models
from timeline.extraction.own_weights import shipped_digest
from timeline.extraction.training.__main__ import written
from timeline.extraction.training.calibrating import calibration, rated
from timeline.extraction.training.examples import example_documents
from timeline.extraction.training.gold import Annotated, annotated
from timeline.extraction.training.train import FOLDS, seen_by, unseen_events
from timeline.vocabulary.reading import shipped_vocabulary

ROOT = Path(__file__).resolve().parents[2]
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
    unseen = [seen_by(models, mines(), part, VOCABULARY) for part in range(FOLDS)]
    events = list(unseen_events(unseen, VOCABULARY))
    example = seen_by(models, replace(mines(), doc=example_documents(VOCABULARY)[0].doc), 0, VOCABULARY)
    assert len(list(unseen_events([*unseen, example], VOCABULARY))) == len(events)  # it teaches, and is not rated
    assert len(events) >= 3 and any(right for _, right in events)
    assert events == list(unseen_events(unseen, VOCABULARY))
    told = rated([], mines().events, VOCABULARY)
    assert told == []


def test_events_fall_into_tenths_of_stated_confidence() -> None:
    document = mines()
    right = ProposedEvent(
        "transfer-authorization",
        "2024-11-19",
        participants=(Participant("USA", "supplier"), Participant("UKR", "recipient")),
        weapons=(WeaponLine("landmine"),),
        confidence=0.7,
    )
    wrong = ProposedEvent("condemnation", "2024-11-20", confidence=0.29, lane="review")
    found = [(document, [right, wrong])]
    bins = bins_of(found, VOCABULARY)
    assert [(n, one.events, one.strict, one.loose) for n, one in enumerate(bins) if one.events] == [
        (2, 1, 0, 0),
        (7, 1, 1, 1),
    ]
    told = page(found, VOCABULARY, "one document", chart_too=False)
    assert "| 0.7 to 0.8 | 1 | 0.70 | 1.00 | 1.00 |\n" in told
    assert "| auto | 1 | 1.00 | 1.00 | 1.00 | 1.00 | 0 |\n| review | 1 | 0.00 | 0.00 | 0.00 | 0.00 | 0 |\n" in told
    assert "| auto and review | 2 | 0.50 | 1.00 | 0.50 | 1.00 | 0 |\n" in told
    assert "| 0.30 | 1 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |\n" in told


def test_the_chart_is_well_formed() -> None:
    drawn = ElementTree.fromstring(chart([(0.25, 0.2), (0.75, 0.8)], []))  # noqa: S314 - our own
    assert len(drawn.findall("{*}circle")) == 2
    assert ElementTree.fromstring((ROOT / "docs" / "calibration.svg").read_text("utf-8")).tag == drawn.tag  # noqa: S314


def test_the_page_is_that_of_the_shipped_weights() -> None:
    made_with = f"with the weights {shipped_digest()[:12]}, "
    said = "run python -m benchmarks.calibration after make train"
    assert made_with in (ROOT / "docs" / "calibration.md").read_text("utf-8"), said
