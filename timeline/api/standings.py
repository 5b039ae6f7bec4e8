"""A treaty, states and dates as people name them → positions, or what changed in them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from timeline import edtf
from timeline.database.known import existed
from timeline.errors import UsageError
from timeline.queries.meaning import meaning, recorded_actors
from timeline.queries.standing import Answer, actor_stands, position_changes, treaty_stands
from timeline.queries.standing_names import past_names


def positions_named(connection: Connection, treaty: str | None, actors: Sequence[str], on: str | None) -> Answer:
    """The positions under one treaty, or of these actors under all; `on` is EDTF, today where it is None.

    Raises UnknownName, AmbiguousName, BadDate.
    """
    date = edtf.parse(on) if on is not None else edtf.on(dt.date.today())
    treaty_id = meaning(connection, "treaty", treaty) if treaty else None
    ids = list(recorded_actors(connection, actors))
    if treaty_id is None:
        return _known(connection, actors, actor_stands(connection, ids, date))
    return _known(connection, actors, treaty_stands(connection, treaty_id, date, ids))


def changes_named(
    connection: Connection, treaty: str | None, actors: Sequence[str], since: str | None, until: str | None
) -> Answer:
    """What changed between two dates, both inclusive, None meaning no limit. Raises as `positions_named`."""
    first = edtf.parse(since).first if since is not None else dt.date.min
    last = edtf.parse(until).last if until is not None else dt.date.max
    if first > last:
        raise UsageError(f"--since {since} lies after --until {until}: no date can match both.")
    treaty_id = meaning(connection, "treaty", treaty) if treaty else None
    ids = list(recorded_actors(connection, actors))
    return _known(connection, actors, position_changes(connection, treaty_id, ids, first, last))


def _known(connection: Connection, actors: Sequence[str], answer: Answer) -> Answer:
    """With what is to be said of former names; nothing at a moment before there was a database.

    Without acts every state would seem to stand outside.
    """
    if not existed(connection):
        return Answer()
    return replace(answer, notes=(*past_names(connection, actors), *answer.notes))
