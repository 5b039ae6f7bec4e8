"""Filters → Entries, in order, in batches, each with its participants, weapons, treaties and sources."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from timeline import edtf
from timeline.database import tables as t
from timeline.database.batches import batches, fetched
from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry
from timeline.queries.filters import Filters, asked, possible, shown
from timeline.queries.keys import Place, matching_keys, ranges_of

_E = t.event.c
SHOWN = "shown"
# Texts, because lists of thousands are read with them: what SQLAlchemy makes of a row takes longer than to read it.
_EVENTS = (
    "SELECT e.id, e.public_id, e.type_id, y.group_name, e.status, e.date, e.title, e.review, e.lane, e.origin,"
    " e.confidence, e.place, e.note FROM event e JOIN event_type y ON y.id = e.type_id WHERE e.id IN ({keys})"
)
_ACTORS = (
    "SELECT l.event_id, l.role, a.id, a.name FROM event_actor l JOIN actor a ON a.id = l.actor_id"
    " WHERE l.event_id IN ({keys}) ORDER BY l.event_id, l.role, a.id"
)
_WEAPONS = (
    "SELECT l.event_id, w.id, w.name, l.quantity_min, l.quantity_max, l.unit, l.value, l.currency, l.conditions"
    " FROM event_weapon l JOIN weapon w ON w.id = l.weapon_id WHERE l.event_id IN ({keys}) ORDER BY l.event_id, w.id"
)
_TREATIES = (
    "SELECT l.event_id, t.id, t.name FROM event_treaty l JOIN treaty t ON t.id = l.treaty_id"
    " WHERE l.event_id IN ({keys}) ORDER BY l.event_id, t.id"
)
_CLAIMS = "SELECT event_id, document_id, start_offset, end_offset, quote FROM claim WHERE event_id IN ({keys})"
_DOCUMENTS = (
    "SELECT id, url, publisher, published, title, sha256, syndicated_from_id, author, retrieved, language"
    " FROM document WHERE id IN ({keys})"
)


def entries(
    connection: Connection,
    filters: Filters,
    *,
    sort: str = "date",
    limit: int | None = None,
    after: Place | None = None,
) -> Iterator[Entry]:
    """The matching Entries, at most `limit`, those `after` a place in the order alone. `sort` is a key of SORTS.

    Memory holds one batch and the matching keys.
    """
    keys = matching_keys(connection, filters, sort=sort, limit=limit, after=after)
    yield from entries_of(connection, keys, filters)


def entries_of(connection: Connection, keys: Sequence[int], filters: Filters | None = None) -> Iterator[Entry]:
    """The Entries of these events whatever their state, in the order of the keys, in batches.

    `filters` are those that found the keys: they tell whether an entry is only possibly meant.
    """
    for batch in batches(keys):
        yield from _batch(connection, batch, filters or Filters())


def entry(connection: Connection, public_id: str) -> Entry | None:
    """The Entry of one event whatever its state, or None."""
    keys = connection.execute(select(_E.id).where(_E.public_id == public_id)).scalars().all()
    return next(entries_of(connection, keys), None)


def not_shown(connection: Connection, filters: Filters) -> dict[str, int]:
    """How many more events match and are kept back, by what `include` would show them: review, archive, rejected.

    Decisions that come with the program are nobody's to wait for.
    """
    return kept_back(counts(connection, filters))


def kept_back(counted: Mapping[str, int]) -> dict[str, int]:
    """What of the numbers that `counts` gives is kept back."""
    return {kind: number for kind, number in counted.items() if kind != SHOWN}


def counts(connection: Connection, filters: Filters, *conditions: ColumnElement[bool]) -> dict[str, int]:
    """How many events match that are shown (SHOWN), and how many of each kind that are kept back.

    They are counted by what decides it, which an index holds, so that no event is read where all are asked for.
    """
    deciding = (_E.review, _E.lane, _E.origin)
    ranges = ranges_of(connection, filters)
    parts: Sequence[Sequence[Any]] = [[asked(filters)]]
    if len(ranges.of_values) == 1:
        parts = [[*part, ranges.rest] for part in ranges.of_values[0]]
    found: dict[str, int] = {}
    for part in parts:
        each = select(*deciding, func.count().label("number")).where(*part, *conditions).group_by(*deciding)
        c = each.subquery().c
        kind = case(
            (shown(filters, c), SHOWN),
            (c.origin == "reference", ""),
            (c.review.in_(("rejected", "withdrawn")), "rejected"),
            (and_(c.review == "proposed", c.lane == "archive"), "archive"),
            else_="review",
        )
        for name, number in connection.execute(select(kind, c.number)):
            found[name] = found.get(name, 0) + int(number)
    return {name: number for name, number in sorted(found.items()) if name}


def _batch(connection: Connection, keys: Sequence[int], filters: Filters) -> Iterator[Entry]:
    """The Entries of these keys in their order."""
    rows = {row[0]: row[1:] for row in fetched(connection, _EVENTS, keys)}
    participants, weapons = _participants(connection, keys), _weapons(connection, keys)
    treaties, sources = _treaties(connection, keys), _sources(connection, keys)
    nobody: Mapping[str, tuple[NamedId, ...]] = {}
    for key in keys:
        public_id, type_, group, status, date_text, title, review, lane, origin, confidence, place, note = rows[key]
        date, taking_part = edtf.parse(date_text), participants.get(key, nobody)
        yield Entry(
            public_id,
            type_,
            group,
            status,
            date_text,
            None if date.first == dt.date.min else date.first,
            None if date.last == dt.date.max else date.last,
            date.precision,
            title,
            taking_part,
            tuple(weapons.get(key, ())),
            tuple(treaties.get(key, ())),
            tuple(sources.get(key, ())),
            review,
            lane,
            origin,
            confidence,
            place,
            note,
            possible(filters, date, ((role, actor.id) for role, actors in taking_part.items() for actor in actors)),
        )


def _participants(connection: Connection, keys: Sequence[int]) -> dict[int, dict[str, tuple[NamedId, ...]]]:
    found: dict[int, dict[str, tuple[NamedId, ...]]] = {}
    known: dict[str, NamedId] = {}
    for key, role, actor_id, name in fetched(connection, _ACTORS, keys):
        actor = known.get(actor_id) or known.setdefault(actor_id, NamedId(actor_id, name))
        roles = found.setdefault(key, {})
        roles[role] = (*roles.get(role, ()), actor)
    return found


def _weapons(connection: Connection, keys: Sequence[int]) -> dict[int, list[WeaponEntry]]:
    found: dict[int, list[WeaponEntry]] = {}
    for key, *fields in fetched(connection, _WEAPONS, keys):
        found.setdefault(key, []).append(WeaponEntry(*fields))
    return found


def _treaties(connection: Connection, keys: Sequence[int]) -> dict[int, list[NamedId]]:
    found: dict[int, list[NamedId]] = {}
    for key, treaty_id, name in fetched(connection, _TREATIES, keys):
        found.setdefault(key, []).append(NamedId(treaty_id, name))
    return found


def _sources(connection: Connection, keys: Sequence[int]) -> dict[int, list[SourceEntry]]:
    """For each event its documents, each with the widest passages that its claims cite, in the order of the text."""
    spans: dict[int, dict[int, dict[tuple[int, int], str]]] = {}
    for key, document_id, start, end, quote in fetched(connection, _CLAIMS, keys):
        spans.setdefault(key, {}).setdefault(document_id, {})[start, end] = quote
    cited = {document_id for documents in spans.values() for document_id in documents}
    about = {row[0]: row for row in fetched(connection, _DOCUMENTS, sorted(cited))}
    return {key: _in_order(documents, about) for key, documents in spans.items()}


def _in_order(
    documents: dict[int, dict[tuple[int, int], str]], about: Mapping[int, tuple[Any, ...]]
) -> list[SourceEntry]:
    sources = []
    for key, passages in documents.items():
        _, url, publisher, date, title, sha256, story, author, retrieved, language = about[key]
        quotes = widest(passages)
        sources.append(
            SourceEntry(url, publisher, date, title, sha256, quotes, story or key, author, retrieved or "", language)
        )
    if len(sources) > 1:
        sources.sort(key=lambda source: (source.date, source.publisher, source.url, source.quotes))
    return sources


def widest(passages: dict[tuple[int, int], str]) -> tuple[str, ...]:
    """The quotes of the passages that lie within no other one, by where they start."""
    if len(passages) == 1:
        return tuple(passages.values())
    return tuple(passages[span] for span in widest_spans(passages))


def widest_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that lie within no other one, by where they start."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept
