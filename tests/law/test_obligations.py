"""Events as plain values against the shipped facts: which rule meant what for whom, and why."""

import pytest

from timeline import edtf
from timeline.law.facts import shipped_facts
from timeline.law.findings import Check, EventFacts, Finding
from timeline.law.obligations import Checker
from timeline.vocabulary.reading import shipped_vocabulary

MINE, CLUSTER = "anti-personnel-mine", "cluster-munition"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(shipped_facts(), shipped_vocabulary())


def _event(
    type: str,
    date: str,
    participants: str,
    weapon: str,
    status: str = "actual",
    text: str = "",
    ending: bool | None = None,
) -> EventFacts:
    """`participants` as "USA supplier, UKR recipient"."""
    pairs = tuple((one.split()[0], one.split()[1]) for one in participants.split(", ")) if participants else ()
    on = edtf.parse(date) if date else None
    return EventFacts(type, on, pairs, (weapon,) if weapon else (), status, text, ending)


def _of(check: Check, treaty: str, actor: str) -> list[Finding]:
    return [finding for finding in check.findings if (finding.treaty, finding.actor) == (treaty, actor)]


def _one(check: Check, treaty: str, actor: str, article: str = "") -> Finding:
    (found,) = [finding for finding in _of(check, treaty, actor) if not article or finding.article == article]
    return found


def test_mines_to_ukraine_in_november_2024(checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "2024-11-20", "USA supplier, UKR recipient", MINE))
    assert [(f.treaty, f.article, f.conduct, f.actor, f.role, f.verdict.value) for f in check.findings] == [
        ("mine-ban", "1(1)(b)", "transfer", "USA", "supplier", "not-bound"),
        ("ccw-ap2", "8(1)(a)", "transfer", "USA", "supplier", "undetermined"),
        ("ccw-ap2", "8(1)(c)", "transfer", "USA", "supplier", "restricted"),
        ("ccw-ap2", "8(1)(d)", "transfer", "USA", "supplier", "restricted"),
        ("mine-ban", "1(1)(b)", "acquire", "UKR", "recipient", "prohibited"),
        ("att", "8", "acquire", "UKR", "recipient", "signatory"),
    ]
    ukraine = _one(check, "mine-ban", "UKR")
    assert ukraine.reason == (
        "Ukraine under the Mine Ban Treaty: party since 2006-06-01 (ratified 2005-12-27) [untc-2026-02-03:XXVI-5]. "
        "Mine Ban Treaty Art. 1(1)(b) prohibits the acquisition of anti-personnel mines. "
        "Terms: never under any circumstances; mines set off by a vehicle are outside the definition (Art. 2), as is "
        "command detonation."
    )
    assert ukraine.sources == (
        "treaty text (statengeneraal/laws-markdown copy, read)",
        "untc-2026-02-03:XXVI-5 | untc-2015-03:XXVI-5",
        "computed: Art. 17",
    )
    assert (ukraine.rule, ukraine.rule_weapon, ukraine.checked) == ("prohibited", MINE, 1)
    assert _one(check, "mine-ban", "USA").reason.startswith("United States has no relation to the Mine Ban Treaty.")
    assert check.unchecked == ()


def test_the_same_in_june_2005_when_ukraine_had_only_signed(checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "2005-06", "USA supplier, UKR recipient", MINE))
    ukraine = _one(check, "mine-ban", "UKR")
    assert ukraine.verdict == "signatory"
    assert "signatory since 1999-02-24" in ukraine.reason
    assert "It was not yet bound" in ukraine.reason


def test_a_month_in_which_a_state_becomes_bound_leaves_it_open(checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "2005-12/2006-07", "USA supplier, UKR recipient", MINE))
    ukraine = _one(check, "mine-ban", "UKR")
    assert ukraine.verdict == "undetermined"
    assert "Whether it was bound then is not certain" in ukraine.reason
    whole_month = checker.check(_event("transfer-delivery", "2006-06", "USA supplier, UKR recipient", MINE))
    assert _one(whole_month, "mine-ban", "UKR").verdict == "prohibited"


def test_a_notice_within_the_month_changes_nothing_for_what_is_forbidden(checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "2025-06", "USA supplier, LTU recipient", MINE))
    assert _one(check, "mine-ban", "LTU").verdict == "prohibited"


