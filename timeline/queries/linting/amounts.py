"""Numbers and parties of a transfer → a transfer to oneself, or of nothing at all."""

from collections.abc import Iterator

from sqlalchemy import or_, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty
from timeline.queries.linting.contradictions import Contradiction
from timeline.queries.linting.scope import Scope

_E = t.event.c
_DONE = ("transfer-delivery", "transfer-agreement", "transfer-authorization", "weapon-use", "stockpile-destruction")
_BY_DATE = (_E.first_day, _E.last_day, _E.public_id)


def own_recipients(scope: Scope) -> Iterator[Contradiction]:
    """Transfers in which one actor supplies itself: certain where nobody else supplies or receives."""
    supplier, recipient = t.event_actor.alias("supplier"), t.event_actor.alias("recipient")
    parties = t.event_actor.c
    statement = (
        select(_E.id, supplier.c.actor_id)
        .join_from(t.event, supplier, (supplier.c.event_id == _E.id) & (supplier.c.role == "supplier"))
        .join(
            recipient,
            (recipient.c.event_id == _E.id)
            & (recipient.c.role == "recipient")
            & (recipient.c.actor_id == supplier.c.actor_id),
        )
        .where(scope.events)
        .order_by(*_BY_DATE, supplier.c.actor_id)
    )
    for key, actor in scope.stream(statement):
        others = scope.connection.execute(
            select(parties.actor_id).where(
                parties.event_id == key, parties.role.in_(("supplier", "recipient")), parties.actor_id != actor
            )
        ).first()
        yield Contradiction(
            f"{scope.name('actor', actor)} is both the supplier and the recipient.",
            (key,),
            Certainty.POSSIBLY if others else Certainty.CERTAINLY,
            fields=("supplier", "recipient"),
        )


def impossible_amounts(scope: Scope) -> Iterator[Contradiction]:
    """Numbers and values that no event of its kind can have, and a number that looks like the year of its date."""
    line = t.event_weapon.c
    statement = (
        select(_E.id, _E.type_id, _E.date, *t.event_weapon.c)
        .join_from(t.event, t.event_weapon, line.event_id == _E.id)
        .where(scope.events, _E.status == "actual", or_(line.quantity_max.is_not(None), line.value.is_not(None)))
        .order_by(*_BY_DATE, line.weapon_id)
    )
    for row in scope.stream(statement):
        weapon = scope.name("weapon", row.weapon_id)
        if row.quantity_max == 0 and row.type_id in _DONE:
            yield Contradiction(f"It is said to have happened with 0 of {weapon}.", (row.id,), fields=("quantity",))
        elif row.quantity_min == row.quantity_max and _is_year(row.quantity_max, row.unit, row.date):
            yield Contradiction(
                f"The number of {weapon}, {row.quantity_max}, is also the year of the event's date.",
                (row.id,),
                Certainty.POSSIBLY,
                fields=("quantity",),
            )
        if row.value is not None and row.value < 0:
            worth = f"{row.value:,.0f} {row.currency}".strip()
            yield Contradiction(f"The worth of {weapon} is {worth}, less than nothing.", (row.id,), fields=("value",))


def _is_year(number: int | None, unit: str, date: str) -> bool:
    value = edtf.parse(date)
    return number is not None and not unit and number in (value.first.year, value.last.year) and number > 1900
