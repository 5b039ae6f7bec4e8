"""What a person wants changed in a stored event → the event so changed, and the person's claims beside the machine's.

The machine's claims stay. The person's claim on a field stands on the passages that the person points at, else on
those that the machine read: the same words, read otherwise. A field with a person's claim is the person's from then on.
"""

import dataclasses
import re
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, insert, select

from timeline.database import tables as t
from timeline.database.domains import REFERENCE
from timeline.database.facets import refresh_facets
from timeline.database.history import record
from timeline.database.logged_claims import claims_logged
from timeline.documents.document import Document, Passage
from timeline.documents.proposal import Claim, ProposedEvent
from timeline.errors import UsageError
from timeline.review.changes import Changes
from timeline.review.quoting import find_passages
from timeline.review.rows import Row
from timeline.review.sources import SourceNamed, evidence, stored_document
from timeline.review.statements import person_claims, statements
from timeline.review.states import event_of, states
from timeline.review.writing import Cited, claims_of, rewrite_event

Titled = Callable[[ProposedEvent], str]
# What parts the names in a title; see `timeline.vocabulary.titles`.
_BETWEEN = re.compile(r", | → |: ")


def edit_event(
    connection: Connection,
    key: int,
    changes: Changes,
    *,
    reason: str,
    resolve: Callable[[str], str],
    titled: Titled,
    source: SourceNamed | None = None,
) -> tuple[str, ...]:
    """Change the stored event in the connection's transaction → the names of the fields that are now the person's.

    `titled` makes the title that the program gives an event: such a title follows the fields. Without changes, a
    `source` adds its passages to the event. Nothing new gives an empty tuple. Raises UsageError without a reason where
    something is changed, for a decision that comes with the program, and what `evidence` raises.
    """
    before = states(connection, [key])[key]
    if before["origin"] == REFERENCE:
        raise UsageError(
            f"{before['public_id']} comes with the program: add your own event with its source, and say how the two "
            "stand with timeline link."
        )
    old = event_of(before)
    new = changes.applied(old, resolve)
    made, remade = titled(old), titled(new)
    if "title" not in changes.texts and made != remade and _made_by_program(connection, key, before, old.title, made):
        new = dataclasses.replace(new, title=remade)
    cited = _cited(connection, key, new, changes.fields, source, why=reason)
    claims = _unsaid(connection, key, claims_of(key, cited, origin="person", extractor=""))
    if new == old and not claims:
        return ()
    if new != old and not reason.strip():
        raise UsageError("Say why with --reason: changing an event needs a reason.")
    if claims:
        connection.execute(insert(t.claim), claims)
    after = rewrite_event(connection, key, before, new)
    refresh_facets(connection, [key])
    told = {**after, "claims": claims_logged(claims)}
    record(connection, table="event", key=before["public_id"], before=before, after=told, why=reason)
    set_now = {row["field"] for row in claims}
    return tuple(name for name in (*changes.fields, "event") if name in set_now)


def set_by_person(connection: Connection, key: int) -> frozenset[str]:
    """The fields of an event that a person set: no machine changes them again."""
    own = (t.claim.c.event_id == key, t.claim.c.origin == "person")
    return frozenset(connection.execute(select(t.claim.c.field).where(*own).distinct()).scalars())


def _made_by_program(connection: Connection, key: int, before: Row, title: str, made: str) -> bool:
    """Whether no person chose the title: the extractor did, or it has the words that the program makes of the fields.

    The order of the names may differ: a title has that of the text, or of the options, and the stored fields another.
    """
    if "title" in set_by_person(connection, key):
        return False
    return bool(before["extractor"]) or sorted(_BETWEEN.split(title)) == sorted(_BETWEEN.split(made))


def _cited(
    connection: Connection,
    key: int,
    event: ProposedEvent,
    fields: Sequence[str],
    source: SourceNamed | None,
    *,
    why: str,
) -> list[Cited]:
    """The claims on the fields that the person set, each on its passages."""
    if source is not None and source.text:
        found = evidence(connection, source, otherwise=why, why=why)
        return [Cited(found.document_id, found.document.text, _said(event, found.passages, fields or ("event",)))]
    if source is not None and source.quote:
        number, document, passages = _quoted(connection, key, source.quote)
        return [Cited(number, document.text, _said(event, passages, fields or ("event",)))]
    cited = []
    for name in fields:
        number, document, passage = _read_by_machine(connection, key, name)
        cited.append(Cited(number, document.text, _said(event, (passage,), (name,))))
    return cited


def _said(event: ProposedEvent, passages: Sequence[Passage], fields: Sequence[str]) -> tuple[Claim, ...]:
    """A person's claims on the fields; one that the event no longer has is claimed to be empty."""
    claims = person_claims(event, passages, fields)
    empty = set(fields) - {name for name, _ in statements(event)}
    return (*(Claim(name, "", passages[0], status=event.status) for name in fields if name in empty), *claims)


def _quoted(connection: Connection, key: int, quote: str) -> tuple[int, Document, tuple[Passage, ...]]:
    """The first document of the event that holds the quote. Raises UsageError where none does."""
    statement = select(t.claim.c.document_id).where(t.claim.c.event_id == key).distinct()
    refusal: UsageError | None = None
    for number in connection.execute(statement.order_by(t.claim.c.document_id)).scalars().all():
        document = stored_document(connection, number)
        try:
            return number, document, find_passages(document, quote)
        except UsageError as error:
            refusal = error
    raise refusal or UsageError("The event has no document: name the source with --source.")


def _read_by_machine(connection: Connection, key: int, name: str) -> tuple[int, Document, Passage]:
    """The passage on which a claim about this field stands, else the first passage of the event."""
    c = t.claim.c
    statement = (
        select(c.document_id, c.start_offset, c.end_offset)
        .where(c.event_id == key)
        .order_by(c.field != name, c.document_id, c.start_offset, c.id)
        .limit(1)
    )
    row = connection.execute(statement).first()
    if row is None:
        raise UsageError("The event has no document: name the source with --source.")
    document = stored_document(connection, row.document_id)
    return row.document_id, document, document.passage(row.start_offset, row.end_offset)


def _unsaid(connection: Connection, key: int, claims: list[Row]) -> list[Row]:
    """The claims that no person has made yet."""
    names = ("field", "value", "document_id", "start_offset", "end_offset")
    own = (t.claim.c.event_id == key, t.claim.c.origin == "person")
    rows = connection.execute(select(*(t.claim.c[name] for name in names)).where(*own))
    said = {tuple(row) for row in rows}
    return [row for row in claims if tuple(row[name] for name in names) not in said]
