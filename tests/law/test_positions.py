"""Positions where the facts are thin or the state does unusual things: one made-up treaty, few acts."""

from dataclasses import replace

import pytest

from timeline import edtf
from timeline.edtf import Certainty
from timeline.errors import UnknownName
from timeline.law.acts import Act
from timeline.law.circumstances import ArmedConflict, Beginning, Membership
from timeline.law.facts import shipped_facts
from timeline.law.periods import Period
from timeline.law.positions import Position, Positions
from timeline.law.rules import TreatyRules
from timeline.law.wording import describe

RULES = TreatyRules(
    "t",
    "The Treaty",
    adopted=edtf.parse("1997-09-18"),
    in_force=edtf.parse("1999-03-01"),
    entry=Period(months=6, first_of_month=True),
    notice=Period(months=6),
    conflict_clause="Art. 20(3)",
)


def _act(action: str, date: str, **more: object) -> Act:
    act = Act("t", "AAA", action, edtf.parse(date) if date else None, source="the depositary", checked=1)
    return replace(act, **more)  # type: ignore[arg-type]


def _at(on: str, *acts: Act, rules: TreatyRules = RULES, conflict: ArmedConflict | None = None) -> Position:
    positions = Positions(acts, {"t": rules}, conflicts=[conflict] if conflict else [])
    return positions.at("t", "AAA", edtf.parse(on))


def test_a_new_act_alone_is_enough_for_an_answer() -> None:
    ratified = _act("ratification", "2005-12-27")
    assert describe(_at("2005-12-26", ratified)) == "no relation"
    assert describe(_at("2006-05-31", ratified)) == (
        "has consented, in force for it only from 2006-06-01 (ratified 2005-12-27)"
    )
    assert describe(_at("2006-06-01", ratified)) == "party since 2006-06-01 (ratified 2005-12-27)"


def test_a_withdrawal_follows_from_its_notice() -> None:
    acts = (_act("ratification", "2003-05-12"), _act("withdrawal_notice", "2025-06-27"))
    assert describe(_at("2025-12-26", *acts)) == (
        "withdrawal notified, still bound until 2025-12-27, party since 2003-11-01 "
        "(ratified 2003-05-12, gave notice of withdrawal 2025-06-27)"
    )
    assert _at("2025-12-27", *acts).kind == "withdrawn"
    assert _at("2003-12-01", *acts).until == edtf.parse("2025-12-27")


def test_an_asserted_conflict_puts_off_a_withdrawal() -> None:
    acts = (_act("ratification", "2003-05-12"), _act("withdrawal_notice", "2025-06-27"))
    war = ArmedConflict("AAA", edtf.parse("2022-02"), None, "a war", "someone who says so", 1)
    found = _at("2026-06-01", *acts, conflict=war)
    assert found.kind == "withdrawal-notified"
    assert found.until is None
    assert "The withdrawal is put off by Art. 20(3): a war (someone who says so)." in found.notes
    over = replace(war, ended=edtf.parse("2026-03-01"))
    assert _at("2026-02-28", *acts, conflict=over).kind == "withdrawal-notified"
    assert _at("2026-03-01", *acts, conflict=over).kind == "withdrawn"
    # A conflict that was over, or of a treaty without the clause, changes nothing.
    assert _at("2026-01-01", *acts, conflict=replace(war, ended=edtf.parse("2024"))).kind == "withdrawn"
    without = replace(RULES, conflict_clause="")
    assert _at("2026-01-01", *acts, rules=without, conflict=war).kind == "withdrawn"
    # A conflict that perhaps went on leaves it open.
    perhaps = _at("2026-01-01", *acts, conflict=replace(war, ended=edtf.parse("2025-12")))
    assert (perhaps.kind.value, perhaps.certainty, perhaps.others) == (
        "withdrawn",
        Certainty.CERTAINLY,
        (),
    )
    unsure = _at("2025-12-28", *acts, conflict=replace(war, ended=edtf.parse("2025-12")))
    assert (unsure.kind.value, unsure.certainty) == ("withdrawal-notified", Certainty.POSSIBLY)


def test_a_state_may_come_back() -> None:
    acts = (
        _act("accession", "2000-01-15"),
        _act("withdrawal_notice", "2005-01-01"),
        _act("accession", "2010-03-10"),
    )
    kinds = [
        _at(day, *acts).kind.value for day in ("2001-01-01", "2005-02-01", "2006-01-01", "2010-04-01", "2011-01-01")
    ]
    assert kinds == ["party", "withdrawal-notified", "withdrawn", "consented", "party"]
    assert str(_at("2011-01-01", *acts).since) == "2010-09-01"


