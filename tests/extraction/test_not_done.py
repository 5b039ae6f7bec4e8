"""Deeds that their own sentence says were not done, beside those that were."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.decisions import Draft
from timeline.extraction.not_done import not_done
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate, Choice
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def undone(text: str, type: str, word: str, dated: str = "") -> bool:
    """Whether the deed of a type that hangs on the word was not done; `dated` says when."""
    reading = read(Document(text, "1999-10-14"), VOCABULARY)
    candidate = Candidate(0, type, 0.0, reading.words[0].texts.index(word), None)
    start = text.index(dated) if dated else -1
    return not_done(reading, Draft(candidate, Choice("1999", 1.0, start, start + len(dated)), [], [], [], frozenset()))


@pytest.mark.parametrize(
    ("text", "type", "word"),
    [
        ("France suspended its nuclear tests.", "weapon-test", "tests"),
        ("Oman denied that it had shipped rifles to Chad.", "transfer-delivery", "shipped"),
        ("Oman denied a report that it fired mortars at Chad.", "weapon-use", "fired"),
        ("Reagan dropped his plans to sell missiles to Jordan.", "transfer-authorization", "sell"),
        ("Washington shelved a proposal for the sale of tanks.", "transfer-authorization", "sale"),
        ("Washington dropped the missiles from an arms package.", "transfer-authorization", "package"),
        ("Oman tore up a contract for rifles.", "transfer-agreement", "contract"),
        ("Spain asked Berlin on Monday for permission to send tanks.", "transfer-authorization", "permission"),
        ("Britain would not rule out the sale of jets.", "transfer-refusal", "rule"),
        ("The navy intercepted a dhow carrying rockets.", "weapon-use", "intercepted"),
        ("Oman's parliament rejected the Mine Ban Treaty.", "denial", "rejected"),
        ("India tested a bomb, ending a moratorium.", "use-restriction", "moratorium"),
        ("Iran halted drone and missile attacks.", "weapon-use", "attacks"),
        ("Iran ended its bombing.", "weapon-use", "bombing"),
        ("France said Oman should be allowed to strike Chad.", "use-permission", "strike"),
        ("Chad called on all states to join.", "treaty-ratification", "join"),
        ("Chad said it would stay outside the convention.", "treaty-withdrawal", "convention"),
        ("Britain vetoed an arms embargo on Oman.", "embargo", "embargo"),
        ("A call for an embargo on Oman failed on Monday.", "embargo", "embargo"),
        ("Canada reversed its decision to suspend exports.", "transfer-suspension", "suspend"),
        ("Canada reversed its ban on exports.", "embargo", "ban"),
        ("The ban on exports was reversed by Canada.", "embargo", "ban"),
        ("To ask the Secretary of State when a missile was tested.", "weapon-test", "tested"),
        ("Berlin is no longer blocking the sale of jets.", "transfer-refusal", "blocking"),
        ("Berlin lifted its veto on the sale of jets.", "transfer-refusal", "sale"),
        ("Moscow dismissed claims that it used gas.", "weapon-use", "used"),
    ],
)
def test_what_was_not_done(text: str, type: str, word: str) -> None:
    assert undone(text, type, word)


@pytest.mark.parametrize(
    ("text", "type", "word"),
    [
        ("France resumed its nuclear tests.", "weapon-test", "tests"),
        ("Oman denied it, and Chad shipped rifles.", "transfer-delivery", "shipped"),
        ("Reagan dropped his objections and will sell missiles.", "transfer-authorization", "sell"),
        ("Washington shelved plans and refused the sale of tanks.", "transfer-refusal", "refused"),
        ("Oman signed a contract for rifles.", "transfer-agreement", "contract"),
        ("Berlin gave Spain permission to send tanks.", "transfer-authorization", "permission"),
        ("Britain would rule out the sale of jets.", "transfer-refusal", "rule"),
        ("The navy intercepted a missile.", "weapon-use", "intercepted"),
        ("Oman rejected claims that it broke the Mine Ban Treaty.", "denial", "rejected"),
        ("India declared a moratorium.", "use-restriction", "moratorium"),
        ("Iran halted trade and launched missile attacks.", "weapon-use", "attacks"),
        ("France said Oman was allowed to strike Chad.", "use-permission", "strike"),
        ("Chad said it would join.", "treaty-ratification", "join"),
        ("Chad pulled out of the convention.", "treaty-withdrawal", "convention"),
        ("Britain imposed an arms embargo on Oman.", "embargo", "embargo"),
        ("Canada defended its decision to suspend exports.", "transfer-suspension", "suspend"),
        ("Canada reversed course and imposed a ban on exports.", "embargo", "ban"),
        ("The Secretary of State was asked when a missile was tested.", "weapon-test", "tested"),
        ("India ended a moratorium on tests with a blast.", "weapon-test", "tests"),
        ("Israel ended the truce with air strikes.", "weapon-use", "strikes"),
        ("After talks stopped Russia fired missiles.", "weapon-use", "fired"),
        ("The navy intercepted a missile fired at a ship.", "weapon-use", "intercepted"),
        ("Russia denied it was there as it fired missiles.", "weapon-use", "fired"),
        ("France agreed that Oman should be allowed to strike Chad.", "use-permission", "strike"),
        ("Chad, at the request of others, decided to join.", "treaty-ratification", "join"),
        ("The president asked the Duma to ratify it.", "treaty-ratification", "ratify"),
        ("Latvia withdrew from the convention and opted out of it.", "treaty-withdrawal", "convention"),
        ("After the killing of opposition leaders the EU imposed an arms embargo on Oman.", "embargo", "embargo"),
        ("The embargo on Oman failed to stop it.", "embargo", "embargo"),
        ("Oman dropped its plan for jets and signed a deal.", "transfer-agreement", "deal"),
        ("Oman has taken delivery of jets from Chad under a deal.", "transfer-agreement", "deal"),
        (
            "Berlin granted the permission that Oman had requested to send tanks.",
            "transfer-authorization",
            "permission",
        ),
        ("Berlin is blocking the sale of jets.", "transfer-refusal", "blocking"),
        ("Moscow dismissed the general and used gas.", "weapon-use", "used"),
    ],
)
def test_what_was_done(text: str, type: str, word: str) -> None:
    assert not undone(text, type, word)


def test_what_ends_is_told_with_the_date_of_its_beginning() -> None:
    text = "India tested a bomb on Monday, ending a moratorium which it had kept since 1974."
    assert undone(text, "use-restriction", "moratorium", "Monday")
    assert not undone(text, "use-restriction", "moratorium", "1974")
