"""Training: the fit finds what separates, its agreement is the evaluation's, and it is the same every time."""

import importlib.util
import json
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from timeline.extraction.linear import joint_from, models_from, shipped_models
from timeline.extraction.training.agreement import agreement, date_rightness
from timeline.extraction.training.blending import LEAST_SAY, Said, blend
from timeline.extraction.training.deciding import lower_models
from timeline.extraction.training.examples import example_documents
from timeline.extraction.training.fitting import Design
from timeline.extraction.training.gold import load
from timeline.extraction.training.lowers import lowers_from
from timeline.extraction.training.school import school
from timeline.vocabulary.reading import shipped_vocabulary

EVALUATION = Path(__file__).resolve().parents[3] / "shared" / "eval"
VOCABULARY = shipped_vocabulary()


def test_the_fit_finds_what_separates() -> None:
    rows = [["a", "x"], ["a", "y"], ["b", "x"], ["b", "y"]] * 10
    bias, weights = Design(rows).fit([1.0, 1.0, 0.0, 0.0] * 10, strength=0.1)
    assert weights["a"] > 1 > -1 > weights["b"]
    assert abs(bias) < 0.1
    assert abs(weights.get("x", 0.0) - weights.get("y", 0.0)) < 0.1


def test_what_is_learned_of_some_features_is_what_rows_of_these_alone_teach() -> None:
    rows, labels = [["a", "x"], ["a", "y"], ["b", "x"], ["b", "y"], ["y"]] * 4, [1.0, 0.0, 1.0, 0.3, 0.0] * 4
    alone = Design([[feature for feature in row if feature in "xb"] for row in rows])
    some = Design(rows).only(["b", "x", "unknown"])
    assert some.names == alone.names == ["b", "x"]
    assert some.fit(labels, strength=0.5) == alone.fit(labels, strength=0.5)
    assert Design(rows).only([]).fit(labels, strength=0.5)[1] == {}


def test_the_weights_of_several_contexts_add_up() -> None:
    model = joint_from({"bias": 0.5, "weights": {"any": {"f": 1.0, "g": -1.0}, "special": {"f": 2.0}}})
    assert model.score(["f", "g", "unknown"], ("any",)) == 0.5
    assert model.score(["f", "g"], ("any", "special")) == 2.5


def test_the_same_documents_give_the_same_weights() -> None:
    documents = example_documents(VOCABULARY)[::9]
    first, second = (json.dumps(lower_models(documents, VOCABULARY)) for _ in range(2))
    assert first == second
    assert example_documents(VOCABULARY)[5].reading.text == example_documents(VOCABULARY)[5].reading.text
    models_from({**json.loads(first), "event": {"bias": 0.0, "weights": {}}})


def test_the_same_is_learned_in_one_process_and_in_two() -> None:
    documents = example_documents(VOCABULARY)
    selections = [[document.doc for document in documents[start::97]] for start in (0, 5)]
    found = []
    for jobs in (1, 2):
        with school(documents[::97] + documents[5::97], VOCABULARY, jobs) as pupils:
            found.append(lowers_from(pupils, selections))
    alone, beside = found
    assert [each.record for each in alone] == [each.record for each in beside]
    assert [each.models.reader for each in alone] == [each.models.reader for each in beside]
    assert alone[0].models.reader != alone[1].models.reader


def test_a_linear_model_keeps_a_little_say_beside_a_reader_that_knows_better() -> None:
    rows = [
        (0.5, 2.0, 1.0),
        (0.4, -2.0, 0.0),
        (-0.3, 1.5, 1.0),
        (0.6, -1.0, 0.0),
        (0.9, 0.2, 0.0),
        (-0.2, -0.2, 1.0),
    ] * 5
    said = [Said(linear, read, right, 1.0) for linear, read, right in rows]
    found = blend(said)
    assert found.linear == LEAST_SAY < found.read
    turned = blend([each._replace(linear=each.right - 0.5, read=each.linear) for each in said])
    assert turned.linear > 1 > LEAST_SAY


def test_the_shipped_weights_know_every_type() -> None:
    models = shipped_models()
    assert set(models.type.classes) == set(VOCABULARY.event_types)
    assert models is shipped_models()


@pytest.mark.skipif(not EVALUATION.is_dir(), reason="the evaluation documents lie beside the checkout")
def test_the_agreement_is_that_of_the_evaluation() -> None:
    spec = importlib.util.spec_from_file_location("score_of_evaluation", EVALUATION / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    scorer = module.Scorer({w.id: set(w.parents) for w in VOCABULARY.weapons.values()})
    chance = random.Random(7)
    compared = agreed = 0
    for document in load(EVALUATION / "dev", VOCABULARY, held_back=None):
        for gold in document.events:
            other: Any = chance.choice(document.events).record
            changed = {**gold.record, "weapons": other["weapons"]} if chance.random() < 0.5 else other
            people = frozenset((p["actor"], p["role"]) for p in changed["participants"])
            mine, _ = agreement(
                gold, changed["type"], changed["date"], people, changed["weapons"], changed["treaties"], VOCABULARY
            )
            assert mine == scorer.strict(gold.record, changed), (gold.record, changed)
            compared += 1
            agreed += mine
    assert compared > 300 and agreed > 50


@pytest.mark.parametrize(
    ("status", "date", "right"),
    [
        ("planned", "2024-06", 1.0),
        ("planned", "2024-05-06", 0.6),
        ("planned", "2024-05-07", 0.0),
        ("actual", "2024-05-06", 1.0),
    ],
)
def test_what_is_planned_has_its_own_date_rather_than_that_of_its_announcement(
    status: str, date: str, right: float
) -> None:
    event = example_documents(VOCABULARY)[0].events[0]
    event = replace(event, status=status, dates=("2024-06", "2024-05-06"))
    assert date_rightness(event, date) == right
