"""Edits: the person's value counts, the machine's claim stays, every change is in the log, facets and titles follow."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, select

from tests.review.rows_of import rows_of
from tests.review.samples import DOCUMENT, condemnation, tanks
from timeline.database import tables as t
from timeline.database.checking import faults
from timeline.database.opening import reading, writing
from timeline.database.vocabulary import stored_vocabulary
from timeline.documents.proposal import Participant, ProposedEvent, WeaponLine
from timeline.errors import UsageError
from timeline.queries.filters import Filters
from timeline.queries.listing import entries, entries_of
from timeline.review.account import account
from timeline.review.adding import add_event
from timeline.review.changes import Changes
from timeline.review.editing import edit_event, set_by_person
from timeline.review.intake import store_document
from timeline.review.naming import event_keys
from timeline.review.sources import SourceNamed
from timeline.vocabulary.titles import event_title

WORDS = "Washington agreed on Tuesday to send 31 Abrams tanks to Ukraine."


@pytest.fixture
def key(engine: Engine) -> int:
    """The tanks, stored."""
    with writing(engine) as connection:
        stored = store_document(connection, DOCUMENT, [tanks(), condemnation()], why="loaded")
        return event_keys(connection, stored.event_ids)[0]


def edited(
    engine: Engine, key: int, changes: Changes, reason: str = "checked", source: SourceNamed | None = None
) -> tuple[str, ...]:
    with reading(engine) as connection:
        vocabulary = stored_vocabulary(connection)

    def titled(event: ProposedEvent) -> str:
        parts = (event.participants, event.weapons, event.treaties)
        return event_title(event.type, event.status, *parts, vocabulary)

    def resolve(name: str) -> str:
        return vocabulary.resolve("weapon", name)

    with writing(engine) as connection:
        return edit_event(connection, key, changes, reason=reason, resolve=resolve, titled=titled, source=source)


def claims(engine: Engine, key: int, field: str) -> list[tuple[str, str, str]]:
    with reading(engine) as connection:
        columns = (t.claim.c.origin, t.claim.c.value, t.claim.c.quote)
        own = (t.claim.c.event_id == key, t.claim.c.field == field)
        return [tuple(row) for row in connection.execute(select(*columns).where(*own).order_by(t.claim.c.id))]


def test_both_versions_of_a_field_are_kept(engine: Engine, key: int) -> None:
    assert edited(engine, key, Changes(texts={"date": "2024-11-18/2024-11-19"})) == ("date",)
    with reading(engine) as connection:
        told = account(connection, key)
        assert set_by_person(connection, key) == {"date"}
    assert (told.entry.date, told.entry.date_precision) == ("2024-11-18/2024-11-19", "interval")
    assert str(told.entry.date_first) == "2024-11-18"
    assert (told.state["date_rule"], told.state["date_phrase"]) == ("person", "")
    assert claims(engine, key, "date") == [
        ("machine", "2024-11-19", WORDS),
        ("person", "2024-11-18/2024-11-19", WORDS),
    ]
    assert [(claim.origin, claim.held) for claim in told.claims if claim.field == "date"] == [
        ("machine", False),
        ("person", True),
    ]
    assert list(faults(engine)) == []


def test_actors_weapons_and_amounts_are_replaced_and_found_by(engine: Engine, key: int) -> None:
    changes = Changes(
        participants={"supplier": ("DEU", "USA"), "recipient": ()},
        weapons=("abrams", "atacms"),
        quantities=("atacms=5..10 missiles",),
        values=("abrams=1000000 USD",),
        conditions=("abrams=refurbished",),
    )
    fields = edited(engine, key, changes)
    assert fields == ("supplier", "recipient", "weapon", "quantity", "value", "conditions")
    with reading(engine) as connection:
        (found,) = entries_of(connection, [key])
        by_actor = list(entries(connection, Filters(roles=(("supplier", ("DEU",)),))))
        by_old_actor = list(entries(connection, Filters(actor=("UKR",))))
        by_weapon = list(entries(connection, Filters(weapon=("missile",))))
    assert [actor.id for actor in found.participants["supplier"]] == ["DEU", "USA"]
    assert "recipient" not in found.participants
    assert [(w.id, w.quantity_min, w.quantity_max, w.unit, w.value, w.conditions) for w in found.weapons] == [
        ("abrams", 31, 31, "tanks", 1_000_000.0, "refurbished"),
        ("atacms", 5, 10, "missiles", None, ""),
    ]
    assert [one.event_id for one in by_actor] == [found.event_id]
    assert by_old_actor == []
    assert [one.event_id for one in by_weapon] == [found.event_id]
    assert ("person", "", WORDS) in claims(engine, key, "recipient")
    assert list(faults(engine)) == []


def test_a_title_made_by_the_program_follows_and_a_person_s_own_stays(engine: Engine, key: int) -> None:
    with reading(engine) as connection:
        vocabulary = stored_vocabulary(connection)
    event = tanks()
    made = event_title(event.type, event.status, event.participants, event.weapons, event.treaties, vocabulary)
    with writing(engine) as connection:
        connection.execute(t.event.update().where(t.event.c.id == key).values(title=made))
    edited(engine, key, Changes(participants={"supplier": ("DEU",)}))
    with reading(engine) as connection:
        (found,) = entries_of(connection, [key])
    assert found.title == made.replace("United States", "Germany")
    edited(engine, key, Changes(texts={"title": "Tanks"}))
    edited(engine, key, Changes(participants={"supplier": ("USA",)}))
    with reading(engine) as connection:
        (found,) = entries_of(connection, [key])
    assert found.title == "Tanks"


def test_the_extractor_s_title_follows_whatever_its_words_were(engine: Engine, key: int) -> None:
    with writing(engine) as connection:
        connection.execute(t.event.update().where(t.event.c.id == key).values(title="Tanks from Washington"))
    edited(engine, key, Changes(texts={"place": "Rzeszów"}))
    with reading(engine) as connection:
        assert [one.title for one in entries_of(connection, [key])] == ["Tanks from Washington"]
    edited(engine, key, Changes(weapons=("bradley",)))
    with reading(engine) as connection:
        vocabulary = stored_vocabulary(connection)
        (found,) = entries_of(connection, [key])
    assert (
        found.title
        == f"United States → Ukraine: {vocabulary.name_of('weapon', 'bradley')}, authorization of a transfer"
    )


def test_a_title_that_names_actors_in_another_order_follows(engine: Engine) -> None:
    """The options named the recipient's partners in their own order; stored fields are sorted."""
    people = (Participant("USA", "supplier"), Participant("FRA", "supplier"), Participant("UKR", "recipient"))
    told = ProposedEvent(
        "transfer-delivery",
        "2024",
        participants=people,
        weapons=(WeaponLine("abrams"),),
        title="United States, France → Ukraine: M1 Abrams, delivery",
    )
    with writing(engine) as connection:
        added = add_event(connection, told, SourceNamed("own observation"), why="added")
        (key,) = event_keys(connection, [added.event_id])
        own = add_event(connection, replace(told, date="2023", title="Tanks!"), SourceNamed("own observation"), why="x")
        (other,) = event_keys(connection, [own.event_id])
    edited(engine, key, Changes(participants={"recipient": ("POL",)}))
    edited(engine, other, Changes(participants={"recipient": ("POL",)}))
    with reading(engine) as connection:
        titles = [one.title for one in entries_of(connection, [key, other])]
    assert titles == ["France, United States → Poland: M1 Abrams, delivery", "Tanks!"]


