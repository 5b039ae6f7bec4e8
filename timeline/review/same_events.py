"""Events that are the same as another one, or may be → one event, or a link `same-as` that waits for a person.

What a person decided holds for good: two events with a rejected link `same-as`, or an accepted one `distinct-from`, are
neither brought together nor proposed again, whatever is loaded later.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from timeline.database import tables as t
from timeline.database.batches import fetched
from timeline.database.history import Changed, record_all
from timeline.documents.proposal import ProposedEvent
from timeline.review.copies import story
from timeline.review.free_events import free
from timeline.review.merging import merge_events, share_a_document
from timeline.review.writing import keys_of

MOST_DOUBTS = 3
"""So many links are proposed for one telling: a vague one may be any of a dozen events, and asks no question."""
# Texts, because they are asked for each document that is stored: see `free_events`.
_LINKS = "SELECT event_id, other_id FROM event_link WHERE event_id IN ({keys})"
_ENDS = "SELECT id, public_id, first_day, review, lane FROM event WHERE id IN ({keys})"
Quoted = tuple[str, str]


class _End(NamedTuple):
    """One of two events that may be the same; its day as the driver gives it, to be compared with another."""

    key: int
    public_id: str
    first_day: Any
    review: str
    lane: str

    @property
    def asked_about(self) -> bool:
        """Whether it is shown or waits: of what is archived or refused no question is asked."""
        return self.review == "accepted" or (self.review == "proposed" and self.lane != "archive")


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
    named = keys_of(connection, {name for name, _ in pairs})
    ends_of = [frozenset((named[name], key)) for name, key in pairs]
    rows = {row[0]: _End(*row) for row in fetched(connection, _ENDS, sorted(frozenset().union(*ends_of)))}
    linked = _linked(connection, rows)
    made: dict[frozenset[int], tuple[int, int]] = {}
    for ends in ends_of:
        if len(ends) < 2 or ends in linked or not all(rows[end].asked_about for end in ends):
            continue
        earlier, later = sorted(ends, key=lambda end: (rows[end].first_day, rows[end].public_id))
        made[ends] = (later, earlier)
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


def _linked(connection: Connection, keys: Iterable[int]) -> set[frozenset[int]]:
    """The pairs of these events that are linked already, in whatever way and whatever became of the link."""
    return {frozenset(ends) for ends in fetched(connection, _LINKS, keys)}
