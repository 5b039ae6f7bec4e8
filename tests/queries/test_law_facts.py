"""Facts out of a database are those of the seed files, and a question about status reads only what it needs."""

from sqlalchemy import Engine

from timeline import edtf
from timeline.database.opening import reading
from timeline.law.facts import LawFacts, shipped_facts
from timeline.queries.law_facts import standing_facts, stored_facts


def test_a_new_database_holds_the_shipped_facts(engine: Engine) -> None:
    with reading(engine) as connection:
        stored = stored_facts(connection)
    shipped = shipped_facts()
    assert dict(stored.rules) == dict(shipped.rules)
    for name in ("acts", "provisions", "conditions", "conducts", "embargoes", "memberships", "conflicts", "beginnings"):
        assert sorted(map(repr, getattr(stored, name))) == sorted(map(repr, getattr(shipped, name))), name
    assert stored.conducts == shipped.conducts
    assert stored.version == shipped.version


def test_one_treaty_needs_its_own_acts_and_those_of_the_treaty_it_is_annexed_to(engine: Engine) -> None:
    with reading(engine) as connection:
        some = standing_facts(connection, treaties=["ccw-ap2"])
        everything = standing_facts(connection)
    assert {act.treaty for act in some.acts} == {"ccw-ap2", "ccw"}
    assert some.memberships == ()
    on = edtf.parse("2024-11-20")
    assert some.positions().all_on("ccw-ap2", on) == everything.positions().all_on("ccw-ap2", on)


def test_one_actor_needs_its_own_acts_and_memberships(engine: Engine) -> None:
    with reading(engine) as connection:
        some = standing_facts(connection, actors=["UKR"])
        everything = standing_facts(connection)
    assert {act.actor for act in some.acts} == {"UKR"}
    assert {membership.actor for membership in some.memberships} == {"UKR"}
    on = edtf.parse("2024-11-20")
    assert some.positions().treaties("UKR", on) == everything.positions().treaties("UKR", on)


def test_nothing_asked_for_is_nothing_read(engine: Engine) -> None:
    with reading(engine) as connection:
        some = standing_facts(connection, treaties=[])
    assert (some.acts, some.memberships) == ((), ())
    assert isinstance(some, LawFacts)
