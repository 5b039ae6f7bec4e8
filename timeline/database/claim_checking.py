"""Every document and the claims on it → texts that are not what was hashed, and quotes that are not at their place."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, text

_DOCUMENTS = text("SELECT id, sha256, text FROM document ORDER BY id").execution_options(yield_per=10)
_CLAIMS = text(
    "SELECT document_id, claim.id, event.public_id, field, start_offset, end_offset, quote"
    " FROM claim LEFT JOIN event ON event.id = claim.event_id ORDER BY document_id, claim.id"
).execution_options(yield_per=1000)


def claim_faults(connection: Connection) -> Iterator[str]:
    """One line for every fault. Goes through documents and claims side by side, with one text in memory at a time."""
    claims = iter(connection.execute(_CLAIMS))
    claim = next(claims, None)
    for document, sha256, words in connection.execute(_DOCUMENTS):
        if hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
            yield f"document {document}: its text is not the one that was loaded (SHA-256 differs)"
        while claim is not None and claim.document_id < document:
            claim = next(claims, None)
        while claim is not None and claim.document_id == document:
            if words[claim.start_offset : claim.end_offset] != claim.quote:
                yield (
                    f"claim {claim.id}: the quote for the {claim.field} of event {claim.public_id} "
                    f"is not at {claim.start_offset}:{claim.end_offset} of document {document}"
                )
            claim = next(claims, None)
