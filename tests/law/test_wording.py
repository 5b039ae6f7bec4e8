"""Names of kinds as sentences use them."""

import pytest

from timeline.law.wording import kind_name, plural, with_article
from timeline.vocabulary.reading import shipped_vocabulary


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("anti-personnel-mine", "anti-personnel mines"),
        ("manpads", "MANPADS"),
        ("weapon-of-mass-destruction", "weapons of mass destruction"),
        ("explosive-weapon-in-populated-areas", "explosive weapons in populated areas"),
        ("small-arms-and-light-weapons", "small arms and light weapons"),
        ("combat-aircraft", "combat aircraft"),
        ("ammunition", "ammunition"),
        ("weapon", "weapons or military items"),
        ("m18-claymore", "M18A1 Claymores"),
        ("unobtainium", "unobtainiums"),
    ],
)
def test_a_kind_is_named_in_the_plural(id: str, words: str) -> None:
    assert kind_name(shipped_vocabulary().weapons, id) == words


def test_a_consonant_and_y() -> None:
    assert (plural("battery of guns"), plural("decoy")) == ("batteries of guns", "decoys")


def test_a_treaty_within_a_sentence() -> None:
    names = ("Mine Ban Treaty", "MTCR", "CCW Amended Protocol II", "New START")
    assert [*map(with_article, names)] == ["the Mine Ban Treaty", "the MTCR", "CCW Amended Protocol II", "New START"]
