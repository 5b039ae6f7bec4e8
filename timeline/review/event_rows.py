"""Rows of our own CSV → stored events with their retained ids and sources; a row whose id says otherwise is a clash."""

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from timeline.database import tables as t
from timeline.database.facets import refresh_facets
from timeline.database.indexes import IndexesAside
from timeline.errors import SourceRefused
from timeline.extraction.confidence import lane
from timeline.loaders.event_rows import EventRow, RowFault
from timeline.queries.listing import entries_of
from timeline.queries.treaty_acts import PREFIX as ACT_PREFIX
from timeline.queries.treaty_acts import known_acts
from timeline.review.linking_proposals import propose_links
from timeline.review.public_ids import public_ids
from timeline.review.row_content import Content, content_of_entry, content_of_row
from timeline.review.row_sources import Fragment, cite, fragments
from timeline.review.writing import NewEvent, insert_unfiled, keys_of

BATCH = 2_000
_NUMBER = select(func.max(t.event.c.id))  # about how many events there are


@dataclass(frozen=True, slots=True)
class RowsStored:
    """How many rows became new events, how many were there already, and the rows that clash with what is stored."""

    events: int
    unchanged: int
    clashes: tuple[RowFault, ...]


class RowsRefused(SourceRefused):
    """Rows that clash with stored events; nothing of the file may be kept. `faults` says which and why."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(faults)
        rows = f"{len(faults)} rows clash" if len(faults) > 1 else "1 row clashes"
        super().__init__(f"{rows} with what is stored; nothing of the file is loaded without --keep-good.")


def store_event_rows(
    connection: Connection, rows: Iterable[EventRow], *, why: str, keep_good: bool = False
) -> RowsStored:
    """Store the rows in the connection's transaction, batch by batch, each row being checked already.

    A row that is stored with the same content is unchanged. Raises RowsRefused at the end where rows clash and the good
    ones shall not be kept: the caller's transaction must then be undone, as the exception does by leaving it.
    """
    events = unchanged = 0
    clashes: list[RowFault] = []
    keys: list[int] = []
    without: set[str] = set()
    aside, before = IndexesAside(connection), connection.execute(_NUMBER).scalar() or 0
    waiting = iter(rows)
    while batch := list(itertools.islice(waiting, BATCH)):
        if len(batch) == BATCH and len(keys) >= max(BATCH, before):
            aside.take()
        told, acts, unknown = _without_acts(connection, batch)
        new, same, faults = _sorted_out(connection, told)
        keys += _store(connection, new, without, why=why)
        events += len(new)
        unchanged += same + acts
        clashes += unknown + faults
    if clashes and not keep_good:
        raise RowsRefused(clashes)
    refresh_facets(connection, keys, new=True)
    aside.put_back()
    propose_links(connection, keys, why=why)
    return RowsStored(events, unchanged, tuple(clashes))


def _without_acts(connection: Connection, batch: Sequence[EventRow]) -> tuple[list[EventRow], int, list[RowFault]]:
    """The rows that are events; how many are treaty acts that are recorded here; and those that are not.

    An export lists treaty acts beside the events. They are facts, not events, and are not stored as events too.
    """
    acts = [row for row in batch if row.event_id.startswith(ACT_PREFIX)]
    known = known_acts(connection, [row.event_id for row in acts])
    faults = [
        RowFault(
            row.row,
            (
                f"event_id: the treaty act {row.event_id} is not recorded in this database; record it with timeline "
                "act add, or empty the cell for an event of its own",
            ),
        )
        for row in acts
        if row.event_id not in known
    ]
    return [row for row in batch if not row.event_id.startswith(ACT_PREFIX)], len(acts) - len(faults), faults


@dataclass(frozen=True, slots=True)
class _Planned:
    """A row that is to be stored under this id, with what its sources quote."""

    public_id: str
    row: EventRow
    sources: tuple[Fragment, ...]


def _sorted_out(connection: Connection, batch: Sequence[EventRow]) -> tuple[list[_Planned], int, list[RowFault]]:
    """The rows that are new, the number of those that are there, and those that clash."""
    quoted = [fragments(row) for row in batch]
    series = [_ids(row, sources) for row, sources in zip(batch, quoted, strict=True)]
    first = [next(names) for names in series]
    stored, looked_for = _stored(connection, first), set(first)
    new: dict[str, _Planned] = {}
    faults: list[RowFault] = []
    same = 0
    for row, sources, wanted, names in zip(batch, quoted, first, series, strict=True):
        for name in itertools.chain((wanted,), names):
            if name not in looked_for:
                stored.update(_stored(connection, [name]))
                looked_for.add(name)
            if name not in stored and name not in new:
                new[name] = _Planned(name, row, sources)
                break
            there = stored[name] if name in stored else content_of_row(new[name].row, new[name].sources)
            content = content_of_row(row, sources)
            if there == content:
                same += 1
                break
            if row.event_id:
                faults.append(_clash(row, content, there))
                break
    return list(new.values()), same, faults


def _ids(row: EventRow, sources: Sequence[Fragment]) -> Iterator[str]:
    """The id that the row gives; else the series of ids that its content gives."""
    if row.event_id:
        return iter((row.event_id,))
    first = sources[0]
    return public_ids(first.document.sha256, dataclasses.replace(row.event, claims=first.claims(row.event.status)))


def _stored(connection: Connection, names: Sequence[str]) -> dict[str, Content]:
    keys = list(keys_of(connection, names).values())
    return {entry.event_id: content_of_entry(entry) for entry in entries_of(connection, keys)}


def _clash(row: EventRow, content: Content, stored: Content) -> RowFault:
    """Why the row cannot be stored under its id: what the stored event says otherwise."""
    differing = ", ".join(f"{name} {_shown(value)}" for name, value in stored.items() if content[name] != value)
    return RowFault(
        row.row,
        (
            f"event_id: {row.event_id} is stored with another {differing}; "
            "empty the cell for a new event, or change the stored one with timeline edit",
        ),
    )


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value) if isinstance(value, float) else ""
    return f"({text if len(text) <= 40 else text[:39] + '…'})" if text else ""


def _store(connection: Connection, planned: Sequence[_Planned], without: set[str], *, why: str) -> list[int]:
    """Store the rows with the documents that are made of their quotes where none that is stored holds them → keys."""
    cited = cite(connection, [(plan.sources, plan.row.event.status) for plan in planned], without, why=why)
    events = []
    for plan, sources in zip(planned, cited, strict=True):
        row = plan.row
        doubtful = row.confidence is not None and row.review == "proposed"
        event = dataclasses.replace(row.event, lane=lane(row.event.confidence)) if doubtful else row.event
        origin = "person" if row.confidence is None else "machine"
        events.append(
            NewEvent(plan.public_id, event, sources, origin=origin, review=row.review, confidence=row.confidence)
        )
    return insert_unfiled(connection, events, why=why)
