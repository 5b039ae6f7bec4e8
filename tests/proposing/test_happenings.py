"""Two events read in one document: the same happening, or two."""

from dataclasses import replace

import pytest

from timeline.documents.document import Passage
from timeline.documents.proposal import Claim, Participant, ProposedEvent, WeaponLine
from timeline.proposing.happenings import NO, likeness, pairs, with_passages_of
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
FIRST = Passage(0, 30, "Germany sent tanks to Ukraine.")
LATER = Passage(40, 60, "The tanks were sent.")


def event(*people: tuple[str, str], weapon: str = "leopard-2", date: str = "2024-11-19", passage: Passage = FIRST,
          type: str = "transfer-delivery") -> ProposedEvent:  # fmt: skip
    return ProposedEvent(
        type, date, participants=tuple(Participant(actor, role) for role, actor in people),
        weapons=(WeaponLine(weapon),) if weapon else (),
        claims=(Claim("type", type, passage), *(Claim(role, actor, passage) for role, actor in people)),
    )  # fmt: skip


GIVER, TAKER = ("supplier", "DEU"), ("recipient", "UKR")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (event(GIVER, TAKER), True),
        (event(GIVER, passage=LATER), True),
        (event(GIVER, weapon="battle-tank", passage=LATER), True),
        (event(GIVER, weapon="", passage=LATER), True),
        (event(GIVER, TAKER, date="2024-11"), True),
        (event(weapon="leopard-2"), True),  # the same words
        (event(weapon="leopard-2", passage=LATER), False),
        (event(("supplier", "FRA"), TAKER), False),
        (event(GIVER, TAKER, weapon="f-16"), False),
        (event(GIVER, TAKER, date="2024-12"), False),
        (event(GIVER, TAKER, type="transfer-authorization"), False),
        (replace(event(GIVER, TAKER), treaties=("att",)), True),
    ],
)
def test_what_is_one_happening(other: ProposedEvent, same: bool) -> None:
    one = event(GIVER, TAKER)
    assert (likeness(one, other, VOCABULARY) > NO) is same
    assert (likeness(other, one, VOCABULARY) > NO) is same


def test_other_treaties_are_other_happenings() -> None:
    one, other = (replace(event(("party", "DEU")), treaties=(treaty,)) for treaty in ("att", "npt"))
    assert likeness(one, other, VOCABULARY) == NO


def test_the_likest_are_paired_first_and_once() -> None:
    vague, exact = event(GIVER, passage=LATER), event(GIVER, TAKER)
    assert pairs([exact, vague], [vague, exact], VOCABULARY) == [(0, 1), (1, 0)]
    assert pairs([exact, exact], [exact], VOCABULARY) == [(0, 0)]


def test_only_passages_for_what_the_event_says_itself_are_lent() -> None:
    joined = with_passages_of(event(GIVER), event(GIVER, ("recipient", "POL"), passage=LATER))
    assert [(claim.field, claim.value, claim.passage) for claim in joined.claims] == [
        ("type", "transfer-delivery", FIRST), ("supplier", "DEU", FIRST),
        ("type", "transfer-delivery", LATER), ("supplier", "DEU", LATER),
    ]  # fmt: skip
