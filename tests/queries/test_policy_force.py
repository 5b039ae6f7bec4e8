"""Decisions and links → what is in force: a table of hand-made chains, and what no link or date may do."""

import pytest

from timeline import edtf
from timeline.queries.policy_force import ANSWERS, Relation, in_force
from timeline.queries.policy_questions import Decision, question, same_decision

ANCESTORS = {
    "landmine": {"landmine"},
    "anti-personnel-mine": {"anti-personnel-mine", "landmine"},
    "pmn-mine": {"pmn-mine", "anti-personnel-mine", "landmine"},
    "cluster-munition": {"cluster-munition"},
}


def decision(key: int, type: str, date: str, **others: object) -> Decision:
    """A decision of the United States on anti-personnel mines, but for what is said otherwise."""
    values: dict[str, object] = {
        "event_id": f"ev-{key}",
        "status": "actual",
        "title": "",
        "review": "accepted",
        "origin": "person",
        "actors": frozenset({("USA", "decider")}),
        "weapons": frozenset({"anti-personnel-mine"}),
        **others,
    }
    return Decision(key=key, type=type, date=edtf.parse(date), **values)  # type: ignore[arg-type]


def answers(
    on: str, *decisions: Decision, links: tuple[tuple[int, str, int] | tuple[int, str, int, bool], ...] = ()
) -> str:
    """The answers of the decisions in their order, by their first letters."""
    relations = [Relation(*link) for link in links]
    found = in_force(decisions, relations, edtf.parse(on), ANCESTORS)
    return "".join(ANSWERS[found[each.key]][0] for each in decisions)


BAN = decision(1, "use-restriction", "2014-09-23")
LIFTED = decision(2, "use-permission", "2020-01-31")
TO_UKRAINE = decision(
    3, "transfer-authorization", "2024-11-20", actors=frozenset({("USA", "supplier"), ("UKR", "recipient")})
)


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2014-09-22", "nn"), ("2014-09-23", "yn"), ("2020-01-30", "yn"), ("2020-01-31", "ny"), ("2020-01", "pp"),
     ("2020", "pp"), ("2019", "yn"), ("2030", "ny"), ("2020-01-31?", "pp")],
)  # fmt: skip
def test_a_later_answer_to_the_same_question_takes_the_place_of_the_earlier(on: str, expected: str) -> None:
    assert answers(on, BAN, LIFTED) == expected


def test_one_transfer_leaves_the_policy() -> None:
    assert answers("2025", BAN, TO_UKRAINE) == "yy"
    assert answers("2025", BAN, TO_UKRAINE, links=((3, "partly-reverses", 1),)) == "yy"
    assert answers("2025", BAN, TO_UKRAINE, links=((3, "supersedes", 1),)) == "ny"


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("reverses", "ny"), ("supersedes", "ny"), ("extends", "ny"), ("partly-reverses", "yy"), ("implements", "yy"),
     ("responds-to", "yy"), ("distinct-from", "yy")],
)  # fmt: skip
def test_what_each_relation_does(relation: str, expected: str) -> None:
    assert answers("2025", BAN, LIFTED, links=((2, relation, 1),)) == expected


def test_a_wider_decision_ends_a_narrower_one_and_not_the_other_way_round() -> None:
    wide = decision(5, "use-permission", "2020-01-31", weapons=frozenset({"landmine"}))
    narrow = decision(6, "use-permission", "2020-01-31", weapons=frozenset({"pmn-mine"}))
    assert answers("2021", BAN, wide) == "ny"
    assert answers("2021", BAN, narrow) == "yy"


def test_what_nobody_accepted_is_possible_and_what_did_not_happen_is_nothing() -> None:
    proposed = decision(2, "use-permission", "2020-01-31", review="proposed", origin="machine")
    assert answers("2021", BAN, proposed) == "pp"
    assert answers("2021", BAN, decision(2, "use-permission", "2020-01-31", status="alleged")) == "pp"
    for status in ("planned", "considered", "denied"):
        assert answers("2021", BAN, decision(2, "use-permission", "2020-01-31", status=status)) == "yn"


def test_a_proposed_link_alone_ends_nothing_for_certain() -> None:
    assert answers("2025", BAN, TO_UKRAINE, links=((3, "reverses", 1, False),)) == "py"
    assert answers("2025", BAN, LIFTED, links=((2, "reverses", 1, False),)) == "ny"


def test_what_was_replaced_does_not_come_back() -> None:
    third = decision(4, "use-restriction", "2022-06-21")
    assert answers("2023", BAN, LIFTED, third, links=((2, "reverses", 1), (4, "reverses", 2))) == "nny"


def test_the_order_of_the_decisions_does_not_matter() -> None:
    links = ((2, "reverses", 1), (3, "partly-reverses", 1))
    assert (
        answers("2021", LIFTED, TO_UKRAINE, BAN, links=links)
        == answers("2021", BAN, TO_UKRAINE, LIFTED, links=links)[::-1]
    )


def test_the_question_follows_from_the_roles() -> None:
    assert question(BAN) == ("use", frozenset())
    assert question(decision(1, "use-restriction", "2009", actors=frozenset({("USA", "supplier")})))[0] == "export"
    assert question(decision(1, "use-restriction", "2009", actors=frozenset({("USA", "producer")})))[0] == "production"
    assert question(TO_UKRAINE) == ("transfer", frozenset({"UKR"}))


def test_the_same_decision_under_its_day_or_that_of_its_publication() -> None:
    memo = decision(1, "use-permission", "2025-12-02", origin="reference", published=edtf.parse("2025-12-19"))
    for date in ("2025-12-02", "2025-12-19", "2025-12", "2025"):
        assert same_decision(decision(2, "use-permission", date), memo, ANCESTORS), date
    assert same_decision(decision(2, "use-permission", "2025-12", weapons=frozenset({"landmine"})), memo, ANCESTORS)
    for other in (
        decision(2, "use-permission", "2025-12-20"),
        decision(2, "use-restriction", "2025-12-02"),
        decision(2, "use-permission", "2025-12-02", weapons=frozenset({"cluster-munition"})),
        decision(2, "use-permission", "2025-12-02", actors=frozenset({("RUS", "decider")})),
        decision(2, "use-permission", "../2025-12-02"),
    ):
        assert not same_decision(other, memo, ANCESTORS), other
