"""Events as plain values against the shipped facts: which rule speaks of the weapon and the act; what stays open."""

import pytest

from tests.law.asking import event_of, finding, findings
from timeline.law.facts import shipped_facts
from timeline.law.findings import EventFacts, Finding
from timeline.law.obligations import Checker
from timeline.vocabulary.reading import shipped_vocabulary

MINE, CLUSTER = "anti-personnel-mine", "cluster-munition"


def test_a_cluster_variant_of_atacms_and_plain_atacms(checker: Checker) -> None:
    def verdict(weapon: str) -> Finding:
        event = event_of("transfer-delivery", "2024-03-07", "USA supplier, DEU recipient", weapon)
        return finding(checker.check(event), "ccm", "DEU")

    assert verdict("m39-atacms").verdict == "prohibited"
    plain = verdict("atacms")
    assert plain.verdict == "undetermined"
    assert "M39 ATACMS Block I and M39A1 ATACMS Block IA" in plain.reason
    assert "the record names none" in plain.reason
    unitary = checker.check(event_of("transfer-delivery", "2024-03-07", "USA supplier, DEU recipient", "m57-atacms"))
    assert findings(unitary, "ccm", "DEU") == []
    # Two steps above the cluster variant: "missiles" say nothing of cluster munitions.
    missiles = checker.check(event_of("transfer-delivery", "2024-03-07", "USA supplier, DEU recipient", "missile"))
    assert findings(missiles, "ccm", "DEU") == []


def test_a_kind_that_rules_speak_of_is_not_what_one_of_its_models_is_besides(checker: Checker) -> None:
    """The M39 carries a cluster munition; "cluster munitions" are no missiles for that."""
    check = checker.check(event_of("transfer-delivery", "2023", "USA supplier, UKR recipient", CLUSTER))
    assert findings(check, "mtcr", "USA") == []


def test_landmines_may_be_anti_personnel_mines(checker: Checker) -> None:
    check = checker.check(event_of("weapon-use", "2024-03-07", "UKR user", "landmine"))
    found = finding(check, "mine-ban", "UKR", "1(1)(a)")
    assert found.verdict == "undetermined"
    assert "The record says “Landmine”, which may or may not mean anti-personnel mines, of which" in found.reason


def test_a_mine_that_can_be_set_off_by_command_is_open(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2023-01-01", "USA supplier, UKR recipient", "m18-claymore"))
    found = finding(check, "mine-ban", "UKR")
    assert found.verdict == "undetermined"
    assert "set off by command" in found.reason


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("", "prohibited"), ("for destruction in Germany", "undetermined"), ("trainers will follow", "prohibited")],
)
def test_a_stated_purpose_that_an_exception_allows_leaves_it_open(text: str, verdict: str, checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2023-01-01", "DEU supplier, FRA recipient", MINE, text=text))
    found = finding(check, "mine-ban", "DEU", "1(1)(b)")
    assert found.verdict == verdict
    assert "Art. 3: transfer for research/training (minimum number) or for destruction" in found.reason


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("planned", "Planned, checked as if it had happened."),
        ("denied", "Denied, checked as if it had happened all the same."),
        ("considered", "Only considered, checked as if it had happened."),
        ("alleged", "Alleged, checked as if it were true."),
    ],
)
def test_what_did_not_surely_happen_is_checked_as_what_it_would_be(status: str, words: str, checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2024-11-20", "USA supplier, UKR recipient", MINE, status))
    found = finding(check, "mine-ban", "UKR")
    assert found.verdict == "prohibited"
    assert found.reason.startswith(words)


def test_a_decision_is_checked_as_the_transfer_that_it_allows(checker: Checker) -> None:
    check = checker.check(event_of("transfer-authorization", "2024-11-20", "USA supplier, UKR recipient", MINE))
    assert finding(check, "mine-ban", "UKR").reason.startswith("A decision, checked as the transfer that it allows.")


def test_conditional_rules_are_never_absolute(checker: Checker) -> None:
    check = checker.check(event_of("weapon-use", "2024-11-20", "USA user", MINE))
    protocol = {f.article: f.verdict.value for f in findings(check, "ccw-ap2", "USA")}
    assert protocol["3(7)"] == protocol["4"] == "undetermined"
    assert protocol["3(10)"] == "restricted"
    conditional = [f for f in check.findings if f.rule == "conditional"]
    assert conditional
    assert {f.verdict.value for f in conditional} <= {"undetermined", "not-bound", "signatory"}


def test_stationing_is_not_told_from_withdrawing_unless_the_event_says_so(checker: Checker) -> None:
    def verdict(ending: bool | None) -> str:
        event = event_of("weapon-deployment", "2024-01-01", "RUS user, KAZ host", "nuclear-weapon", ending=ending)
        return finding(checker.check(event), "tpnw", "KAZ").verdict.value

    assert verdict(None) == "undetermined"
    assert verdict(False) == "prohibited"


@pytest.mark.parametrize(
    ("event", "sentences"),
    [
        (
            event_of("transfer-delivery", "", "USA supplier, UKR recipient", MINE),
            ("The event has no date: only what holds on every date is certain.",),
        ),
        (
            event_of("transfer-delivery", "2024-11-20", "USA supplier", ""),
            ("The event names no weapon, so that no rule can be matched.",),
        ),
        (
            event_of("transfer-delivery", "2024-11-20", "", MINE),
            ("The event names no participant, so that nobody can be checked.",),
        ),
        (
            event_of("condemnation", "2024-11-20", "USA speaker", MINE),
            ("No rule speaks of a speaker in an event of type condemnation.",),
        ),
        (
            event_of("transfer-delivery", "2024-11-20", "ATLANTIS supplier", "unobtainium"),
            ("Not known as actors: ATLANTIS.", "Not known as weapons: unobtainium."),
        ),
    ],
)
def test_what_cannot_be_checked_is_said(event: EventFacts, sentences: tuple[str, ...], checker: Checker) -> None:
    assert checker.check(event).unchecked == sentences


def test_an_event_without_a_date_keeps_what_holds_on_every_date(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "", "USA supplier, UKR recipient", MINE))
    assert finding(check, "mine-ban", "USA").verdict == "not-bound"
    found = finding(check, "mine-ban", "UKR")
    assert found.verdict == "undetermined"
    assert found.reason.startswith("The event has no date.")


def test_what_is_kept_from_earlier_events_changes_no_answer(checker: Checker) -> None:
    events = [
        event_of("transfer-delivery", day, f"USA supplier, {state} recipient", weapon, status)
        for day in ("2005-06", "2024-11-20", "2025-09-01", "")
        for state in ("UKR", "LTU", "houthis")
        for weapon in (MINE, CLUSTER, "atacms")
        for status in ("actual", "planned")
    ]
    fresh = [Checker(shipped_facts(), shipped_vocabulary()).check(event) for event in events[:4]]
    warm = [checker.check(event) for event in reversed(events)]
    assert list(reversed(warm))[:4] == fresh
    assert [checker.check(event) for event in events] == list(reversed(warm))


def test_arms_in_general_fall_under_the_arms_trade_treaty_and_under_no_ban(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2023-01-01", "DEU supplier, FRA recipient", "weapon"))
    assert {f.treaty for f in check.findings if f.actor == "DEU"} == {"att", "eu-common-position-2008-944"}
    assert finding(check, "att", "DEU", "7").verdict == "undetermined"
    ordnance = checker.check(event_of("weapon-use", "2023-01-01", "DEU user", "explosive-ordnance"))
    assert ordnance.findings == ()