def test_an_undated_consent_is_bounded_by_the_page_that_shows_it() -> None:
    act = _act("consent_to_be_bound", "", source="untc-2026-02-03:XXVI-2 | untc-2015-03:XXVI-2")
    before, after = _at("2012-01-01", act), _at("2016-01-01", act)
    assert describe(before) == (
        "possibly party, bound since when unknown (consented to be bound on an unknown date); "
        "or: has consented, not yet in force for it, no relation"
    )
    assert before.notes == ("Bound, since when unknown.",)
    assert (after.kind.value, after.certainty, after.since) == ("party", Certainty.CERTAINLY, None)
    assert _at("1997-01-01", act).kind == "no-relation"


def test_a_protocols_undated_consent_cannot_precede_the_treaty_that_it_needs() -> None:
    protocol = replace(RULES, treaty="p", name="The Protocol", annexed_to="t")
    acts = [_act("accession", "2010-05-05"), Act("p", "AAA", "consent_to_be_bound", None)]
    positions = Positions(acts, {"t": RULES, "p": protocol})
    assert positions.at("p", "AAA", edtf.parse("2010-05-04")).kind == "no-relation"
    assert positions.at("p", "AAA", edtf.parse("2011-05-04")).kind == "party"


def test_an_uncertain_date_makes_the_answer_possible() -> None:
    act = _act("ratification", "2005")
    assert describe(_at("2005-12-31", act)) == (
        "possibly party since 2005-07-01/2006-06-01 (ratified 2005); or: has consented, not yet in force for it"
    )
    assert _at("2006-06-01", act).certainty is Certainty.CERTAINLY
    # "About 2005" is never certain, as no day is excluded.
    assert _at("2020-01-01", _act("ratification", "2005~")).certainty is Certainty.POSSIBLY


def test_an_approximate_question_has_no_certain_answer() -> None:
    found = _at("2010~", _act("ratification", "2005-12-27"))
    assert (found.kind.value, found.certainty, found.others) == ("party", Certainty.POSSIBLY, ())


def test_a_stated_date_of_effect_wins_over_the_rule() -> None:
    late = _act("ratification", "2005-12-27", effective=edtf.parse("2007-01-01"))
    assert str(_at("2008-01-01", late).since) == "2007-01-01"
    notice = _act("withdrawal_notice", "2010-01-01", effective=edtf.parse("2011-01-01"))
    assert _at("2010-12-31", late, notice).kind == "withdrawal-notified"
    assert _at("2011-01-01", late, notice).kind == "withdrawn"


def test_without_a_known_rule_it_is_open_when_a_consent_takes_effect() -> None:
    found = _at("2010-01-01", _act("ratification", "2005-12-27"), rules=replace(RULES, entry=None))
    assert (found.kind.value, found.certainty, found.others) == ("party", Certainty.POSSIBLY, ("consented",))
    assert found.since is None
    forever = _at("2030-01-01", _act("ratification", "2005-12-27"), _act("withdrawal_notice", "2010-01-01"),
                  rules=replace(RULES, notice=None))  # fmt: skip
    assert (forever.kind.value, forever.until) == ("withdrawal-notified", None)


def test_a_treaty_never_in_force_binds_nobody() -> None:
    found = _at("2020-01-01", _act("ratification", "2005-12-27"), rules=replace(RULES, in_force=None))
    assert found.kind == "consented"
    assert found.in_force is Certainty.NO
    assert found.notes == ("The Treaty is not in force.",)


def test_a_treaty_that_ended_binds_nobody_any_more() -> None:
    rules = replace(RULES, ended=edtf.parse("2019-08-02"))
    act = _act("ratification", "2005-12-27")
    assert _at("2019-08-01", act, rules=rules).kind == "party"
    found = _at("2019-08-02", act, rules=rules)
    assert found.kind == "treaty-ended"
    assert found.notes == ("The Treaty ended on 2019-08-02.",)
    assert _at("2019-08-02", rules=rules).kind == "no-relation"


def test_a_date_before_the_treaty() -> None:
    found = _at("1990", _act("ratification", "2005-12-27"))
    assert found.kind == "no-relation"
    assert found.notes == ("The Treaty was adopted only on 1997-09-18.",)
    found = _at("1998-01-01", _act("ratification", "1997-12-03"))
    assert found.kind == "consented"
    assert found.notes == ("The Treaty entered into force only on 1999-03-01.",)


def test_a_state_that_did_not_exist_yet_and_one_that_goes_on_with_anothers_acts() -> None:
    new = Beginning("AAA", edtf.parse("2011-07-09"), "Elsewhere", source="someone")
    positions = Positions([_act("succession", "2011-11-11")], {"t": RULES}, beginnings=[new])
    found = positions.at("t", "AAA", edtf.parse("2005"))
    assert found.kind == "no-relation"
    assert found.notes == ("The state did not exist yet: it began on 2011-07-09 (before: Elsewhere).",)
    assert describe(positions.at("t", "AAA", edtf.parse("2012"))) == "party since 2011-11-11 (succeeded 2011-11-11)"
    heir = replace(new, continues=True)
    positions = Positions([_act("ratification", "2001-01-01")], {"t": RULES}, beginnings=[heir])
    found = positions.at("t", "AAA", edtf.parse("2005"))
    assert found.kind == "party"
    assert found.notes == ("Acts before 2011-07-09 are those of its predecessor (Elsewhere).",)


