"""The treaties' rules as data give the dates of effect that depositaries record."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import edtf
from timeline.errors import UsageError
from timeline.law.acts import CONSENTING, Act
from timeline.law.facts import shipped_facts
from timeline.law.periods import Period, Span
from timeline.law.rules import TreatyRules
from timeline.law.turns import Effect, turns_of

FACTS = shipped_facts()
# A later row of the depositary than the rule gives: see conflicts.csv, and Pelindaba's parties, whose dates of deposit
# with the African Union reached the compilers late.
UNLIKE_THE_RULE = {
    ("cwc", "CUB"),
    ("cwc", "PSE"),
    *(("pelindaba", state) for state in ("CMR", "COD", "CPV", "ESH", "MAR", "TUN", "ZMB")),
}


def test_computed_entries_into_force_are_those_recorded() -> None:
    recorded = {(act.treaty, act.actor): act.date for act in FACTS.acts if act.action == "entry_into_force"}
    by_state: dict[tuple[str, str], list[Act]] = {}
    for act in FACTS.acts:
        by_state.setdefault((act.treaty, act.actor), []).append(act)
    compared, wrong = 0, set()
    for key, acts in by_state.items():
        rules = FACTS.rules[key[0]]
        consents = [act for act in acts if act.action in CONSENTING and act.date is not None]
        plain = len(consents) == 1 and consents[0].action != "succession"
        if key not in recorded or rules.entry is None or not plain:
            continue
        turns = turns_of([act for act in acts if act.action != "entry_into_force"], rules)
        entry = next(turn for turn in turns if turn.effect is Effect.BIND)
        compared += 1
        if entry.span.shown != recorded[key]:
            wrong.add(key)
    assert compared > 1800
    assert wrong == UNLIKE_THE_RULE


def test_computed_withdrawals_are_those_recorded() -> None:
    found = {}
    for act in FACTS.acts:
        if act.action == "withdrawal_notice":
            acts = [one for one in FACTS.acts if (one.treaty, one.actor) == (act.treaty, act.actor)]
            kept = [one for one in acts if one.action != "withdrawal_effective"]
            leave = next(turn for turn in turns_of(kept, FACTS.rules[act.treaty]) if turn.effect is Effect.LEAVE)
            found[act.treaty, act.actor] = (
                leave.span.shown,
                next(one.date for one in acts if one.action == "withdrawal_effective"),
            )
    assert len(found) == 12
    unlike = {key: (str(rule), str(row)) for key, (rule, row) in found.items() if rule != row}
    # 150 days are 2023-11-06; the depositary has the day after.
    assert unlike == {("cfe", "RUS"): ("2023-11-06", "2023-11-07")}


@pytest.mark.parametrize(
    ("period", "day", "after"),
    [
        (Period(months=6, first_of_month=True), "2005-12-27", "2006-06-01"),
        (Period(months=6, first_of_month=True), "2012-06-01", "2012-12-01"),
        (Period(months=6), "2024-08-31", "2025-02-28"),
        (Period(months=6), "2024-09-06", "2025-03-06"),
        (Period(days=90), "2014-09-25", "2014-12-24"),
        (Period(days=30), "2013-09-14", "2013-10-14"),
        (Period(), "1985-12-12", "1985-12-12"),
        (Period(months=12), "9999-06-01", "9999-12-31"),
        (Period(days=9), "9999-12-31", "9999-12-31"),
    ],
)
def test_a_period_is_counted_as_the_treaty_counts_it(period: Period, day: str, after: str) -> None:
    assert period.after(dt.date.fromisoformat(day)).isoformat() == after


PERIODS = st.builds(Period, st.integers(0, 24), st.integers(0, 400), st.booleans())


@given(PERIODS, st.dates(), st.dates())
def test_a_period_keeps_the_order_of_days(period: Period, one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    assert period.after(first) <= period.after(last)
    assert period.after(first) >= first


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (Span(dt.date(2024, 5, 1), dt.date(2024, 5, 31)), "2024-05"),
        (Span(dt.date(2024, 5, 1), dt.date(2024, 5, 31), loose=True), "2024-05~"),
        (Span(dt.date(2024, 5, 1), dt.date(2025, 5, 2), loose=True), "2024-05-01~/2025-05-02~"),
        (Span(dt.date(2024, 5, 1), dt.date.max, loose=True), "2024-05-01~/.."),
        (Span(dt.date(2024, 5, 1), dt.date.max), "2024-05-01/.."),
        (Span(dt.date(2024, 5, 1), dt.date(2024, 5, 1), dated=False), None),
        (Span(dt.date.min, dt.date.max), None),
    ],
)
def test_a_span_is_shown_as_the_date_that_it_is(span: Span, shown: str | None) -> None:
    assert (None if span.shown is None else span.shown.text) == shown


def test_unknown_words_in_the_rules_are_refused() -> None:
    with pytest.raises(UsageError, match="use one of binding, voluntary, disputed"):
        TreatyRules("x", "X", force="mandatory")
    with pytest.raises(UsageError, match="use one of complete, partial, none"):
        TreatyRules("x", "X", coverage="full")


def test_who_consents_before_an_early_treaty_is_in_force_is_bound_with_it() -> None:
    rules = FACTS.rules["att"]
    accession = Act("att", "GIN", "ratification", edtf.parse("2014-10-21"))
    (_, entry) = turns_of([accession], rules)
    assert str(entry.span.shown) == "2014-12-24"
    (_, entry) = turns_of([accession], replace(rules, early_with_treaty=False))
    assert str(entry.span.shown) == "2015-01-19"
