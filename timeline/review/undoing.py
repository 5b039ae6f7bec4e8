"""A change of the log → taken back, as a new change: what was changed is as it was before, and nothing is deleted.

What an edit, a decision or a merging changed gets its former values; an event that was added or loaded is withdrawn, a
link too; a fact that a person wrote is taken away as `act withdraw` does, one taken away stands again. Documents stay.
What was changed since is not touched: then the change is refused, with those that build on it.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, or_, select
from sqlalchemy.exc import IntegrityError

from timeline.database import tables as t
from timeline.database.facets import refresh_facets
from timeline.database.fact_keys import KEYS
from timeline.database.history import Changed, record_all, take_head
from timeline.errors import UsageError
from timeline.queries.log import UNDOING, Change, Entry, Wanted, by_program, changes, rows_of_event
from timeline.review.undoing_events import Undone, undo_documents, undo_events, undo_links
from timeline.review.undoing_facts import undo_facts

_NAMED = 3


def last_change(connection: Connection, event: str = "") -> Change:
    """The last change, of everything or of one event, that was not taken back and did not take back another.

    Raises UsageError where there is none, with the number to undo where the last taking back can be brought back.
    """
    wanted = Wanted(rows=rows_of_event(event)) if event else Wanted()
    standing = None
    for change in changes(connection, wanted):
        if not change.undone and not change.is_undoing and not by_program(change):
            return change
        if standing is None and change.undoes and not change.undone:
            standing = change
    nothing = f"Nothing was changed in {event} that is" if event else "There is no change to undo that is"
    if standing is None:
        raise UsageError(f"{nothing} not taken back already." if event else "There is no change to undo.")
    raise UsageError(
        f"{nothing} not taken back already: timeline undo {standing.first} brings change {standing.undoes[0]} back."
    )


def undo(connection: Connection, change: Change, *, why: str = "") -> list[Changed]:
    """Take the change back in the connection's transaction → what was done, as it stands in the log.

    Raises UsageError for one that is taken back already, that the program made, or that later ones build on.
    """
    take_head(connection)  # nobody else changes anything meanwhile
    if change.undone:
        raise UsageError(f"Change {change.first} is taken back already: undo that to bring it back (timeline log).")
    if by_program(change):
        raise UsageError(
            f"Change {change.first} holds facts that come with the program ({change.why}): correct them with "
            "timeline act, treaty or conflict."
        )
    undone = Undone(change.first)
    try:
        undo_links(connection, _of(change, "event_link"), undone)
        undo_events(connection, _of(change, "event"), undone)
        undo_documents(connection, _of(change, "document"), undone)
        undo_facts(connection, [each for each in change.entries if each.table in KEYS], undone)
    except IntegrityError:
        raise UsageError(
            f"Change {change.first} cannot be taken back: other rows refer to what it added; take those away first."
        ) from None
    undone.clashes += _accepted_since(connection, change)
    if undone.clashes:
        raise UsageError(_builds_on(connection, change, undone.clashes))
    refresh_facets(connection, undone.events)
    marks = [
        Changed(UNDOING, each.key, {"undone": True}, {"undone": False})
        for each in change.entries
        if each.table == UNDOING and (each.after or {})["undone"]
    ]
    marks.append(Changed(UNDOING, str(change.first), {"undone": False}, {"undone": True}))
    record_all(connection, [*marks, *undone.done], why=why.strip() or f"undone: {change.why}")
    return [*marks, *undone.done]


def _of(change: Change, table: str) -> dict[str, list[Entry]]:
    """The entries of a table by key, those of one row in their order."""
    found: dict[str, list[Entry]] = {}
    for each in change.entries:
        if each.table == table:
            found.setdefault(each.key, []).append(each)
    return found


def _accepted_since(connection: Connection, change: Change) -> Iterable[tuple[str, str]]:
    """The links that a person accepted since to events that this change added."""
    made = [each.key for each in change.entries if each.table == "event" and each.before is None]
    own = {each.key for each in change.entries if each.table == "event_link"}
    if not made:
        return
    one, other, link = t.event.alias("one"), t.event.alias("other"), t.event_link.c
    statement = (
        select(one.c.public_id, link.relation, other.c.public_id)
        .join_from(t.event_link, one, link.event_id == one.c.id)
        .join(other, link.other_id == other.c.id)
        .where(link.review == "accepted", or_(one.c.public_id.in_(made), other.c.public_id.in_(made)))
    )
    for row in connection.execute(statement):
        if (name := ":".join(row)) not in own:
            yield "event_link", name


def _builds_on(connection: Connection, change: Change, clashes: Sequence[tuple[str, str]]) -> str:
    """Which later changes a change cannot be taken back without."""
    rows = tuple(dict.fromkeys(clashes))
    later = [each for each in changes(connection, Wanted(rows=rows)) if each.first > change.last]
    standing = [each for each in later if not each.undone and not each.is_undoing] or later
    named = [f"{each.first} ({each.why})" for each in standing[:_NAMED]]
    more = f" and {len(standing) - _NAMED} more" if len(standing) > _NAMED else ""
    if not named:
        return f"Change {change.first} cannot be taken back: {rows[0][1]} is not as it left it; see timeline db check."
    several = len(standing) > 1
    return (
        f"Change {change.first} cannot be taken back: change{'s' if several else ''} {', '.join(named)}{more} "
        f"build{'' if several else 's'} on it; take {'those' if several else 'that'} back first."
    )
