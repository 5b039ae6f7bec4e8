"""What a person recorded about treaties outlives newer reference facts, on both databases."""

from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from tests.migrations.rows import add
from timeline import edtf
from timeline.database.checking import faults
from timeline.database.fact_keys import log_key
from timeline.database.history import record
from timeline.database.opening import reading, writing
from timeline.database.reference import upgrade_reference
from timeline.database.vocabulary import stored_vocabulary
from timeline.law.facts import LawFacts
from timeline.queries.law_facts import standing_facts
from timeline.review.act_checks import ActTold
from timeline.review.act_naming import act_named
from timeline.review.act_writing import add_act, amend_act, withdraw_act
from timeline.review.conflict_writing import ConflictTold, add_conflict, conflict_named, withdraw_conflict
from timeline.review.sources import SourceNamed
from timeline.review.treaty_writing import TreatyTold, add_treaty, amend_treaty

SOURCE = SourceNamed("https://example.org/notification")
NOTICE = "mine-ban:LTU:withdrawal_notice:2025-06-27"
PROTOCOL = TreatyTold(
    columns={"name": "My Protocol", "entry_into_force": "2021"},
    rules={"months": 6},
    names=("MPRO",),
    provisions=(
        {"article": "1", "conduct": "transfer", "weapon_id": "landmine", "rule": "prohibited", "exception": ""},
    ),
)


def position(facts: LawFacts, treaty: str, actor: str, on: str) -> tuple[str, str]:
    """The kind of position and until when it holds."""
    found = facts.positions().at(treaty, actor, edtf.parse(on))
    return str(found.kind), str(found.until or "")


