"""What a person names as one side of a comparison → its events: a database, an export, or this database at a moment."""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from timeline.api.diff_exports import EXPORTS, Records, export_records, is_export, is_file
from timeline.errors import BadDate, SourceRefused, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.database.moments import Moment
    from timeline.queries.differences import Differences
    from timeline.queries.entries import Entry

Reading: TypeAlias = "Callable[[str | None, Moment | None], AbstractContextManager[Connection]]"
"""Opens another database that is named, or at None the one that is asked, as it was at a moment, to read from it."""
_SQLITE = b"SQLite format 3\0"


def compared(old: str, new: str, given: Mapping[str, Any], reading: Reading) -> "Differences":
    """What differs between the two sides. Raises UsageError for what is no side; SourceRefused; DatabaseUnusable."""
    from timeline.queries.differences import differences

    if is_export(old) and is_export(new) and any(given.values()):
        raise UsageError("Exports are compared as they are: leave out the filters, or name a database.")
    before, _ = _side(old, given, reading, {})
    after, became = _side(new, given, reading, before)
    return differences(before, after, became)


def _side(named: str, given: Mapping[str, Any], reading: Reading, gone_from: Records) -> tuple[Records, dict[str, str]]:
    """The events of that side by id, and what became of those of `gone_from` that are not among them.

    An export is taken as it is, whatever filters are given.
    """
    if is_export(named):
        return export_records(named), {}
    moment = _is_moment(named)
    if not moment:
        _refuse_other_files(named)
    with reading(None, _moment(named)) if moment else reading(named, None) as connection:
        return _stored(connection, given, gone_from)


def is_turned_round(old: str, new: str) -> bool:
    """Whether both sides are moments of one database, and the first is the later one."""
    if not (_is_moment(old) and _is_moment(new)):
        return False
    first, then = _moment(old), _moment(new)
    return then is not None and (first is None or first.last > then.last)


def _is_moment(named: str) -> bool:
    return "://" not in named and not is_file(Path(named)) and not is_export(named)


def _moment(named: str) -> "Moment | None":
    """The moment that is named; None for the database as it is now. Raises UsageError."""
    from timeline.database.moments import moment

    try:
        return None if named.strip().lower() == "now" else moment(named)
    except BadDate:
        is_folder = os.path.isdir(named)  # noqa: PTH112 - no error where the name is too long
        what = "a folder, but no release" if is_folder else "no file, database or moment"
        raise UsageError(
            f"{named!r} is {what}: name a database, an export ({', '.join(EXPORTS)}), the folder of a release, "
            "a day as 2026-01-31, or now."
        ) from None


def _refuse_other_files(named: str) -> None:
    """Raise SourceRefused for a file that is neither an export nor a database; what cannot be read is said later."""
    try:
        with Path(named).open("rb") as stream:
            begins = stream.read(len(_SQLITE))
    except OSError:
        return
    if begins and begins != _SQLITE:
        raise SourceRefused(
            f"{named} cannot be compared: diff takes a database, the folder of a release, or an export in the wide "
            f"layout as {', '.join(EXPORTS[:-1])} or {EXPORTS[-1]}."
        )


def _stored(connection: "Connection", given: Mapping[str, Any], gone_from: Records) -> tuple[Records, dict[str, str]]:
    from timeline.queries.asking import filters_from
    from timeline.queries.timelines import timeline_entries

    if given.get("finding") or given.get("not_finding"):
        raise UsageError("--finding does not go with diff: findings follow from the events, and are not compared.")
    found = _records(timeline_entries(connection, filters_from(connection, given)))
    return found, _became(connection, gone_from.keys() - found.keys())


def _records(entries: "Iterable[Entry]") -> Records:
    from timeline.outputs.csv_ import cell_texts
    from timeline.outputs.records import record

    found: Records = {}
    for entry in entries:
        made = record(entry)
        found[entry.event_id] = dict(zip(made, cell_texts(made), strict=True))
    return found


def _became(connection: "Connection", names: Iterable[str]) -> dict[str, str]:
    """What the database says of events that it does not show."""
    from sqlalchemy import select

    from timeline.database import tables as t
    from timeline.database.batches import batches

    e = t.event.c
    found: dict[str, str] = {}
    for some in batches(sorted(names)):
        for row in connection.execute(select(e.public_id, e.review, e.review_reason).where(e.public_id.in_(some))):
            if row.review == "withdrawn":
                found[row.public_id] = row.review_reason
            elif row.review == "rejected":
                found[row.public_id] = ": ".join(filter(None, (row.review, row.review_reason)))
            else:
                found[row.public_id] = "not among those asked for any more"
    return found