@pytest.mark.parametrize(("day", "verdict"), [("2025-03-05", "prohibited"), ("2025-03-07", "not-bound")])
def test_lithuania_and_cluster_munitions_before_and_after_it_left(day: str, verdict: str, checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", day, "USA supplier, LTU recipient", CLUSTER))
    found = _one(check, "ccm", "LTU")
    assert found.verdict == verdict
    assert "2025-03-06" in found.reason


def test_a_cluster_variant_of_atacms_and_plain_atacms(checker: Checker) -> None:
    def verdict(weapon: str) -> Finding:
        event = _event("transfer-delivery", "2024-03-07", "USA supplier, DEU recipient", weapon)
        return _one(checker.check(event), "ccm", "DEU")

    assert verdict("m39-atacms").verdict == "prohibited"
    plain = verdict("atacms")
    assert plain.verdict == "undetermined"
    assert "M39 ATACMS Block I and M39A1 ATACMS Block IA" in plain.reason
    assert "the record names none" in plain.reason
    unitary = checker.check(_event("transfer-delivery", "2024-03-07", "USA supplier, DEU recipient", "m57-atacms"))
    assert _of(unitary, "ccm", "DEU") == []
    # Two steps above the cluster variant: "missiles" say nothing of cluster munitions.
    missiles = checker.check(_event("transfer-delivery", "2024-03-07", "USA supplier, DEU recipient", "missile"))
    assert _of(missiles, "ccm", "DEU") == []


def test_a_kind_that_rules_speak_of_is_not_what_one_of_its_models_is_besides(checker: Checker) -> None:
    """The M39 carries a cluster munition; "cluster munitions" are no missiles for that."""
    check = checker.check(_event("transfer-delivery", "2023", "USA supplier, UKR recipient", CLUSTER))
    assert _of(check, "mtcr", "USA") == []


def test_an_approximate_date_is_said_once_and_leaves_the_position_sure(checker: Checker) -> None:
    check = checker.check(_event("weapon-use", "2024-11-17~", "UKR user, houthis user", MINE))
    found = _one(check, "mine-ban", "UKR", "1(1)(a)")
    assert found.reason.startswith(
        "The event's date is approximate or in doubt. Ukraine under the Mine Ban Treaty: party since 2006-06-01"
    )
    group = _one(check, "mine-ban", "houthis", "1(1)(a)")
    assert group.reason.startswith("The event's date is approximate or in doubt. ")
    later = checker.check(_event("weapon-use", "2024-11-17", "houthis user", MINE))
    assert _one(later, "mine-ban", "houthis", "1(1)(a)").reason.startswith("Houthis is not a state")


def test_landmines_may_be_anti_personnel_mines(checker: Checker) -> None:
    check = checker.check(_event("weapon-use", "2024-03-07", "UKR user", "landmine"))
    found = _one(check, "mine-ban", "UKR", "1(1)(a)")
    assert found.verdict == "undetermined"
    assert "The record says “Landmine”, which may or may not mean anti-personnel mines, of which" in found.reason


def test_a_mine_that_can_be_set_off_by_command_is_open(checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "2023-01-01", "USA supplier, UKR recipient", "m18-claymore"))
    found = _one(check, "mine-ban", "UKR")
    assert found.verdict == "undetermined"
    assert "set off by command" in found.reason


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("", "prohibited"), ("for destruction in Germany", "undetermined"), ("trainers will follow", "prohibited")],
)
def test_a_stated_purpose_that_an_exception_allows_leaves_it_open(text: str, verdict: str, checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "2023-01-01", "DEU supplier, FRA recipient", MINE, text=text))
    found = _one(check, "mine-ban", "DEU", "1(1)(b)")
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
    check = checker.check(_event("transfer-delivery", "2024-11-20", "USA supplier, UKR recipient", MINE, status))
    found = _one(check, "mine-ban", "UKR")
    assert found.verdict == "prohibited"
    assert found.reason.startswith(words)


def test_a_decision_is_checked_as_the_transfer_that_it_allows(checker: Checker) -> None:
    check = checker.check(_event("transfer-authorization", "2024-11-20", "USA supplier, UKR recipient", MINE))
    assert _one(check, "mine-ban", "UKR").reason.startswith("A decision, checked as the transfer that it allows.")


def test_a_claimed_suspension_is_contested(checker: Checker) -> None:
    check = checker.check(_event("weapon-use", "2025-09-01", "UKR user", MINE))
    found = _one(check, "mine-ban", "UKR", "1(1)(a)")
    assert found.verdict == "contested"
    assert "said that it suspends it 2025-07-18" in found.reason
    assert "others contest it" in found.reason


def test_conditional_rules_are_never_absolute(checker: Checker) -> None:
    check = checker.check(_event("weapon-use", "2024-11-20", "USA user", MINE))
    protocol = {f.article: f.verdict.value for f in _of(check, "ccw-ap2", "USA")}
    assert protocol["3(7)"] == protocol["4"] == "undetermined"
    assert protocol["3(10)"] == "restricted"
    conditional = [f for f in check.findings if f.rule == "conditional"]
    assert conditional
    assert {f.verdict.value for f in conditional} <= {"undetermined", "not-bound", "signatory"}