def test_saying_the_same_makes_it_the_person_s_once(engine: Engine, key: int) -> None:
    assert edited(engine, key, Changes(participants={"supplier": ("USA",)})) == ("supplier",)
    before = rows_of(engine)
    assert edited(engine, key, Changes(participants={"supplier": ("USA",)})) == ()
    assert rows_of(engine) == before


def test_a_change_needs_a_reason(engine: Engine, key: int) -> None:
    before = rows_of(engine)
    with pytest.raises(UsageError, match="changing an event needs a reason"):
        edited(engine, key, Changes(texts={"place": "Ramstein"}), reason=" ")
    assert rows_of(engine) == before


def test_the_log_holds_before_and_after(engine: Engine, key: int) -> None:
    edited(engine, key, Changes(texts={"place": "Ramstein"}), reason="the dateline says so")
    with reading(engine) as connection:
        last = account(connection, key).history[-1]
    assert (last.why, last.made, last.fields) == ("the dateline says so", False, {"place": ("", "Ramstein")})


def test_a_quote_is_looked_for_in_the_documents_of_the_event(engine: Engine, key: int) -> None:
    source = SourceNamed("", "a delivery of cluster munitions to Kyiv")
    edited(engine, key, Changes(texts={"place": "Kyiv"}), source=source)
    assert claims(engine, key, "place") == [("person", "Kyiv", "a delivery of cluster munitions to Kyiv")]
    with pytest.raises(UsageError, match="The document does not say “bananas”"):
        edited(engine, key, Changes(texts={"place": "Lviv"}), source=SourceNamed("", "bananas"))


def test_a_source_alone_is_added_to_the_event(engine: Engine, key: int) -> None:
    source = SourceNamed("https://example.com/b", "31 tanks will be sent", "Example Paper", "2024-11-21")
    assert edited(engine, key, Changes(), reason="", source=source) == ("event",)
    with reading(engine) as connection:
        (found,) = entries_of(connection, [key])
    assert [(one.publisher, one.quotes) for one in found.sources] == [
        ("Example Agency", (WORDS,)),
        ("Example Paper", ("31 tanks will be sent",)),
    ]
    assert list(faults(engine)) == []
