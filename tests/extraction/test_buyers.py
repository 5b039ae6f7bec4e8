"""Deals that a buyer cancels: who bought, and from whom."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.buyers import as_buyer
from timeline.extraction.extract import extract
from timeline.extraction.nearby import nearby_actors
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def left(text: str, type: str = "transfer-suspension") -> dict[tuple[str, str], float]:
    """The log-odds of the actors of a sentence, all with 2 as supplier and 1 as recipient before it is looked at."""
    reading = read(Document(text, "2023-02-10"), VOCABULARY)
    candidate = Candidate(0, type, 0.0, 1, None)
    near = nearby_actors(reading, candidate)
    scored = [(score, role, each) for each in near for score, role in ((2.0, "supplier"), (1.0, "recipient"))]
    return {(each.actor, role): score for score, role, each in as_buyer(reading, candidate, scored)}


@pytest.mark.parametrize(
    "text",
    [
        "Spain cancelled a contract to buy shells from Israel.",
        "Spain has scrapped its purchase of shells from Israel.",
        "Spain tore up an order for 40 launchers from Israel.",
        "Spain cancelled its order for Israeli shells.",
    ],
)
def test_a_buyer_that_cancels_is_the_recipient(text: str) -> None:
    assert left(text) == {("ESP", "recipient"): 2.0, ("ISR", "supplier"): 2.0}


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Spain cancelled its contract with Israel.", "transfer-suspension"),
        ("Spain halted the sale of shells to Israel.", "transfer-suspension"),
        ("Spain suspended arms sales to Israel in order to keep them from it.", "transfer-suspension"),
        ("Spain suspended a contract on requests from Israel.", "transfer-suspension"),
        ("Spain cancelled a contract to buy shells from Israel.", "transfer-agreement"),
    ],
)
def test_others_are_left_as_they_are(text: str, type: str) -> None:
    both = {(actor, role): score for actor in ("ESP", "ISR") for role, score in (("supplier", 2.0), ("recipient", 1.0))}
    assert left(text, type) == both


def test_a_deal_that_is_called_off_is_told_with_its_buyer() -> None:
    text = "Spain cancelled a contract to buy ammunition from Israel on Tuesday."
    (event,) = (e for e in extract(Document(text, "2023-02-10"), VOCABULARY) if e.confidence > 0.28)
    assert event.type == "transfer-suspension"
    assert {(p.actor, p.role) for p in event.participants} == {("ESP", "recipient"), ("ISR", "supplier")}
