"""What identifies a proposed event in its document → a short public id, the same on every machine.

The id is `ev-` and ten characters of Crockford's base32 in lower case (no i, l, o, u: it can be read out aloud),
the first 50 bits of a SHA-256. Among a million events two share an id with a chance of 1 in 2,000; then the later
one gets the next id of its own series, as it does where one document proposes the same event twice.
"""

import hashlib
import json
from collections.abc import Container, Iterator

from timeline.documents.proposal import ProposedEvent

PREFIX = "ev-"
LENGTH = 10
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def public_ids(sha256: str, event: ProposedEvent) -> Iterator[str]:
    """The series of ids of an event proposed from the document with that SHA-256: the first free one is its id."""
    first = min(event.evidence, default=None)
    content = [
        sha256,
        event.type,
        event.date,
        sorted((participant.role, participant.actor) for participant in event.participants),
        sorted({line.weapon for line in event.weapons}),
        sorted(set(event.treaties)),
        [first.start, first.end] if first else [],
    ]
    suffix = 0
    while True:
        counted = [*content, suffix] if suffix else content
        yield PREFIX + _base32(hashlib.sha256(json.dumps(counted, ensure_ascii=False).encode()).digest())
        suffix += 1


def first_free(sha256: str, event: ProposedEvent, taken: Container[str]) -> str:
    """The event's public id: the first of its series that is not taken."""
    return next(name for name in public_ids(sha256, event) if name not in taken)


def _base32(digest: bytes) -> str:
    number = int.from_bytes(digest[:8], "big") >> (64 - 5 * LENGTH)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))
