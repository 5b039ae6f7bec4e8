"""Entries → the same with what claims say and the event does not hold: sources differ, or a person decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from timeline.queries.entries import Entry

if TYPE_CHECKING:
    from sqlalchemy import Connection

_AT_ONCE = 200
# What a claim says in the words of its source: it differs from one source to the next without contradicting.
_WORDS = ("event", "title", "note", "conditions", "place")


def with_disputes(connection: "Connection", entries: Iterable[Entry]) -> Iterator[Entry]:
    """The Entries in their order, read a few at a time; treaty acts and what nobody disputes as they were."""
    rest = iter(entries)
    while several := list(islice(rest, _AT_ONCE)):
        said = _otherwise(connection, [entry.event_id for entry in several])
        yield from (
            replace(entry, otherwise=said[entry.event_id]) if entry.event_id in said else entry for entry in several
        )


def _otherwise(connection: "Connection", public_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The public id of an event → the values of its claims that it does not hold, as `date 2024-11-19`."""
    from sqlalchemy import select

    from timeline.database import tables as t
    from timeline.review.statements import statements
    from timeline.review.states import events_of

    event, claim = t.event.c, t.claim.c
    chosen = select(event.id, event.public_id).where(event.public_id.in_(public_ids))
    keys = {row.id: row.public_id for row in connection.execute(chosen)}
    rows = connection.execute(
        select(claim.event_id, claim.field, claim.value)
        .where(claim.event_id.in_(list(keys)), claim.field.not_in(_WORDS), claim.value != "")
        .distinct()
    ).all()
    held = {key: set(statements(event)) for key, event in events_of(connection, list(keys)).items()}
    found: dict[str, set[tuple[str, str]]] = {}
    for key, field, value in rows:
        if (field, value) not in held[key]:
            found.setdefault(keys[key], set()).add((field, value))
    names = _names(connection, {pair for pairs in found.values() for pair in pairs})
    return {
        public_id: tuple(f"{field} {names.get((field, value), value)}" for field, value in sorted(pairs))
        for public_id, pairs in found.items()
    }


def _names(connection: "Connection", pairs: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(field, id) → the name of the actor, weapon or treaty that the value is."""
    from sqlalchemy import select

    from timeline.database import tables as t
    from timeline.documents.proposal import ROLES

    named = {"weapon": t.weapon, "treaty": t.treaty, **dict.fromkeys(ROLES, t.actor)}
    found: dict[tuple[str, str], str] = {}
    for field, table in named.items():
        ids = sorted(value for name, value in pairs if name == field)
        if ids:
            rows = connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(ids)))
            found.update({(field, row.id): row.name for row in rows})
    return found
