"""The number of a change, an event, or nothing → the change that is meant, and that change taken back."""

from sqlalchemy import Connection

from timeline.api.changes import change_named
from timeline.database.history import Changed
from timeline.queries.log import Change, Wanted, changes
from timeline.review.naming import event_key
from timeline.review.states import public_ids_of
from timeline.review.undoing import last_change, undo


def change_meant(connection: Connection, named: str | None) -> Change:
    """The change of that number, or the last one of that event or of all. Raises UsageError, UnknownName."""
    if named is None:
        return last_change(connection)
    if named.strip().isdecimal():
        return change_named(connection, named.strip())
    (event,) = public_ids_of(connection, [event_key(connection, named)]).values()
    return last_change(connection, event)


def undone(connection: Connection, change: Change, *, why: str = "") -> tuple[list[Changed], Change]:
    """Take a change back → what was done, and the change that did it. Raises UsageError."""
    done = undo(connection, change, why=why)
    return done, next(changes(connection, Wanted()))
