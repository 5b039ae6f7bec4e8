"""A proposed event → the stored events that are the same happening, told by another document; none in doubt.

The same are two events of one type and status, on one EDTF date, with the same actors in the same roles, the same
weapons and the same treaties. Where such an event names nobody, nothing, or no end of its time, equality says
little: it stays apart, and a person may link it.
"""

import datetime

from sqlalchemy import ColumnElement, Connection, TableClause, and_, exists, func, select

from timeline import edtf
from timeline.database import tables as t
from timeline.documents.proposal import ProposedEvent

Pairs = frozenset[tuple[str, ...]]


def may_be_same(event: ProposedEvent) -> bool:
    """Whether the event says enough for an equal one to be the same happening."""
    date = edtf.parse(event.date)
    named = bool(event.participants) and bool(event.weapons or event.treaties)
    return named and not (date.open_start or date.open_end)


def same_events(connection: Connection, event: ProposedEvent) -> list[int]:
    """The keys of the stored events that are the same happening, the oldest first.

    An event that a person rejected or withdrew is not among them: another source is a reason to look again. Nor is a
    decision that comes with the program: a link says that it is the same, and what the user has stays the user's.
    """
    if not may_be_same(event):
        return []
    actors = frozenset((one.actor, one.role) for one in event.participants)
    date = edtf.parse(event.date)
    statement = (
        select(t.event.c.id)
        .where(
            t.event.c.type_id == event.type,
            t.event.c.first_day == date.first,
            t.event.c.date == date.text,
            t.event.c.status == event.status,
            t.event.c.review.in_(("proposed", "accepted")),
            t.event.c.origin != "reference",
            _listed(event, date.first),
            _exactly(t.event_actor, ("actor_id", "role"), actors),
            _exactly(t.event_weapon, ("weapon_id",), frozenset((line.weapon,) for line in event.weapons)),
            _exactly(t.event_treaty, ("treaty_id",), frozenset((treaty,) for treaty in event.treaties)),
        )
        .order_by(t.event.c.id)
    )
    return list(connection.execute(statement).scalars())


def _exactly(table: TableClause, columns: tuple[str, ...], rows: Pairs) -> ColumnElement[bool]:
    """The event has these rows in the table and no others."""
    of_event = table.c.event_id == t.event.c.id
    number = select(func.count()).select_from(table).where(of_event).correlate(t.event).scalar_subquery()
    each = [
        exists().where(of_event, *(table.c[name] == value for name, value in zip(columns, row, strict=True)))
        for row in sorted(rows)
    ]
    return and_(*each, number == len(rows))


def _listed(event: ProposedEvent, day: datetime.date) -> ColumnElement[bool]:
    """The events that a facet lists under one of the weapons, else one of the actors, on this day.

    It follows from the other conditions; it is there to begin with few rows, however much else began on the day.
    """
    if event.weapons:
        facet = t.event_weapon_facet
        same = facet.c.weapon_id == min(line.weapon for line in event.weapons)
    else:
        facet = t.event_actor_facet
        actor, role = min((one.actor, one.role) for one in event.participants)
        same = and_(facet.c.actor_id == actor, facet.c.role == role)
    return t.event.c.id.in_(select(facet.c.event_id).where(facet.c.first_day == day, same))
