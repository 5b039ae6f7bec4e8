"""Counts by two things → a table of shaded cells: who supplied whom how often, certainly and possibly."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from timeline.errors import UsageError
from timeline.outputs.plots.days import SIZE
from timeline.outputs.plots.lanes import type_words
from timeline.outputs.plots.looks import BLUE
from timeline.outputs.plots.measuring import width_of, wrapped
from timeline.outputs.plots.numbers import SHADES, range_words, shade, shade_ranges, stretched
from timeline.outputs.plots.page import Picture, Sample
from timeline.outputs.plots.svg import GREY, INK, element, line, moved, text, told, upwards
from timeline.queries.counting import counts
from timeline.queries.filters import Filters
from timeline.vocabulary.fold import fold

Numbers = tuple[int, int]  # certain; certain or possible
_MOST_ROWS = 30
_NAME_WIDTH, _HEAD = 160, 130
_NARROW, _WIDE = 34, 84  # a cell that holds its number; one that holds its name as well
_ROW = 24.0
_NUMBER = 11
_NONE = "none named"


@dataclass(frozen=True, slots=True)
class MatrixRows:
    """The numbers of each pair of ids; the names of both; what stands in rows and columns. `total` counts each event
    that names one of the two once; `without` those that name neither."""

    cells: Mapping[tuple[str, str], Numbers]
    names: tuple[Mapping[str, str], Mapping[str, str]]
    by: tuple[str, str]
    total: int
    without: int = 0

    def __len__(self) -> int:
        return self.total


def read_matrix(connection: Connection, filters: Filters, by: Sequence[str]) -> MatrixRows:
    """The counts of what matches by two things."""
    rows, columns = by
    found = counts(connection, filters, by)
    cells = {(key[0], key[1]): (count.certain, count.possible) for key, count in found.rows.items()}
    without = cells.pop(("", ""), (0, 0))[1]
    named = {name: found.names.get(name) or {} for name in by}
    total = found.total.possible - without
    if without and not total:
        raise UsageError(f"None of the {without:,} events names a {rows} or a {columns}: choose others with --by.")
    return MatrixRows(cells, (named[rows], named[columns]), (rows, columns), total, without)


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands on one side of the table: ids, the most frequent first, with their names; `left_out` share the last
    one, 0 where none does."""

    ids: Sequence[str]
    names: Sequence[str]
    left_out: int


def draw_matrix(rows: MatrixRows, width: float, height: float | None) -> Picture:
    """The picture: the most frequent rows and columns first, the rest added up in the last ones."""
    name_width = min(_NAME_WIDTH, width / 4)
    left = name_width + 20
    downs = _side(rows, 0, _MOST_ROWS)
    acrosses = _side(rows, 1, max(2, int((width - left) / _NARROW)))
    cells = _added(rows.cells, downs.ids, acrosses.ids)
    most = max(possible for _, possible in cells.values())
    wide = min(110.0, (width - left) / len(acrosses.ids))
    heads = _heads(acrosses.names, wide)
    names = [wrapped(name, name_width, SIZE) for name in downs.names]
    top = heads.height + 26
    natural = [max(_ROW, 15.0 * len(lines) + 6) for lines in names]
    tall = stretched(natural, None if height is None else height - top - 4)
    drawn = [
        text(left, 12, f"{rows.by[1].capitalize()} →", size=SIZE, bold=True),
        text(0, heads.height + 18, f"{rows.by[0].capitalize()} ↓", size=SIZE, bold=True),
        moved(left, 20, *heads.drawn),
    ]
    y = top
    for down, name, lines, high in zip(downs.ids, downs.names, names, tall, strict=True):
        first = y + high / 2 + 4 - 7.5 * (len(lines) - 1)
        drawn += [
            text(name_width + 12, first + 15 * at, each, size=SIZE, anchor="end") for at, each in enumerate(lines)
        ]
        for place, (across, other) in enumerate(zip(acrosses.ids, acrosses.names, strict=True)):
            box = (left + place * wide, y, wide, high)
            drawn.append(_cell(cells.get((down, across)), box, most, f"{name} → {other}"))
        y += high
    drawn += [line(left, at, left + wide * len(acrosses.ids), at, stroke=GREY) for at in (top, y)]
    return Picture(
        drawn,
        y + 4,
        legend=list(_legend(most, uncertain=any(one != all_ for one, all_ in cells.values()))),
        notes=list(_notes(rows, downs.left_out, acrosses.left_out)),
        told=list(_told(rows, downs.left_out, acrosses.left_out)),
    )


_OTHERS = "\0others"  # no id of anything


def _side(rows: MatrixRows, side: int, most: int) -> _Side:
    """What stands on one side of the table, at most so many."""
    sums: dict[str, int] = defaultdict(int)
    for pair, (_, possible) in rows.cells.items():
        sums[pair[side]] += possible
    names = {id_: _name(rows, side, id_) for id_ in sums}
    order = sorted(sums, key=lambda id_: (id_ == "", -sums[id_], fold(names[id_]), id_))
    left_out = len(order) - most + 1 if len(order) > most else 0
    if left_out:
        names[_OTHERS] = f"{left_out} others"
        order = [*order[: most - 1], _OTHERS]
    return _Side(order, [names[id_] for id_ in order], left_out)


