"""Entries → the lines of the wide CSV, as `csv_.csv_line` writes their records, in a third of the time.

Most cells of a million lines are empty or were written before: what names and ids come to as cells is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from timeline.documents.proposal import ROLES
from timeline.loaders.cells import PASSAGES, cut_quote, join, join_parallel, number_text
from timeline.loaders.columns import COLUMNS, OF_SOURCES, OF_WEAPONS
from timeline.outputs.records import same_words
from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry

_MOST = 5_000
_NOBODY = ","
_NO_WEAPONS = (",", "," * (len(OF_WEAPONS) - 1))
_T = TypeVar("_T")
# The order that `_line` writes.
assert COLUMNS[9 + 2 * len(ROLES) :] == (  # noqa: S101
    *("weapon_ids", "weapon_names", "treaty_ids", "treaty_names", *OF_WEAPONS, "source_count", *OF_SOURCES),
    *("review", "confidence", "place", "note", "remark"),
)


def wide_lines(entries: Iterable[Entry], quoted: Callable[[str], str]) -> Iterator[str]:
    """One line for each Entry, without its end; `quoted` makes a cell of a text."""
    known: dict[Any, Any] = {}

    def kept(write: Callable[[_T], Any], of: _T) -> Any:  # noqa: ANN401 - what `write` gives
        found = known.get(of)
        if found is None:
            found = known[of] = write(of)
        return found

    def named(things: tuple[NamedId, ...]) -> str:
        things = tuple(sorted(things, key=lambda thing: thing.id))
        return f"{quoted(join([thing.id for thing in things]))},{quoted(join([thing.name for thing in things]))}"

    def carried(weapons: tuple[WeaponEntry, ...]) -> tuple[str, str]:
        weapons = tuple(sorted(weapons, key=lambda weapon: weapon.id))
        names = join([weapon.id for weapon in weapons]), join([weapon.name for weapon in weapons])
        return ",".join(map(quoted, names)), ",".join(quoted(join_parallel(cells)) for cells in _amounts(weapons))

    for entry in entries:
        if len(known) > _MOST:
            known.clear()
        who = entry.participants
        weapons, amounts = kept(carried, entry.weapons) if entry.weapons else _NO_WEAPONS
        first, last = entry.date_first, entry.date_last
        remark = same_words(entry.sources) if len(entry.sources) > 1 else ""
        if entry.remark:
            remark = f"{remark}; {entry.remark}" if remark else entry.remark
        yield ",".join(
            (
                *(quoted(entry.event_id), kept(quoted, entry.type), kept(quoted, entry.group), entry.status),
                *(quoted(entry.date), first.isoformat() if first else "", last.isoformat() if last else ""),
                *(entry.date_precision, quoted(entry.title)),
                *(kept(named, who[role]) if role in who else _NOBODY for role in ROLES),
                weapons,
                kept(named, entry.treaties) if entry.treaties else _NOBODY,
                amounts,
                _told(entry.sources, quoted),
                *(entry.review, number_text(entry.confidence), kept(quoted, entry.place), quoted(entry.note)),
                quoted(remark),
            )
        )


def _amounts(weapons: Sequence[WeaponEntry]) -> Iterator[list[str]]:
    for name in OF_WEAPONS:
        values = [getattr(weapon, name) for weapon in weapons]
        yield [value if isinstance(value, str) else number_text(value) for value in values]


def _told(sources: Sequence[SourceEntry], quoted: Callable[[str], str]) -> str:
    """How many sources there are, and the cells of what is told of them."""
    if len(sources) == 1:
        (one,) = sources
        quote = cut_quote(one.quotes[0]) if len(one.quotes) == 1 else PASSAGES.join(map(cut_quote, one.quotes))
        cells = [each.replace(";", ";;") for each in (one.url, one.publisher, one.date, quote)]
        return f"1,{quoted(cells[0])},{quoted(cells[1])},{quoted(cells[2])},{quoted(cells[3])}"
    rows = sorted(
        (source.date, source.publisher, source.url, PASSAGES.join(map(cut_quote, source.quotes))) for source in sources
    )
    lists = [[row[place] for row in rows] for place in (2, 1, 0, 3)]
    return ",".join((str(len(rows)), *(quoted(join_parallel(values)) for values in lists)))
