"""A document and the events proposed from it → stored, whole or not at all, and only once.

Everything is written in the connection's transaction: the caller opens one for each document
(`with engine.begin() as connection:`) and an error in it leaves the database as it was.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from timeline import __version__
from timeline.database import tables as t
from timeline.database.history import Changed, record_all
from timeline.database.logged_claims import claims_logged
from timeline.documents.document import Document
from timeline.documents.proposal import ProposedEvent
from timeline.review import stored_documents
from timeline.review.copies import file_document, filed, first_print, original_of
from timeline.review.duplicates import Duplicates
from timeline.review.linking_proposals import propose_links
from timeline.review.merging import add_source
from timeline.review.model_answers import Answers, give_to_document, not_stored
from timeline.review.public_ids import public_ids
from timeline.review.rows import Row
from timeline.review.same_events import MOST_DOUBTS, Quoted, bring_together, events_quoted, propose_same, quoted_in
from timeline.review.states import public_ids_of
from timeline.review.stored_events import Source, StoredEvents
from timeline.review.tellings import SAME, telling_of
from timeline.review.writing import Cited, NewEvent, insert_events, keys_of

EXTRACTOR = f"timeline {__version__}"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a document.

    `event_ids` are public ids: of a document that is read, one for each proposal; of a copy and of one that was there
    already, those of the events that it supports, or of the events in `added` that a model proposes of it now.
    `new` is False where it was there already; `completed` then names what was not known of it and was added now.
    `syndicated_from` is the key of the document with the same story that was there first; `reworded` that the texts
    differ.
    """

    document_id: int
    new: bool
    event_ids: tuple[str, ...]
    completed: tuple[str, ...] = ()
    syndicated_from: int | None = None
    reworded: bool = False
    added: tuple[ProposedEvent, ...] = ()


def store_document(
    connection: Connection,
    document: Document,
    proposals: Sequence[ProposedEvent],
    *,
    why: str,
    extractor: str = EXTRACTOR,
    events: StoredEvents | None = None,
    answers: Answers | None = None,
) -> Stored:
    """Store the document with its events and claims.

    The same document again changes nothing. The same text under another address or publisher is one more print of a
    source of the events that are there; so is nearly the same text, which is read all the same. A proposal that is the
    same happening as a stored event of another document becomes one more source of it. Raises ValueError where a
    claim's passage is not in the text: a bug, not a mistake of the user. `events` is what storing other documents read,
    to read it once. `answers` are those of models that the proposals rest on: a document that is there already gets
    the events that only models propose of it, each once.
    """
    events = events or StoredEvents(connection)
    events.resume(connection)
    further = () if answers is None else answers.further
    stored = _store(events, document, proposals, further, why=why, extractor=extractor)
    if answers is not None:
        give_to_document(connection, stored.document_id, document.sha256, answers.custom_ids)
    if not stored.completed:
        events.pause()
    return stored


def _store(
    events: StoredEvents,
    document: Document,
    proposals: Sequence[ProposedEvent],
    further: Sequence[ProposedEvent],
    *,
    why: str,
    extractor: str,
) -> Stored:
    connection = events.connection
    known = stored_documents.same_document(connection, document)
    if known is not None and not _is_read(connection, known):
        source = Source(document.published or "", document.sha256, first_print=False)
        names = _store_proposals(events, Cited(known, document.text, ()), source, proposals, {}, why, extractor)
        return Stored(known, True, names)
    if known is not None:
        completed = stored_documents.complete(connection, known, document, why=why)
        added = not_stored(connection, known, document.sha256, further)
        if not added:
            return Stored(known, False, _supported(connection, known), completed)
        source = Source(document.published or "", document.sha256, first_print=_is_first_print(connection, known))
        names = _store_proposals(events, Cited(known, document.text, ()), source, added, {}, why, extractor)
        return Stored(known, False, names, completed, added=tuple(added))
    same = stored_documents.same_text(connection, document.sha256)
    found = filed(connection, document)
    original = original_of(connection, found) if same is None else first_print(connection, same)
    document_id = stored_documents.insert_document(connection, document, why=why, syndicated_from=original)
    if same is not None:
        events.forget(_cite_again(connection, same, document_id, why=why))
        return Stored(document_id, True, _supported(connection, document_id), (), original)
    file_document(connection, document_id, found)
    source = Source(document.published or "", document.sha256, first_print=original is None)
    reprinted = {} if original is None else events_quoted(connection, original)
    cited = Cited(document_id, document.text, ())
    names = _store_proposals(events, cited, source, proposals, reprinted, why, extractor)
    return Stored(document_id, True, names, (), original, reworded=original is not None)


