"""Packed events → export records, each the very record that the event's Entry has, or what is made of its columns.

Most columns of a million rows are empty, or hold what an earlier row held: what comes of actors, weapons and treaties
is kept for those that are packed alike.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from timeline.loaders.columns import COLUMNS, OF_ROLES, OF_WEAPONS
from timeline.outputs.records import Record, SourceRow, of_sources, same_words, source_row, whole_if_whole
from timeline.queries.packed import FIRST, LAST, Names, by_id, told, weapon_lines

if TYPE_CHECKING:
    from timeline.queries.packing import PackedEvents

# So many of a kind are kept, and none that is longer.
_MOST, _LONGEST = 1_000, 1_000
_OF_TREATIES = ("treaty_ids", "treaty_names")
_LISTS = frozenset((*OF_ROLES, "weapon_ids", "weapon_names", *_OF_TREATIES, *OF_WEAPONS))
_WORTH = 1 + OF_WEAPONS.index("value")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Written(Generic[_T]):
    """What is written of a text, and of some columns of a record: of a column of text just what is of its text."""

    text: Callable[[str], _T]
    columns: Callable[[Record], dict[str, _T]]


def unpacked(events: "PackedEvents", written: Written[_T]) -> Iterator[dict[str, _T]]:
    """What is written of the records, in the order of the events.

    What is empty or kept is not written again: where it is a list, several records have the same one.
    """
    names, text = events.names, written.text
    empty = written.columns({column: [] if column in _LISTS else "" for column in COLUMNS})
    actors = _Kept(lambda packed: written.columns(_of_actors(packed, names)))
    weapons = _Kept(lambda packed: written.columns(_of_weapons(packed, names)))
    treaties = _Kept(lambda packed: written.columns(_of_treaties(packed, names)))
    for event in events:
        sources = source_rows(event.claims)
        others: Record = {
            "date_first": None if event.first_day == FIRST else event.first_day,
            "date_last": None if event.last_day == LAST else event.last_day,
            "confidence": whole_if_whole(event.confidence),
            **of_sources(sources),
        }
        found = empty.copy()
        found["event_id"], found["type"] = text(event.event_id), text(event.type)
        found["group"], found["status"] = text(names.groups[event.type]), text(event.status)
        found["date"], found["date_precision"] = text(event.date), text(event.date_precision)
        found["title"], found["review"] = text(event.title), text(event.review)
        found["place"], found["note"] = text(event.place), text(event.note)
        if len(sources) > 1:
            found["remark"] = text(same_words(sources))
        found |= written.columns(others)
        found |= actors[event.actors]
        found |= weapons[event.weapons]
        found |= treaties[event.treaties]
        yield found


def source_rows(claims: str) -> list[SourceRow]:
    """The sources of an event whose claims are packed, in their order."""
    rows = [source_row(*source) for source in told(claims)]
    return rows if len(rows) < 2 else sorted(rows)


class _Kept(dict[str, dict[str, _T]]):
    """What is packed → what comes of it, made once for all that are alike, as long as they are few."""

    def __init__(self, make: Callable[[str], dict[str, _T]]) -> None:
        self._make = make

    def __missing__(self, packed: str) -> dict[str, _T]:
        found = self._make(packed)
        if len(packed) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[packed] = found
        return found


def _of_actors(packed: str, names: Names) -> Record:
    roles: dict[str, list[str]] = {}
    for actor, role in by_id(packed):
        roles.setdefault(role, []).append(actor)
    found: Record = {}
    for role, ids in roles.items():
        found[f"{role}_ids"], found[f"{role}_names"] = ids, [names.actors[actor] for actor in ids]
    return found


def _of_weapons(packed: str, names: Names) -> Record:
    lines = weapon_lines(packed)
    if not lines:
        return {}
    found: Record = dict(zip(("weapon_ids", *OF_WEAPONS), map(list, zip(*lines, strict=True)), strict=True))
    found["weapon_names"] = [names.weapons[line[0]] for line in lines]
    found["value"] = [whole_if_whole(line[_WORTH]) for line in lines]
    return found


def _of_treaties(packed: str, names: Names) -> Record:
    ids = [treaty for (treaty,) in by_id(packed)]
    return dict(zip(_OF_TREATIES, (ids, [names.treaties[treaty] for treaty in ids]), strict=True))
