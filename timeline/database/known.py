"""A database and a moment → a connection whose questions are answered from what the database held at that moment.

Views and tables of this connection alone, named like the real ones, stand before them: SQLite and PostgreSQL look among
what is temporary first. What nothing was done to since comes from the real tables through the views; the rest is what
the log of changes leads back to. Nothing is written, and all is gone with the connection's transaction. Findings are
left out: they are computed from what was known.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select

from timeline.database import tables as t
from timeline.database.connecting import reading
from timeline.database.fact_keys import KEYS
from timeline.database.known_events import stand_before_events
from timeline.database.known_facts import stand_before_facts
from timeline.database.known_steps import steps_after
from timeline.database.moments import Moment
from timeline.database.shadows import Shadows

# Of what is asked about all is empty before the database was made; names stay, so that a question can be put at all.
_ASKED_ABOUT = (
    *("event", "event_actor", "event_weapon", "event_treaty", "event_link", "claim", "document"),
    *("event_weapon_facet", "event_actor_facet", "treaty_action", "armed_conflict", "disagreement"),
)


@contextmanager
def known_on(engine: Engine, at: Moment | None) -> Iterator[Connection]:
    """`reading`, from what the database held at that moment; at None from what it holds. Raises DatabaseUnusable."""
    with reading(engine) as connection:
        if at is None:
            yield connection
            return
        with _parsed_anew(connection):
            stand_before(connection, at)
            yield connection


def stand_before(connection: Connection, at: Moment) -> None:
    """Let this connection's transaction see what was known at that moment."""
    c = t.change.c
    statement = select(c.id).where(c.at <= at.last).order_by(c.id.desc()).limit(1)
    cut = connection.execute(statement).scalar()
    shadows = Shadows.of(connection)
    for name in ("finding", "event_check"):
        shadows.empty_table(name)
    steps = steps_after(connection, cut or 0)
    shadows.view("change", f"id <= {cut or 0}")  # from here on the log itself ends there
    if cut is None:
        for name in _ASKED_ABOUT:
            shadows.view(name, "1 = 0")
        return
    # Of weapons first: events are filed under what was above their weapons then.
    other_tree = stand_before_facts(shadows, {name: steps[name] for name in KEYS if name in steps})
    stand_before_events(shadows, steps, other_tree=other_tree)


def existed(connection: Connection) -> bool:
    """Whether the database was there at the moment whose knowledge this connection sees."""
    return connection.execute(select(t.change.c.id).limit(1)).first() is not None


def began(connection: Connection) -> str:
    """When the log of this database began, as the log writes moments; empty where it has not."""
    c = t.change.c
    return connection.execute(select(c.at).order_by(c.id).limit(1)).scalar() or ""


@contextmanager
def _parsed_anew(connection: Connection) -> Iterator[None]:
    """No statement that the server prepared before: it would still be read from the real tables."""
    driver = connection.connection.dbapi_connection
    if connection.dialect.name != "postgresql" or driver is None:
        yield
        return
    kept, driver.prepare_threshold = driver.prepare_threshold, None
    try:
        yield
    finally:
        driver.prepare_threshold = kept
