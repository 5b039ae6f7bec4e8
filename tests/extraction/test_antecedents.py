"""General words with an article → the weapon named before that they stand for; and what else a reader fills in."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.antecedents import antecedents
from timeline.extraction.extract import extract
from timeline.extraction.parts import Part, own_decisions
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate, Choice
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def stood_for(text: str, title: str = "") -> list[str]:
    """What the last weapon that the text names stands for."""
    reading = read(Document(text, "2024-03-07", title=title), VOCABULARY)
    last = max((mention for group in reading.weapons for mention in group), key=lambda mention: mention.start)
    return [each.value for each in antecedents(reading, [Choice(last.id, 1.0, last.start, last.end)], VOCABULARY)]


@pytest.mark.parametrize(
    ("text", "title", "wanted"),
    [
        ("Berlin bought Taurus missiles in 2005. It will not send the missiles to Ukraine.", "", ["taurus-kepd-350"]),
        ("Berlin bought Taurus missiles in 2005. It will not send those long-range missiles.", "", ["taurus-kepd-350"]),
        ("Berlin bought Taurus missiles in 2005. It will not send missiles to Ukraine.", "", []),
        ("Berlin bought Leopard 2 tanks in 1980. It will not send the missiles to Ukraine.", "", []),
        ("It will not send the missiles to Ukraine.", "No Taurus missiles for Kyiv", ["taurus-kepd-350"]),
        ("It will not move the weapons to Crete.", "No S-300 for Cyprus", ["s-300"]),
        ("It will not move weapons to Crete.", "No S-300 for Cyprus", []),
        ("The Union extended its arms embargo.", "No S-300 for Cyprus", []),
        ("The Union tightened its weapons export controls.", "No S-300 for Cyprus", []),
        ("The Taurus is German.", "", []),
        ("Berlin has Taurus missiles. " + "It rained. " * 150 + "It keeps the missiles.", "", ["taurus-kepd-350"]),
        ("Berlin has Taurus missiles. " + "It rained. " * 250 + "It keeps the missiles.", "", []),
    ],
)
def test_a_general_word_with_an_article_stands_for_what_was_named(text: str, title: str, wanted: list[str]) -> None:
    assert stood_for(text, title) == wanted


def test_what_is_named_already_is_not_named_again() -> None:
    reading = read(Document("Taurus missiles are fast. Berlin keeps the missiles.", "2024-03-07"), VOCABULARY)
    exact, general = (mention for group in reading.weapons for mention in group)
    weapons = [Choice(each.id, 1.0, each.start, each.end) for each in (general, exact)]
    assert antecedents(reading, weapons, VOCABULARY) == []


@pytest.mark.parametrize(
    ("type", "roles", "decides"),
    [
        ("weapon-deployment", {"RUS": "user", "BLR": "host"}, ["RUS"]),
        ("weapon-deployment", {"RUS": "user", "BLR": "decider"}, []),
        ("weapon-deployment", {"RUS": "user", "BLR": "user"}, []),
        ("weapon-deployment", {"BLR": "host"}, []),
        ("weapon-use", {"RUS": "user"}, []),
    ],
)
def test_who_stations_its_own_weapons_has_decided_it(type: str, roles: dict[str, str], decides: list[str]) -> None:
    parts = [Part(actor, role, 1.0, "sent") for actor, role in roles.items()]
    added = own_decisions(Candidate(0, type, 1.0, 0, None), parts)
    assert [(part.actor, part.role) for part in added] == [(actor, "decider") for actor in decides]


def test_the_weapon_in_the_clause_of_the_predicate_is_meant_not_one_of_a_clause_before() -> None:
    text = (
        "The reversal of curbs on landmines comes days after Berlin allowed Ukraine to use Taurus missiles in Russia."
    )
    told = {event.type: event for event in extract(Document(text, "2024-03-07"), VOCABULARY)}
    assert [line.weapon for line in told["use-permission"].weapons] == ["taurus-kepd-350"]
