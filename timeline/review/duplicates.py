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

from sqlalchemy import Connection, Date, bindparam, select, text

from timeline import edtf
from timeline.database import tables as t
from timeline.documents.proposal import ROLES
from timeline.queries.policy import ancestors_of
from timeline.review.states import event_of, states
from timeline.review.tellings import DOUBTFUL, Ancestors, Telling, differences, telling_of

MOST = 200
"""Stored events that one is compared with: it bounds the time where a great many are alike."""
_BEFORE, _AFTER = dt.timedelta(days=38), dt.timedelta(days=7)
_NONE = [""]  # for an empty list: PostgreSQL wants to know what it is a list of
# An event of which only the year is known begins on its first day. A text, because it is asked for each proposal, and
# to put the same together of SQLAlchemy's parts takes longer than the answer.
_NEAR = text(f"""
SELECT e.id FROM event e
WHERE e.type_id = :type AND e.origin <> 'reference'
  AND (e.review = 'accepted' OR (e.review = 'proposed' AND e.lane <> 'archive'))
  AND e.id IN (
    SELECT f.event_id FROM event_actor_facet f
    WHERE f.actor_id IN :actors AND f.role IN :roles
      AND (f.first_day BETWEEN :first AND :last OR f.first_day = :year))
  AND (
    EXISTS (SELECT 1 FROM event_weapon_facet w WHERE w.event_id = e.id AND w.weapon_id IN :weapons)
    OR EXISTS (SELECT 1 FROM event_weapon w WHERE w.event_id = e.id AND w.weapon_id IN :above)
    OR EXISTS (SELECT 1 FROM event_treaty w WHERE w.event_id = e.id AND w.treaty_id IN :treaties))
ORDER BY e.first_day, e.public_id LIMIT {MOST}
""").bindparams(  # noqa: S608 - a number of ours
    *(bindparam(name, expanding=True) for name in ("actors", "roles", "weapons", "above", "treaties")),
    *(bindparam(name, type_=Date) for name in ("first", "last", "year")),
)


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
    """The keys of events that are worth a comparison: a range of the facet of actors gives them."""
    wanted = {
        "type": telling.type,
        "actors": sorted({actor for actor, _ in telling.actors}),
        "roles": sorted({role for _, role in telling.actors}),
        "first": max(telling.date.first, dt.date.min + _BEFORE) - _BEFORE,
        "last": min(telling.date.last, dt.date.max - _AFTER) + _AFTER,
        "year": dt.date(telling.date.first.year, 1, 1),
        "weapons": sorted(telling.weapons) or _NONE,
        "above": sorted({kind for weapon in telling.weapons for kind in ancestors.get(weapon, ())}) or _NONE,
        "treaties": sorted(telling.treaties) or _NONE,
    }
    return list(connection.execute(_NEAR, wanted).scalars())
