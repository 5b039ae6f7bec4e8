"""Facets list an event under each actor, role, weapon and ancestor, and follow every change."""

import datetime

from sqlalchemy import Engine, text

from tests.migrations.rows import add, fill_every_table
from timeline.database.facets import FACETS, facet_faults, refresh_all_facets, refresh_facets
from timeline.database.opening import reading, writing

FOUND = text(
    "SELECT event_id, first_day FROM event_weapon_facet WHERE weapon_id = :weapon AND event_id > 0 ORDER BY 1"
).columns()
ACTORS = text("SELECT role, event_id FROM event_actor_facet WHERE actor_id = :actor AND event_id > 0 ORDER BY 1, 2")


def test_an_event_is_found_under_everything_above_its_weapon(engine: Engine) -> None:
    with writing(engine) as connection:
        fill_every_table(connection)
    with reading(engine) as connection:
        for weapon in ("anti-personnel-mine", "landmine", "weapon"):
            assert [row[0] for row in connection.execute(FOUND, {"weapon": weapon})] == [1, 2], weapon
        for weapon in ("cluster-munition", "anti-vehicle-mine"):
            assert connection.execute(FOUND, {"weapon": weapon}).all() == [], weapon
        actors = [tuple(row) for row in connection.execute(ACTORS, {"actor": "USA"})]
        assert actors == [("supplier", 1), ("supplier", 2)]
        assert list(facet_faults(connection)) == []


def test_facets_follow_a_change_of_date_weapon_and_actor(engine: Engine) -> None:
    with writing(engine) as connection:
        fill_every_table(connection)
        connection.execute(text("UPDATE event SET first_day = '2024-11-01', date = '2024-11-01/..' WHERE id = 1"))
        connection.execute(text("DELETE FROM event_actor WHERE event_id = 1 AND actor_id = 'USA'"))
        add(connection, "event_weapon", event_id=1, weapon_id="cluster-munition")
        add(connection, "event_weapon", event_id=1, weapon_id="landmine")
        refresh_facets(connection, [1, 1])
        assert list(facet_faults(connection)) == []
        days = text("SELECT DISTINCT first_day FROM event_weapon_facet WHERE event_id = 1").columns()
        assert [str(day) for day in connection.execute(days).scalars()] == [str(datetime.date(2024, 11, 1))]
        assert [row[0] for row in connection.execute(FOUND, {"weapon": "cluster-munition"})] == [1]
        assert [tuple(row) for row in connection.execute(ACTORS, {"actor": "USA"})] == [("supplier", 2)]


def test_refreshing_many_events_leaves_the_others_alone(engine: Engine) -> None:
    with writing(engine) as connection:
        fill_every_table(connection)
        connection.execute(text("DELETE FROM event_actor_facet WHERE event_id > 0"))
        refresh_facets(connection, [2, *range(100, 1400)])
        assert {row[1] for row in connection.execute(ACTORS, {"actor": "USA"})} == {2}
        assert list(facet_faults(connection)) == [
            "event 1: event_actor_facet lacks a row, so that lists miss the event"
        ]
        refresh_all_facets(connection)
        assert list(facet_faults(connection)) == []
        refresh_facets(connection, [])


def test_new_events_are_filed_once_whether_or_not_their_keys_follow_each_other(engine: Engine) -> None:
    with writing(engine) as connection:
        fill_every_table(connection)
        # Two weapons with common kinds above them: the event is filed under each of these once.
        add(connection, "event_weapon", event_id=2, weapon_id="cluster-munition")
        for keys in ([1, 2], [2, 1, 7]):
            for name in FACETS:
                connection.execute(text(f"DELETE FROM {name} WHERE event_id > 0"))  # noqa: S608 - our own tables
            refresh_facets(connection, keys, new=True)
            assert list(facet_faults(connection)) == []
            assert [row[0] for row in connection.execute(FOUND, {"weapon": "weapon"})] == [1, 2]
