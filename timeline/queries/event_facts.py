"""Keys of events → EventFacts, what a check of obligations has to know of each."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sqlalchemy import Connection

from timeline import edtf
from timeline.database.batches import batches, fetched
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
_EVENTS = "SELECT id, type_id, status, date, title, note, place FROM event WHERE id IN ({keys})"
_PARTICIPANTS = (
    "SELECT event_id, actor_id, role FROM event_actor WHERE event_id IN ({keys}) ORDER BY event_id, role, actor_id"
)
_WEAPONS = (
    "SELECT event_id, weapon_id, conditions FROM event_weapon WHERE event_id IN ({keys}) ORDER BY event_id, weapon_id"
)
_QUOTES = "SELECT DISTINCT event_id, quote FROM claim WHERE event_id IN ({keys}) ORDER BY event_id, quote"


def event_facts(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, EventFacts]]:
    """The facts of these events, in the order of the keys, with participants and weapons sorted by id.

    `text` is the event's title, note, place, its weapons' conditions and the passages that prove it.
    """
    for batch in batches(keys):
        yield from _batch(connection, batch)


def _batch(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, EventFacts]]:
    rows = {row[0]: row for row in fetched(connection, _EVENTS, keys)}
    participants: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, actor, role in fetched(connection, _PARTICIPANTS, keys):
        participants[key].append((actor, role))
    weapons: dict[int, list[str]] = defaultdict(list)
    words: dict[int, list[str]] = defaultdict(list)
    for key, weapon, conditions in fetched(connection, _WEAPONS, keys):
        weapons[key].append(weapon)
        words[key].append(conditions)
    for key, quote in fetched(connection, _QUOTES, keys):
        words[key].append(quote)
    for key in keys:
        _, type_, status, date, title, note, place = rows[key]
        said = (title, note, place, *words.get(key, ()))
        yield key, facts_told(type_, date, tuple(participants.get(key, ())), tuple(weapons.get(key, ())), status, said)


def facts_told(
    type_: str,
    date: str,
    participants: tuple[tuple[str, str], ...],
    weapons: tuple[str, ...],
    status: str,
    said: Sequence[str],
) -> EventFacts:
    """The facts of an event: pairs of actor and role, and weapons, sorted; `said` are the words told of it."""
    text = "\n".join(filter(None, said))
    ending = _ending(text) if type_ in _BOTH else None
    return EventFacts(type_, _date(date), participants, weapons, status, text, ending)


@lru_cache(8192)
def _date(text: str) -> edtf.Edtf | None:
    """The date; None where nothing is known of it ("XXXX", or open at both ends)."""
    date = edtf.parse(text)
    return None if date.first == dt.date.min and date.last == dt.date.max else date


def _ending(text: str) -> bool | None:
    """Whether the words speak of an end; None where they speak of neither or of both."""
    ends, begins = _ENDING.search(text) is not None, _BEGINNING.search(text) is not None
    return ends if ends != begins else None
