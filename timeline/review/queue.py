"""What waits for a decision → the keys of proposals: those kept back first, each document read from top to end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, case, func, select

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.documents.proposal import LANES
from timeline.queries.filters import Filters, asked

# Proposals that `show` keeps back until they are decided on come before those that it shows; the archive is asked for.
QUEUED = ("review", "auto")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which proposals: those that match the filters, cite one of the documents, lie in a lane, and are sure enough.

    `events` are the only ones, in whatever lane, where there are any.
    """

    filters: Filters = field(default_factory=Filters)
    documents: tuple[int, ...] = ()
    lanes: tuple[str, ...] = QUEUED
    min_confidence: float | None = None
    events: tuple[int, ...] = ()


def waiting(connection: Connection, wanted: Wanted) -> list[int]:
    """The keys of the proposals, in the order in which a person reads them."""
    e, c = t.event.c, t.claim.c
    ranks = {lane: rank for rank, lane in enumerate(dict.fromkeys((*QUEUED, *LANES)))}
    statement = (
        select(e.id)
        .join_from(t.event, t.claim, c.event_id == e.id, isouter=True)
        .where(e.review == "proposed", asked(wanted.filters))
        .group_by(e.id, e.lane)
        .order_by(case(ranks, value=e.lane), func.min(c.document_id), func.min(c.start_offset), e.id)
    )
    chosen = e.id.in_(wanted.events) if wanted.events else e.lane.in_(wanted.lanes)
    statement = statement.where(chosen)
    if wanted.documents:
        statement = statement.where(c.document_id.in_(wanted.documents))
    if wanted.min_confidence is not None:
        statement = statement.where(e.confidence >= wanted.min_confidence)
    return list(connection.execute(statement).scalars())


def still_waiting(connection: Connection, keys: Sequence[int]) -> list[int]:
    """Those of the events that nobody has decided on meanwhile, in their order."""
    found: set[int] = set()
    for batch in batches(keys):
        found.update(
            connection.execute(
                select(t.event.c.id).where(t.event.c.id.in_(batch), t.event.c.review == "proposed")
            ).scalars()
        )
    return [key for key in keys if key in found]


def extractors(connection: Connection, keys: Sequence[int]) -> dict[str, str]:
    """By public id, who proposes these events: the program, or a model beside it or alone; empty for a person's."""
    e = t.event.c
    found: dict[str, str] = {}
    for some in batches(keys):
        statement = select(e.public_id, e.extractor).where(e.id.in_(some))
        found |= {row.public_id: row.extractor for row in connection.execute(statement)}
    return found
