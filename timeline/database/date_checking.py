"""Every stored date → what is wrong with it: no EDTF, or a first day, last day or precision that does not follow."""

import datetime
from collections.abc import Iterator

from sqlalchemy import Connection, Date, text

from timeline import edtf
from timeline.errors import BadDate

# Where a date has its first and last day beside it: the column that names a row, and the date.
_DATED = {"document": ("id", "published"), "event": ("public_id", "date"), "treaty_action": ("id", "date")}
# Dates that nothing is computed from.
_STATED = {
    "document": ("retrieved",),
    "treaty": ("adopted", "opened", "entry_into_force", "end_date"),
    "treaty_action": ("effective_date",),
    "office": ("start_date", "end_date"),
    "membership": ("start_date", "end_date"),
    "embargo": ("start_date", "end_date"),
    "actor_name": ("valid_from", "valid_to"),
    "weapon_name": ("valid_from", "valid_to"),
    "treaty_name": ("valid_from", "valid_to"),
    "treaty_rule": ("read_until",),
    "state_beginning": ("began",),
    "armed_conflict": ("began", "ended"),
}

_KEYS = {"treaty_rule": "treaty_id", "state_beginning": "actor_id"}


def date_faults(connection: Connection) -> Iterator[str]:
    """One line for every date at fault."""
    for table, (name, date) in _DATED.items():
        precision = "date_precision" if table == "event" else "NULL"
        statement = text(
            f"SELECT {name}, {date}, first_day, last_day, {precision} AS precision FROM {table} ORDER BY id"  # noqa: S608
        ).columns(first_day=Date, last_day=Date)
        for key, stated, first, last, kept in connection.execute(statement):
            yield from _dated(f"{table} {key}", stated, (first, last), kept)
    for table, dates in _STATED.items():
        key_column = _KEYS.get(table, "id")
        for date in dates:
            plain = text(f"SELECT {key_column}, {date} FROM {table} WHERE {date} <> '' ORDER BY {key_column}")  # noqa: S608
            for key, stated in connection.execute(plain):
                yield from _unreadable(f"{table} {key}: {date}", stated)


def _dated(
    row: str, stated: str | None, days: tuple[datetime.date, datetime.date], precision: str | None
) -> Iterator[str]:
    unreadable = list(_unreadable(f"{row}: its date", stated or ""))
    if unreadable:
        yield from unreadable
        return
    if days != edtf.days_of(stated):
        yield f"{row}: its first and last day {days[0]}, {days[1]} are not those of its date {stated or 'unknown'}"
    if precision and stated and precision != edtf.parse(stated).precision:
        yield f"{row}: its date {stated} is not precise to the {precision}"


def _unreadable(what: str, stated: str) -> Iterator[str]:
    try:
        if stated:
            edtf.parse(stated)
    except BadDate:
        yield f"{what} {stated!r} is not an EDTF date"
