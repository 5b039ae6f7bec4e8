"""What people decided on → annotated documents: the records that training and scoring read.

A document counts where somebody has decided on something in it and nothing of it waits in the queue any more. Its
events are those that people accepted or added, as people left them and as far as the document tells them; what was
rejected or withdrawn is absent, and so is what the machine archived and nobody took up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.loaders.headers import body_start_of
from timeline.review.queue import QUEUED
from timeline.review.states import State, event_of, states
from timeline.review.stored_documents import FRAGMENTS

PREFIX = 60  # characters of a passage that are repeated beside its offset
HEADED = ("text", "markdown")  # the loaders that leave a document's header in its text


@dataclass(slots=True)
class Gold:
    """The annotated documents, and how many others there are, by why they are none."""

    records: list[dict[str, Any]] = field(default_factory=list)
    waiting: int = 0  # some proposal is not decided on
    untouched: int = 0  # nobody decided on anything in it
    archived: int = 0  # archived proposals of the annotated documents that nobody decided on

    @property
    def events(self) -> int:
        """How many events the documents have."""
        return sum(len(record["events"]) for record in self.records)


def gold(connection: Connection) -> Gold:
    """The annotated documents of a database, by id: the same decisions give the same records.

    A document's id is the start of the hash of its text. Copies of a text and mere quotes do not count.
    """
    found = Gold()
    cited = _cited(connection)
    chosen: dict[int, list[int]] = {}
    for document in _documents(connection):
        events = cited.get(document, [])
        # A document that only people cite was not read for events: what else it reports is not known.
        if not any(machine for *_, machine in events):
            found.untouched += 1
        elif any(review == "proposed" and lane in QUEUED for _, review, lane, _ in events):
            found.waiting += 1
        elif all(review == "proposed" for _, review, _, _ in events):
            found.untouched += 1
        else:
            chosen[document] = [event for event, review, _, _ in events if review == "accepted"]
            found.archived += sum(review == "proposed" for _, review, _, _ in events)
    for batch in batches(sorted(chosen)):
        found.records += _records(connection, {document: chosen[document] for document in batch})
    found.records.sort(key=lambda record: record["doc"])
    return found


def _documents(connection: Connection) -> list[int]:
    """The keys of the documents with a whole text of their own."""
    c = t.document.c
    statement = select(c.id).where(c.loader.not_in(FRAGMENTS), c.syndicated_from_id.is_(None)).order_by(c.id)
    return list(connection.execute(statement).scalars())


def _cited(connection: Connection) -> dict[int, list[tuple[int, str, str, bool]]]:
    """Document → the events that cite it: key, review, lane, and whether the machine read one of its claims there."""
    e, c = t.event.c, t.claim.c
    statement = (
        select(c.document_id, e.id, e.review, e.lane, c.origin)
        .join_from(t.claim, t.event, c.event_id == e.id)
        .distinct()
        .order_by(c.document_id, e.id)
    )
    read: dict[tuple[int, int, str, str], bool] = {}
    for document, event, review, lane, origin in connection.execute(statement):
        key = (document, event, review, lane)
        read[key] = read.get(key, False) or origin == "machine"
    found: dict[int, list[tuple[int, str, str, bool]]] = defaultdict(list)
    for (document, *rest), machine in read.items():
        found[document].append((*rest, machine))  # type: ignore[arg-type]
    return found


def _records(connection: Connection, chosen: Mapping[int, Sequence[int]]) -> Iterator[dict[str, Any]]:
    """One record for each document: its text, and its events with their passages in it."""
    events = sorted({event for keys in chosen.values() for event in keys})
    told = {key: state for batch in batches(events) for key, state in states(connection, batch).items()}
    claims = _claims(connection, events)
    statement = select(t.document).where(t.document.c.id.in_(chosen)).order_by(t.document.c.id)
    for row in connection.execute(statement).mappings():
        found = [_event(told[key], claims[key], row["id"], row["text"]) for key in chosen[row["id"]]]
        yield {
            "doc": row["sha256"][:16],
            "published": row["published"],
            "title": row["title"],
            "url": row["url"],
            "publisher": row["publisher"],
            "text": row["text"],
            "body_start": body_start_of(row["text"]) if row["loader"] in HEADED else 0,
            "events": sorted(found, key=lambda event: (event["evidence"][0]["start"], event["id"])),
        }


def _claims(connection: Connection, events: Sequence[int]) -> Mapping[int, list[RowMapping]]:
    """Event → its claims on all documents, in the order of the text."""
    c = t.claim.c
    found: dict[int, list[RowMapping]] = defaultdict(list)
    for batch in batches(events):
        statement = select(t.claim).where(c.event_id.in_(batch)).order_by(c.start_offset, c.end_offset, c.id)
        for row in connection.execute(statement).mappings():
            found[row["event_id"]].append(row)
    return found


def _event(state: State, claims: Sequence[RowMapping], document: int, text: str) -> dict[str, Any]:
    """An event as this document reports it: without what only others say, where no person said so too."""
    event = event_of(state)
    here = [row for row in claims if row["document_id"] == document]
    known = {_said(row) for row in claims if row["document_id"] == document or row["origin"] == "person"}
    foreign = {_said(row) for row in claims} - known
    people = [p for p in event.participants if (p.role, p.actor) not in foreign]
    return {
        "id": state["public_id"],
        "type": event.type,
        "status": next(iter(_own_values("status", claims, document)), event.status),
        "date": event.date,
        "accept_dates": [date for date in _own_values("date", claims, document) if date != event.date],
        "participants": [{"actor": p.actor, "role": p.role} for p in people],
        "weapons": [line.weapon for line in event.weapons if ("weapon", line.weapon) not in foreign],
        "treaties": [treaty for treaty in event.treaties if ("treaty", treaty) not in foreign],
        "evidence": [{"start": start, "end": end, "prefix": _prefix(text[start:end])} for start, end in _spans(here)],
        "core": True,
        "note": event.note,
    }


def _said(claim: RowMapping) -> tuple[str, str]:
    return claim["field"], claim["value"]


def _own_values(name: str, claims: Sequence[RowMapping], document: int) -> list[str]:
    """What this document gives a field of the event; nothing where a person set it, who knows better."""
    told = [row for row in claims if row["field"] == name]
    if any(row["origin"] == "person" for row in told):
        return []
    return sorted({row["value"] for row in told if row["document_id"] == document})


def _spans(claims: Sequence[RowMapping]) -> Iterable[tuple[int, int]]:
    """The passages that state the event: where its type was read, or where a person pointed; else all there are."""
    stating = [row for row in claims if row["field"] in ("type", "event")] or claims
    return dict.fromkeys((row["start_offset"], row["end_offset"]) for row in stating)


def _prefix(passage: str) -> str:
    """The first words of a passage, up to the end of its line."""
    line = passage.partition("\n")[0]
    return line if len(line) <= PREFIX else line[:PREFIX].rpartition(" ")[0] or line[:PREFIX]
