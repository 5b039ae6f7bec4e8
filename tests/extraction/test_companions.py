"""Actors in a list: the role that one of them surely has is that of all."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.candidates import hung
from timeline.extraction.companions import SURE, companions, with_companions
from timeline.extraction.extract import extract
from timeline.extraction.linear import shipped_models
from timeline.extraction.nearby import Scored, nearby_actors
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
SENT = "Tanks were delivered to Poland, Romania and the Czech Republic by Germany on Friday."


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (SENT, [{"POL", "ROU", "CZE"}]),
        ("A contract between Russia and India was signed.", []),
        ("Russia and India signed it, as did France.", [{"RUS", "IND"}]),
        ("In Egypt, Libya was named.", []),
        ("The United States and Russian President Vladimir Putin signed it.", [{"USA", "RUS"}]),
        ("Italy halted sales to Israel, and Spain cancelled an order.", []),
        ("France, Spain or Italy sold it.", []),
    ],
)
def test_who_stands_side_by_side(text: str, groups: list[set[str]]) -> None:
    found = companions(read(Document(text, "2010-03-21"), VOCABULARY), 0)
    assert [{actor for actor, _ in group} for group in found] == groups


@pytest.mark.parametrize(
    ("poland", "romania", "lifted"),
    [
        (2.0, -4.0, {"ROU", "CZE"}),  # Poland is surely a recipient
        (0.9, -4.0, set()),  # … or perhaps
        (2.0, 0.5, {"CZE"}),  # Romania may be the supplier
    ],
)
def test_all_of_a_list_share_the_role_of_a_sure_one(poland: float, romania: float, lifted: set[str]) -> None:
    reading = read(Document(SENT, "2010-03-21"), VOCABULARY)
    candidate = hung(reading, 0, "transfer-delivery", 0.0, shipped_models())[0]
    scores = {("POL", "recipient"): poland, ("ROU", "supplier"): romania}
    scored: list[Scored] = [
        (scores.get((near.actor, role), -3.0), role, near)
        for near in nearby_actors(reading, candidate)
        for role in ("supplier", "recipient")
    ]
    told = with_companions(reading, candidate, scored)
    assert [each[1:] for each in told] == [each[1:] for each in scored]
    changed = {near.actor for (score, _, near), (before, _, _) in zip(told, scored, strict=True) if score != before}
    assert changed == lifted
    assert all(
        score == SURE for (score, role, near), (before, _, _) in zip(told, scored, strict=True) if score != before
    )


def test_what_is_said_of_another_place_of_a_name_is_not_said_of_its_list() -> None:
    text = "While Armenia and Azerbaijan are at odds, Russia delivered tanks to Armenia on Monday."
    (event,) = (e for e in extract(Document(text, "2023-09-16"), VOCABULARY) if e.confidence > 0.28)
    assert {(p.actor, p.role) for p in event.participants} == {("RUS", "supplier"), ("ARM", "recipient")}
