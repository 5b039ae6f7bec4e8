"""Entries → the rows of a layout: an event a row, an actor and a weapon a row, or a supplier, recipient and weapon."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from timeline.documents.proposal import ROLES
from timeline.loaders.columns import COLUMNS
from timeline.outputs.dyads import DYAD_KINDS, dyad_records, is_transfer
from timeline.outputs.packed_records import Written, unpacked
from timeline.outputs.records import Record, Value, record, whole_if_whole
from timeline.queries.entries import Entry, NamedId, WeaponEntry

if TYPE_CHECKING:
    from timeline.queries.packing import PackedEvents

# What a column holds: text, EDTF, an ISO day or None, a whole number or None, a number or None; or a list of these.
Kind: TypeAlias = Literal["text", "date", "day", "whole", "number", "texts", "wholes", "numbers"]
Kinds: TypeAlias = Mapping[str, str]  # the id of a weapon → the names of its kinds
_T = TypeVar("_T")
_AS_THEY_ARE: Written[Any] = Written(lambda text: text, lambda columns: columns)

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("date_first", "date_last"), "day"),
    "date": "date",
    "source_count": "whole",
    "confidence": "number",
    **dict.fromkeys(("quantity_min", "quantity_max"), "wholes"),
    "value": "numbers",
    **dict.fromkeys(("unit", "currency", "conditions", "quotes"), "texts"),
    **dict.fromkeys((f"source_{part}" for part in ("urls", "publishers", "dates")), "texts"),
    **dict.fromkeys(
        (f"{thing}_{part}" for thing in (*ROLES, "weapon", "treaty") for part in ("ids", "names")), "texts"
    ),
}
WIDE_KINDS: dict[str, Kind] = {column: _KINDS.get(column, "text") for column in COLUMNS}
_OF_ACTOR = ("role", "actor_id", "actor_name")
_OF_WEAPON: dict[str, Kind] = {
    **dict.fromkeys(("weapon_id", "weapon_name"), "text"),
    **dict.fromkeys(("quantity_min", "quantity_max"), "whole"),
    "unit": "text",
    "value": "number",
    **dict.fromkeys(("currency", "conditions"), "text"),
}
_BEFORE = COLUMNS[: COLUMNS.index("title") + 1]
_AFTER = ("treaty_ids", "treaty_names", *COLUMNS[COLUMNS.index("source_count") :])
LONG_KINDS: dict[str, Kind] = {
    **{column: WIDE_KINDS[column] for column in _BEFORE},
    **dict.fromkeys(_OF_ACTOR, "text"),
    **_OF_WEAPON,
    **{column: WIDE_KINDS[column] for column in _AFTER},
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns with what they hold, in order, and the records of an Entry: none where `leaves_out` says why."""

    kinds: Mapping[str, Kind]
    records: Callable[[Entry, Kinds], Iterable[Record]]
    leaves_out: Callable[[Entry], bool] = lambda _: False
    reason: str = ""


def _wide(entry: Entry, _: Kinds) -> Iterator[Record]:
    yield record(entry)


def _long(entry: Entry, _: Kinds) -> Iterator[Record]:
    """A record for each actor in each role with each weapon; an event without one of them has its columns empty."""
    whole = record(entry)
    actors = [(role, actor) for role in ROLES for actor in sorted(entry.participants.get(role, ()), key=_id)]
    for role, actor in actors or [("", NamedId("", ""))]:
        for weapon in sorted(entry.weapons, key=_id) or [WeaponEntry("", "")]:
            yield {
                **{column: whole[column] for column in _BEFORE},
                **dict(zip(_OF_ACTOR, (role, actor.id, actor.name), strict=True)),
                **dict(zip(_OF_WEAPON, _weapon_values(weapon), strict=True)),
                **{column: whole[column] for column in _AFTER},
            }


def _weapon_values(weapon: WeaponEntry) -> tuple[Value, ...]:
    return (
        *(weapon.id, weapon.name, weapon.quantity_min, weapon.quantity_max, weapon.unit),
        *(whole_if_whole(weapon.value), weapon.currency, weapon.conditions),
    )


def _id(thing: NamedId | WeaponEntry) -> str:
    return thing.id


WIDE = Layout(WIDE_KINDS, _wide)
# A new layout is one line here, with its columns in docs/columns.md.
LAYOUTS: dict[str, Layout] = {
    "wide": WIDE,
    "long": Layout(LONG_KINDS, _long),
    "dyads": Layout(
        DYAD_KINDS,
        dyad_records,
        lambda entry: not is_transfer(entry),
        "no transfer, or neither a supplier nor a recipient",
    ),
}


@dataclass
class Table:
    """The rows that Entries have in a layout, made as they are asked for, with all of its columns or those chosen.

    `left_out` counts the Entries without a row, once the rows have been gone through. Where `packed` gives the same
    events in the wide layout, they are read from there.
    """

    entries: Iterable[Entry]
    layout: Layout = WIDE
    chosen: Sequence[str] = ()
    kinds_of_weapons: Kinds = field(default_factory=dict)
    left_out: int = 0
    packed: "PackedEvents | None" = None

    @property
    def kinds(self) -> dict[str, Kind]:
        """The columns in their order with what they hold."""
        return {column: self.layout.kinds[column] for column in self.chosen or self.layout.kinds}

    def __iter__(self) -> Iterator[Record]:
        """The records, their keys in the order of the columns."""
        return self.written(_AS_THEY_ARE)

    def written(self, written: Written[_T]) -> Iterator[dict[str, _T]]:
        """What is written of the records, their keys in the order of the columns."""
        found = unpacked(self.packed, written) if self.packed is not None else map(written.columns, self._of_entries())
        return ({column: each[column] for column in self.chosen} for each in found) if self.chosen else found

    def _of_entries(self) -> Iterator[Record]:
        self.left_out = 0
        for entry in self.entries:
            if self.layout.leaves_out(entry):
                self.left_out += 1
                continue
            yield from self.layout.records(entry, self.kinds_of_weapons)
