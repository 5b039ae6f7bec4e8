"""Embargoes bind the members of the body that imposed them, towards their target, while they are in force."""

from dataclasses import replace

import pytest

from timeline import edtf
from timeline.edtf import Certainty
from timeline.law.embargoes import Embargo
from timeline.law.facts import shipped_facts
from timeline.law.findings import EventFacts, Finding
from timeline.law.obligations import Checker
from timeline.vocabulary.actors import Actor
from timeline.vocabulary.reading import shipped_vocabulary

EMBARGOES = {embargo.id: embargo for embargo in shipped_facts().embargoes}
ACTORS = shipped_vocabulary().actors
GROUP = Actor("group", "armed-non-state-group", "A group", country_id="LBY")


def _findings(checker: Checker, day: str, supplier: str, recipient: str, weapon: str = "battle-tank") -> list[Finding]:
    pairs = ((supplier, "supplier"), (recipient, "recipient"))
    check = checker.check(EventFacts("transfer-delivery", edtf.parse(day), pairs, (weapon,)))
    return [finding for finding in check.findings if finding.rule == "embargo"]


def _verdicts(checker: Checker, day: str, supplier: str, recipient: str, weapon: str = "battle-tank") -> dict[str, str]:
    return {finding.treaty: finding.verdict.value for finding in _findings(checker, day, supplier, recipient, weapon)}


def test_an_embargo_of_the_un_on_north_korea(checker: Checker) -> None:
    assert _verdicts(checker, "2018-01-01", "CHN", "PRK") == {
        "un-dprk-1718-2006": "prohibited",
        "un-dprk-1874-2009": "prohibited",
        "eu-dprk-2006": "not-bound",
    }
    (found,) = [one for one in _findings(checker, "2018-01-01", "CHN", "PRK") if one.treaty == "un-dprk-1718-2006"]
    assert found.article == "imposed 1718 (2006-10-14)"
    assert (found.conduct, found.role, found.weapon, found.rule_weapon) == (
        "transfer",
        "supplier",
        "battle-tank",
        "battle-tank",
    )
    assert found.reason == (
        "Arms embargo of the UN Security Council on North Korea, in force from 2006-10-14. It concerns the transfer to "
        "North Korea; scope: government; two-way: UN Register categories and ballistic missiles. China in the United "
        "Nations: member since 1945-10-24. Legal basis: imposed 1718 (2006-10-14); widened by later rows."
    )


def test_arms_from_the_target_are_for_the_recipient_not_to_take(checker: Checker) -> None:
    found = _findings(checker, "2024-01-01", "PRK", "RUS", "missile")
    assert {(one.treaty, one.actor, one.conduct, one.verdict.value) for one in found if one.treaty[:2] == "un"} == {
        ("un-dprk-1718-2006", "RUS", "acquire", "prohibited"),
        ("un-dprk-1874-2009", "RUS", "acquire", "prohibited"),
    }


@pytest.mark.parametrize(
    ("day", "supplier", "verdict"),
    [
        ("2020-01-30", "GBR", "undetermined"),  # contracts made before August 2014 were excepted
        ("2020-02-01", "GBR", "not-bound"),  # no longer a member
        ("2023-01-01", "DEU", "prohibited"),
        ("2014-07-30", "DEU", None),
        ("2014-07-31", "DEU", "undetermined"),
        ("2014-07", "DEU", "undetermined"),
        ("2023-01-01", "IND", "not-bound"),
        ("2013-01-01", "HRV", None),
    ],
)
def test_the_embargo_of_the_eu_on_russia(day: str, supplier: str, verdict: str | None, checker: Checker) -> None:
    assert _verdicts(checker, day, supplier, "RUS").get("eu-russia-2014") == verdict


def test_after_the_last_renewal_that_is_recorded_an_embargo_may_have_gone_on(checker: Checker) -> None:
    embargo = EMBARGOES["un-car-2745-2024"]
    days = {
        "2024-07-29": Certainty.NO,
        "2026-07-31": Certainty.CERTAINLY,
        "2026-08-01": Certainty.POSSIBLY,
        "2026-07/2026-08": Certainty.POSSIBLY,
    }
    assert {day: embargo.in_force(edtf.parse(day)) for day in days} == days
    (reason,) = {
        one.reason for one in _findings(checker, "2026-08-01", "CHN", "SSD") if one.treaty == "un-south-sudan-2428-2018"
    }
    assert "known to last until 2026-05-31; a later renewal is not recorded." in reason
    assert "Whether it was in force then is not certain." in reason


def test_a_state_that_was_not_yet_a_member_is_not_bound(checker: Checker) -> None:
    assert _verdicts(checker, "1995-01-01", "CHE", "IRQ")["un-iraq-661-1990"] == "not-bound"
    assert _verdicts(checker, "2003-01-01", "CHE", "IRQ")["un-iraq-661-1990"] == "prohibited"


def test_voluntary_and_political_embargoes_bind_nobody(checker: Checker) -> None:
    (found,) = _findings(checker, "2024-01-01", "FRA", "CHN")
    assert (found.treaty, found.verdict) == ("eu-china-1989", "not-bound")
    assert "It is a voluntary or political call and binds nobody in law." in found.reason
    not_binding = {embargo.id for embargo in EMBARGOES.values() if not embargo.binding}
    assert not_binding == {
        "un-portugal-180-1963",
        "un-south-africa-181-1963",
        "un-rhodesia-217-1965",
        "un-afghanistan-1076-1996",
        "un-eritrea-ethiopia-1227-1999-eri",
        "un-eritrea-ethiopia-1227-1999-eth",
        "un-nagorno-karabakh-853-1993-arm",
        "osce-nagorno-karabakh-1992-arm",
        "un-nagorno-karabakh-853-1993-aze",
        "osce-nagorno-karabakh-1992-aze",
        "un-yemen-924-1994",
        "eu-china-1989",
        "eu-egypt-2013",
        "eu-ukraine-2014",
    }