def test_an_undated_consent_leaves_open_whether_a_state_was_bound(checker: Checker) -> None:
    weapon = "non-detectable-fragment-weapon"
    then = checker.check(_event("weapon-use", "2024-11-20", "USA user", weapon))
    found = _one(then, "ccw-p1", "USA")
    assert found.verdict == "undetermined"
    assert "Bound, since when unknown." in found.reason
    assert _one(checker.check(_event("weapon-use", "1990-11-20", "USA user", weapon)), "ccw-p1", "USA").verdict == (
        "not-bound"
    )


def test_an_arms_trade_treaty_party_breaks_it_through_another_treaty_or_an_embargo(checker: Checker) -> None:
    mines = checker.check(_event("transfer-delivery", "2023-01-01", "DEU supplier, FRA recipient", MINE))
    assert [f.article for f in _of(mines, "att", "DEU")] == ["12"]  # mines are none of the arms of Art. 2(1)
    clusters = checker.check(_event("transfer-delivery", "2023-01-01", "DEU supplier, RUS recipient", "m39-atacms"))
    articles = {f.article: f.verdict.value for f in _of(clusters, "att", "DEU")}
    assert articles == {
        "6(3)": "undetermined",
        "7": "restricted",
        "11": "restricted",
        "12": "restricted",
        "13(3)": "restricted",
        "6(2)": "prohibited",
    }
    to_korea = checker.check(_event("transfer-delivery", "2018-01-01", "DEU supplier, PRK recipient", "battle-tank"))
    assert _one(to_korea, "att", "DEU", "6(1)").verdict == "prohibited"
    plain = checker.check(_event("transfer-delivery", "2023-01-01", "DEU supplier, FRA recipient", "battle-tank"))
    assert not {"6(1)", "6(2)"} & {f.article for f in _of(plain, "att", "DEU")}


def test_what_a_nuclear_weapon_state_may_not_do_and_what_others_may_not(checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "2023-01-01", "RUS supplier, BLR recipient", "nuclear-weapon"))
    assert [(f.article, f.actor, f.verdict.value) for f in check.findings if f.treaty == "npt"] == [
        ("I", "RUS", "prohibited"),
        ("II", "BLR", "prohibited"),
    ]
    assert _one(check, "tpnw", "RUS").verdict == "not-bound"


def test_stationing_is_not_told_from_withdrawing_unless_the_event_says_so(checker: Checker) -> None:
    def verdict(ending: bool | None) -> str:
        event = _event("weapon-deployment", "2024-01-01", "RUS user, KAZ host", "nuclear-weapon", ending=ending)
        return _one(checker.check(event), "tpnw", "KAZ").verdict.value

    assert verdict(None) == "undetermined"
    assert verdict(False) == "prohibited"


def test_regional_and_closed_treaties_say_nothing_of_outsiders(checker: Checker) -> None:
    check = checker.check(_event("weapon-test", "2017-09-03", "PRK user", "nuclear-test-explosion"))
    assert sorted({f.treaty for f in check.findings}) == ["ctbt", "ptbt", "tpnw"]
    assert {f.verdict.value for f in check.findings} == {"not-bound"}


def test_treaties_that_ended_or_are_not_in_force(checker: Checker) -> None:
    missile = "ground-launched-intermediate-range-missile"
    before = checker.check(_event("weapon-test", "2018-06-01", "RUS user", missile))
    assert _one(before, "inf", "RUS").verdict == "prohibited"
    later = _one(checker.check(_event("weapon-test", "2019-08-18", "USA user, RUS decider", missile)), "inf", "RUS")
    assert later.verdict == "not-bound"
    assert "INF Treaty ended on 2019-08-02" in later.reason
    test_ban = checker.check(_event("weapon-test", "2020-01-01", "FRA user", "nuclear-test-explosion"))
    found = _one(test_ban, "ctbt", "FRA")
    assert found.verdict == "signatory"
    assert "Comprehensive Nuclear-Test-Ban Treaty is not in force." in found.reason


def test_an_event_before_the_treaty(checker: Checker) -> None:
    found = _one(checker.check(_event("weapon-use", "1990-01-01", "DEU user", MINE)), "mine-ban", "DEU", "1(1)(a)")
    assert found.verdict == "not-bound"
    assert "Mine Ban Treaty was adopted only on 1997-09-18." in found.reason


