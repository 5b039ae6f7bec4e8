"""The rows of the law's own seed files: ids that exist, values that are known, dates in order, sources for all."""

import random
from dataclasses import replace

import pytest

from timeline import edtf
from timeline.documents.proposal import ROLES, STATUSES
from timeline.errors import UnknownName
from timeline.law.acts import ACTIONS, Act, act_of, contested
from timeline.law.conditions import TESTS, Case, decide
from timeline.law.conducts import NOUNS, STATUS_WORDS
from timeline.law.facts import LawFacts, shipped_facts
from timeline.law.findings import EventFacts
from timeline.law.provisions import Condition
from timeline.law.standings import Kind
from timeline.law.wording import KIND_WORDS
from timeline.vocabulary.reading import seed_rows, shipped_vocabulary

FACTS, NAMES = shipped_facts(), shipped_vocabulary()
STATES = {actor.id for actor in NAMES.actors.values() if actor.kind == "state"}


def test_every_treaty_has_its_rules_and_no_others_have() -> None:
    rows = seed_rows("treaty_rules")
    assert sorted(row["treaty_id"] for row in rows) == sorted(NAMES.treaties)
    bodies = {membership.body for membership in FACTS.memberships}
    for rules in FACTS.rules.values():
        assert not rules.annexed_to or rules.annexed_to in NAMES.treaties
        assert not rules.members_of or rules.members_of in bodies
        assert rules.source


def test_notice_in_months_is_what_the_treaty_says() -> None:
    for row in seed_rows("treaty_rules"):
        months = NAMES.treaties[row["treaty_id"]].withdrawal_notice_months
        if row["notice_months"]:
            assert int(row["notice_months"]) == months
        if row["notice_days"]:
            assert months is not None
            assert 30 * months <= int(row["notice_days"]) <= 31 * months


def test_the_conflict_clause_is_that_of_the_treaty() -> None:
    with_clause = {treaty for treaty, rules in FACTS.rules.items() if rules.conflict_clause}
    said = {id for id, treaty in NAMES.treaties.items() if "conflict" in treaty.withdrawal_rule}
    assert with_clause == said


def test_states_begin_once_and_no_act_of_theirs_comes_before_unless_they_go_on_with_a_predecessors() -> None:
    begun = {beginning.actor: beginning for beginning in FACTS.beginnings}
    assert len(begun) == len(FACTS.beginnings)
    assert begun.keys() <= STATES
    early = {
        act.actor
        for act in FACTS.acts
        if act.date is not None and act.actor in begun and act.date.last < begun[act.actor].began.first
    }
    # The six signed the CFE Treaty as parts of the Soviet Union, as their rows say.
    assert early - {actor for actor, one in begun.items() if one.continues} == {"ARM", "AZE", "GEO", "KAZ", "MDA"}
    assert all(one.source and one.before for one in begun.values())


def test_the_united_nations_have_193_members() -> None:
    members = [membership for membership in FACTS.memberships if membership.body == "un"]
    assert len({one.actor for one in members}) == len(members) == 193
    assert STATES - {one.actor for one in members} == {"COK", "ESH", "NIU", "PSE", "TWN", "VAT", "XKX"}
    begun = {one.actor: one.began for one in FACTS.beginnings if not one.continues}
    for one in members:
        assert one.began is not None
        if one.actor in begun and one.actor != "PHL":  # a founding member before its independence
            assert one.began.last >= begun[one.actor].first, one.actor


def test_asserted_conflicts_have_their_sources() -> None:
    assert [(one.actor, str(one.began), one.ended, one.checked) for one in FACTS.conflicts] == [
        ("UKR", "2022-02", None, 2)
    ]
    assert all(one.source for one in FACTS.conflicts)


def test_conducts_are_of_known_types_roles_and_articles() -> None:
    for rule in FACTS.conducts:
        assert rule.event_type in NAMES.event_types
        assert rule.role in ROLES
        assert rule.conduct in NOUNS
        assert not rule.doubt or rule.note
    keys = [(rule.event_type, rule.role, rule.conduct) for rule in FACTS.conducts]
    assert len(set(keys)) == len(keys)
    assert {provision.conduct for provision in FACTS.provisions} <= NOUNS.keys()
    assert set(STATUS_WORDS) == set(STATUSES) - {"actual"}


def test_conditions_are_known_tests_of_existing_provisions() -> None:
    for condition in FACTS.conditions:
        assert condition.test in TESTS
        assert any(condition.concerns(provision) for provision in FACTS.provisions), condition
    rows = [(one.treaty, one.article, one.conduct, one.weapon, one.test) for one in FACTS.conditions]
    assert len(set(rows)) == len(rows)


def test_every_prohibition_that_depends_on_something_has_its_condition() -> None:
    dependent = [one for one in FACTS.provisions if one.rule == "prohibited" and one.exception.startswith("if ")]
    assert dependent
    for provision in dependent:
        assert any(condition.concerns(provision) for condition in FACTS.conditions), provision


def test_every_kind_and_action_has_its_words() -> None:
    assert set(KIND_WORDS) == set(Kind)
    assert {act.action for act in FACTS.acts} <= set(ACTIONS)


@pytest.mark.parametrize(
    ("note", "disputed"),
    [
        ("CONTESTED: Ukraine informed the UN that it suspends operation", True),
        ("announced; parties disagree whether the withdrawal met Art. X", True),
        ("the US called it legally invalid", True),
        ("CONFLICT: another list gives 1972-08-07", False),
        ("", False),
    ],
)
def test_a_dispute_is_read_from_the_note_and_a_difference_of_dates_is_none(note: str, disputed: bool) -> None:
    assert contested(note) is disputed


def test_an_act_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownName, match="Unknown treaty act 'ratificaton'"):
        Act("mine-ban", "UKR", "ratificaton")


def test_a_row_becomes_an_act_whole() -> None:
    row = next(
        row
        for row in seed_rows("treaty_actions")
        if (row["treaty_id"], row["state_iso3"], row["action"]) == ("mine-ban", "UKR", "suspension")
    )
    act = act_of(row)
    assert (act.treaty, act.actor, act.action, str(act.date), act.checked) == (
        "mine-ban",
        "UKR",
        "suspension",
        "2025-07-18",
        2,
    )
    assert act.contested
    assert act.note == row["note"]
    assert act.source == row["source"]


def test_an_unknown_test_is_refused() -> None:
    condition = Condition("mine-ban", "*", "*", "*", "phase-of-the-moon")
    case = Case(EventFacts("weapon-use", None), edtf.parse("2024"), "UKR", "user", "x", {}, FACTS.positions())
    with pytest.raises(UnknownName, match="phase-of-the-moon"):
        decide([condition], case)


def test_the_version_follows_the_facts_and_not_the_order_of_rows() -> None:
    shuffled = list(FACTS.acts)
    random.Random(7).shuffle(shuffled)
    assert replace(FACTS, acts=tuple(shuffled)).version == FACTS.version
    assert len(FACTS.version) == 12
    changed = replace(FACTS.acts[0], note="another note")
    assert replace(FACTS, acts=(changed, *FACTS.acts[1:])).version != FACTS.version
    assert LawFacts(rules={}).version != FACTS.version
