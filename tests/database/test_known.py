"""What a database held at a moment: the same, to the letter, as a copy of it made then."""

import datetime as dt
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from tests.review.eventful import go_through
from timeline.database import facts, reference_events
from timeline.database.fact_keys import KEYS
from timeline.database.known import known_on
from timeline.database.log_checking import row_faults
from timeline.database.moments import Moment, as_logged
from timeline.database.opening import reading, writing
from timeline.database.policy_events import shipped_events
from timeline.database.reference import upgrade_reference
from timeline.queries.entries import Entry, SourceEntry
from timeline.queries.listing import entries_of

FILED = "SELECT weapon_id, first_day, event_id FROM event_weapon_facet"
SEEN = (
    *("event", "event_actor", "event_weapon", "event_treaty", "event_link", "claim", "document", "change"),
    *("event_weapon_facet", "event_actor_facet", "weapon_closure", *KEYS),
)


def seen(connection: Connection) -> dict[str, list[Any]]:
    """Every row of every table that a question is answered from, in one order."""
    return {
        name: sorted((tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))), key=repr)  # noqa: S608
        for name in SEEN
    }


def test_every_moment_is_what_a_copy_made_then_holds(engine: Engine) -> None:
    copies: list[tuple[str, Moment, dict[str, list[Any]]]] = []
    for name in chain(["nothing"], go_through(engine)):
        with reading(engine) as connection:
            copies.append((name, Moment(name, as_logged(dt.datetime.now(dt.UTC))), seen(connection)))
    for name, at, copy in copies:
        with known_on(engine, at) as connection:
            found = seen(connection)
        for table in SEEN:
            assert found[table] == copy[table], f"{table} after {name!r}"
    with reading(engine) as connection:
        assert seen(connection) == copies[-1][2]


def told(connection: Connection) -> list[Any]:
    """What is known of events and links, whatever their keys."""
    keys = list(connection.execute(text("SELECT id FROM event")).scalars())
    names: dict[int, str] = dict(connection.execute(text("SELECT id, public_id FROM event")).all())
    links = connection.execute(text("SELECT event_id, relation, other_id, origin, review FROM event_link")).all()
    documents = connection.execute(text("SELECT sha256, publisher, published, text FROM document")).all()
    return [
        sorted((replace(entry, sources=_without_keys(entry)) for entry in entries_of(connection, keys)), key=repr),
        sorted((names[one], relation, names[other], *rest) for one, relation, other, *rest in links),
        sorted(map(tuple, documents)),
        {name: seen(connection)[name] for name in ("weapon", "weapon_closure", "treaty_action")},
        sorted((names[key], weapon, str(day)) for weapon, day, key in connection.execute(text(FILED))),
    ]


def _without_keys(entry: Entry) -> tuple[SourceEntry, ...]:
    return tuple(replace(source, story=0) for source in entry.sources)


def test_newer_reference_facts_are_not_known_before_they_came(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE event SET review = 'rejected', review_reason = 'no' WHERE id = -1"))
    with reading(engine) as connection:
        before, at = told(connection), Moment("before", as_logged(dt.datetime.now(dt.UTC)))
    kept = {name: event for name, event in shipped_events().items() if "clusters" in name}
    for name, event in kept.items():
        kept[name] = replace(event, event={**event.event, "title": "Told otherwise"}, weapons=("landmine",))
    monkeypatch.setattr(reference_events, "shipped_events", lambda: kept)
    monkeypatch.setattr(reference_events, "shipped_links", list)
    shipped = facts.shipped_rows()
    shipped["treaty_action"] = shipped["treaty_action"][:-5]
    shipped["weapon_kind"] = [row for row in shipped["weapon_kind"] if row["weapon_id"] != "atacms"]
    monkeypatch.setattr(facts, "shipped_rows", lambda: shipped)
    with writing(engine) as connection:
        upgrade_reference(connection)
    with reading(engine) as connection:
        after = told(connection)
    assert all(one != other for one, other in zip(before, after, strict=True))
    with known_on(engine, at) as connection:
        found = told(connection)
    assert found == before
    with reading(engine) as connection:
        assert told(connection) == after
        assert [line for line in row_faults(connection) if "-1" not in line] == []
