"""Events that are the same as another one, or may be → one event, or a link `same-as` that waits for a person.

What a person decided holds for good: two events with a rejected link `same-as`, or an accepted one `distinct-from`, are
neither brought together nor proposed again, whatever is loaded later.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, insert, select

from timeline.database import tables as t
from timeline.database.history import Changed, record_all
from timeline.documents.proposal import ProposedEvent
from timeline.review.copies import story
from timeline.review.free_events import free
from timeline.review.merging import merge_events, share_a_document

MOST_DOUBTS = 3
"""So many links are proposed for one telling: a vague one may be any of a dozen events, and asks no question."""
Quoted = tuple[str, str]


def bring_together(connection: Connection, key: int, others: Sequence[int], *, why: str) -> tuple[int, list[int]]:
    """Make one event of this and the others, all told as the same by one document → the event, and those that stay
    apart.

    The one that was stored first stands. An event on which a person had a say stays as it is, and so do two that one
    document tells.
    """
    apart: list[int] = []
    for other in others:
        if free(connection, [key, other]) == {key, other} and not share_a_document(connection, key, other):
            key, gone = sorted((key, other))
            merge_events(connection, key, gone, why=why)
        else:
            apart.append(other)
    return key, apart


def propose_same(connection: Connection, doubts: Iterable[tuple[str, int]], *, why: str) -> int:
    """Propose a link between each event (its public id) and the one that may be the same → how many were new."""
    pairs = list(doubts)
    if not pairs:
        return 0
    e = t.event.c
    columns = (e.id, e.public_id, e.first_day, e.review, e.lane)
    wanted = e.public_id.in_([name for name, _ in pairs]) | e.id.in_([key for _, key in pairs])
    rows = {row.id: row for row in connection.execute(select(*columns).where(wanted))}
    named = {row.public_id: row.id for row in rows.values()}
    made: dict[frozenset[int], tuple[int, int]] = {}
    for name, key in pairs:
        ends = {named[name], key}
        if len(ends) < 2 or not all(_asked_about(rows[end].review, rows[end].lane) for end in ends):
            continue
        earlier, later = sorted(ends, key=lambda end: (rows[end].first_day, rows[end].public_id))
        if not _linked(connection, ends):
            made[frozenset(ends)] = (later, earlier)
    ordered = sorted(made.values(), key=lambda pair: [rows[end].public_id for end in pair])
    row = {"relation": "same-as", "origin": "machine", "review": "proposed"}
    if ordered:
        connection.execute(
            insert(t.event_link), [{"event_id": one, "other_id": other, **row} for one, other in ordered]
        )
        after = {"origin": "machine", "review": "proposed"}
        changes = [
            Changed("event_link", f"{rows[one].public_id}:same-as:{rows[other].public_id}", None, after)
            for one, other in ordered
        ]
        record_all(connection, changes, why=why)
    return len(ordered)


def _asked_about(review: str, lane: str) -> bool:
    """Whether an event is shown or waits: of what is archived or refused no question is asked."""
    return review == "accepted" or (review == "proposed" and lane != "archive")


def events_quoted(connection: Connection, document: int) -> dict[Quoted, list[int]]:
    """Type and passage → the events that the prints of a document's story tell there, whatever became of them."""
    c = t.claim.c
    wanted = (c.document_id.in_(story(connection, document)), c.field == "type", c.origin == "machine")
    found: dict[Quoted, list[int]] = defaultdict(list)
    for value, quote, key in connection.execute(
        select(c.value, c.quote, c.event_id).where(*wanted).order_by(c.document_id, c.id)
    ):
        if key not in found[value, quote]:
            found[value, quote].append(key)
    return dict(found)


def quoted_in(proposal: ProposedEvent) -> Quoted:
    """The type of a proposal with the first passage that says so."""
    quote = next((claim.passage.quote for claim in proposal.claims if claim.field == "type"), "")
    return proposal.type, quote


def _linked(connection: Connection, keys: set[int]) -> bool:
    """Whether two events are linked already, in whatever way and whatever became of the link."""
    c = t.event_link.c
    statement = select(c.id).where(c.event_id.in_(keys), c.other_id.in_(keys))
    return connection.execute(statement).first() is not None
