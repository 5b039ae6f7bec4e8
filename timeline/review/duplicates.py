"""What a document tells of an event → the stored events that are the same happening, or may be.

Events are looked up by type, a common actor in one role, days that are near, and a weapon above or below; each telling
of what is found is then compared. Rejected and withdrawn events are not found: another source is a reason to look
again. Nor are archived ones, which nobody sees, nor decisions that come with the program: a link says that they are
the same, and what the user has stays the user's.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from timeline.database.batches import fetched_for
from timeline.review.stored_events import StoredEvents
from timeline.review.tellings import DOUBTFUL, SAME, Ancestors, Telling, differences

MOST = 200
"""Stored events that one is compared with: it bounds the time where a great many are alike."""
_BEFORE, _AFTER = dt.timedelta(days=38), dt.timedelta(days=7)
_NONE = ("",)
# An event of which only the year is known begins on its first day. A text, because it is asked for each proposal, and
# to put the same together of SQLAlchemy's parts takes longer than the answer. SQLite takes a cross join in its order:
# else it would go through all events of the type, or all of the actor.
_NEAR = f"""
SELECT e.id FROM (
  SELECT event_id FROM event_actor_facet
  WHERE actor_id IN ({{actors}}) AND role IN ({{roles}}) AND first_day BETWEEN {{first}} AND {{last}}
  UNION
  SELECT event_id FROM event_actor_facet
  WHERE actor_id IN ({{actors}}) AND role IN ({{roles}}) AND first_day = {{year}}) f
CROSS JOIN event e
WHERE e.id = f.event_id AND e.type_id = {{type}} AND e.origin <> 'reference'
  AND (e.review = 'accepted' OR (e.review = 'proposed' AND e.lane <> 'archive'))
  AND (
    EXISTS (SELECT 1 FROM event_weapon_facet w WHERE w.event_id = e.id AND w.weapon_id IN ({{weapons}}))
    OR EXISTS (SELECT 1 FROM event_weapon w WHERE w.event_id = e.id AND w.weapon_id IN ({{above}}))
    OR EXISTS (SELECT 1 FROM event_treaty w WHERE w.event_id = e.id AND w.treaty_id IN ({{treaties}})))
ORDER BY e.first_day, e.public_id LIMIT {MOST}
"""  # noqa: S608 - a number of ours


@dataclass(frozen=True, slots=True)
class Alike:
    """A stored event that is the same (`differences` up to SAME) or may be; `order` is the same in every database."""

    key: int
    differences: int
    order: tuple[object, ...]


class Duplicates:
    """What one document tells, to be looked up among the stored events: all of it together.

    Events that were changed since then because the document tells them are found as before; who asks leaves them out.
    """

    def __init__(self, events: StoredEvents, tellings: Iterable[Telling]) -> None:
        self._events = events
        self._near: dict[Telling, list[int]] = {}
        self._found: dict[Telling, list[Alike]] = {}
        self._rewritings = events.rewritings
        tellings = dict.fromkeys(tellings)
        ancestors = events.ancestors({weapon for telling in tellings for weapon in telling.weapons})
        for telling in tellings:
            self._near[telling] = _candidates(events.connection, telling, ancestors)
        events.read({key for keys in self._near.values() for key in keys})

    def same(self) -> set[int]:
        """The keys of the events that are the same as any of the tellings."""
        return {one.key for telling in self._near for one in self.alike(telling) if one.differences <= SAME}

    def alike(self, telling: Telling) -> list[Alike]:
        """The stored events that are the same happening or may be, the likeliest first."""
        events = self._events
        ancestors = events.ancestors(telling.weapons)
        # An event of which the document told something else since then is not asked for any more. It only counts where
        # it may have come among the MOST.
        changed = events.rewritings - self._rewritings
        if telling in self._found and (not changed or len(self._near[telling]) + changed < MOST):
            return self._found[telling]
        if telling not in self._near or changed:
            events.refresh()
            self._near[telling] = _candidates(events.connection, telling, ancestors)
            events.read(self._near[telling])
        found = []
        for key in self._near[telling]:
            least = min((differences(telling, one, ancestors) for one in events.tellings(key)), default=DOUBTFUL + 1)
            if least <= DOUBTFUL:
                first, public_id = events.head(key)
                found.append(Alike(key, least, (abs((first - telling.date.first).days), public_id)))
        self._found[telling] = sorted(found, key=lambda one: (one.differences, one.order))
        return self._found[telling]


def alike(connection: Connection, telling: Telling) -> list[Alike]:
    """The stored events that are the same happening or may be, the likeliest first."""
    return Duplicates(StoredEvents(connection), [telling]).alike(telling)


def _candidates(connection: Connection, telling: Telling, ancestors: Ancestors) -> list[int]:
    """The keys of events that are worth a comparison: a range of the facet of actors gives them."""
    date = telling.date
    first = max(date.first, dt.date.min + _BEFORE) - _BEFORE
    last = min(date.last, dt.date.max - _AFTER) + _AFTER
    rows = fetched_for(
        connection,
        _NEAR,
        type=(telling.type,),
        actors=sorted({actor for actor, _ in telling.actors}) or _NONE,
        roles=sorted({role for _, role in telling.actors}) or _NONE,
        first=(first.isoformat(),),
        last=(last.isoformat(),),
        year=(dt.date(date.first.year, 1, 1).isoformat(),),
        weapons=sorted(telling.weapons) or _NONE,
        above=sorted({kind for weapon in telling.weapons for kind in ancestors.get(weapon, ())}) or _NONE,
        treaties=sorted(telling.treaties) or _NONE,
    )
    return [row[0] for row in rows]