def rows(connection: Connection, statement: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    return [tuple(row) for row in connection.execute(text(statement))]


def test_what_a_user_added_stays(engine: Engine) -> None:
    with writing(engine) as connection:
        vocabulary = stored_vocabulary(connection)
        add_treaty(connection, "my-protocol", PROTOCOL, SOURCE, vocabulary)
    with writing(engine) as connection:
        vocabulary = stored_vocabulary(connection)
        assert vocabulary.resolve("treaty", "the my-protocols") == "my-protocol"
        add_act(connection, ActTold("my-protocol", "FRA", "accession", "2022-01-10"), SOURCE, vocabulary)
        add_act(connection, ActTold("mine-ban", "MNG", "accession", "2026-05-04"), SOURCE, vocabulary)
        add_conflict(connection, ConflictTold("MLI", "2012-01", None, "war in the north"), SOURCE, vocabulary)
    with writing(engine) as connection:
        assert str(upgrade_reference(connection)) == "The reference facts are those of this version already."
    with reading(engine) as connection:
        facts = standing_facts(connection)
    assert position(facts, "my-protocol", "FRA", "2022-07-09") == ("consented", "2022-07-10")
    assert position(facts, "my-protocol", "FRA", "2022-07-10") == ("party", "")
    assert position(facts, "my-protocol", "TCD", "2022-07-10") == ("not-recorded", "")
    assert position(facts, "mine-ban", "MNG", "2026-11-01") == ("party", "")
    assert [conflict.what for conflict in facts.conflicts if conflict.actor == "MLI"] == ["war in the north"]
    assert list(faults(engine)) == []


def test_an_amended_treaty_keeps_the_users_values(engine: Engine) -> None:
    """The program knew a wrong date; the user put it right; what is shipped now says a third thing."""
    with writing(engine) as connection:
        connection.execute(text("UPDATE treaty SET opened = '1997-12-01' WHERE id = 'mine-ban'"))
        connection.execute(text("UPDATE treaty_rule SET threshold = 'forty' WHERE treaty_id = 'mine-ban'"))
        vocabulary = stored_vocabulary(connection)
        told = TreatyTold(
            columns={"opened": "1997-12-02"},
            rules={"notice_months": 12, "notice_days": None},
            names=("The Mines Convention",),
            without_names=("Ottawa process",),
        )
        assert amend_treaty(connection, "mine-ban", told, SOURCE, vocabulary, why="the file in Ottawa")
        assert not amend_treaty(connection, "mine-ban", TreatyTold(), SourceNamed(""), vocabulary, why="again")
    for _ in range(2):
        with writing(engine) as connection:
            changes = upgrade_reference(connection)
        assert (changes.added, changes.changed, changes.removed, changes.own) == (0, 0, 0, 3)
        assert str(changes) == (
            "The reference facts are those of this version already; "
            "3 that you changed or took away yourself stay as you left them."
        )
    with reading(engine) as connection:
        (treaty,) = rows(connection, "SELECT opened, source, checked, origin FROM treaty WHERE id = 'mine-ban'")
        assert treaty[0] == "1997-12-02"
        assert treaty[1].startswith("https://example.org/notification | UN Treaty Collection status page")
        assert treaty[2:] == (1, "user")
        assert position(standing_facts(connection), "mine-ban", "LTU", "2025-06-27")[0] == "withdrawal-notified"
        vocabulary = stored_vocabulary(connection)
        names = [name.text for name in vocabulary.names if name.id == "mine-ban"]
        assert "The Mines Convention" in names
        assert "Ottawa process" not in names
    assert list(faults(engine)) == []


def test_newer_facts_with_the_same_act_leave_the_users_own(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(
            text("DELETE FROM treaty_action WHERE treaty_id = 'mine-ban' AND actor_id = 'LTU' AND date >= '2025'")
        )
        vocabulary = stored_vocabulary(connection)
        told = ActTold("mine-ban", "LTU", "withdrawal_notice", "2025-06-27", note="as I read it")
        added = add_act(connection, told, SOURCE, vocabulary)
        assert (added.act_id, added.new) == (NOTICE, True)
    with writing(engine) as connection:
        changes = upgrade_reference(connection)
        assert (changes.added, changes.changed, changes.removed, changes.own) == (1, 0, 0, 1)
        vocabulary = stored_vocabulary(connection)
        kept = act_named(connection, NOTICE, vocabulary)
        assert (kept["source"], kept["note"], kept["origin"]) == (SOURCE.text, "as I read it", "user")


def test_a_shipped_act_that_a_user_moved_does_not_come_back(engine: Engine) -> None:
    with writing(engine) as connection:
        vocabulary = stored_vocabulary(connection)
        stored = act_named(connection, "Ottawa Treaty:Lithuania:withdrawal notice", vocabulary)
        moved = amend_act(connection, stored, {"date": "2025-06-26"}, SOURCE, vocabulary, why="the letter's date")
        assert moved.act_id == "mine-ban:LTU:withdrawal_notice:2025-06-26"
    with writing(engine) as connection:
        assert upgrade_reference(connection).own == 1
    with reading(engine) as connection:
        dates = "SELECT date, origin FROM treaty_action WHERE actor_id = 'LTU' AND action = 'withdrawal_notice'"
        assert ("2025-06-26", "user") in rows(connection, dates)
        assert ("2025-06-27", "reference") not in rows(connection, dates)
        log = "SELECT row_key, why FROM change WHERE table_name = 'treaty_action' ORDER BY id"
        old, new = "mine-ban|LTU|withdrawal_notice|2025-06-27", "mine-ban|LTU|withdrawal_notice|2025-06-26"
        assert rows(connection, log) == [(key, "the letter's date") for key in (old, old, new)]
    assert list(faults(engine)) == []


def test_what_a_user_took_away_comes_back_only_by_the_user(engine: Engine) -> None:
    with writing(engine) as connection:
        vocabulary = stored_vocabulary(connection)
        withdraw_act(connection, act_named(connection, NOTICE, vocabulary), why="a hoax")
        withdraw_conflict(connection, conflict_named(connection, "Ukraine", vocabulary), why="not ours to say")
    with writing(engine) as connection:
        changes = upgrade_reference(connection)
        assert (changes.added, changes.own) == (0, 2)
        assert rows(connection, "SELECT count(*) FROM armed_conflict") == [(0,)]
        told = ActTold("mine-ban", "LTU", "withdrawal_notice", "2025-06-27")
        assert add_act(connection, told, SOURCE, stored_vocabulary(connection)).new
    with writing(engine) as connection:
        assert upgrade_reference(connection).own == 2  # the conflict, and the act that says otherwise
    assert list(faults(engine)) == []


def test_a_treaty_no_longer_shipped_stays_with_the_users_acts(engine: Engine) -> None:
    with writing(engine) as connection:
        for id_ in ("old-pact", "older-pact"):
            add(connection, "treaty", id=id_, name=id_, origin="reference")
            add(connection, "treaty_rule", treaty_id=id_, origin="reference")
        vocabulary = stored_vocabulary(connection)
        add_act(connection, ActTold("old-pact", "FRA", "signature", "1990"), SOURCE, vocabulary)
    with writing(engine) as connection:
        changes = upgrade_reference(connection)
        assert (changes.removed, changes.kept) == (2, 2)
        assert rows(connection, "SELECT id FROM treaty WHERE id LIKE 'old%'") == [("old-pact",)]


@pytest.mark.parametrize("table", ["treaty_action", "armed_conflict", "provision", "treaty_weapon", "treaty_name"])
def test_what_is_no_longer_shipped_and_shipped_again_comes_back(engine: Engine, table: str) -> None:
    """A row that an upgrade removed is not one that the user took away."""
    with writing(engine) as connection:
        before = rows(connection, f"SELECT count(*) FROM {table}")  # noqa: S608
        stored = connection.execute(text(f"SELECT * FROM {table} ORDER BY 1 LIMIT 1")).mappings().one()  # noqa: S608
        connection.execute(
            text(f"DELETE FROM {table} WHERE {' AND '.join(f'{name} = :{name}' for name in _key(table))}"),  # noqa: S608
            {name: stored[name] for name in _key(table)},
        )
        record(
            connection,
            table=table,
            key=log_key(table, dict(stored)),
            before=dict(stored),
            after=None,
            why="reference facts 000",
        )
    with writing(engine) as connection:
        changes = upgrade_reference(connection)
        assert (changes.added, changes.own) == (1, 0)
        assert rows(connection, f"SELECT count(*) FROM {table}") == before  # noqa: S608


def _key(table: str) -> tuple[str, ...]:
    return ("treaty_id", "weapon_id") if table == "treaty_weapon" else ("id",)
