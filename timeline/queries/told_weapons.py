"""The weapons of an event → those that are shown and counted: that a named one is a weapon is not said again.

Many texts speak of "weapons" beside the ones that they name. The kind of all weapons then says nothing about the event
that its other weapons do not say, unless a number or a worth is told of it. Exports keep every weapon as it was read.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, FromClause, exists, or_

from timeline.database import tables as t
from timeline.queries.entries import WeaponEntry

ROOT = "weapon"
"""The kind that every weapon is."""


def told_weapons(weapons: Sequence[WeaponEntry]) -> Sequence[WeaponEntry]:
    """Those of an event's weapons that are told; all where none is named."""
    return [weapon for weapon in weapons if weapon.id != ROOT or _amounts(weapon)] or weapons


def told_line(line: FromClause) -> ColumnElement[bool]:
    """The same of a row of event_weapon, or of an alias of it."""
    other = t.event_weapon.alias()
    named = exists().where(other.c.event_id == line.c.event_id, other.c.weapon_id != ROOT)
    amounts = (line.c.quantity_min, line.c.quantity_max, line.c.value)
    return or_(line.c.weapon_id != ROOT, *(amount.is_not(None) for amount in amounts), ~named)


def _amounts(weapon: WeaponEntry) -> bool:
    return any(each is not None for each in (weapon.quantity_min, weapon.quantity_max, weapon.value))