def _name(rows: MatrixRows, side: int, id_: str) -> str:
    if rows.by[side] == "type":
        return type_words(id_).capitalize()
    return rows.names[side].get(id_, id_) or _NONE


def _added(
    cells: Mapping[tuple[str, str], Numbers], downs: Sequence[str], acrosses: Sequence[str]
) -> dict[tuple[str, str], Numbers]:
    """The cells with those of the others added up."""
    found: dict[tuple[str, str], Numbers] = {}
    for (down, across), (certain, possible) in cells.items():
        key = (down if down in downs else _OTHERS, across if across in acrosses else _OTHERS)
        before = found.get(key, (0, 0))
        found[key] = (before[0] + certain, before[1] + possible)
    return found


def _heads(names: Sequence[str], wide: float) -> Picture:
    """The names of the columns: in lines where the columns are wide enough, else from bottom to top."""
    if wide >= _WIDE:
        lines = [wrapped(name, wide - 8, SIZE) for name in names]
        high = 15 * max(len(each) for each in lines)
        drawn = [
            text((place + 0.5) * wide, high - 15 * (len(each) - at - 1) - 4, words, size=SIZE, anchor="middle")
            for place, each in enumerate(lines)
            for at, words in enumerate(each)
        ]
        return Picture(drawn, high + 4)
    lines = [wrapped(name, _HEAD, SIZE) for name in names]
    room = max(1, int(wide / 14))
    if any(len(each) > room for each in lines):  # longer ones rather than more beside each other
        lines = [wrapped(name, max(_HEAD, width_of(name, SIZE) / room * 1.2 + 20), SIZE) for name in names]
    long = max(width_of(words, SIZE) for each in lines for words in each)
    drawn = [
        moved((place + 0.5) * wide + 4 + 14 * (at - (len(each) - 1) / 2), long, upwards(words, SIZE))
        for place, each in enumerate(lines)
        for at, words in enumerate(each)
    ]
    return Picture(drawn, long + 6)


def _cell(numbers: Numbers | None, box: tuple[float, float, float, float], most: int, pair: str) -> str:
    """A cell with its number; a broken line around it where some of it is only possible."""
    x, y, wide, high = box
    if numbers is None:
        return element("rect", x=x, y=y, width=wide, height=high, fill="none", stroke="#e4e4e4")
    certain, possible = numbers
    colour = shade(possible, most)
    words = range_words(certain, possible)
    dark = SHADES.index(colour) > 3
    parts = [element("rect", x=x, y=y, width=wide, height=high, fill=colour, stroke="#ffffff")]
    if certain != possible:
        parts.append(
            element(
                "rect",
                x=x + 2,
                y=y + 2,
                width=wide - 4,
                height=high - 4,
                fill="none",
                stroke="#ffffff" if dark else BLUE,
                stroke_dasharray="3 2",
            )
        )
    parts += _number(words, x + wide / 2, y + high / 2 + 4, wide - 4, "#ffffff" if dark else INK)
    return told(f"{pair}: {words}", *parts)


def _number(words: str, x: float, y: float, room: float, fill: str) -> Iterator[str]:
    """The number in the middle of a cell, a range in two lines where it is too long for one."""
    size = next((each for each in (_NUMBER, _NUMBER - 2) if width_of(words, each) <= room), 0)
    if size:
        yield text(x, y, words, size=size, anchor="middle", fill=fill)
        return
    first, dash, last = words.partition("–")
    yield text(x, y - 5 if last else y, first + dash, size=_NUMBER - 2, anchor="middle", fill=fill)
    if last:
        yield text(x, y + 5, last, size=_NUMBER - 2, anchor="middle", fill=fill)


def _legend(most: int, *, uncertain: bool) -> Iterator[Sample]:
    for colour, first, last in shade_ranges(most):
        box = element("rect", width=24, height=12, fill=colour, stroke=GREY, stroke_width=0.5)
        yield Sample(box, f"{first:,}" if first == last else f"{first:,}–{last:,}")
    if uncertain:
        box = element("rect", x=0.5, y=0.5, width=23, height=11, fill="none", stroke=BLUE, stroke_dasharray="3 2")
        yield Sample(box, "3–5: three certainly, two more possibly")


def _notes(rows: MatrixRows, *left_out: int) -> Iterator[str]:
    yield "Numbers of events. An event counts in each pair that it names."
    if any(left_out):
        yield "Others: the numbers of their pairs, added up."
    if rows.without:
        yield f"Not drawn: {rows.without:,} that name neither a {rows.by[0]} nor a {rows.by[1]}."


def _told(rows: MatrixRows, *left_out: int) -> Iterator[str]:
    for name, number in zip(rows.by, left_out, strict=True):
        if number:
            yield (
                f"{number} of the least frequent by {name} are added up as others; "
                "filters, or a greater --width, part them."
            )
