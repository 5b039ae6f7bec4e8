"""Which names are found in running text, as what, and which are not."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def names(text: str, published: str = "2024-11-20") -> set[str]:
    reading = read(Document(text, published), VOCABULARY)
    return {m.id for group in (reading.actors, reading.weapons, reading.treaties) for ms in group for m in ms}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Washington sent ATACMS missiles to Kyiv.", {"USA", "atacms", "UKR"}),
        ("The U.S. backed the Mine Ban Treaty.", {"USA", "mine-ban"}),
        ("He told us that it was a matter for the police.", set()),
        ("Arms control and the arms race were discussed by the arms division.", set()),
        ("Coal mines and fuel tanks stood beside the bomb shelter.", set()),
        ("The self-destructing mines and the “nonpersistent” mines", {"nonpersistent-anti-personnel-mine"}),
        ("Russian-made missiles", {"RUS", "missile"}),
        ("F-16s and F16 fighters", {"f-16"}),
        ("Human Rights Watch spoke of cluster bombs.", {"hrw", "cluster-munition"}),
        (
            "RUSSIA FIRED CLUSTER MUNITIONS AT UKRAINE, AND NOBODY IN THE TOWN EXPECTED IT",
            {"RUS", "cluster-munition", "UKR"},
        ),
        ("Pro-Russian groups protested.", set()),
        ("the Israel Defense Forces", {"ISR"}),
        ("Switzerland sent anti-aircraft ammunition to Kyiv.", {"CHE", "ammunition", "UKR"}),
        ("Washington sent anti-drone systems and drones.", {"USA", "uncrewed-aerial-vehicle"}),
        ("Two of the drones went to Chad (in May).", {"TCD", "uncrewed-aerial-vehicle"}),
        ("Chad Miller spoke about drones.", {"uncrewed-aerial-vehicle"}),
        ("The Warsaw Pact had tanks, and Warsaw has some.", {"POL", "battle-tank"}),
        ("The General Assembly met. The Assembly spoke of tanks.", {"un-general-assembly", "battle-tank"}),
        ("The Assembly spoke of tanks.", {"battle-tank"}),
        ("Himars, Nasams and Thaad launchers went to Spain.", {"himars", "nasams", "thaad", "ESP"}),
        ("The talks in Milan did not charm Caesar.", set()),
        ("Rebels fired SAM-7's at the F-22s.", {"strela-2", "combat-aircraft"}),
        ("Uranium was sold beside the uranium mines.", {"nuclear-material"}),
        ("Two Hawk batteries and a few Tor missiles arrived.", {"hawk-sam", "tor-m1"}),
        ("A vote on the neutron warhead and the Awacs planes", {"tactical-nuclear-weapon", "aew-aircraft"}),
        ("The drones come from General Dynamics.", {"general-dynamics", "uncrewed-aerial-vehicle"}),
        ("Italy sold Starfighters; Sukhois bombed the town.", {"ITA", "combat-aircraft"}),
        ("Mistral launchers and RBS 70s arrived with the last Mi-25s.", {"mistral-missile", "manpads", "mi-24"}),
        ("The test was of a nuclear weapon. The bomb was small.", {"nuclear-weapon"}),
        ("A bomb fell from an aircraft.", {"air-delivered-bomb", "combat-aircraft"}),
        ("The stockpile grew, and launchers were seen.", {"missile-launcher"}),
        ("Six boats went to the navy.", set()),
        ("The navy has a submarine, and ordered six boats.", {"submarine"}),
        ("The navy has patrol boats, and ordered six boats.", {"patrol-boat"}),
        ("Cluster munitions were kept there. The stockpile grew.", {"cluster-munition"}),
        ("They left the mine ban treaty and the convention on cluster munitions.", {"mine-ban", "ccm"}),
        ("The Hague is weighing a sale of tanks.", {"NLD", "battle-tank"}),
        (
            "The UN nuclear watchdog told Nato of al Qaeda and Isis.",
            {"iaea", "nato", "al-qaeda", "islamic-state"},
        ),
        ("The Tigers laid mines; Tiger helicopters did not come.", {"landmine", "tiger-helicopter"}),
    ],
)
def test_names_are_found_as_what_they_mean(text: str, found: set[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("Lloyd Austin spoke about missiles.", "2024-11-20", {"USA", "missile"}),
        ("President-elect Donald Trump spoke about missiles.", "2024-11-20", {"missile"}),
        ("President Donald Trump spoke about missiles.", "2025-06-01", {"USA", "missile"}),
        ("Former defence secretary Lloyd Austin spoke about missiles.", "2025-06-01", {"missile"}),
        ("May was warm, and bombs fell.", "2018-06-01", {"air-delivered-bomb"}),
        ("Prime Minister Theresa May spoke. May left, and bombs fell.", "2018-06-01", {"GBR", "air-delivered-bomb"}),
    ],
)
def test_persons_speak_for_a_state_while_in_office(text: str, published: str, found: set[str]) -> None:
    assert names(text, published) == found


@pytest.mark.parametrize(
    "text",
    [
        "Italian Foreign Minister Carlo Bianchi-Neri spoke. Later Bianchi-Neri left.",
        "Carlo Bianchi-Neri, the Italian foreign minister, spoke.",
    ],
)
def test_persons_are_introduced_by_the_text_itself(text: str) -> None:
    reading = read(Document(text, "2024-11-20"), VOCABULARY)
    assert {m.id for ms in reading.actors for m in ms if m.form == "person"} == {"ITA"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peter Smith, the US defence secretary, spoke. Smith left.", [("USA", "Peter Smith"), ("USA", "Smith")]),
        ("In Paris, a defence ministry spokesman denied it.", []),
        ("Greece bought it from General Dynamics.", []),
    ],
)
def test_who_is_a_person_is_said_by_the_whole_name(text: str, found: list[tuple[str, str]]) -> None:
    reading = read(Document(text, "2024-11-20"), VOCABULARY)
    persons = [m for ms in reading.actors for m in ms if m.form in ("person", "former")]
    assert [(m.id, reading.text[m.start : m.end]) for m in persons] == found


def test_an_ambiguous_name_means_what_the_document_speaks_of() -> None:
    assert "anti-personnel-mine" in names("Anti-personnel mines were sent. The mines arrived.")
    assert "atacms" in names("ATACMS were sent. The long-range missiles arrived.")
    assert names("Naval mines were laid. The sea mines drifted. The mines, 40 of them, sank.") == {"naval-mine"}
    assert names("The mines were laid by hand.") == {"landmine"}