def test_companies_organs_and_groups(checker: Checker) -> None:
    company = checker.check(_event("transfer-delivery", "2023-01-01", "rheinmetall supplier, UKR recipient", MINE))
    found = _one(company, "mine-ban", "rheinmetall")
    assert found.verdict == "undetermined"
    assert "Rheinmetall is a company; the rule binds its state, Germany" in found.reason
    organ = checker.check(_event("weapon-use", "2024-01-01", "ua-general-staff user", MINE))
    assert _one(organ, "mine-ban", "ua-general-staff", "1(1)(a)").verdict == "prohibited"
    group = checker.check(_event("weapon-use", "2024-01-01", "houthis user", MINE))
    found = _one(group, "mine-ban", "houthis", "1(1)(a)")
    assert found.verdict == "not-bound"
    assert "Houthis is not a state" in found.reason


def test_transfers_to_a_group_under_the_mines_protocol(checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "2024-01-01", "USA supplier, houthis recipient", MINE))
    assert _one(check, "ccw-ap2", "USA", "8(1)(b)").verdict == "prohibited"
    unknown = checker.check(_event("transfer-delivery", "2024-01-01", "USA supplier", MINE))
    assert _one(unknown, "ccw-ap2", "USA", "8(1)(b)").verdict == "undetermined"


@pytest.mark.parametrize(
    ("event", "sentences"),
    [
        (
            _event("transfer-delivery", "", "USA supplier, UKR recipient", MINE),
            ("The event has no date: only what holds on every date is certain.",),
        ),
        (
            _event("transfer-delivery", "2024-11-20", "USA supplier", ""),
            ("The event names no weapon, so that no rule can be matched.",),
        ),
        (
            _event("transfer-delivery", "2024-11-20", "", MINE),
            ("The event names no participant, so that nobody can be checked.",),
        ),
        (
            _event("condemnation", "2024-11-20", "USA speaker", MINE),
            ("No rule speaks of a speaker in an event of type condemnation.",),
        ),
        (
            _event("transfer-delivery", "2024-11-20", "ATLANTIS supplier", "unobtainium"),
            ("Not known as actors: ATLANTIS.", "Not known as weapons: unobtainium."),
        ),
    ],
)
def test_what_cannot_be_checked_is_said(event: EventFacts, sentences: tuple[str, ...], checker: Checker) -> None:
    assert checker.check(event).unchecked == sentences


def test_an_event_without_a_date_keeps_what_holds_on_every_date(checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "", "USA supplier, UKR recipient", MINE))
    assert _one(check, "mine-ban", "USA").verdict == "not-bound"
    found = _one(check, "mine-ban", "UKR")
    assert found.verdict == "undetermined"
    assert found.reason.startswith("The event has no date.")


def test_what_is_kept_from_earlier_events_changes_no_answer(checker: Checker) -> None:
    events = [
        _event("transfer-delivery", day, f"USA supplier, {state} recipient", weapon, status)
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
    check = checker.check(_event("transfer-delivery", "2023-01-01", "DEU supplier, FRA recipient", "weapon"))
    assert {f.treaty for f in check.findings if f.actor == "DEU"} == {"att", "eu-common-position-2008-944"}
    assert _one(check, "att", "DEU", "7").verdict == "undetermined"
    ordnance = checker.check(_event("weapon-use", "2023-01-01", "DEU user", "explosive-ordnance"))
    assert ordnance.findings == ()


def test_a_contested_withdrawal_is_contested_as_an_obligation(checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "2010-01-01", "PAK supplier, PRK recipient", "nuclear-weapon"))
    assert _one(check, "npt", "PRK", "II").verdict == "contested"
    before = checker.check(_event("transfer-delivery", "2002-01-01", "PAK supplier, PRK recipient", "nuclear-weapon"))
    assert _one(before, "npt", "PRK", "II").verdict == "prohibited"


def test_a_memorandum_whose_force_is_disputed(checker: Checker) -> None:
    check = checker.check(_event("weapon-use", "2024-01-01", "RUS user, UKR target", "battle-tank"))
    assert _one(check, "budapest-memorandum", "RUS").verdict == "contested"
    elsewhere = checker.check(_event("weapon-use", "2016-01-01", "RUS user, SYR target", "battle-tank"))
    assert _of(elsewhere, "budapest-memorandum", "RUS") == []


def test_a_voluntary_regime_restricts_its_participants_and_says_that_it_does_not_bind(checker: Checker) -> None:
    check = checker.check(_event("transfer-delivery", "2023-01-01", "USA supplier, IND recipient", "tomahawk"))
    found = _one(check, "mtcr", "USA")
    assert found.verdict == "restricted"
    assert "This is a political commitment that does not bind in law." in found.reason
