"""Each test that a provision may have to pass, on events that say enough, say the contrary, or say nothing."""

from pathlib import Path

import pytest

from timeline import edtf
from timeline.edtf import Certainty
from timeline.law.conditions import TESTS, Case, decide
from timeline.law.facts import shipped_facts
from timeline.law.findings import EventFacts, Verdict
from timeline.law.provisions import Condition
from timeline.vocabulary.reading import shipped_vocabulary

POSITIONS, ACTORS = shipped_facts().positions(), shipped_vocabulary().actors
ON = edtf.parse("2024-01-01")
NO, POSSIBLY, CERTAINLY = Certainty.NO, Certainty.POSSIBLY, Certainty.CERTAINLY


def _decided(
    test: str,
    value: str = "",
    *,
    others: tuple[tuple[str, str], ...] = (),
    state: str = "DEU",
    role: str = "user",
    weapon: str = "anti-personnel-mine",
    treaty: str = "ccw-ap2",
    text: str = "",
    embargoed: tuple[tuple[str, Verdict], ...] = (),
) -> Certainty:
    event = EventFacts("weapon-use", ON, ((state, role), *others), (weapon,), text=text)
    case = Case(event, ON, state, role, weapon, ACTORS, POSITIONS, embargoed=embargoed)
    least, left_open = decide([Condition(treaty, "*", "*", "*", test, value, "why")], case)
    assert bool(left_open) == (least is POSSIBLY)
    return least


# "other-treaty" asks for other findings and is tried with whole events in test_obligations.py.
def test_every_test_is_tried_here_or_with_whole_events() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    assert [test for test in TESTS if f'"{test}"' not in here] == []


@pytest.mark.parametrize(
    ("test", "value", "state", "expected"),
    [
        ("circumstances", "", "DEU", POSSIBLY),
        ("elsewhere", "", "DEU", NO),
        ("actor", "USA|RUS", "USA", CERTAINLY),
        ("actor", "USA|RUS", "DEU", NO),
        ("not-actor", "USA|RUS", "USA", NO),
        ("not-actor", "USA|RUS", "DEU", CERTAINLY),
        ("outsiders-protocol", "USA|RUS", "USA", POSSIBLY),
        ("outsiders-protocol", "USA|RUS", "DEU", NO),
    ],
)
def test_who_it_is(test: str, value: str, state: str, expected: Certainty) -> None:
    assert _decided(test, value, state=state) is expected


@pytest.mark.parametrize(("role", "expected"), [("host", CERTAINLY), ("user", NO)])
def test_what_role_it_has(role: str, expected: Certainty) -> None:
    assert _decided("role", "host|intermediary", role=role) is expected


@pytest.mark.parametrize(
    ("others", "role", "expected"),
    [
        ((), "user", POSSIBLY),
        ((), "host", CERTAINLY),
        ((("DEU", "host"),), "user", CERTAINLY),
        ((("bundeswehr", "host"),), "user", CERTAINLY),
        ((("BLR", "host"),), "user", NO),
    ],
)
def test_on_whose_territory(others: tuple[tuple[str, str], ...], role: str, expected: Certainty) -> None:
    assert _decided("own-territory", others=others, role=role) is expected


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((), POSSIBLY),
        ((("UKR", "target"),), CERTAINLY),
        ((("ua-mod", "recipient"),), CERTAINLY),
        ((("SYR", "target"),), NO),
    ],
)
def test_against_whom(others: tuple[tuple[str, str], ...], expected: Certainty) -> None:
    assert _decided("target", "UKR", others=others) is expected


@pytest.mark.parametrize(
    ("recipients", "not_a_state", "not_bound", "outside"),
    [
        ((), POSSIBLY, POSSIBLY, CERTAINLY),
        (("UKR",), NO, NO, NO),  # bound by Amended Protocol II since 2000
        (("IRN",), NO, POSSIBLY, CERTAINLY),
        (("houthis",), CERTAINLY, POSSIBLY, CERTAINLY),
        (("UKR", "houthis"), CERTAINLY, POSSIBLY, CERTAINLY),
    ],
)
def test_who_receives(
    recipients: tuple[str, ...], not_a_state: Certainty, not_bound: Certainty, outside: Certainty
) -> None:
    others = tuple((recipient, "recipient") for recipient in recipients)
    assert _decided("recipient-not-a-state", others=others) is not_a_state
    assert _decided("recipient-not-bound", others=others) is not_bound
    assert _decided("recipient-outside", others=others) is outside


@pytest.mark.parametrize(
    ("embargoed", "of_the_un", "of_any"),
    [
        ((), NO, NO),
        ((("eu", Verdict.PROHIBITED),), NO, CERTAINLY),
        ((("un-security-council", Verdict.PROHIBITED),), CERTAINLY, CERTAINLY),
        ((("un-security-council", Verdict.UNDETERMINED), ("eu", Verdict.NOT_BOUND)), POSSIBLY, POSSIBLY),
        ((("un-security-council", Verdict.NOT_BOUND),), NO, NO),
    ],
)
def test_under_an_embargo(embargoed: tuple[tuple[str, Verdict], ...], of_the_un: Certainty, of_any: Certainty) -> None:
    assert _decided("embargo", "un", embargoed=embargoed) is of_the_un
    assert _decided("embargo", "any", embargoed=embargoed) is of_any


@pytest.mark.parametrize(
    ("text", "purpose", "place"),
    [
        ("", CERTAINLY, NO),
        ("handed over for destruction", POSSIBLY, NO),
        ("FOR TRAINING", POSSIBLY, NO),
        ("meant for use in basic training", POSSIBLY, NO),
        ("a few, kept on for army training exercises", POSSIBLY, NO),
        ("said a training group that works there", CERTAINLY, NO),
        ("mines for Ukraine. Training began", CERTAINLY, NO),
        ("obstruction of a road", CERTAINLY, NO),
        ("placed in orbit", CERTAINLY, POSSIBLY),
    ],
)
def test_what_the_record_says(text: str, purpose: Certainty, place: Certainty) -> None:
    assert _decided("purpose-not-stated", "destruction|training", text=text) is purpose
    assert _decided("place-stated", "orbit|moon", text=text) is place


def test_a_weapon_that_may_be_outside_the_definition() -> None:
    assert _decided("weapon-not-in-doubt", "m18-claymore|mon-50", weapon="mon-50") is POSSIBLY
    assert _decided("weapon-not-in-doubt", "m18-claymore|mon-50") is CERTAINLY


def test_the_least_of_several_conditions_counts() -> None:
    case = Case(EventFacts("weapon-use", ON, (("DEU", "user"),)), ON, "DEU", "user", "x", ACTORS, POSITIONS)
    fits, open_, fails = (
        Condition("t", "*", "*", "*", test, value)
        for test, value in (("actor", "DEU"), ("circumstances", ""), ("actor", "USA"))
    )
    assert decide([fits], case) == (CERTAINLY, ())
    assert decide([fits, open_], case) == (POSSIBLY, (open_,))
    assert decide([open_, fails], case) == (NO, ())
    assert decide([], case) == (CERTAINLY, ())
