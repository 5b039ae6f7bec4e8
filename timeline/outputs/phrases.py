"""An Entry → the short phrases that tell it: who did it to whom, with which weapon, under which treaty."""

from collections.abc import Callable, Iterable

from timeline.outputs.records import whole_if_whole
from timeline.queries.entries import Entry, NamedId, WeaponEntry
from timeline.queries.told_weapons import told_weapons

_ACTING = ("supplier", "decider", "speaker", "user", "producer", "party")
_RECEIVING = ("recipient", "target")
_BESIDE = ("host", "intermediary")


def who(entry: Entry, shown: Callable[[str], str] = str) -> str:
    """`United States → Ukraine`: who acts, then whom it is for or against; `in` the host, `via` an intermediary.

    `shown` makes a name fit for where it is shown.
    """
    acting = _names((entry.participants.get(role, ()) for role in _ACTING), shown)
    receiving = _names((entry.participants.get(role, ()) for role in _RECEIVING), shown)
    words = f"{acting} → {receiving}" if receiving else acting
    for role, preposition in zip(_BESIDE, ("in", "via"), strict=True):
        if beside := _names([entry.participants.get(role, ())], shown):
            words = f"{words} {preposition} {beside}".strip()
    return words.strip()


def about(entry: Entry, shown: Callable[[str], str] = str) -> str:
    """The weapons with their number and worth, and the treaties; that a named one is a weapon is not said again."""
    weapons = ", ".join(_weapon(weapon, shown) for weapon in told_weapons(entry.weapons))
    treaties = ", ".join(shown(treaty.name) for treaty in entry.treaties)
    return "; ".join(filter(None, (weapons, treaties)))


def independence(entry: Entry) -> str:
    """How many of the sources are independent, where some print the same story."""
    number = len(entry.sources)
    return f"{entry.independent} independent of {number} sources" if entry.independent < number else ""


def _names(groups: Iterable[Iterable[NamedId]], shown: Callable[[str], str]) -> str:
    return ", ".join(shown(name) for name in dict.fromkeys(actor.name for group in groups for actor in group))


def _weapon(weapon: WeaponEntry, shown: Callable[[str], str]) -> str:
    worth = f"({shown(weapon.currency)} {whole_if_whole(weapon.value):,})" if weapon.value is not None else ""
    return " ".join(filter(None, (_number(weapon.quantity_min, weapon.quantity_max), shown(weapon.name), worth)))


def _number(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return f"at least {low}" if low is not None else f"at most {high}" if high is not None else ""
    return f"{low}" if low == high else f"{low}-{high}"
