"""Every answer of a language model → those that are not what came, or belong to no question about their document."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from timeline.database import tables as t

_HASHED = ("content", "error", "finish_reason", "answered_by", "prompt_tokens", "completion_tokens")
_NAMED = 12  # signs of each hash in a request's name


def reply_hash(row: Mapping[str, Any]) -> str:
    """The SHA-256 of all that came for one request, as JSON in one fixed form."""
    fixed = json.dumps([row[name] for name in _HASHED], separators=(",", ":"))
    return hashlib.sha256(fixed.encode("ascii")).hexdigest()


def answer_faults(connection: Connection) -> Iterator[str]:
    """One line for every fault, with one answer in memory at a time."""
    a, d = t.model_answer.c, t.document.c
    statement = (
        select(*a, d.sha256.label("stored"))
        .join_from(t.model_answer, t.document, a.document_id == d.id, isouter=True)
        .order_by(a.id)
        .execution_options(yield_per=50)
    )
    for row in map(dict, connection.execute(statement).mappings()):
        named = f"model_answer {row['id']}"
        if reply_hash(row) != row["reply_hash"]:
            yield f"{named}: it is not the answer that came (SHA-256 differs)"
        parts = row["custom_id"].split("-")
        if parts[1:2] != [row["sha256"][:_NAMED]] or parts[-1] != row["request_hash"][:_NAMED]:
            yield f"{named}: the request {row['custom_id']} is not the one that it is said to answer"
        if row["stored"] not in (None, row["sha256"]):
            yield f"{named}: it is not about the text of document {row['document_id']}"
