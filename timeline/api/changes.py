"""What a person names (an event, a document, an act, a number) → its changes in the log, and their records."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from timeline.database.moments import moment
from timeline.errors import UsageError
from timeline.queries.log import Change, Wanted, change_numbered, changes, rows_of_event

CHANGE_COLUMNS = ("change", "last", "at", "who", "why", "undone", "undoes", "rows")


def change_record(change: Change) -> dict[str, Any]:
    """A change for programs: every row with what it was and what it is."""
    return {
        "change": change.first,
        "last": change.last,
        "at": change.at,
        "who": change.who,
        "why": change.why,
        "undone": change.undone,
        "undoes": list(change.undoes),
        "rows": [
            {"entry": each.id, "table": each.table, "key": each.key, "before": each.before, "after": each.after}
            for each in change.entries
        ],
    }


def changes_wanted(
    connection: Connection, ids: Sequence[str] = (), since: str | None = None, until: str | None = None, who: str = ""
) -> Wanted:
    """Which changes are asked for, each as it is named. Raises UsageError and what `event_key`, `act_named` raise."""
    rows: list[tuple[str, str]] = []
    numbers: list[int] = []
    for name in ids:
        if name.isdecimal():
            numbers.append(change_named(connection, name).first)
        else:
            rows += _rows_named(connection, name.strip())
    return Wanted(
        rows=tuple(rows),
        numbers=tuple(numbers),
        who=who,
        since=moment(since).first if since is not None else "",
        until=moment(until).last if until is not None else "",
    )


def change_named(connection: Connection, name: str) -> Change:
    """The change of a number as it was typed. Raises UsageError where there is no such change."""
    found = change_numbered(connection, int(name)) if len(name) < 16 else None
    if found is None:
        raise UsageError(f"There is no change {name}: timeline log lists them with their numbers.")
    return found


def _rows_named(connection: Connection, name: str) -> tuple[tuple[str, str], ...]:
    """The rows that an id means. Raises UsageError and what `event_key` and `act_named` raise."""
    from timeline.database.fact_keys import log_key
    from timeline.database.vocabulary import stored_vocabulary
    from timeline.queries.documents import loaded_document
    from timeline.review.act_naming import SHOWN, act_named
    from timeline.review.linking import is_link
    from timeline.review.naming import event_key
    from timeline.review.states import public_ids_of

    if name.startswith("#"):
        numbered = loaded_document(connection, name[1:])
        if numbered is None:
            raise UsageError(f"No loaded document has the number {name[1:]}.")
        return (("document", str(numbered)),)
    if name.startswith(SHOWN) or is_link(name):
        # Also of a link or an act that is not there any more.
        for table, key in (("event_link", name), ("treaty_action", name.replace(":", "|").removesuffix("unknown"))):
            if next(changes(connection, Wanted(rows=((table, key),))), None) is not None:
                return ((table, key),)
        act = act_named(connection, name, stored_vocabulary(connection))
        return (("treaty_action", log_key("treaty_action", act)),)
    document = loaded_document(connection, name)
    if document is not None:
        return (("document", str(document)),)
    (public_id,) = public_ids_of(connection, [event_key(connection, name)]).values()
    return rows_of_event(public_id)
