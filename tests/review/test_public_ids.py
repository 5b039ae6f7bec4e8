"""Public ids: the same for the same content, another for any other, whatever the order of the parts."""

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.documents.document import Document
from timeline.documents.proposal import Claim, Participant, ProposedEvent, WeaponLine
from timeline.review.public_ids import first_free, public_ids

DOCUMENT = Document("On Tuesday Washington sent mines to Kyiv.", published="2024-11-20")
EVENT = ProposedEvent(
    "transfer-delivery",
    "2024-11-19",
    participants=(Participant("USA", "supplier"), Participant("UKR", "recipient")),
    weapons=(WeaponLine("anti-personnel-mine"), WeaponLine("landmine")),
    treaties=("mine-ban",),
    claims=(
        Claim("date", "2024-11-19", DOCUMENT.passage(3, 10)),
        Claim("weapon", "landmine", DOCUMENT.passage(27, 32)),
    ),
)


def test_the_id_of_an_event_never_changes() -> None:
    assert first_free(DOCUMENT.sha256, EVENT, ()) == "ev-gz3st6nc71"


def test_the_order_of_the_parts_and_what_is_not_identity_do_not_count() -> None:
    turned = dataclasses.replace(
        EVENT,
        participants=EVENT.participants[::-1],
        weapons=(WeaponLine("landmine", quantity_min=5), WeaponLine("anti-personnel-mine")),
        claims=EVENT.claims[::-1],
        title="Mines for Kyiv",
        confidence=0.3,
        status="alleged",
    )
    assert first_free(DOCUMENT.sha256, turned, ()) == first_free(DOCUMENT.sha256, EVENT, ())


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "transfer-authorization"},
        {"date": "2024-11"},
        {"participants": (Participant("USA", "supplier"), Participant("UKR", "target"))},
        {"weapons": ()},
        {"treaties": ()},
        {"claims": (Claim("weapon", "landmine", DOCUMENT.passage(27, 32)),)},
    ],
)
def test_each_part_of_the_identity_counts(changed: dict[str, object]) -> None:
    other = dataclasses.replace(EVENT, **changed)  # type: ignore[arg-type]
    assert first_free(DOCUMENT.sha256, other, ()) != first_free(DOCUMENT.sha256, EVENT, ())


def test_a_taken_id_gives_the_next_of_the_series() -> None:
    series = public_ids(DOCUMENT.sha256, EVENT)
    first, second, third = next(series), next(series), next(series)
    assert first_free(DOCUMENT.sha256, EVENT, {first}) == second
    assert first_free(DOCUMENT.sha256, EVENT, {first, second}) == third


@given(st.text(), st.text())
def test_ids_have_one_shape(sha256: str, kind: str) -> None:
    assert re.fullmatch(r"ev-[0-9a-hjkmnp-tv-z]{10}", first_free(sha256, ProposedEvent(kind, "2024"), ()))
