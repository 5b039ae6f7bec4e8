"""Events and the facts of the database → their findings as the rules give them now, and which stored ones are stale."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from timeline.database import tables as t
from timeline.database.batches import batches, fetched
from timeline.database.vocabulary import stored_vocabulary
from timeline.law.findings import Check, EventFacts
from timeline.law.obligations import Checker
from timeline.queries.event_facts import event_facts
from timeline.queries.filters import Filters, asked, shown
from timeline.queries.keys import SORTS
from timeline.queries.law_facts import stored_facts

_HEADS = "SELECT id, public_id, type_id, date, title FROM event WHERE id IN ({keys})"


class EventHead(NamedTuple):
    """What an event is shown under."""

    event_id: str
    type: str
    date: str
    title: str


def stored_checker(connection: Connection) -> Checker:
    """A checker on the facts and the names of the database."""
    return Checker(stored_facts(connection), stored_vocabulary(connection))


def matching(connection: Connection, filters: Filters, *, kept_back: bool = False) -> list[int]:
    """The keys of the events that match, by date; with those of the user that lists keep back where `kept_back`."""
    statement = select(t.event.c.id).where(asked(filters)).order_by(*SORTS["date"])
    own = t.event.c.origin != "reference"
    statement = statement.where(or_(shown(filters), own) if kept_back else shown(filters))
    return list(connection.execute(statement).scalars())


def event_heads(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, EventHead]]:
    """What the events are shown under, in the order of the keys."""
    for batch in batches(keys):
        found = {row[0]: EventHead(*row[1:]) for row in fetched(connection, _HEADS, batch)}
        yield from ((key, found[key]) for key in batch)


def digest_of(facts: EventFacts) -> str:
    """What tells one state of an event from another, as far as a check can see it."""
    seen = (
        facts.type,
        facts.date.text if facts.date else None,
        facts.participants,
        facts.weapons,
        facts.status,
        facts.text,
        facts.ending,
    )
    return hashlib.blake2b(repr(seen).encode(), digest_size=12).hexdigest()


def stale(connection: Connection, keys: Sequence[int], version: str) -> list[int]:
    """Those of the events, in their order, that were never checked, not under these rules, or not as they are now."""
    found: list[int] = []
    c = t.event_check.c
    for batch in batches(keys):
        statement = select(c.event_id, c.digest).where(c.event_id.in_(batch), c.rules_version == version)
        digests = dict(connection.execute(statement).all())
        candidates = [key for key in batch if key in digests]
        same = {key for key, facts in event_facts(connection, candidates) if digest_of(facts) == digests[key]}
        found += [key for key in batch if key not in same]
    return found


def computed_checks(connection: Connection, keys: Sequence[int], checker: Checker) -> Iterator[tuple[int, Check]]:
    """The findings of each event as the rules give them now, in the order of the keys; nothing is stored."""
    for key, facts in event_facts(connection, keys):
        yield key, checker.check(facts)