def test_what_is_not_recorded_is_not_called_no_relation() -> None:
    found = _at("2020-01-01", rules=replace(RULES, coverage="none"))
    assert (found.kind.value, found.certainty) == ("not-recorded", Certainty.POSSIBLY)
    assert describe(found) == "not recorded here"
    assert _at("2020-01-01", rules=replace(RULES, coverage="partial")).kind == "not-recorded"
    assert (
        _at("2020-01-01", _act("ratification", "2005-12-27"), rules=replace(RULES, coverage="partial")).kind == "party"
    )


def test_members_take_part_from_their_first_to_their_last_day() -> None:
    rules = TreatyRules("r", "The Regime", members_of="body", force="voluntary")
    membership = Membership("body", "AAA", edtf.parse("1973-01-01"), edtf.parse("2020-01-31"), "a list", 2)
    positions = Positions([], {"r": rules}, memberships=[membership])
    kinds = [positions.at("r", "AAA", edtf.parse(day)).kind.value for day in ("1972-12-31", "1973-01-01", "2020-01-31")]
    assert kinds == ["no-relation", "participant", "participant"]
    assert positions.at("r", "AAA", edtf.parse("2020-02-01")).kind == "withdrawn"
    assert positions.actors("r") == ["AAA"]


def test_facts_read_up_to_a_day_say_so_afterwards() -> None:
    rules = replace(RULES, read_until=edtf.parse("2026-02-03").last)
    assert _at("2026-02-03", rules=rules).notes == ()
    assert _at("2026-02-04", rules=rules).notes == ("The acts were read up to 2026-02-03; later ones may be missing.",)


def test_acts_that_contradict_each_other_are_taken_by_their_days() -> None:
    acts = (
        _act("withdrawal_notice", ""),
        _act("ratification", "2000-01-01"),
        _act("withdrawal_effective", "1999-01-01"),
    )
    found = _at("2020-01-01", *acts)
    assert found.kind in ("party", "withdrawal-notified", "withdrawn")


def test_very_many_undated_acts_still_have_an_answer() -> None:
    acts = [_act("signature", "", source=str(number)) for number in range(40)]
    found = _at("2020-01-01", *acts)
    assert (found.kind.value, found.certainty, found.others) == ("signatory", Certainty.POSSIBLY, ("no-relation",))


def test_an_unknown_treaty_is_refused() -> None:
    with pytest.raises(UnknownName, match="Unknown treaty 'u'"):
        Positions([], {"t": RULES}).at("u", "AAA", edtf.parse("2020"))


def test_all_treaties_of_one_state() -> None:
    positions = shipped_facts().positions()
    found = {one.treaty: one.kind.value for one in positions.treaties("UKR", edtf.parse("2024-11-20"))}
    assert found.keys() == shipped_facts().rules.keys()
    wanted = {"mine-ban": "party", "ccm": "no-relation", "att": "signatory", "npt": "party", "cfe": "party"}
    wanted |= {"ccw-ap2": "party", "open-skies": "party", "tpnw": "no-relation", "mtcr": "participant"}
    assert {treaty: found[treaty] for treaty in wanted} == wanted


def test_the_acts_of_a_state_in_the_order_of_time() -> None:
    acts = shipped_facts().positions().acts("mine-ban", "UKR")
    assert [(str(act.date), act.action) for act in acts] == [
        ("1999-02-24", "signature"),
        ("2005-12-27", "ratification"),
        ("2006-06-01", "entry_into_force"),
        ("2025-07-18", "suspension"),
    ]


def test_every_treaty_answers_for_every_state_on_odd_dates() -> None:
    positions = shipped_facts().positions()
    for treaty in positions.rules:
        for actor in ("UKR", "SSD", "RUS", "nobody"):
            for on in ("0001", "19XX", "../1990", "2024/..", "2024-11-20?", "9999-12-31"):
                found = positions.at(treaty, actor, edtf.parse(on))
                assert describe(found)
                assert found.kinds


def test_an_undated_consent_came_before_the_entry_into_force_that_is_dated() -> None:
    acts = (
        _act("ratification", ""),
        _act("entry_into_force", "1999-11-09"),
        _act("withdrawal_effective", "2023-11-07"),
    )
    assert describe(_at("2020-01-01", *acts)) == "party since 1999-11-09 (ratified on an unknown date)"
    gone = _at("2024-01-01", *acts)
    assert (gone.kind.value, gone.certainty) == ("withdrawn", Certainty.CERTAINLY)
