"""What a document tells of an event → the stored events that are the same happening, or may be.

Events are looked up by type, a common actor in one role, days that are near, and a weapon above or below; each telling
of what is found is then compared. Rejected and withdrawn events are not found: another source is a reason to look
again. Nor are archived ones, which nobody sees, nor decisions that come with the program: a link says that they are
the same, and what the user has stays the user's.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from timeline import edtf
from timeline.database import tables as t
from timeline.database.domains import REFERENCE
from timeline.documents.proposal import ROLES
from timeline.queries.policy import ancestors_of
from timeline.review.states import event_of, states
from timeline.review.tellings import DOUBTFUL, Ancestors, Telling, differences, telling_of

MOST = 200
"""Stored events that one is compared with: it bounds the time where a great many are alike."""
_BEFORE, _AFTER = dt.timedelta(days=38), dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Alike:
    """A stored event that is the same (`differences` up to SAME) or may be; `order` is the same in every database."""

    key: int
    differences: int
    order: tuple[object, ...]


def alike(connection: Connection, telling: Telling) -> list[Alike]:
    """The stored events that are the same happening or may be, the likeliest first."""
    return Stored(connection).alike(telling)


class Stored:
    """The stored events, to compare what one document tells with; what was read of them is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ancestors: dict[str, Set[str]] = {}
        self._tellings: dict[int, list[Telling]] = {}
        self._heads: dict[int, tuple[dt.date, str]] = {}

    def alike(self, telling: Telling) -> list[Alike]:
        """The stored events that are the same happening or may be, the likeliest first."""
        if not telling.telling:
            return []
        self._learn(telling.weapons)
        keys = _candidates(self._connection, telling, self._ancestors)
        self._read([key for key in keys if key not in self._tellings])
        compared = [Alike(key, self._least(key, telling), self._order(key, telling)) for key in keys]
        near = [one for one in compared if one.differences <= DOUBTFUL]
        return sorted(near, key=lambda one: (one.differences, one.order))

    def _least(self, key: int, telling: Telling) -> int:
        return min((differences(telling, one, self._ancestors) for one in self._tellings[key]), default=DOUBTFUL + 1)

    def _order(self, key: int, telling: Telling) -> tuple[object, ...]:
        first, public_id = self._heads[key]
        return (abs((first - telling.date.first).days), public_id)

    def _read(self, keys: Sequence[int]) -> None:
        if not keys:
            return
        e = t.event.c
        self._tellings.update(tellings_of(self._connection, keys))
        heads = select(e.id, e.first_day, e.public_id).where(e.id.in_(keys))
        self._heads.update({row.id: (row.first_day, row.public_id) for row in self._connection.execute(heads)})
        self._learn({weapon for key in keys for one in self._tellings[key] for weapon in one.weapons})

    def _learn(self, weapons: Set[str]) -> None:
        new = sorted(weapons - self._ancestors.keys())
        if new:
            self._ancestors.update(ancestors_of(self._connection, new))


def tellings_of(connection: Connection, keys: Sequence[int]) -> dict[int, list[Telling]]:
    """Event → what each of its documents tells, as the machine read it; the event itself where a person had a hand."""
    c, d = t.claim.c, t.document.c
    statement = (
        select(c.event_id, c.document_id, c.field, c.value, c.quote, c.origin, d.published)
        .join_from(t.claim, t.document, c.document_id == d.id)
        .where(c.event_id.in_(keys))
        .order_by(c.event_id, c.document_id, c.id)
    )
    said: dict[tuple[int, int], list[tuple[str, str, str]]] = defaultdict(list)
    published: dict[int, str] = {}
    by_person: set[int] = set()
    for row in connection.execute(statement):
        published[row.document_id] = row.published
        if row.origin == "machine":
            said[row.event_id, row.document_id].append((row.field, row.value, row.quote))
        else:
            by_person.add(row.event_id)
    found: dict[int, list[Telling]] = {key: [] for key in keys}
    for (key, document), claims in said.items():
        told = _told(claims, published[document])
        if told is not None and told.telling:
            found[key].append(told)
    needed = [key for key in keys if key in by_person or not found[key]]
    for key, state in states(connection, needed).items():
        found[key].append(telling_of(event_of(state)))
    return found


def _told(claims: Iterable[tuple[str, str, str]], published: str) -> Telling | None:
    """The telling that a document's claims on one event make; None where they do not say what happened when."""
    values: dict[str, list[str]] = defaultdict(list)
    quotes = set()
    for field, value, quote in claims:
        values[field].append(value)
        quotes.add(quote)
    if not (values["type"] and values["date"]):
        return None
    return Telling(
        values["type"][0],
        next(iter(values["status"]), "actual"),
        edtf.parse(values["date"][0]),
        frozenset((actor, role) for role in ROLES for actor in values[role]),
        frozenset(values["weapon"]),
        frozenset(values["treaty"]),
        frozenset((field, value) for field in ("quantity", "value") for value in values[field]),
        soft=values["date"][0] == published,
        quotes=frozenset(quotes),
    )


def _candidates(connection: Connection, telling: Telling, ancestors: Ancestors) -> list[int]:
    e = t.event.c
    statement = (
        select(e.id)
        .where(
            e.type_id == telling.type,
            e.review.in_(("proposed", "accepted")),
            or_(e.review == "accepted", e.lane != "archive"),
            e.origin != REFERENCE,
            e.id.in_(_with_actor(telling)),
            or_(*_about(telling, ancestors)),
        )
        .order_by(e.first_day, e.public_id)
        .limit(MOST)
    )
    return list(connection.execute(statement).scalars())


def _with_actor(telling: Telling) -> "ColumnElement[int]":
    """The events in which one of the actors has the same role, begun near enough: a range of the facet for each."""
    facet = t.event_actor_facet.c
    first = max(telling.date.first, dt.date.min + _BEFORE) - _BEFORE
    last = min(telling.date.last, dt.date.max - _AFTER) + _AFTER
    year = dt.date(telling.date.first.year, 1, 1)  # an event of which only the year is known
    near = or_(facet.first_day.between(first, last), facet.first_day == year)
    pairs = [and_(facet.actor_id == actor, facet.role == role, near) for actor, role in sorted(telling.actors)]
    return select(facet.event_id).where(or_(*pairs))  # type: ignore[return-value]


def _about(telling: Telling, ancestors: Ancestors) -> list[ColumnElement[bool]]:
    """The events on a weapon that is one of these, or lies above or below one; or on one of the treaties."""
    e, facet, line, treaty = t.event.c, t.event_weapon_facet.c, t.event_weapon.c, t.event_treaty.c
    above = sorted({kind for weapon in telling.weapons for kind in ancestors.get(weapon, ())})
    found: list[ColumnElement[bool]] = []
    if telling.weapons:
        below = select(facet.event_id).where(facet.weapon_id.in_(sorted(telling.weapons)), facet.event_id == e.id)
        found.append(below.exists())
        found.append(select(line.event_id).where(line.weapon_id.in_(above), line.event_id == e.id).exists())
    if telling.treaties:
        named = select(treaty.event_id).where(treaty.treaty_id.in_(sorted(telling.treaties)), treaty.event_id == e.id)
        found.append(named.exists())
    return found
