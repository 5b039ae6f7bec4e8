"""New events, their claims and their sources → rows of every table that holds them, with history and facets."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, TableClause, delete, update

from timeline.database import tables as t
from timeline.database.batches import batches, fetched_for, insert_numbered, insert_rows
from timeline.database.facets import refresh_facets
from timeline.database.history import Changed, record_all
from timeline.database.logged_claims import claims_logged
from timeline.documents.proposal import Claim, ProposedEvent
from timeline.review.rows import Row, actor_rows, claim_rows, event_row, treaty_rows, weapon_rows
from timeline.review.states import plain, state_of

_KEYS = "SELECT public_id, id FROM event WHERE public_id IN ({names})"
# Part of an event's state → the table of which it is made.
_PARTS = {"actors": t.event_actor, "weapons": t.event_weapon, "treaties": t.event_treaty}


@dataclass(frozen=True, slots=True)
class Cited:
    """A stored document and what it says of an event: claims whose passages are in its text."""

    document_id: int
    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to be stored. `confidence` is the machine's, None for what a person entered."""

    public_id: str
    event: ProposedEvent
    sources: tuple[Cited, ...]
    origin: str = "machine"
    review: str = "proposed"
    review_reason: str = ""
    confidence: float | None = None
    extractor: str = ""
    row: Row = field(init=False)

    def __post_init__(self) -> None:
        row = event_row(
            self.event,
            self.public_id,
            origin=self.origin,
            review=self.review,
            review_reason=self.review_reason,
            confidence=self.confidence,
            extractor=self.extractor,
        )
        object.__setattr__(self, "row", row)


def insert_events(connection: Connection, events: Sequence[NewEvent], *, why: str) -> list[int]:
    """Store the events in the connection's transaction → their keys, in order."""
    stored = insert_unfiled(connection, events, why=why)
    refresh_facets(connection, stored, new=True)
    return stored


def insert_unfiled(connection: Connection, events: Sequence[NewEvent], *, why: str) -> list[int]:
    """Store the events, one of many batches, without their facets → their keys, in order.

    Whoever stored them all refreshes the facets of all: that takes half the time that it takes batch by batch.
    """
    if not events:
        return []
    rows_of_events = [
        {**new.row, "first_day": plain(new.row["first_day"]), "last_day": plain(new.row["last_day"])} for new in events
    ]
    names = [new.public_id for new in events]
    keys = insert_numbered(
        connection, t.event, [tuple(row.values()) for row in rows_of_events], lambda: _keys(connection, names)
    )
    changes: list[Changed] = []
    parts: dict[TableClause, list[Row]] = {t.event_actor: [], t.event_weapon: [], t.event_treaty: [], t.claim: []}
    for new, row, key in zip(events, rows_of_events, keys, strict=True):
        rows = (
            actor_rows(key, new.event),
            weapon_rows(key, new.event.weapons),
            treaty_rows(key, new.event.treaties),
            claims_of(key, new.sources, origin=new.origin, extractor=new.extractor),
        )
        for of_table, added in zip(parts.values(), rows, strict=True):
            of_table.extend(added)
        after = state_of(row, *rows[:3])
        after["claims"] = claims_logged(rows[3])
        changes.append(Changed("event", new.public_id, None, after))
    for table, rows_of_table in parts.items():
        _insert(connection, table, rows_of_table)
    record_all(connection, changes, why=why)
    return list(keys)


def claims_of(event_id: int, sources: Sequence[Cited], *, origin: str, extractor: str) -> list[Row]:
    """The rows of `claim` for one event over all its sources."""
    return [
        row
        for source in sources
        for row in claim_rows(
            event_id, source.document_id, source.text, source.claims, origin=origin, extractor=extractor
        )
    ]


def keys_of(connection: Connection, public_ids: Collection[str]) -> Mapping[str, int]:
    """Public id → key, for those that are stored."""
    return {
        name: key for batch in batches(sorted(public_ids)) for name, key in fetched_for(connection, _KEYS, names=batch)
    }


def _keys(connection: Connection, public_ids: Sequence[str]) -> list[int]:
    known = keys_of(connection, public_ids)
    return [known[name] for name in public_ids]


def rewrite_event(
    connection: Connection, key: int, before: Row, event: ProposedEvent, confidence: float | None = None
) -> Row:
    """Bring the rows of the event, whose state was `before`, to what it now says → its state.

    `confidence` is the machine's, None where it stays.
    """
    kept = {name: before[name] for name in ("origin", "review", "review_reason", "extractor")}
    confidence = before["confidence"] if confidence is None else confidence
    row = event_row(event, before["public_id"], confidence=confidence, **kept)
    parts = (actor_rows(key, event), weapon_rows(key, event.weapons), treaty_rows(key, event.treaties))
    after = state_of(row, *parts)
    changed = {name: value for name, value in row.items() if after[name] != before[name]}
    if changed:
        connection.execute(update(t.event).where(t.event.c.id == key).values(changed))
    for (name, table), rows in zip(_PARTS.items(), parts, strict=True):
        if after[name] != before[name]:
            connection.execute(delete(table).where(table.c.event_id == key))
            _insert(connection, table, rows)
    return after


def _insert(connection: Connection, table: TableClause, rows: Sequence[Row]) -> None:
    insert_rows(connection, table, [tuple(row.values()) for row in rows])
