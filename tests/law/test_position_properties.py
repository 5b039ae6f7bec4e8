"""What holds of positions whatever the acts: steps, independence, consent first, order of rows, width of dates."""

import datetime as dt
import random
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from timeline import edtf
from timeline.edtf import Certainty, Edtf
from timeline.law.acts import ACTIONS, CONSENTING, SIGNING, Act
from timeline.law.circumstances import ArmedConflict
from timeline.law.periods import Period
from timeline.law.positions import Position, Positions
from timeline.law.rules import TreatyRules
from timeline.law.standings import BOUND, Kind

# Few years and few actors, so that things happen close together.
FIRST, LAST = dt.date(1999, 1, 1), dt.date(2004, 12, 31)
DAYS = st.dates(FIRST, LAST)


def _interval(ends: tuple[dt.date, dt.date]) -> Edtf:
    return edtf.days(min(ends), max(ends))


EXACT = DAYS.map(edtf.on)
WIDE = st.one_of(
    DAYS.map(lambda day: edtf.parse(f"{day:%Y-%m}")),
    DAYS.map(lambda day: edtf.parse(f"{day:%Y}")),
    st.tuples(DAYS, DAYS).map(_interval),
)
LOOSE = st.one_of(
    DAYS.map(lambda day: edtf.parse(f"{day:%Y-%m-%d}~")),
    DAYS.map(lambda day: edtf.parse(f"{day:%Y-%m}?")),
    DAYS.map(lambda day: edtf.parse(f"{day:%Y}%")),
)
DATES = st.one_of(EXACT, WIDE, LOOSE)


def acts(dates: st.SearchStrategy[Edtf | None], treaty: str = "t", actor: str = "AAA") -> st.SearchStrategy[list[Act]]:
    """Up to six acts of one actor under one treaty, of any kind and in any order."""
    one = st.builds(
        Act,
        treaty=st.just(treaty),
        actor=st.just(actor),
        action=st.sampled_from(list(ACTIONS)),
        date=dates,
        checked=st.integers(0, 2),
        source=st.sampled_from(["a", "b"]),
    )
    return st.lists(one, max_size=6)


@st.composite
def rules(draw: st.DrawFn) -> TreatyRules:
    """The rules of a treaty adopted in 1998, which may be in force or not, have ended, and know its periods or not."""
    period = st.one_of(st.none(), st.builds(Period, st.integers(0, 7), st.integers(0, 90), st.booleans()))
    return TreatyRules(
        treaty="t",
        name="T",
        adopted=edtf.parse("1998-12-01"),
        in_force=draw(st.one_of(st.none(), EXACT)),
        ended=draw(st.one_of(st.none(), st.just(edtf.parse("2004-06-01")))),
        entry=draw(period),
        early_with_treaty=draw(st.booleans()),
        notice=draw(period),
        conflict_clause=draw(st.sampled_from(["", "Art. 20(3)"])),
    )


def _at(given_acts: list[Act], treaty_rules: TreatyRules, on: Edtf) -> Position:
    return Positions(given_acts, {"t": treaty_rules}).at("t", "AAA", on)


@given(acts(st.one_of(st.none(), DATES)), rules(), DAYS)
def test_a_position_changes_only_where_a_step_begins(own: list[Act], treaty: TreatyRules, day: dt.date) -> None:
    positions = Positions(own, {"t": treaty})
    steps = positions.steps("t", "AAA")
    place = steps.place(day)
    assert steps.starts == tuple(sorted(set(steps.starts)))
    assert steps.starts[place] <= day
    assert place + 1 == len(steps.starts) or day < steps.starts[place + 1]
    # A fresh computation for the day alone, without what was kept for its step.
    assert _at(own, treaty, edtf.on(day)) == positions.at("t", "AAA", edtf.on(steps.starts[place]))


@given(acts(st.one_of(st.none(), DATES)), acts(DATES, actor="BBB"), acts(DATES, treaty="u"), rules(), DATES)
def test_an_unrelated_act_changes_nothing(
    own: list[Act], of_another_state: list[Act], of_another_treaty: list[Act], treaty: TreatyRules, on: Edtf
) -> None:
    alone = Positions(own, {"t": treaty})
    crowded = Positions(
        [*of_another_state, *own, *of_another_treaty], {"t": treaty, "u": replace(treaty, treaty="u", name="U")}
    )
    assert crowded.at("t", "AAA", on) == alone.at("t", "AAA", on)


@given(acts(EXACT), rules(), DAYS)
def test_nobody_is_bound_before_it_consented(own: list[Act], treaty: TreatyRules, day: dt.date) -> None:
    found = _at(own, treaty, edtf.on(day))
    consents = [act for act in own if act.action in CONSENTING]
    reaching_back = any(act.action == "succession" for act in consents)
    if found.kind in BOUND and consents and not reaching_back:
        assert any(act.date is not None and act.date.first <= day for act in consents)
    if found.kind in BOUND and not consents:
        assert any(act.action == "entry_into_force" for act in own)