def test_which_way_embargoes_point() -> None:
    by_direction: dict[str, set[str]] = {}
    for embargo in EMBARGOES.values():
        by_direction.setdefault(embargo.direction, set()).add(embargo.id)
    assert by_direction["from"] == {"un-iran-1747-2007", "un-iran-snapback-2025-exports"}
    assert by_direction["both"] == {
        "un-libya-1970-2011",
        "un-eritrea-1907-2009",
        "un-dprk-1718-2006",
        "un-dprk-1874-2009",
        "eu-russia-2014",
    }


@pytest.mark.parametrize(
    ("embargo", "other", "day", "met"),
    [
        ("un-libya-1970-2011", "LBY", "2015-01-01", Certainty.POSSIBLY),  # the government, with approval
        ("un-libya-1970-2011", "lna", "2019-06-01", Certainty.CERTAINLY),
        ("un-libya-1970-2011", "EGY", "2019-06-01", Certainty.NO),
        ("un-libya-748-1992", "LBY", "1998-01-01", Certainty.CERTAINLY),
        ("un-libya-748-1992", "LBY", "2000-01-01", Certainty.POSSIBLY),  # suspended from April 1999
        ("un-iraq-1546-2004", "IRQ", "2010-01-01", Certainty.NO),  # the government is not meant
        ("un-iraq-1546-2004", "kataib-hezbollah", "2010-01-01", Certainty.CERTAINLY),
        ("un-houthis-2624-2022", "houthis", "2023-01-01", Certainty.CERTAINLY),
        ("un-houthis-2624-2022", "YEM", "2023-01-01", Certainty.NO),
        ("un-sudan-1591-2005", "SDN", "2010-01-01", Certainty.POSSIBLY),  # Darfur only
        ("un-sudan-1591-2005", "rsf", "2024-01-01", Certainty.CERTAINLY),
        ("un-dprk-1718-2006", "sspc-nk", "2010-01-01", Certainty.CERTAINLY),  # an organ is its state
        ("un-drc-1807-2008", "m23", "2013-01-01", Certainty.CERTAINLY),
        ("un-drc-1807-2008", "COD", "2013-01-01", Certainty.NO),
        ("eu-russia-2014", "rosoboronexport", "2023-01-01", Certainty.CERTAINLY),
        ("eu-belarus-2011", "BLR", "2023-01-01", Certainty.CERTAINLY),
    ],
)
def test_whom_an_embargo_is_about(embargo: str, other: str, day: str, met: Certainty) -> None:
    assert EMBARGOES[embargo].meets(ACTORS[other], edtf.parse(day)) is met


def test_a_group_that_the_scope_may_not_name_is_only_possibly_meant() -> None:
    haitian = replace(GROUP, country_id="HTI")
    assert EMBARGOES["un-haiti-2653-2022"].meets(haitian, edtf.parse("2023-01-01")) is Certainty.POSSIBLY
    assert EMBARGOES["un-haiti-2752-2024"].meets(haitian, edtf.parse("2025-01-01")) is Certainty.CERTAINLY


@pytest.mark.parametrize(
    ("began", "ended", "on", "in_force"),
    [
        ("2010-05-01", "", "2010-04-30", Certainty.NO),
        ("2010-05-01", "", "2010-05-01", Certainty.CERTAINLY),
        ("2010-05", "", "2010-05-15", Certainty.POSSIBLY),
        ("2010-05", "", "2010-06-01", Certainty.CERTAINLY),
        ("2010-05-01", "2012-05-01", "2012-04-30", Certainty.CERTAINLY),
        ("2010-05-01", "2012-05-01", "2012-05-01", Certainty.NO),
        ("2010-05-01", "2012-05", "2012-05-15", Certainty.POSSIBLY),
        ("2010-05-01", "2012-05", "2012-06-01", Certainty.NO),
        ("2010-05-01", "2012-05-01", "2012", Certainty.POSSIBLY),
        ("2010-05-01~", "", "2015-01-01", Certainty.POSSIBLY),
        ("2010-05-01", "", "2015~", Certainty.POSSIBLY),
        ("", "", "1900", Certainty.CERTAINLY),
    ],
)
def test_when_an_embargo_is_in_force(began: str, ended: str, on: str, in_force: Certainty) -> None:
    embargo = Embargo(
        "x",
        "eu",
        "LBY",
        "territory",
        ("weapon",),
        edtf.parse(began) if began else None,
        edtf.parse(ended) if ended else None,
    )
    assert embargo.in_force(edtf.parse(on)) is in_force


def test_a_kind_wider_than_the_embargo_is_open(checker: Checker) -> None:
    (imports,) = [one for one in _findings(checker, "2010-09-01", "RUS", "IRN", "weapon") if "1929" in one.treaty]
    assert imports.verdict == "undetermined"
    assert "Only some weapons of this kind are covered." in imports.reason
    assert "un-iran-1929-2010" not in _verdicts(checker, "2010-09-01", "RUS", "IRN", "body-armour")


def test_no_embargo_without_a_transfer_or_without_the_other_side(checker: Checker) -> None:
    used = checker.check(
        EventFacts("weapon-use", edtf.parse("2018-01-01"), (("PRK", "user"), ("KOR", "target")), ("missile",))
    )
    alone = checker.check(
        EventFacts("transfer-delivery", edtf.parse("2018-01-01"), (("CHN", "supplier"),), ("missile",))
    )
    assert [one for one in (*used.findings, *alone.findings) if one.rule == "embargo"] == []
