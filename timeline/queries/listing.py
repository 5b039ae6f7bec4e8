"""Filters → Entries, in order, in batches, each with its participants, weapons, treaties and sources."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, not_, select

from timeline import edtf
from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry
from timeline.queries.filters import Filters, asked, possible, shown

_E = t.event.c
_BY_DATE: tuple[ColumnElement[Any], ...] = (_E.first_day, _E.last_day, _E.public_id)
SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "date": _BY_DATE,
    "-date": (_E.last_day.desc(), _E.first_day.desc(), _E.public_id),
    "type": (_E.type_id, *_BY_DATE),
    "confidence": (func.coalesce(_E.confidence, 1.0).desc(), *_BY_DATE),
    "id": (_E.public_id,),
}


def entries(
    connection: Connection, filters: Filters, *, sort: str = "date", limit: int | None = None
) -> Iterator[Entry]:
    """The matching Entries, at most `limit`. `sort` is a key of SORTS. Memory holds one batch and the matching keys."""
    statement = select(_E.id).where(asked(filters), shown(filters)).order_by(*SORTS[sort])
    if limit is not None:
        statement = statement.limit(limit)
    yield from entries_of(connection, connection.execute(statement).scalars().all(), filters)


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


def how_many(connection: Connection, filters: Filters) -> int:
    """The number of Entries that `entries` gives without a limit."""
    return connection.execute(
        select(func.count()).select_from(t.event).where(asked(filters), shown(filters))
    ).scalar_one()


def not_shown(connection: Connection, filters: Filters) -> dict[str, int]:
    """How many more events match and are kept back, by what `include` would show them: review, archive, rejected.

    Decisions that come with the program are nobody's to wait for.
    """
    kind = case(
        (_E.review.in_(("rejected", "withdrawn")), "rejected"),
        (and_(_E.review == "proposed", _E.lane == "archive"), "archive"),
        else_="review",
    ).label("kind")
    statement = select(kind, func.count()).where(asked(filters), not_(shown(filters)))
    statement = statement.where(_E.origin != "reference").group_by(kind)
    return {str(name): int(number) for name, number in connection.execute(statement)}


def _batch(connection: Connection, keys: Sequence[int], filters: Filters) -> Iterator[Entry]:
    """The Entries of these keys in their order."""
    rows = {
        row.id: row
        for row in connection.execute(
            select(t.event, t.event_type.c.group_name)
            .join_from(t.event, t.event_type, _E.type_id == t.event_type.c.id)
            .where(_E.id.in_(keys))
        )
    }
    participants, weapons = _participants(connection, keys), _weapons(connection, keys)
    treaties, sources = _treaties(connection, keys), _sources(connection, keys)
    for key in keys:
        yield _entry(rows[key], participants[key], weapons[key], treaties[key], sources[key], filters)


def _entry(
    row: Row[Any],
    participants: dict[str, list[NamedId]],
    weapons: list[WeaponEntry],
    treaties: list[NamedId],
    sources: list[SourceEntry],
    filters: Filters,
) -> Entry:
    date = edtf.parse(row.date)
    return Entry(
        event_id=row.public_id,
        type=row.type_id,
        group=row.group_name,
        status=row.status,
        date=row.date,
        date_first=None if row.first_day == dt.date.min else row.first_day,
        date_last=None if row.last_day == dt.date.max else row.last_day,
        date_precision=row.date_precision,
        title=row.title,
        participants={role: tuple(actors) for role, actors in participants.items()},
        weapons=tuple(weapons),
        treaties=tuple(treaties),
        sources=tuple(sources),
        review=row.review,
        lane=row.lane,
        origin=row.origin,
        confidence=row.confidence,
        place=row.place,
        note=row.note,
        possible=possible(
            filters, date, ((role, actor.id) for role, actors in participants.items() for actor in actors)
        ),
    )


def _participants(connection: Connection, keys: Sequence[int]) -> dict[int, dict[str, list[NamedId]]]:
    link, actor = t.event_actor.c, t.actor.c
    found: dict[int, dict[str, list[NamedId]]] = defaultdict(lambda: defaultdict(list))
    for key, role, actor_id, name in connection.execute(
        select(link.event_id, link.role, actor.id, actor.name)
        .join_from(t.event_actor, t.actor, link.actor_id == actor.id)
        .where(link.event_id.in_(keys))
        .order_by(link.event_id, link.role, actor.id)
    ):
        found[key][role].append(NamedId(actor_id, name))
    return found


def _weapons(connection: Connection, keys: Sequence[int]) -> dict[int, list[WeaponEntry]]:
    link, weapon = t.event_weapon.c, t.weapon.c
    found: dict[int, list[WeaponEntry]] = defaultdict(list)
    columns = (link.quantity_min, link.quantity_max, link.unit, link.value, link.currency, link.conditions)
    for key, *fields in connection.execute(
        select(link.event_id, weapon.id, weapon.name, *columns)
        .join_from(t.event_weapon, t.weapon, link.weapon_id == weapon.id)
        .where(link.event_id.in_(keys))
        .order_by(link.event_id, weapon.id)
    ):
        found[key].append(WeaponEntry(*fields))
    return found


def _treaties(connection: Connection, keys: Sequence[int]) -> dict[int, list[NamedId]]:
    link, treaty = t.event_treaty.c, t.treaty.c
    found: dict[int, list[NamedId]] = defaultdict(list)
    for key, treaty_id, name in connection.execute(
        select(link.event_id, treaty.id, treaty.name)
        .join_from(t.event_treaty, t.treaty, link.treaty_id == treaty.id)
        .where(link.event_id.in_(keys))
        .order_by(link.event_id, treaty.id)
    ):
        found[key].append(NamedId(treaty_id, name))
    return found


def _sources(connection: Connection, keys: Sequence[int]) -> dict[int, list[SourceEntry]]:
    """For each event its documents, each with the widest passages that its claims cite, in the order of the text."""
    claim, document = t.claim.c, t.document.c
    spans: dict[int, dict[int, dict[tuple[int, int], str]]] = defaultdict(lambda: defaultdict(dict))
    for key, document_id, start, end, quote in connection.execute(
        select(claim.event_id, claim.document_id, claim.start_offset, claim.end_offset, claim.quote)
        .where(claim.event_id.in_(keys))
        .distinct()
    ):
        spans[key][document_id][start, end] = quote
    cited = {document_id for documents in spans.values() for document_id in documents}
    about = {
        int(row.id): row
        for row in connection.execute(
            select(
                *(document.id, document.url, document.publisher, document.published, document.title, document.sha256),
                *(document.syndicated_from_id, document.author, document.retrieved, document.language),
            ).where(document.id.in_(cited))
        )
    }
    return defaultdict(list, {key: _in_order(documents, about) for key, documents in spans.items()})


def _in_order(documents: dict[int, dict[tuple[int, int], str]], about: Mapping[int, Any]) -> list[SourceEntry]:
    sources = [
        SourceEntry(
            url=about[key].url,
            publisher=about[key].publisher,
            date=about[key].published,
            title=about[key].title,
            sha256=about[key].sha256,
            quotes=widest(passages),
            story=about[key].syndicated_from_id or key,
            author=about[key].author,
            retrieved=about[key].retrieved or "",
            language=about[key].language,
        )
        for key, passages in documents.items()
    ]
    return sorted(sources, key=lambda source: (source.date, source.publisher, source.url, source.quotes))


def widest(passages: dict[tuple[int, int], str]) -> tuple[str, ...]:
    """The quotes of the passages that lie within no other one, by where they start."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(passages, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return tuple(passages[span] for span in kept)