def _store_proposals(
    events: StoredEvents,
    document: Cited,
    source: Source,
    proposals: Sequence[ProposedEvent],
    reprinted: Mapping[Quoted, Sequence[int]],
    why: str,
    extractor: str,
) -> tuple[str, ...]:
    """Each proposal as one more source of its event, or as a new event; their public ids in order.

    `reprinted` are the events that other prints of the document's story tell.
    """
    connection = events.connection
    series = [public_ids(source.sha256, proposal) for proposal in proposals]
    first = [next(names) for names in series]
    taken = set(keys_of(connection, first))
    # What is archived is seen by nobody: it says nothing of other events, and they nothing of it.
    tellings = [None if each.lane == "archive" else telling_of(each, source.published) for each in proposals]
    duplicates = Duplicates(events, [each for each in tellings if each is not None])
    events.read_states(duplicates.same().union(*(reprinted.get(quoted_in(each), ()) for each in proposals)))
    changes: list[Changed] = []
    merged: set[int] = set()
    ids: list[str] = []
    new: list[NewEvent] = []
    doubts: list[tuple[str, int]] = []
    for proposal, names, name, telling in zip(proposals, series, first, tellings, strict=True):
        cited = dataclasses.replace(document, claims=proposal.claims)
        reader = proposal.extractor or extractor
        found = [] if telling is None else [one for one in duplicates.alike(telling) if one.key not in merged]
        same = [one.key for one in found if one.differences <= SAME]
        same = [key for key in reprinted.get(quoted_in(proposal), ()) if key not in merged][:1] or same
        doubtful = [one.key for one in found if one.differences > SAME][:MOST_DOUBTS]
        if same:
            changes.append(add_source(events, same[0], proposal, cited, source, extractor=reader))
            ids.append(changes[-1].key)
            merged.add(same[0])
            if len(same) > 1:
                events.refresh()
                record_all(connection, changes, why=why)  # before what came to the event is moved on
                changes.clear()
                key, apart = bring_together(connection, same[0], same[1:], why=why)
                events.forget(same)
                merged.update({key, *same} - set(apart))
                ids[-1] = events.state(key)["public_id"]
                doubtful += apart
        else:
            while name in taken:
                name = next(names)
                taken.update(keys_of(connection, [name]))
            taken.add(name)
            ids.append(name)
            new.append(NewEvent(name, proposal, (cited,), confidence=proposal.confidence, extractor=reader))
        doubts += [(ids[-1], key) for key in doubtful]
    events.refresh()
    record_all(connection, changes, why=why)
    propose_links(connection, insert_events(connection, new, why=why), why=why, events=events)
    propose_same(connection, doubts, why=why)
    return tuple(ids)


def _cite_again(connection: Connection, original: int, copy: int, *, why: str) -> set[int]:
    """Give the machine's claims on one document to its copy too, the same words at the same places → whose they are."""
    columns = [column for column in t.claim.c if column.name not in ("id", "document_id")]
    rows = connection.execute(
        select(*columns).where(t.claim.c.document_id == original, t.claim.c.origin == "machine").order_by(t.claim.c.id)
    ).mappings()
    copies = [{**row, "document_id": copy} for row in rows]
    if copies:
        connection.execute(insert(t.claim), copies)
    cited: dict[int, list[Row]] = {}
    for row in copies:
        cited.setdefault(row["event_id"], []).append(row)
    changes = [
        Changed("event", name, {}, {"claims": claims_logged(cited[key])})
        for key, name in public_ids_of(connection, list(cited)).items()
    ]
    record_all(connection, changes, why=why)
    return set(cited)


def _is_first_print(connection: Connection, document_id: int) -> bool:
    """Whether no other document with the same story was there before."""
    statement = select(t.document.c.syndicated_from_id).where(t.document.c.id == document_id)
    return connection.execute(statement).scalar() is None


def _is_read(connection: Connection, document_id: int) -> bool:
    """Whether a stored document came in to be read, not only as the source of an event that a person added."""
    origins = select(t.claim.c.origin).where(t.claim.c.document_id == document_id).distinct()
    return set(connection.execute(origins).scalars()) != {"person"}


def _supported(connection: Connection, document_id: int) -> tuple[str, ...]:
    """The public ids of the events that cite a document, the oldest first."""
    statement = (
        select(t.event.c.public_id)
        .where(t.event.c.id.in_(select(t.claim.c.event_id).where(t.claim.c.document_id == document_id)))
        .order_by(t.event.c.id)
    )
    return tuple(connection.execute(statement).scalars())
