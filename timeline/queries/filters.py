"""The options of a question → conditions on the event table."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, or_, select

from timeline.database import tables as t
from timeline.law.findings import Verdict


@dataclass(frozen=True, slots=True)
class Filters:
    """What must hold of an event. Within a field any value will do; all fields must hold; an empty one asks nothing.

    `weapon` means the named weapons and all below them; `actor` means any role, `roles` a given one;
    `finding` means verdicts as they were stored last;
    `since` and `until` are inclusive days; `include` adds what waits for review, is archived or was rejected.
    All ids are resolved already.
    """

    weapon: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    treaty: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    strict_dates: bool = False
    include: frozenset[str] = field(default_factory=frozenset)


def _weapon(filters: Filters) -> ColumnElement[bool]:
    facet = t.event_weapon_facet
    return t.event.c.id.in_(select(facet.c.event_id).where(facet.c.weapon_id.in_(filters.weapon)))


def _actor(filters: Filters) -> ColumnElement[bool]:
    facet = t.event_actor_facet
    return t.event.c.id.in_(select(facet.c.event_id).where(facet.c.actor_id.in_(filters.actor)))


def _roles(filters: Filters) -> ColumnElement[bool]:
    facet = t.event_actor_facet
    return and_(
        *(
            t.event.c.id.in_(select(facet.c.event_id).where(facet.c.role == role, facet.c.actor_id.in_(actors)))
            for role, actors in filters.roles
        )
    )


def _treaty(filters: Filters) -> ColumnElement[bool]:
    link = t.event_treaty
    return t.event.c.id.in_(select(link.c.event_id).where(link.c.treaty_id.in_(filters.treaty)))


def _finding(filters: Filters) -> ColumnElement[bool]:
    check = t.event_check.c
    bits = sum(Verdict(verdict).bit for verdict in set(filters.finding))
    return t.event.c.id.in_(select(check.event_id).where(check.verdicts.bitwise_and(bits) != 0))


def _since(filters: Filters) -> ColumnElement[bool]:
    day = t.event.c.first_day if filters.strict_dates else t.event.c.last_day
    return day >= filters.since


def _until(filters: Filters) -> ColumnElement[bool]:
    day = t.event.c.last_day if filters.strict_dates else t.event.c.first_day
    return day <= filters.until


def _strict_dates(filters: Filters) -> ColumnElement[bool]:
    """An approximate or uncertain date (`~ ? %`) never lies certainly within anything."""
    if filters.since is None and filters.until is None:
        return and_(True)
    return and_(*(t.event.c.date.not_like(f"%{sign}%", escape="\\") for sign in ("~", "?", "\\%")))


FILTERS: dict[str, Callable[[Filters], ColumnElement[bool]]] = {
    "weapon": _weapon,
    "actor": _actor,
    "roles": _roles,
    "treaty": _treaty,
    "type": lambda filters: t.event.c.type_id.in_(filters.type),
    "status": lambda filters: t.event.c.status.in_(filters.status),
    "review": lambda filters: t.event.c.review.in_(filters.review),
    "finding": _finding,
    "since": _since,
    "until": _until,
    "strict_dates": _strict_dates,
}


def asked(filters: Filters) -> ColumnElement[bool]:
    """All that the user asked for, whatever the state of review."""
    return and_(True, *(condition(filters) for name, condition in FILTERS.items() if getattr(filters, name)))


def shown(filters: Filters) -> ColumnElement[bool]:
    """What is shown unasked: accepted events and the machine's sure ones, and what `include` or `review` adds.

    A `review` filter shows everything in that state but the archive. Decisions that come with the program are shown
    where `include` names them.
    """
    event = t.event.c
    proposed = event.review == "proposed"
    if filters.review:
        states = [or_(event.review != "proposed", event.lane != "archive")]
    else:
        states = [or_(event.review == "accepted", and_(proposed, event.lane == "auto"))]
        if "review" in filters.include:
            states.append(and_(proposed, event.lane == "review"))
        if "rejected" in filters.include:
            states.append(event.review.in_(("rejected", "withdrawn")))
    if "archive" in filters.include:
        states.append(and_(proposed, event.lane == "archive"))
    if "reference" in filters.include:
        return or_(*states)
    return and_(event.origin != "reference", or_(*states))
