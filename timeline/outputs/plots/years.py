"""Counts by year, month or decade → bars: certain ones solid, those only possible striped on top of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from timeline.errors import UsageError
from timeline.outputs.plots.days import MONTHS, SIZE
from timeline.outputs.plots.looks import BLUE, stripes
from timeline.outputs.plots.measuring import width_of
from timeline.outputs.plots.numbers import range_words, steps
from timeline.outputs.plots.page import MARGIN, Picture, Sample
from timeline.outputs.plots.svg import GREY, element, line, text, told
from timeline.queries.counting import counts
from timeline.queries.dimensions import PERIODS
from timeline.queries.filters import Filters

PERIOD_NAMES = ("year", "month", "decade")
_MOST_BARS = 240
_HEIGHT = 300.0
_NUMBER = 11


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: how many events lie in it certainly, and how many certainly or possibly."""

    period: str
    certain: int
    possible: int


@dataclass(frozen=True, slots=True)
class YearRows:
    """A bar for every period from the first to the last, also where it is empty; `total` counts each event once."""

    bars: Sequence[Bar]
    by: str
    total: int

    def __len__(self) -> int:
        return self.total


def read_years(connection: Connection, filters: Filters, by: Sequence[str]) -> YearRows:
    """The counts of what matches. Raises UsageError where there are too many periods for a picture."""
    (period,) = by
    found = counts(connection, filters, [period])
    named = {key[0]: count for key, count in found.rows.items()}
    if found.total.possible and not named:
        raise UsageError("None of these events has a date, so that there is nothing to count by time.")
    label = PERIODS[period].label
    first = label(filters.since) if filters.since else min(named, default="")
    last = label(filters.until) if filters.until else max(named, default="")
    between = _between(first, last, period) if named else []
    if len(between) > _MOST_BARS:
        longer = PERIOD_NAMES[(0, 2)[period == "year"]]
        raise UsageError(
            f"{len(between):,} {period}s are too many bars for a picture (at most {_MOST_BARS}): count by {longer}, or "
            "narrow the time with --since and --until."
        )
    bars = [
        Bar(each, named[each].certain, named[each].possible) if each in named else Bar(each, 0, 0) for each in between
    ]
    return YearRows(bars, period, found.total.possible)


def _between(first: str, last: str, period: str) -> list[str]:
    """All periods from one to another, both included."""
    if period == "month":
        months = range(_months(first), _months(last) + 1)
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    if period == "decade":
        return [f"{decade:03}X" for decade in range(int(first[:3]), int(last[:3]) + 1)]
    return [f"{year:04}" for year in range(int(first), int(last) + 1)]


def _months(month: str) -> int:
    """How many months after the year 0 it is."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def draw_years(rows: YearRows, width: float, height: float | None) -> Picture:
    """The picture, whose height fits whatever is asked for."""
    top, bottom = 30.0, max(120.0, _HEIGHT if height is None else height - 26)
    marks = steps(max(bar.possible for bar in rows.bars))
    left = 14 + max(width_of(f"{mark:,}", SIZE) for mark in marks)
    slot = (width - left) / len(rows.bars)
    tall = (bottom - top) / marks[-1]
    drawn = [text(0, 10, "Events", size=SIZE, fill=GREY)]
    for mark in marks:
        y = bottom - mark * tall
        drawn.append(line(left, y, width, y, stroke=GREY if mark == 0 else "#d0d0d0"))
        drawn.append(text(left - 6, y + 4, f"{mark:,}", size=SIZE, anchor="end", fill=GREY))
    for place, bar in enumerate(rows.bars):
        drawn += _bar(bar, left + place * slot, slot, bottom, tall)
    drawn += _periods(rows.bars, left, slot, bottom)
    some = any(bar.possible > bar.certain for bar in rows.bars)
    return Picture(
        drawn=drawn,
        height=bottom + 26,
        legend=list(_legend(rows.by)) if some else [],
        notes=["An event counts as possible in each period in which it may lie."] if some else [],
        defined=[stripes("possible", BLUE)],
    )


def _bar(bar: Bar, x: float, slot: float, bottom: float, tall: float) -> Iterator[str]:
    """The solid and the striped part of a bar, and its number where there is room."""
    if not bar.possible:
        return
    wide = min(slot * 0.8, 60)
    left = x + (slot - wide) / 2
    sure, all_ = bar.certain * tall, bar.possible * tall
    parts = []
    if bar.possible > bar.certain:
        parts.append(_part(left, bottom - all_, wide, all_ - sure, "url(#possible)"))
    if bar.certain:
        parts.append(_part(left, bottom - sure, wide, sure, BLUE))
    number = range_words(bar.certain, bar.possible)
    if width_of(number, _NUMBER) <= slot:
        parts.append(text(x + slot / 2, bottom - all_ - 4, number, size=_NUMBER, anchor="middle", halo=True))
    yield told(f"{period_words(bar.period)}: {number}", *parts)


def _part(x: float, y: float, width: float, height: float, fill: str) -> str:
    return element("rect", x=x, y=y, width=width, height=height, fill=fill, stroke=BLUE, stroke_width=min(1, width / 6))


def _periods(bars: Sequence[Bar], left: float, slot: float, bottom: float) -> Iterator[str]:
    """The names of the periods below their bars, every one or every so many as there is room for."""
    names = [period_words(bar.period) for bar in bars]
    room = max(width_of(name, SIZE) for name in names) + 8
    every = next((each for each in _every(bars[0].period) if each * slot >= room), len(bars))
    numbers = [_ordinal(bar.period) for bar in bars]
    shown = [place for place, number in enumerate(numbers) if number % every == 0] or [0]
    for place in shown:
        x = left + (place + 0.5) * slot
        # The last name may have to stand a little before its mark; where it would touch the one before, neither stands.
        beyond = max(0.0, x + (room - 8) / 2 - (left + slot * len(bars) + MARGIN - 2))
        if beyond and len(shown) > 1 and every * slot - beyond < room - 4:
            continue
        if every > 1:
            yield line(x, bottom, x, bottom + 4, stroke=GREY)
        yield text(x - beyond, bottom + 17, names[place], size=SIZE, anchor="middle", fill=GREY)


def _every(period: str) -> tuple[int, ...]:
    return (1, 2, 3, 6, 12, 24, 60, 120) if "-" in period else (1, 2, 5, 10, 20, 50, 100)


def _ordinal(period: str) -> int:
    return _months(period) if "-" in period else int(period.rstrip("X"))


def period_words(period: str) -> str:
    """`2024`, `1990s`, `Nov 2024`."""
    if "-" in period:
        return f"{MONTHS[int(period[5:7]) - 1]} {period[:4]}"
    return f"{period.replace('X', '0')}s" if period.endswith("X") else period


def _legend(by: str) -> Iterator[Sample]:
    yield Sample(element("rect", width=24, height=12, fill=BLUE), f"certainly in this {by}")
    yield Sample(element("rect", width=24, height=12, fill="url(#possible)", stroke=BLUE), f"possibly in this {by}")
