"""Own weights learn what a person does not want, add up with the shipped ones, and nothing else is read as them."""

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.extraction.own_documents import own_documents
from timeline.errors import SourceRefused
from timeline.extraction.batch import SHOWN
from timeline.extraction.extract import events_of
from timeline.extraction.linear import Models, joint_names, joint_score, shipped_models
from timeline.extraction.own_weights import combined, models_with, own_weights, own_weights_from, shipped_digest
from timeline.extraction.training.gold import Annotated, annotated
from timeline.extraction.training.own import additions, compared, own_record, written
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
RECORD: dict[str, Any] = {
    "format": 1,
    "base": "0" * 64,
    "documents": 12,
    "biases": {"threat": -1.0, "role": 0.5, "event": 2.0},
    "type": {"w=vowed": {"threat": 0.25}, "no such feature": {"denial": 1.0}},
    "role": {"speaker": {"src=sent": 0.5}, "a new context": {"f": 1.0}},
    "event": {"type=threat": -0.5},
}
PLACE = Path("own-weights.json")


@pytest.fixture(scope="module")
def documents() -> list[Annotated]:
    """Fifteen documents of a person who wants no criticism."""
    return [annotated(record, record, VOCABULARY) for record in own_documents()]


def test_what_a_person_rejects_is_found_no_more(documents: list[Annotated]) -> None:
    found = compared(documents, VOCABULARY)
    assert (found.learned, found.kept_back, found.helps) == (12, 3, True)
    before, after = found.shipped_score, found.own_score
    assert before.core == after.core == after.proposed == 3
    assert before.proposed > 3 and after.strict >= before.strict
    assert found.own.fits and found.own.documents == 12
    assert own_weights_from(found.content, PLACE) == found.own
    learned = [document for number, document in enumerate(documents) if number % 5 != 4]
    assert found.content == written(own_record(learned, VOCABULARY, shipped_models()))
    assert shown(documents[4], shipped_models()) == ["condemnation", "transfer-authorization"]
    assert shown(documents[4], models_with(found.own)) == ["transfer-authorization"]


def shown(document: Annotated, models: Models) -> list[str]:
    """The types of the events that are not archived."""
    return [event.type for event in events_of(document.reading, VOCABULARY, models) if event.lane in SHOWN]


def test_only_what_the_given_log_odds_leave_open_is_learned() -> None:
    rows, labels, shares = [["a"], ["b"]] * 50, [1.0, 0.0] * 50, [1.0] * 100
    assert additions(rows, labels, shares, np.array([9.0, -9.0] * 50), 1.0)[1] == {}
    _, against = additions(rows, labels, shares, np.array([-1.0, 1.0] * 50), 1.0)
    assert against["a"] > 1 > -1 > against["b"]
    # A bias that moved freely would make what the rows lack impossible.
    assert -1.5 < additions([["a"]] * 50, [0.0] * 50, [1.0] * 50, np.zeros(50), 10.0)[0] < 0
    assert additions([], [], [], np.zeros(0), 1.0) == (0.0, {})


def test_where_nothing_differs_nothing_helps(documents: list[Annotated]) -> None:
    told = []
    for document in documents:
        found = [event for event in events_of(document.reading, VOCABULARY) if event.lane in SHOWN]
        events = [
            {
                "type": event.type,
                "status": event.status,
                "date": event.date,
                "participants": [{"actor": p.actor, "role": p.role} for p in event.participants],
                "weapons": [line.weapon for line in event.weapons],
                "treaties": list(event.treaties),
                "evidence": [{"start": passage.start} for passage in event.evidence],
            }
            for event in found
        ]
        text = document.reading.text
        told.append(annotated({"doc": document.doc, "text": text, "published": "2024-11-20"}, {"events": events},
                              VOCABULARY))  # fmt: skip
    found_again = compared(told, VOCABULARY)
    assert found_again.shipped_score.strict == found_again.shipped_score.core >= 3
    assert not found_again.helps


def test_too_little_to_learn_from_is_refused(documents: list[Annotated]) -> None:
    with pytest.raises(SourceRefused, match=r"At least 10 documents .* there are 9"):
        compared(documents[:9], VOCABULARY)
    empty = [Annotated(each.doc, each.reading, ()) for each in documents]
    with pytest.raises(SourceRefused, match="None of the 3 documents kept back to measure on reports an event"):
        compared(empty, VOCABULARY)


def test_weights_add_up() -> None:
    base = shipped_models()
    own = own_weights_from(json.dumps(RECORD).encode(), PLACE)
    assert not own.fits
    both = combined(base, own)
    biases = base.type.scores([])
    assert both.type.scores([]) == pytest.approx({**biases, "threat": biases["threat"] - 1.0}, abs=1e-9)
    assert both.type.of("w=vowed")["threat"] == pytest.approx(base.type.of("w=vowed").get("threat", 0.0) + 0.25)
    assert both.type.of("no such feature") == {"denial": 1.0}
    features, contexts = ["src=sent"], ("speaker", "a new context")
    assert both.role.score(features, contexts) == pytest.approx(base.role.score(features, contexts) + 1.0)
    assert joint_score(both.role, joint_names(features, contexts)) == pytest.approx(both.role.score(features, contexts))
    assert both.event.score(["type=threat"]) == pytest.approx(base.event.score(["type=threat"]) + 1.5)
    assert (both.date, both.status, both.calibration) == (base.date, base.status, base.calibration)
    assert models_with(None) is base
    assert pickle.loads(pickle.dumps(both)) == both  # noqa: S301 - as processes get them from the one that started them


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is not JSON"),
        (b"\xff\xfe", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", "it does not say that its format is 1"),
        ({"format": 2}, "it does not say that its format is 1"),
        ({"base": None}, "it does not say for which weights it was made"),
        ({"documents": "12"}, "it does not say for which weights it was made"),
        ({"type": {"f": 1.0}}, "a weight in it is missing or no number"),
        ({"role": None}, "a weight in it is missing or no number"),
        ({"event": {"f": float("nan")}}, "a weight in it is missing or no number"),
        ({"event": {"f": float("inf")}}, "a weight in it is missing or no number"),
        ({"event": {"f": 10**400}}, "a weight in it is missing or no number"),
        ({"biases": {"event": True}}, "a weight in it is missing or no number"),
        ({"type": {"f": {"coup": 1.0}}}, "it names a type of event that is none"),
    ],
)
def test_anything_else_is_refused(content: bytes | dict[str, Any], why: str, tmp_path: Path) -> None:
    place = tmp_path / "own-weights.json"
    place.write_bytes(content if isinstance(content, bytes) else json.dumps({**RECORD, **content}).encode())
    with pytest.raises(SourceRefused) as refused:
        own_weights(place)
    assert str(refused.value) == (
        f"{place} cannot be used as your own weights: {why}. Remove it with timeline train --forget, "
        "or pass it over with --shipped-weights."
    )


def test_a_folder_in_its_place_is_refused_and_nothing_is_none(tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="is a directory"):
        own_weights(tmp_path)
    assert own_weights(tmp_path / "none.json") is None
    assert len(shipped_digest()) == 64
