"""Entries → lanes of happenings: who or what each event is about, on which days, in which words."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline import edtf
from timeline.outputs.date_words import date_words
from timeline.outputs.phrases import about, who
from timeline.queries.entries import Entry, NamedId
from timeline.queries.told_weapons import ROOT, told_weapons
from timeline.vocabulary.fold import fold

_MOST_WORDS = 5
NONE_NAMED = NamedId("", "None named")


def _type(entry: Entry) -> list[NamedId]:
    return [NamedId(entry.type, type_words(entry.type).capitalize())]


def _actors(entry: Entry) -> list[NamedId]:
    return [actor for actors in entry.participants.values() for actor in actors]


def _in_role(role: str) -> Callable[[Entry], Sequence[NamedId]]:
    return lambda entry: entry.participants.get(role, ())


# What a timeline has lanes by; a new one is one line here.
LANES: dict[str, Callable[[Entry], Sequence[NamedId]]] = {
    "weapon": lambda entry: [NamedId(weapon.id, weapon.name) for weapon in told_weapons(entry.weapons)],
    "actor": _actors,
    "type": _type,
    "supplier": _in_role("supplier"),
    "recipient": _in_role("recipient"),
    "treaty": lambda entry: entry.treaties,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One mark in a lane, or `number` that look alike: the days between which it lies, None where that end is open.

    `loose` says that the true day may lie outside. `label` is what is written beside it, `words` all that is known.
    """

    first: date | None
    last: date | None
    loose: bool
    group: str
    label: str = ""
    words: str = ""
    number: int = 1

    @property
    def open(self) -> bool:
        """Whether one of its ends is not known."""
        return self.first is None or self.last is None

    @property
    def exact(self) -> bool:
        """Whether it is dated to the day."""
        return not self.open and self.first == self.last


@dataclass(frozen=True, slots=True)
class Lane:
    """The happenings that belong to one thing, by date."""

    name: str
    happenings: tuple[Happening, ...]

    @property
    def number(self) -> int:
        """How many events it holds."""
        return sum(one.number for one in self.happenings)


def lanes_of(entries: Iterable[Entry], by: str, most: int) -> tuple[list[Lane], int]:
    """The lanes with the most events first, and of how many lanes the last one, "others", is made; 0 where of none.

    An event stands once in each lane that it belongs to. Entries without any date are no part of it.
    """
    found: dict[str, list[Entry]] = defaultdict(list)
    names: dict[str, str] = {}
    for entry in entries:
        for one in dict.fromkeys(LANES[by](entry)) or [NONE_NAMED]:
            names[one.id] = one.name
            if entry not in found[one.id][-1:]:
                found[one.id].append(entry)
    order = sorted(found, key=lambda id_: (id_ == "", -len(found[id_]), fold(names[id_]), id_))
    left = order[most - 1 :] if len(order) > most else []
    lanes = [_lane(names[id_], found[id_], by) for id_ in order if id_ not in left]
    if left:
        whole = {entry.event_id: entry for id_ in left for entry in found[id_]}
        rest = sorted(whole.values(), key=lambda entry: (entry.date_first or date.min, entry.event_id))
        lanes.append(_lane(f"{len(left)} others", rest, by))
    return lanes, len(left)


def gathered(lane: Lane, place: Callable[[date | None], Hashable] = lambda day: day) -> Lane:
    """The lane without labels: happenings of one look that begin and end in the same place are one, with a number.

    Without `place` these are days; with it whatever is so close that it would be drawn in several rows.
    """
    alike: dict[Hashable, list[Happening]] = defaultdict(list)
    for one in lane.happenings:
        alike[(one.group, one.loose, one.exact, place(one.first), place(one.last))].append(one)
    return Lane(lane.name, tuple(map(_as_one, alike.values())))


def _as_one(several: Sequence[Happening]) -> Happening:
    """The first of them, for all of them; what is known of more than a few would be read by nobody."""
    words = [one.words for one in several[:_MOST_WORDS]]
    number = sum(one.number for one in several)
    more = [f"{number - len(words)} more"] if number > len(words) else []
    return replace(several[0], label="", words="; ".join([*words, *more]), number=number)


def type_words(type_: str) -> str:
    """`transfer-delivery` → `transfer delivery`."""
    return type_.replace("-", " ")


def _about(entry: Entry) -> str:
    """The weapons and treaties; of a weapon that nobody names, nothing."""
    named = tuple(weapon for weapon in entry.weapons if weapon.id != ROOT)
    return about(replace(entry, weapons=named))


def _lane(name: str, entries: Sequence[Entry], by: str) -> Lane:
    return Lane(name, tuple(_happening(entry, by) for entry in entries))


def _happening(entry: Entry, by: str) -> Happening:
    label = _label(entry, by)
    return Happening(
        first=entry.date_first,
        last=entry.date_last,
        loose=edtf.parse(entry.date).loose,
        group=entry.group,
        label=label,
        words=f"{date_words(entry.date)}: {entry.title or label}",
    )


def _label(entry: Entry, by: str) -> str:
    """A title that a person gave; else who and what, without what the lane says already."""
    if entry.title and entry.origin != "machine":
        return entry.title
    parts = (
        who(entry),
        "" if by == "type" else type_words(entry.type),
        "" if by in ("weapon", "treaty") else _about(entry),
    )
    status = "" if entry.status == "actual" else f" ({entry.status})"
    return ", ".join(filter(None, parts)) + status
