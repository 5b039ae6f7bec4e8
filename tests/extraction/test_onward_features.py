"""Sentences about passing weapons on → who is said to hold them."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.onward_features import onward_features
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sweden agreed that Poland may pass Swedish-made shells on to Ukraine.", "SWE=before POL=holder UKR=after"),
        ("Poland was allowed by Sweden to re-export shells to Ukraine.", "SWE=before POL=holder UKR=after"),
        ("Swedish consent to Poland's retransfer of shells to Ukraine is due.", "SWE=before POL=holder UKR=after"),
        ("Poland wants to hand its shells on to Ukraine.", "POL=alone UKR=after"),
        ("The onward transfer of shells to Ukraine is forbidden.", "UKR=after"),
        ("Sweden passed a law on arms exports to Ukraine.", ""),
        ("Sweden sent shells to Ukraine on Tuesday.", ""),
    ],
)
def test_who_holds_what_is_passed_on(text: str, told: str) -> None:
    found = onward_features(read(Document(text, "2024-03-07"), VOCABULARY), 0)
    wanted = (pair.split("=") for pair in told.split())
    assert found == {actor: f"onward={place}" for actor, place in wanted}
