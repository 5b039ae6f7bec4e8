"""What a database held at a moment: the same, to the letter, as a copy of it made then."""

import datetime as dt
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Engine, text

from tests.review.eventful import go_through
from timeline.database.fact_keys import KEYS
from timeline.database.known import known_on
from timeline.database.moments import Moment, as_logged
from timeline.database.opening import reading

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
