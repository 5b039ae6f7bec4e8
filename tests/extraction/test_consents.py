"""One state lets another hand weapons over, or keeps it from that: who decides, and who supplies."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.consents import as_holder
from timeline.extraction.extract import extract
from timeline.extraction.nearby import nearby_actors
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


@pytest.mark.parametrize(
    ("text", "type", "parts"),
    [
        (
            "Germany allowed Poland to send Leopard tanks to Ukraine on Tuesday.",
            "transfer-authorization",
            {("DEU", "decider"), ("POL", "supplier"), ("UKR", "recipient")},
        ),
        (
            "Berlin gave Warsaw permission to send five MiG-29s to Ukraine on Tuesday.",
            "transfer-authorization",
            {("DEU", "decider"), ("POL", "supplier"), ("UKR", "recipient")},
        ),
        (
            "The United States blocked Israel from selling radar planes to Venezuela on Tuesday.",
            "transfer-refusal",
            {("USA", "decider"), ("ISR", "supplier"), ("VEN", "recipient")},
        ),
        (
            "Congress allowed the sale of F-16s to Turkey on Tuesday.",
            "transfer-authorization",
            {("USA", "supplier"), ("TUR", "recipient")},
        ),
    ],
)
def test_who_lets_and_who_hands_over(text: str, type: str, parts: set[tuple[str, str]]) -> None:
    (event,) = (e for e in extract(Document(text, "2023-02-10"), VOCABULARY) if e.type == type and e.confidence > 0.28)
    assert {(p.actor, p.role) for p in event.participants} == parts


def test_other_types_and_sentences_are_left_as_they_are() -> None:
    for text, type in (
        ("Germany allowed Poland to send tanks to Ukraine.", "transfer-delivery"),
        ("Germany allowed Poland to speak.", "transfer-authorization"),
    ):
        reading = read(Document(text, "2023-02-10"), VOCABULARY)
        candidate = Candidate(0, type, 0.0, 1, None)
        scored = [(1.0, "supplier", near) for near in nearby_actors(reading, candidate)]
        assert as_holder(reading, candidate, scored) == scored
