"""Checks and a Scope → Faults with their rows and passages, one check after another, a few at a time in memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.edtf import Certainty
from timeline.queries.linting.checks import CHECKS
from timeline.queries.linting.contradictions import Contradiction, EventRow, Fault, PassageRow, Span
from timeline.queries.linting.scope import Scope

_AT_ONCE = 100


def faults(scope: Scope, checks: Sequence[str], *, least: Certainty = Certainty.CERTAINLY) -> Iterator[Fault]:
    """What the named checks (keys of CHECKS) find at least so certain, check by check, each in the order of time."""
    for name in checks:
        found = (each for each in CHECKS[name].find(scope) if each.certainty >= least)
        while batch := list(islice(found, _AT_ONCE)):
            yield from _shown(scope.connection, name, batch)


def _shown(connection: Connection, check: str, found: Sequence[Contradiction]) -> Iterator[Fault]:
    events = _events(connection, {key for each in found for key in each.events})
    unproved = {key for each in found if not each.spans for key in each.events}
    claims = _claims(connection, unproved)
    spans = [each.spans or _widest(_of_fields(claims, each)) for each in found]
    documents = _documents(connection, {span.document for each in spans for span in each})
    for each, passages in zip(found, spans, strict=True):
        yield Fault(
            check=check,
            certainty=each.certainty,
            message=each.message,
            events=tuple(events[key] for key in each.events),
            passages=tuple(PassageRow(span.quote, *documents[span.document]) for span in passages),
        )


def _events(connection: Connection, keys: Iterable[int]) -> dict[int, EventRow]:
    event = t.event.c
    rows = connection.execute(select(event.id, event.public_id, event.date, event.title).where(event.id.in_(keys)))
    return {key: EventRow(public_id, date, title) for key, public_id, date, title in rows}


def _claims(connection: Connection, keys: Iterable[int]) -> dict[int, list[tuple[str, Span]]]:
    """Event → the fields that its claims speak of and their passages, in the order of the text."""
    claim = t.claim.c
    found: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    statement = (
        select(claim.event_id, claim.field, claim.document_id, claim.start_offset, claim.end_offset, claim.quote)
        .where(claim.event_id.in_(keys))
        .order_by(claim.event_id, claim.document_id, claim.start_offset, claim.id)
    )
    for key, name, *span in connection.execute(statement):
        found[key].append((name, Span(*span)))
    return found


def _of_fields(claims: dict[int, list[tuple[str, Span]]], found: Contradiction) -> list[Span]:
    """The passages for the fields in question; of an event that has none for them, all."""
    spans = []
    for key in found.events:
        own = claims.get(key, [])
        spans += [span for name, span in own if name in found.fields] or [span for _, span in own]
    return spans


def _widest(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The passages that lie within no other one, each once, documents in the order in which they come."""
    kept: list[Span] = []
    for span in dict.fromkeys(spans):
        inside = any(
            each is not span and each.document == span.document and each.start <= span.start and span.end <= each.end
            and (each.start, each.end) != (span.start, span.end)
            for each in spans
        )  # fmt: skip
        if not inside:
            kept.append(span)
    return tuple(kept)


def _documents(connection: Connection, keys: Iterable[int]) -> dict[int, tuple[str, str, str, str, str]]:
    document = t.document.c
    rows = connection.execute(
        select(
            document.id, document.title, document.publisher, document.published, document.url, document.sha256
        ).where(document.id.in_(keys))
    )
    return {key: (title, publisher, date, url, sha256) for key, title, publisher, date, url, sha256 in rows}
