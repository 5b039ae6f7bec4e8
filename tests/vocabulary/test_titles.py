"""The line that names an event, from its fields alone."""

import pytest

from timeline.documents.proposal import Participant, WeaponLine
from timeline.vocabulary.reading import shipped_vocabulary
from timeline.vocabulary.titles import event_title

VOCABULARY = shipped_vocabulary()


@pytest.mark.parametrize(
    ("type", "status", "people", "weapons", "treaties", "title"),
    [
        (
            "transfer-delivery",
            "planned",
            [("UKR", "recipient"), ("USA", "supplier")],
            ["atacms"],
            [],
            "United States → Ukraine: ATACMS (MGM-140/164/168), delivery (planned)",
        ),
        (
            "transfer-delivery",
            "actual",
            [("USA", "supplier")],
            ["atacms", "missile"],
            [],
            "United States: ATACMS (MGM-140/164/168), delivery",
        ),
        ("weapon-test", "actual", [], ["missile"], [], "Missile, test of a weapon"),
        (
            "treaty-signature",
            "actual",
            [(id, "party") for id in ("USA", "RUS", "GBR", "FRA")],
            ["nuclear-weapon"],
            ["npt"],
            "United States, Russia, United Kingdom and others: Nuclear Non-Proliferation Treaty, signature of a treaty",
        ),
    ],
)
def test_a_title_says_who_whom_what_and_which_kind(
    type: str, status: str, people: list[tuple[str, str]], weapons: list[str], treaties: list[str], title: str
) -> None:
    lines = [WeaponLine(weapon) for weapon in weapons]
    assert event_title(type, status, [Participant(*p) for p in people], lines, treaties, VOCABULARY) == title
