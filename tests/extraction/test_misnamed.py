"""Names that stand for nobody, or for no weapon, where they stand."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def named(text: str) -> list[str]:
    """The ids of all actors and weapons of a text, in its order."""
    reading = read(Document(text, "2024-11-20"), VOCABULARY)
    mentions = [m for groups in (reading.actors, reading.weapons) for group in groups for m in group]
    return [mention.id for mention in sorted(mentions, key=lambda m: m.start)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Iran-backed Houthis fired at Riyadh.", ["houthis", "SAU"]),
        ("Turkish-backed rebels met in Syria.", ["SYR"]),
        ("A U.S.-brokered truce held in Sudan.", ["SDN"]),
        ("A Soviet-era depot burned in Moldova.", ["MDA"]),
        ("The U.S.-led coalition flew over Iraq.", ["USA", "IRQ"]),
        ("Lebanon's U.N. ambassador spoke.", ["LBN"]),
        ("Iran's ambassador to the United Nations spoke.", ["IRN"]),
        ("Pakistan's UN envoy spoke.", ["PAK"]),
        ("The UN envoy to Libya spoke.", ["un", "LBY"]),
        ("The Norwegian Refugee Council left Yemen.", ["YEM"]),
        ("The Syrian Observatory for Human Rights left Homs.", []),
        ("The Norwegian Foreign Ministry spoke.", ["NOR"]),
        ("Chad agreed, Britain's Sunday Telegraph newspaper said.", ["TCD"]),
        ("Chad agreed, the Israeli daily Haaretz said.", ["TCD"]),
        ("Israeli weekly talks with Chad go on.", ["ISR", "TCD"]),
        ("Bofors, Navantia and Ukrspetsexport agreed.", ["SWE", "ESP", "UKR"]),
        ("Bahrain, a small neighbour of Iran, spoke.", ["BHR"]),
        ("The conference, presided over by its host Norway, spoke to Chad.", ["TCD"]),
        ("Neighbours of Iran spoke.", ["IRN"]),
        ("Britain, America's closest ally, spoke.", ["GBR"]),
        ("Pakistan's old rival India spoke.", ["IND"]),
        ("Pakistan's rivals spoke.", ["PAK"]),
        ("The North African nation spoke to Chad.", ["TCD"]),
        ("The North spoke to Chad.", ["PRK", "TCD"]),
        ("Bosnian Serbs spoke to Chad.", ["TCD"]),
        ("The African National Congress spoke to Chad.", ["TCD"]),
        ("Yemen's Houthis and Lebanon's Hezbollah met.", ["houthis", "hezbollah"]),
        ("Yemen's army and Lebanon met.", ["YEM", "LBN"]),
        ("Boko Haram fighters left Chad.", ["boko-haram", "TCD"]),
        ("Rebel fighters and fighters loyal to nobody left Chad.", ["TCD"]),
        ("Chad bought fighters.", ["TCD", "combat-aircraft"]),
        ("The White Helmets spoke of a rampage.", []),
        ("Chad bought 3 F-16IQ, 4 T-90SK and 5 S-300PM.", ["TCD", "f-16", "t-90", "s-300"]),
        ("It is 155km from Chad.", ["TCD"]),
        ("They used sarin and napalm.", ["sarin", "napalm"]),
    ],
)
def test_who_and_what_is_named(text: str, ids: list[str]) -> None:
    assert named(text) == ids


def test_whoever_votes_against_is_named_aside() -> None:
    text = "The Assembly of Chad approved the treaty, with Iran and Syria opposing it. France spoke with Mali."
    assert named(text) == ["TCD", "FRA", "MLI"]
