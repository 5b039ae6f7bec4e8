"""Events and what a person thinks of them → accepted, rejected with a reason, or withdrawn with a reason.

Nothing is deleted. All is written in the connection's transaction. Facets do not depend on decisions and stay.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.database.history import Changed, record_all
from timeline.errors import UsageError


def accept(connection: Connection, keys: Sequence[int], reason: str = "") -> list[str]:
    """Mark events as right → the public ids of those that were not so marked before."""
    return _decide(connection, keys, "accepted", reason.strip())


def reject(connection: Connection, keys: Sequence[int], reason: str) -> list[str]:
    """Mark proposals as wrong → the public ids of those that were not so marked. Raises UsageError without a reason."""
    return _decide(connection, keys, "rejected", _given(reason, "rejecting"))


def withdraw(connection: Connection, keys: Sequence[int], reason: str) -> list[str]:
    """Take back events that a person entered or accepted → the public ids of those that were not yet withdrawn.

    Raises UsageError without a reason, or where nobody entered or accepted an event: a mere proposal is rejected.
    """
    words = _given(reason, "withdrawing")
    for batch in batches(keys):
        columns = (t.event.c.public_id, t.event.c.review, t.event.c.origin)
        for row in connection.execute(select(*columns).where(t.event.c.id.in_(batch)).order_by(t.event.c.id)):
            if row.origin == "machine" and row.review in ("proposed", "rejected"):
                raise UsageError(
                    f"{row.public_id} is a proposal that nobody accepted: --reject it instead of withdrawing it."
                )
    return _decide(connection, keys, "withdrawn", words)


def _decide(connection: Connection, keys: Sequence[int], review: str, reason: str) -> list[str]:
    changed: list[str] = []
    after = {"review": review, "review_reason": reason}
    for batch in batches(keys):
        columns = (t.event.c.id, t.event.c.public_id, t.event.c.review, t.event.c.review_reason)
        rows = connection.execute(select(*columns).where(t.event.c.id.in_(batch)).order_by(t.event.c.id)).all()
        differing = [row for row in rows if row.review != review or (reason and row.review_reason != reason)]
        connection.execute(update(t.event).where(t.event.c.id.in_([row.id for row in differing])).values(after))
        changes = [
            Changed("event", row.public_id, {"review": row.review, "review_reason": row.review_reason}, after)
            for row in differing
        ]
        record_all(connection, changes, why=f"{review}: {reason}" if reason else review)
        changed += [row.public_id for row in differing]
    return changed


def _given(reason: str, doing: str) -> str:
    if not reason.strip():
        raise UsageError(f"Say why with --reason: {doing} an event needs a reason.")
    return reason.strip()
