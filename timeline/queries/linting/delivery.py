"""Deliveries and the authorizations of the same transfer → deliveries dated before them."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty
from timeline.queries.linting.contradictions import Contradiction
from timeline.queries.linting.dates import earlier, linked
from timeline.queries.linting.scope import Scope, standing

_GRANTING = ("transfer-authorization", "transfer-agreement")
_FIELDS = ("type", "date")
_LONGEST = dt.timedelta(days=730)  # an older delivery carries out some other decision, which nobody recorded


class _First(NamedTuple):
    """The earliest grant of a weapon from one actor to another: its day, its key, its date and the weapon."""

    day: dt.date
    key: int
    date: str
    weapon: str


def early_deliveries(scope: Scope) -> Iterator[Contradiction]:
    """Deliveries certainly before the decision that a link says they carry out, and, as possible, unlinked ones.

    An unlinked delivery may carry out a decision that nobody recorded: it is reported where the database holds grants
    of the weapon (or a kind of it) between the same two, and every one of them is dated later, by two years at most.
    """
    met = set()
    for link, one, other in linked(scope, ("delivers",)):
        met.add(link.event_id)
        certainty = earlier(one, other)
        if certainty:
            yield Contradiction(
                f"The delivery is dated {one}, before the decision that it carries out ({other}).",
                (link.event_id, link.other_id),
                certainty,
                fields=_FIELDS,
            )
    yield from _unlinked(scope, met)


def _unlinked(scope: Scope, met: set[int]) -> Iterator[Contradiction]:
    first = _first_grants(scope)
    roots = {each.id for each in scope.vocabulary.weapons.values() if not each.parents}  # "weapons" says too little
    related = cache(lambda weapon: _related(scope, weapon))
    statement = _transfers(("transfer-delivery",)).where(scope.events, t.event.c.status == "actual")
    reported = set(met)
    for key, date, _, last, supplier, recipient, weapon in scope.stream(statement):
        if key in reported:
            continue
        grants = first.get((supplier, recipient), {})
        found = min((grants[each] for each in related(weapon) if each in grants), default=None)
        if found is None or {weapon, found.weapon} & roots or found.day - last > _LONGEST:
            continue
        if earlier(edtf.parse(date), edtf.parse(found.date)):
            reported.add(key)
            yield Contradiction(
                f"The delivery is dated {date}, before the first authorization that is recorded between the same two "
                f"of {scope.name('weapon', weapon)} ({found.date}).",
                (key, found.key),
                Certainty.POSSIBLY,
                fields=_FIELDS,
            )


def _first_grants(scope: Scope) -> dict[tuple[str, str], dict[str, _First]]:
    """Supplier and recipient → weapon → its earliest grant; memory grows with the pairs, not with the events."""
    first: dict[tuple[str, str], dict[str, _First]] = {}
    statement = _transfers(_GRANTING).where(standing(t.event.c), t.event.c.status != "denied")
    for key, date, day, _, supplier, recipient, weapon in scope.stream(statement):
        grants = first.setdefault((supplier, recipient), {})
        grants.setdefault(weapon, _First(day, key, date, weapon))  # the rows come by date
    return first


def _transfers(types: tuple[str, ...]) -> Select[Any]:
    """Key, date, first and last day, supplier, recipient and weapon of the events of these types, by date."""
    event, line = t.event.c, t.event_weapon.c
    supplier, recipient = t.event_actor.alias("supplier"), t.event_actor.alias("recipient")
    return (
        select(
            event.id, event.date, event.first_day, event.last_day, supplier.c.actor_id, recipient.c.actor_id,
            line.weapon_id,
        )
        .join_from(t.event, supplier, (supplier.c.event_id == event.id) & (supplier.c.role == "supplier"))
        .join(recipient, (recipient.c.event_id == event.id) & (recipient.c.role == "recipient"))
        .join(t.event_weapon, line.event_id == event.id)
        .where(event.type_id.in_(types))
        .order_by(
            event.first_day, event.last_day, event.public_id, supplier.c.actor_id, recipient.c.actor_id, line.weapon_id
        )
    )  # fmt: skip


def _related(scope: Scope, weapon: str) -> frozenset[str]:
    """The weapon, all that it is a kind of and all that are kinds of it."""
    known = scope.vocabulary
    if weapon not in known.weapons:
        return frozenset((weapon,))
    return frozenset((*known.ancestors(weapon), *known.descendants(weapon), weapon))
