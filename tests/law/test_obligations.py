"""Events as plain values against the shipped facts: whom which treaty bound, and why."""

import pytest

from tests.law.asking import event_of, finding, findings
from timeline.law.obligations import Checker

MINE, CLUSTER = "anti-personnel-mine", "cluster-munition"


def test_mines_to_ukraine_in_november_2024(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2024-11-20", "USA supplier, UKR recipient", MINE))
    assert [(f.treaty, f.article, f.conduct, f.actor, f.role, f.verdict.value) for f in check.findings] == [
        ("mine-ban", "1(1)(b)", "transfer", "USA", "supplier", "not-bound"),
        ("ccw-ap2", "8(1)(a)", "transfer", "USA", "supplier", "undetermined"),
        ("ccw-ap2", "8(1)(c)", "transfer", "USA", "supplier", "restricted"),
        ("ccw-ap2", "8(1)(d)", "transfer", "USA", "supplier", "restricted"),
        ("mine-ban", "1(1)(b)", "acquire", "UKR", "recipient", "prohibited"),
        ("att", "8", "acquire", "UKR", "recipient", "signatory"),
    ]
    ukraine = finding(check, "mine-ban", "UKR")
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
    assert finding(check, "mine-ban", "USA").reason.startswith("United States has no relation to the Mine Ban Treaty.")
    assert check.unchecked == ()


def test_the_same_in_june_2005_when_ukraine_had_only_signed(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2005-06", "USA supplier, UKR recipient", MINE))
    ukraine = finding(check, "mine-ban", "UKR")
    assert ukraine.verdict == "signatory"
    assert "signatory since 1999-02-24" in ukraine.reason
    assert "It was not yet bound" in ukraine.reason


def test_a_month_in_which_a_state_becomes_bound_leaves_it_open(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2005-12/2006-07", "USA supplier, UKR recipient", MINE))
    ukraine = finding(check, "mine-ban", "UKR")
    assert ukraine.verdict == "undetermined"
    assert "Whether it was bound then is not certain" in ukraine.reason
    whole_month = checker.check(event_of("transfer-delivery", "2006-06", "USA supplier, UKR recipient", MINE))
    assert finding(whole_month, "mine-ban", "UKR").verdict == "prohibited"


def test_a_notice_within_the_month_changes_nothing_for_what_is_forbidden(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2025-06", "USA supplier, LTU recipient", MINE))
    assert finding(check, "mine-ban", "LTU").verdict == "prohibited"


@pytest.mark.parametrize(("day", "verdict"), [("2025-03-05", "prohibited"), ("2025-03-07", "not-bound")])
def test_lithuania_and_cluster_munitions_before_and_after_it_left(day: str, verdict: str, checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", day, "USA supplier, LTU recipient", CLUSTER))
    found = finding(check, "ccm", "LTU")
    assert found.verdict == verdict
    assert "2025-03-06" in found.reason


def test_an_approximate_date_is_said_once_and_leaves_the_position_sure(checker: Checker) -> None:
    check = checker.check(event_of("weapon-use", "2024-11-17~", "UKR user, houthis user", MINE))
    found = finding(check, "mine-ban", "UKR", "1(1)(a)")
    assert found.reason.startswith(
        "The event's date is approximate or in doubt. Ukraine under the Mine Ban Treaty: party since 2006-06-01"
    )
    group = finding(check, "mine-ban", "houthis", "1(1)(a)")
    assert group.reason.startswith("The event's date is approximate or in doubt. ")
    later = checker.check(event_of("weapon-use", "2024-11-17", "houthis user", MINE))
    assert finding(later, "mine-ban", "houthis", "1(1)(a)").reason.startswith("Houthis is not a state")


def test_a_claimed_suspension_is_contested(checker: Checker) -> None:
    check = checker.check(event_of("weapon-use", "2025-09-01", "UKR user", MINE))
    found = finding(check, "mine-ban", "UKR", "1(1)(a)")
    assert found.verdict == "contested"
    assert "said that it suspends it 2025-07-18" in found.reason
    assert "others contest it" in found.reason


def test_an_undated_consent_leaves_open_whether_a_state_was_bound(checker: Checker) -> None:
    weapon = "non-detectable-fragment-weapon"
    then = checker.check(event_of("weapon-use", "2024-11-20", "USA user", weapon))
    found = finding(then, "ccw-p1", "USA")
    assert found.verdict == "undetermined"
    assert "Bound, since when unknown." in found.reason
    assert finding(
        checker.check(event_of("weapon-use", "1990-11-20", "USA user", weapon)), "ccw-p1", "USA"
    ).verdict == ("not-bound")


def test_an_arms_trade_treaty_party_breaks_it_through_another_treaty_or_an_embargo(checker: Checker) -> None:
    mines = checker.check(event_of("transfer-delivery", "2023-01-01", "DEU supplier, FRA recipient", MINE))
    assert [f.article for f in findings(mines, "att", "DEU")] == ["12"]  # mines are none of the arms of Art. 2(1)
    clusters = checker.check(event_of("transfer-delivery", "2023-01-01", "DEU supplier, RUS recipient", "m39-atacms"))
    articles = {f.article: f.verdict.value for f in findings(clusters, "att", "DEU")}
    assert articles == {
        "6(3)": "undetermined",
        "7": "restricted",
        "11": "restricted",
        "12": "restricted",
        "13(3)": "restricted",
        "6(2)": "prohibited",
    }
    to_korea = checker.check(event_of("transfer-delivery", "2018-01-01", "DEU supplier, PRK recipient", "battle-tank"))
    assert finding(to_korea, "att", "DEU", "6(1)").verdict == "prohibited"
    plain = checker.check(event_of("transfer-delivery", "2023-01-01", "DEU supplier, FRA recipient", "battle-tank"))
    assert not {"6(1)", "6(2)"} & {f.article for f in findings(plain, "att", "DEU")}


def test_what_a_nuclear_weapon_state_may_not_do_and_what_others_may_not(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2023-01-01", "RUS supplier, BLR recipient", "nuclear-weapon"))
    assert [(f.article, f.actor, f.verdict.value) for f in check.findings if f.treaty == "npt"] == [
        ("I", "RUS", "prohibited"),
        ("II", "BLR", "prohibited"),
    ]
    assert finding(check, "tpnw", "RUS").verdict == "not-bound"


def test_regional_and_closed_treaties_say_nothing_of_outsiders(checker: Checker) -> None:
    check = checker.check(event_of("weapon-test", "2017-09-03", "PRK user", "nuclear-test-explosion"))
    assert sorted({f.treaty for f in check.findings}) == ["ctbt", "ptbt", "tpnw"]
    assert {f.verdict.value for f in check.findings} == {"not-bound"}


def test_treaties_that_ended_or_are_not_in_force(checker: Checker) -> None:
    missile = "ground-launched-intermediate-range-missile"
    before = checker.check(event_of("weapon-test", "2018-06-01", "RUS user", missile))
    assert finding(before, "inf", "RUS").verdict == "prohibited"
    later = finding(
        checker.check(event_of("weapon-test", "2019-08-18", "USA user, RUS decider", missile)), "inf", "RUS"
    )
    assert later.verdict == "not-bound"
    assert "INF Treaty ended on 2019-08-02" in later.reason
    test_ban = checker.check(event_of("weapon-test", "2020-01-01", "FRA user", "nuclear-test-explosion"))
    found = finding(test_ban, "ctbt", "FRA")
    assert found.verdict == "signatory"
    assert "Comprehensive Nuclear-Test-Ban Treaty is not in force." in found.reason


def test_an_event_before_the_treaty(checker: Checker) -> None:
    found = finding(checker.check(event_of("weapon-use", "1990-01-01", "DEU user", MINE)), "mine-ban", "DEU", "1(1)(a)")
    assert found.verdict == "not-bound"
    assert "Mine Ban Treaty was adopted only on 1997-09-18." in found.reason


def test_companies_organs_and_groups(checker: Checker) -> None:
    company = checker.check(event_of("transfer-delivery", "2023-01-01", "rheinmetall supplier, UKR recipient", MINE))
    found = finding(company, "mine-ban", "rheinmetall")
    assert found.verdict == "undetermined"
    assert "Rheinmetall is a company; the rule binds its state, Germany" in found.reason
    organ = checker.check(event_of("weapon-use", "2024-01-01", "ua-general-staff user", MINE))
    assert finding(organ, "mine-ban", "ua-general-staff", "1(1)(a)").verdict == "prohibited"
    group = checker.check(event_of("weapon-use", "2024-01-01", "houthis user", MINE))
    found = finding(group, "mine-ban", "houthis", "1(1)(a)")
    assert found.verdict == "not-bound"
    assert "Houthis is not a state" in found.reason


def test_transfers_to_a_group_under_the_mines_protocol(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2024-01-01", "USA supplier, houthis recipient", MINE))
    assert finding(check, "ccw-ap2", "USA", "8(1)(b)").verdict == "prohibited"
    unknown = checker.check(event_of("transfer-delivery", "2024-01-01", "USA supplier", MINE))
    assert finding(unknown, "ccw-ap2", "USA", "8(1)(b)").verdict == "undetermined"


def test_a_contested_withdrawal_is_contested_as_an_obligation(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2010-01-01", "PAK supplier, PRK recipient", "nuclear-weapon"))
    assert finding(check, "npt", "PRK", "II").verdict == "contested"
    before = checker.check(event_of("transfer-delivery", "2002-01-01", "PAK supplier, PRK recipient", "nuclear-weapon"))
    assert finding(before, "npt", "PRK", "II").verdict == "prohibited"


def test_a_memorandum_whose_force_is_disputed(checker: Checker) -> None:
    check = checker.check(event_of("weapon-use", "2024-01-01", "RUS user, UKR target", "battle-tank"))
    assert finding(check, "budapest-memorandum", "RUS").verdict == "contested"
    elsewhere = checker.check(event_of("weapon-use", "2016-01-01", "RUS user, SYR target", "battle-tank"))
    assert findings(elsewhere, "budapest-memorandum", "RUS") == []


def test_a_voluntary_regime_restricts_its_participants_and_says_that_it_does_not_bind(checker: Checker) -> None:
    check = checker.check(event_of("transfer-delivery", "2023-01-01", "USA supplier, IND recipient", "tomahawk"))
    found = finding(check, "mtcr", "USA")
    assert found.verdict == "restricted"
    assert "This is a political commitment that does not bind in law." in found.reason
