"""Keys of events → EventFacts, what a check of obligations has to know of each."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from timeline import edtf
from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.law.findings import EventFacts

# Types that record a beginning and an end alike, and the words by which a record says that it is an end.
_BOTH = ("weapon-production", "weapon-deployment")
_ENDING = re.compile(
    r"\b(?:end(?:s|ed|ing)?|halt(?:s|ed|ing)?|stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing)|clos(?:e|es|ed|ing)"
    r"|withdr(?:aw|aws|ew|awn|awing|awal)|remov(?:e|es|ed|ing|al)|phas(?:e|es|ed|ing) out)\b",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    r"\b(?:beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|launch(?:es|ed|ing)?|expand(?:s|ed|ing)?|resum(?:e|es|ed|ing|ption)"
    r"|ramp(?:s|ed|ing)? up|increas(?:e|es|ed|ing)|new|station(?:s|ed|ing)?|deploy(?:s|ed|ing|ment)?)\b",
    re.IGNORECASE,
)


def event_facts(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, EventFacts]]:
    """The facts of these events, in the order of the keys, with participants and weapons sorted by id.

    `text` is the event's title, note, place, its weapons' conditions and the passages that prove it.
    """
    for batch in batches(keys):
        yield from _batch(connection, batch)


def _batch(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, EventFacts]]:
    event = t.event.c
    columns = (event.id, event.type_id, event.status, event.date, event.title, event.note, event.place)
    rows = {row.id: row for row in connection.execute(select(*columns).where(event.id.in_(keys)))}
    participants, weapons, said = _participants(connection, keys), _weapons(connection, keys), _said(connection, keys)
    for key in keys:
        row = rows[key]
        conditions = [text for _, text in weapons[key] if text]
        words = [each for each in (row.title, row.note, row.place, *conditions, *said[key]) if each]
        text = "\n".join(words)
        yield (
            key,
            EventFacts(
                type=row.type_id,
                date=_date(row.date),
                participants=tuple(participants[key]),
                weapons=tuple(id_ for id_, _ in weapons[key]),
                status=row.status,
                text=text,
                ending=_ending(text) if row.type_id in _BOTH else None,
            ),
        )


def _date(text: str) -> edtf.Edtf | None:
    """The date; None where nothing is known of it ("XXXX", or open at both ends)."""
    date = edtf.parse(text)
    return None if date.first == dt.date.min and date.last == dt.date.max else date


def _ending(text: str) -> bool | None:
    """Whether the words speak of an end; None where they speak of neither or of both."""
    ends, begins = _ENDING.search(text) is not None, _BEGINNING.search(text) is not None
    return ends if ends != begins else None


def _participants(connection: Connection, keys: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    link = t.event_actor.c
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, actor, role in connection.execute(
        select(link.event_id, link.actor_id, link.role)
        .where(link.event_id.in_(keys))
        .order_by(link.event_id, link.role, link.actor_id)
    ):
        found[key].append((actor, role))
    return found


def _weapons(connection: Connection, keys: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    link = t.event_weapon.c
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, weapon, conditions in connection.execute(
        select(link.event_id, link.weapon_id, link.conditions)
        .where(link.event_id.in_(keys))
        .order_by(link.event_id, link.weapon_id)
    ):
        found[key].append((weapon, conditions))
    return found


def _said(connection: Connection, keys: Sequence[int]) -> dict[int, list[str]]:
    """The distinct passages of each event, sorted."""
    claim = t.claim.c
    found: dict[int, list[str]] = defaultdict(list)
    for key, quote in connection.execute(
        select(claim.event_id, claim.quote)
        .where(claim.event_id.in_(keys))
        .distinct()
        .order_by(claim.event_id, claim.quote)
    ):
        found[key].append(quote)
    return found
