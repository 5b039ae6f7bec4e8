"""What came to events and left them since a moment → the claims that they had then."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, func, select

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.database.domains import REFERENCE
from timeline.database.known_steps import State
from timeline.database.logged_claims import COLUMNS, Told, same, told, told_of

Row: TypeAlias = dict[str, Any]
_C = t.claim.c


def claims_then(connection: Connection, back: Mapping[int, Sequence[tuple[State | None, State | None]]]) -> list[Row]:
    """The rows of `claim` that these events had, by their keys and the way back to that moment.

    A claim that is with another event by now has its row there. One that is nowhere any more is made of what the log
    and its document say, with a number after all others.
    """
    had: list[Row] = []
    left: list[tuple[int, Told]] = []
    now: dict[int, list[Row]] = {key: [] for key in back}
    for row in _stored(connection, _C.event_id, back):
        now[row["event_id"]].append(row)
    for key, steps in back.items():
        gone: list[Told] = []
        for before, after in steps:
            for each in (after or {}).get("claims", ()):
                _take_out(told(each), now[key], gone)
            gone += [told(each) for each in (before or {}).get("claims", ())]
        had += now[key]
        left += [(key, each) for each in gone]
    return had + _brought_back(connection, left)


def _take_out(claim: Told, rows: list[Row], gone: list[Told]) -> None:
    """Take one claim out of those that the event has, or of those that are to be brought back to it."""
    for place, row in enumerate(rows):
        if same(claim, told_of(row)):
            del rows[place]
            return
    if claim in gone:
        gone.remove(claim)


def _brought_back(connection: Connection, left: Sequence[tuple[int, Told]]) -> list[Row]:
    """The rows of claims that have left these events since."""
    if not left:
        return []
    documents = {claim[2] for _, claim in left}
    stored = _stored(connection, _C.document_id, documents)
    d = t.document.c
    texts: dict[int, str] = {}
    for some in batches(sorted(documents)):
        texts.update(connection.execute(select(d.id, d.text).where(d.id.in_(some))).all())
    last = connection.execute(select(func.max(_C.id))).scalar() or 0
    found: list[Row] = []
    for place, (key, claim) in enumerate(left, start=1):
        # What comes with the program may since be in another document of the same number.
        ours = REFERENCE in claim
        row = None if ours else next((each for each in stored if same(claim, told_of(each))), None)
        if row is None:
            full = (*claim, "", "", "", None, None)[: len(COLUMNS)]
            row = dict(zip(COLUMNS, full, strict=True))
            row |= {"id": last + place, "event_id": key, "quote": texts[claim[2]][claim[3] : claim[4]]}
        found.append({**{each.name: row[each.name] for each in _C}, "event_id": key})
    return found


def _stored(connection: Connection, column: ColumnElement[Any], keys: Collection[int]) -> list[Row]:
    rows: list[Row] = []
    for some in batches(sorted(keys)):
        found = connection.execute(select(t.claim).where(column.in_(some)).order_by(_C.id)).mappings()
        rows += [dict(row) for row in found]
    return rows
