"""An Entry → the short texts that stand in one row: who, which weapon or treaty, which source."""

from collections.abc import Iterable

from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry

ROOT = "weapon"  # the kind that every weapon is
_ACTING = ("supplier", "decider", "speaker", "user", "producer", "party")
_RECEIVING = ("recipient", "target")
_BESIDE = ("host", "intermediary")


def who(entry: Entry) -> str:
    """`United States → Ukraine`: who acts, then whom it is for or against; `in` the host, `via` an intermediary."""
    acting = _names(entry.participants.get(role, ()) for role in _ACTING)
    receiving = _names(entry.participants.get(role, ()) for role in _RECEIVING)
    words = f"{acting} → {receiving}" if receiving else acting
    for role, preposition in zip(_BESIDE, ("in", "via"), strict=True):
        if beside := _names([entry.participants.get(role, ())]):
            words = f"{words} {preposition} {beside}".strip()
    return words.strip()


def about(entry: Entry) -> str:
    """The weapons with their number and worth, and the treaties; that a named one is a weapon is not said again."""
    told = [place for place, weapon in enumerate(entry.weapons) if weapon.id != ROOT or _amounts(weapon)]
    weapons = ", ".join(_weapon(entry, place) for place in told or range(len(entry.weapons)))
    treaties = ", ".join(treaty.name for treaty in entry.treaties)
    return "; ".join(filter(None, (weapons, treaties)))


def source(entry: Entry) -> str:
    """The publishers (or titles, or addresses) of the sources with their dates."""
    return "; ".join(dict.fromkeys(_source(each) for each in entry.sources))


def what(entry: Entry) -> str:
    """The type of the event, with its status where it did not simply happen."""
    return entry.type if entry.status == "actual" else f"{entry.type} ({entry.status})"


def date(entry: Entry) -> str:
    """The EDTF date, with a question mark before it where it only possibly lies within the dates asked for."""
    return f"possibly {entry.date}" if entry.possible else entry.date


def standing(entry: Entry) -> str:
    """Whose word it is: accepted by a person, the machine's with its confidence, or a fact; and what is to be said."""
    if entry.event_id.startswith("act-"):
        return entry.remark
    words = entry.review
    if words == "proposed":
        words = "machine" if entry.confidence is None else f"machine {entry.confidence:.2f}"
    return "; ".join(filter(None, (words, independence(entry), entry.remark)))


def independence(entry: Entry) -> str:
    """How many of the sources are independent, where some print the same story."""
    number = len(entry.sources)
    return f"{entry.independent} independent of {number} sources" if entry.independent < number else ""


def _names(groups: Iterable[Iterable[NamedId]]) -> str:
    return ", ".join(dict.fromkeys(actor.name for group in groups for actor in group))


def _amounts(weapon: WeaponEntry) -> bool:
    return any(each is not None for each in (weapon.quantity_min, weapon.quantity_max, weapon.value))


def _weapon(entry: Entry, place: int) -> str:
    weapon = entry.weapons[place]
    low, high = weapon.quantity_min, weapon.quantity_max
    number = "" if low is None and high is None else f"{low}" if low == high else f"{low or '?'}-{high or '?'}"
    worth = f"({weapon.currency} {weapon.value:,.0f})" if weapon.value is not None else ""
    return " ".join(filter(None, (number, weapon.name, worth)))


def _source(each: SourceEntry) -> str:
    name = each.publisher or each.title or each.url or "unnamed source"
    return f"{name}, {each.date}" if each.date else name
