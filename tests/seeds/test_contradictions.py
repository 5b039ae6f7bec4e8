"""The acts of states do not contradict one another, the treaties or the calendar, but for cases that are explained."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from timeline import edtf
from timeline.law.acts import CONSENTING
from timeline.law.periods import Period
from timeline.law.rules import rules_of
from timeline.vocabulary.reading import seed_rows, shipped_vocabulary

TREATIES = shipped_vocabulary().treaties
RULES = {row["treaty_id"]: rules_of(TREATIES[row["treaty_id"]], row) for row in seed_rows("treaty_rules")}
Acts = dict[str, list[str]]


def _by_state() -> dict[tuple[str, str], Acts]:
    found: dict[tuple[str, str], Acts] = defaultdict(lambda: defaultdict(list))
    for row in seed_rows("treaty_actions"):
        found[row["treaty_id"], row["state_iso3"]][row["action"]].append(row["date"])
    return found


BY_STATE = _by_state()
EXPLAINED = {(row["treaty_id"], row["state_iso3"], row["what"]) for row in seed_rows("conflicts")}


def _explained(treaty: str, state: str, what: str) -> bool:
    return (treaty, state, what) in EXPLAINED or (treaty, "*", what) in EXPLAINED


def _consents(acts: Acts) -> list[str]:
    return [date for action in CONSENTING for date in acts.get(action, ())]


def test_no_act_is_recorded_twice() -> None:
    twice = {
        (*key, action): dates for key, acts in BY_STATE.items() for action, dates in acts.items() if len(dates) > 1
    }
    # Serbia is bound as Yugoslavia was, and again from its own succession.
    assert twice == {("npt", "SRB", "entry_into_force"): ["1970-03-05", "2001-08-29"]}


def test_a_state_consents_once_unless_it_succeeded() -> None:
    several = {key: _consents(acts) for key, acts in BY_STATE.items() if len(_consents(acts)) > 1}
    assert {key for key in several if "succession" not in BY_STATE[key]} == set()
    assert set(several) == {("bwc", "CZE"), ("npt", "SRB"), ("ptbt", "CZE")}


def test_nothing_is_signed_or_joined_before_it_was_open() -> None:
    asked = ("signature", *(action for action in CONSENTING if action != "succession"))
    early = [
        (treaty, state, what, date)
        for (treaty, state), acts in BY_STATE.items()
        for what in asked
        for date in acts.get(what, ())
        if date and (opened := TREATIES[treaty].opened or TREATIES[treaty].adopted)
        if edtf.parse(date).last < edtf.parse(opened).first
    ]
    assert [row for row in early if not _explained(*row[:3])] == []


def test_a_state_acts_only_while_it_exists() -> None:
    began = {row["state"]: edtf.parse(row["began"]).first for row in seed_rows("states") if row["continues"] != "yes"}
    before = [
        (treaty, state, what, date)
        for (treaty, state), acts in BY_STATE.items()
        for what, dates in acts.items()
        for date in dates
        if state in began and date and edtf.parse(date).last < began[state]
    ]
    assert [row for row in before if not _explained(*row[:3])] == []


def _wrong_entries() -> Iterator[tuple[str, str, str, str]]:
    for (treaty, state), acts in BY_STATE.items():
        rules, consents = RULES[treaty], [date for date in _consents(acts) if date]
        if rules.entry is None or rules.in_force is None or not consents or "succession" in acts:
            continue
        for date in acts.get("entry_into_force", ()):
            deposited, whole, found = edtf.parse(consents[0]).first, rules.in_force.first, edtf.parse(date)
            early = rules.early_with_treaty and deposited <= whole
            expected = whole if early else max(whole, rules.entry.after(deposited))
            if not found.first <= expected <= found.last:
                yield treaty, state, date, expected.isoformat()


def test_a_treaty_enters_into_force_for_a_state_when_its_rule_says() -> None:
    wrong = list(_wrong_entries())
    assert [row for row in wrong if not _explained(*row[:2], "entry_into_force")] == []
    assert len(wrong) == 8


def test_a_withdrawal_comes_after_consent_and_takes_effect_when_the_notice_is_over() -> None:
    checked = set()
    for (treaty, state), acts in BY_STATE.items():
        for notice, effect in zip(acts.get("withdrawal_notice", ()), acts.get("withdrawal_effective", ()), strict=True):
            over = (RULES[treaty].notice or Period()).after(dt.date.fromisoformat(notice)).isoformat()
            assert over == effect or _explained(treaty, state, "withdrawal_effective"), (treaty, state)
            assert all(date < notice for date in _consents(acts)), (treaty, state)
            checked.add((treaty, state))
    assert len(checked) == 12