@given(acts(st.one_of(st.none(), DATES)), rules(), DATES, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    own: list[Act], treaty: TreatyRules, on: Edtf, chance: random.Random
) -> None:
    shuffled = [*own, *own[:1]]
    chance.shuffle(shuffled)
    assert _at(shuffled, treaty, on) == _at(own, treaty, on)


@given(acts(st.one_of(st.none(), DATES)), rules(), DAYS, DAYS, DAYS)
def test_the_wider_the_asked_date_the_fewer_certain_answers(
    own: list[Act], treaty: TreatyRules, one: dt.date, two: dt.date, three: dt.date
) -> None:
    first, middle, last = sorted((one, two, three))
    narrow = _at(own, treaty, edtf.days(first, middle))
    wide = _at(own, treaty, edtf.days(first, last))
    loose = _at(own, treaty, replace(edtf.days(first, middle), approximate=True))
    assert set(narrow.kinds) <= set(wide.kinds)
    if wide.certainty is Certainty.CERTAINLY:
        assert (narrow.kind, narrow.certainty) == (wide.kind, wide.certainty)
    assert loose.certainty is Certainty.POSSIBLY
    assert loose.kinds == narrow.kinds


def _coherent(own: list[Act]) -> bool:
    """Whether a state consented at most once, did nothing before that which only one that joined can do, and left only
    after its notice.
    """
    consents = [act for act in own if act.action in CONSENTING]
    free = (*SIGNING, *CONSENTING, "provisional_application", "intention_not_to_become_party")
    joined = min((act.date.first for act in consents if act.date is not None), default=dt.date.max)
    later = [act.date.first for act in own if act.action not in free and act.date is not None]
    notices = [act.date.first for act in own if act.action == "withdrawal_notice" and act.date is not None]
    left = [act.date.first for act in own if act.action == "withdrawal_effective" and act.date is not None]
    in_order = all(notice <= day for notice in notices for day in left)
    return len(consents) <= 1 and in_order and all(joined <= day for day in later)


@st.composite
def dated_within(draw: st.DrawFn) -> tuple[list[Act], list[Act]]:
    """Acts with wide dates, and the same acts on days that these dates allow."""
    wide = draw(acts(WIDE))
    exact = []
    for act in wide:
        assert act.date is not None
        exact.append(replace(act, date=edtf.on(draw(st.dates(act.date.first, act.date.last)))))
    return wide, exact


@settings(max_examples=300)
@given(dated_within(), rules(), DAYS)
def test_whatever_days_the_acts_had_the_answer_allows_for_it(
    both: tuple[list[Act], list[Act]], treaty: TreatyRules, day: dt.date
) -> None:
    wide, exact = both
    assume(_coherent(exact))
    vague = _at(wide, treaty, edtf.on(day))
    sharp = _at(exact, treaty, edtf.on(day))
    assert set(sharp.kinds) <= set(vague.kinds)


@given(acts(st.one_of(st.none(), DATES)), rules(), DATES)
def test_the_counts_agree_with_the_kinds(own: list[Act], treaty: TreatyRules, on: Edtf) -> None:
    found = _at(own, treaty, on)
    bound = [kind in BOUND for kind in found.kinds]
    assert (found.in_force is Certainty.NO) == (not any(bound))
    if found.in_force is Certainty.CERTAINLY:
        assert all(bound)
    assert found.in_force <= found.parties
    assert found.certainty is not Certainty.CERTAINLY or not found.others


@given(acts(EXACT), rules(), DAYS, DAYS)
def test_a_conflict_only_ever_lengthens_a_states_being_bound(
    own: list[Act], treaty: TreatyRules, day: dt.date, began: dt.date
) -> None:
    conflict = ArmedConflict("AAA", edtf.on(began), None, "a war", "someone", 1)
    quiet = Positions(own, {"t": treaty}).at("t", "AAA", edtf.on(day))
    at_war = Positions(own, {"t": treaty}, conflicts=[conflict]).at("t", "AAA", edtf.on(day))
    if quiet.in_force is Certainty.CERTAINLY:
        assert at_war.in_force is Certainty.CERTAINLY
    if not treaty.conflict_clause:
        assert at_war == quiet


@given(acts(EXACT), rules(), DAYS)
def test_what_is_not_yet_done_has_no_date_in_the_past(own: list[Act], treaty: TreatyRules, day: dt.date) -> None:
    found = _at(own, treaty, edtf.on(day))
    if found.since is not None:
        assert found.since.first <= day
    if found.until is not None:
        assert found.until.first > day
    if found.kind is Kind.NO_RELATION:
        assert found.acts == ()
    assert all(act.date is None or act.date.first <= LAST for act in found.acts)
    assert day >= FIRST
