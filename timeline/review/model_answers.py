"""The answers of a language model ↔ the rows of `model_answer`: kept as they come, found again by what was asked.

Each is kept in a transaction of its own, before its document is stored, so that nothing that was paid for is lost.
"""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select, update

from timeline.database import tables as t
from timeline.database.answer_checking import reply_hash
from timeline.database.batches import batches
from timeline.documents.proposal import ProposedEvent
from timeline.proposing.exchange import Reply, Request
from timeline.review.public_ids import public_ids
from timeline.review.writing import keys_of

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

_NOT_PARAMETERS = ("model", "messages", "response_format")


@dataclass(frozen=True, slots=True)
class Answers:
    """The requests whose answers a document is loaded with, and the events that only models propose of it."""

    custom_ids: tuple[str, ...]
    further: tuple[ProposedEvent, ...] = ()


def request_hash(request: Request) -> str:
    """The SHA-256 of a request's body as it is sent."""
    return hashlib.sha256(request.encoded).hexdigest()


def known_replies(connection: Connection, sha256: str, requests: Iterable[Request]) -> list[Reply]:
    """The answers that are kept to these requests about the text with that hash, in their order.

    One that was given up with an error does not count as known.
    """
    wanted = {request.custom_id: request_hash(request) for request in requests}
    a = t.model_answer.c
    found: dict[str, Reply] = {}
    for some in batches(list(wanted)):
        statement = select(t.model_answer).where(a.sha256 == sha256, a.custom_id.in_(some), a.content.is_not(None))
        for row in connection.execute(statement).mappings():
            if row["request_hash"] == wanted[row["custom_id"]]:
                found[row["custom_id"]] = Reply(
                    row["custom_id"],
                    row["content"],
                    row["answered_by"],
                    row["error"],
                    row["finish_reason"],
                    row["prompt_tokens"],
                    row["completion_tokens"],
                )
    return [found[name] for name in wanted if name in found]


def keep_reply(connection: Connection, sha256: str, request: Request, reply: Reply) -> None:
    """Keep one reply to a request about the text with that hash; what is there stays, unless it was an error."""
    a = t.model_answer.c
    same = (a.sha256 == sha256, a.custom_id == request.custom_id)
    connection.execute(delete(t.model_answer).where(*same, a.content.is_(None)))
    row = {
        "sha256": sha256,
        "custom_id": request.custom_id,
        "request_hash": request_hash(request),
        "model": str(request.body.get("model", "")),
        "parameters": {name: value for name, value in request.body.items() if name not in _NOT_PARAMETERS},
        "asked_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "answered_by": reply.model,
        "error": reply.error,
        "finish_reason": reply.finish_reason,
        "prompt_tokens": reply.prompt_tokens,
        "completion_tokens": reply.completion_tokens,
        "content": reply.content,
    }
    statement = _insert(connection).values(**row, reply_hash=reply_hash(row))
    connection.execute(statement.on_conflict_do_nothing())  # another program may have asked the same meanwhile


def _insert(connection: Connection) -> "sqlite.Insert | postgresql.Insert":
    from sqlalchemy.dialects import postgresql, sqlite

    of_sqlite = connection.dialect.name == "sqlite"
    return sqlite.insert(t.model_answer) if of_sqlite else postgresql.insert(t.model_answer)


def not_stored(
    connection: Connection, document_id: int, sha256: str, proposals: Sequence[ProposedEvent]
) -> list[ProposedEvent]:
    """Those of the proposals that were not stored from this document before, whatever became of them since."""
    firsts = [next(public_ids(sha256, each)) for each in proposals]
    taken = set(keys_of(connection, firsts))
    c = t.claim.c
    statement = select(c.field, c.value, c.start_offset, c.end_offset).where(c.document_id == document_id)
    told = {tuple(row) for row in connection.execute(statement)}
    return [
        each
        for name, each in zip(firsts, proposals, strict=True)
        if name not in taken and not {(x.field, x.value, x.passage.start, x.passage.end) for x in each.claims} <= told
    ]


def give_to_document(connection: Connection, document_id: int, sha256: str, custom_ids: Sequence[str]) -> None:
    """Say of kept answers with which document they were loaded; the first one stays."""
    a = t.model_answer.c
    for some in batches(custom_ids):
        mine = (a.sha256 == sha256, a.custom_id.in_(some), a.document_id.is_(None))
        connection.execute(update(t.model_answer).where(*mine).values(document_id=document_id))
