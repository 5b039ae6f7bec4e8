"""The decisions that come with the program: stored whole, numbered apart, brought up to date, left as decided on."""

import pytest
from sqlalchemy import Connection, Engine, text

from tests.database.soundness import sound
from tests.migrations.rows import fill_every_table
from timeline.database import reference_events
from timeline.database.checking import faults
from timeline.database.opening import reading, writing
from timeline.database.policy_events import shipped_events, shipped_links
from timeline.database.reference import upgrade_reference

NOTHING_TO_DO = "The reference facts are those of this version already."


def numbers(connection: Connection, statement: str) -> int:
    """The one number that the statement gives."""
    return int(connection.execute(text(statement)).scalar_one())


def test_every_decision_is_stored_with_a_claim_and_a_span_for_each_field(engine: Engine) -> None:
    with reading(engine) as connection:
        events = connection.execute(text("SELECT id, public_id, origin, review FROM event ORDER BY id DESC")).all()
        links = connection.execute(text("SELECT origin, review FROM event_link")).all()
        fields = connection.execute(
            text(
                "SELECT c.field, c.value, c.quote FROM claim c JOIN event e ON e.id = c.event_id"
                " WHERE e.public_id = 'usa-mines-2024-11-20' ORDER BY c.id DESC"
            )
        ).all()
        lowest = numbers(connection, "SELECT min(id) FROM document")
    assert [event.public_id for event in events] == list(shipped_events())
    assert {(event.origin, event.review) for event in events} == {("reference", "accepted")}
    assert [event.id for event in events] == list(range(0, -len(events), -1))
    assert lowest == 1 - len(events)
    assert [tuple(link) for link in links] == [("reference", "accepted")] * len(shipped_links())
    assert [tuple(field) for field in fields if field.field not in ("event", "title")] == [
        ("type", "transfer-authorization", "Authorization of a transfer"),
        ("status", "actual", "actual"),
        ("date", "2024-11-20", "2024-11-20"),
        ("supplier", "USA", "United States"),
        ("recipient", "UKR", "Ukraine"),
        ("weapon", "anti-personnel-mine", "Anti-personnel mine"),
    ]
    assert list(faults(engine)) == []


def test_what_a_user_stores_is_numbered_as_if_they_were_not_there(engine: Engine) -> None:
    with writing(engine) as connection:
        fill_every_table(connection)
        for table in ("document", "event", "claim", "event_link"):
            assert numbers(connection, f"SELECT min(id) FROM {table} WHERE id > 0") == 1, table  # noqa: S608


def test_a_decision_that_was_changed_or_lost_comes_back(engine: Engine) -> None:
    with writing(engine) as connection:
        before = reference_events._stored(connection)
        connection.execute(text("UPDATE event SET title = 'Other' WHERE public_id = 'usa-mines-2020-01-31'"))
        connection.execute(text("DELETE FROM event_link WHERE relation = 'supersedes'"))
        connection.execute(text("DELETE FROM event_weapon WHERE event_id = 0"))
    with writing(engine) as connection:
        changes = upgrade_reference(connection)
        assert (changes.added, changes.changed, changes.removed) == (3, 2, 0)
        assert reference_events._stored(connection) == before
        assert str(upgrade_reference(connection)) == NOTHING_TO_DO
    assert sound(engine)


def test_what_is_no_longer_shipped_goes_unless_a_link_of_the_user_names_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {name: event for name, event in shipped_events().items() if "clusters" in name}
    links = [link for link in shipped_links() if link.event in kept]
    monkeypatch.setattr(reference_events, "shipped_events", lambda: kept)
    monkeypatch.setattr(reference_events, "shipped_links", lambda: links)
    with writing(engine) as connection:
        fill_every_table(connection)
        connection.execute(
            text(
                "INSERT INTO event_link (event_id, other_id, relation, quote, origin, review)"
                " SELECT own.id, theirs.id, 'implements', '', 'person', 'accepted' FROM event own, event theirs"
                " WHERE own.public_id = 'ev-1' AND theirs.public_id = 'usa-mines-2022-06-21'"
            )
        )
        upgrade_reference(connection)
        stored = connection.execute(text("SELECT public_id FROM event WHERE origin = 'reference' ORDER BY 1")).scalars()
        assert set(stored) == {*kept, "usa-mines-2022-06-21"}
        assert str(upgrade_reference(connection)) == NOTHING_TO_DO
    assert sound(engine)
    with reading(engine) as connection:
        assert len(reference_events._stored(connection)["usa-mines-2022-06-21"].claims) == 7


def test_what_a_person_decided_stays(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE event SET review = 'rejected', review_reason = 'no' WHERE id = -1"))
        connection.execute(text("UPDATE event_link SET review = 'rejected' WHERE id = -2"))
        assert str(upgrade_reference(connection)) == NOTHING_TO_DO
        assert numbers(connection, "SELECT count(*) FROM event WHERE review = 'rejected'") == 1
        assert numbers(connection, "SELECT count(*) FROM event_link WHERE review = 'rejected'") == 1
