"""The first and the last day of a picture → where a day stands from left to right, and the days that are marked."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.outputs.plots.svg import GREY, line, text

_LEAST_PAD = 20  # days on either side of what is shown, so that a single day has surroundings
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Every so many days, months or years, and how much room a label takes.
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_ROOM_OF_DAY, _ROOM_OF_MONTH, _ROOM_OF_YEAR = 84, 66, 42
SIZE = 12


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last` between two places from left to right."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where the day begins; the edge where it lies outside."""
        return self._place(day.toordinal())

    def end(self, day: dt.date) -> float:
        """Where the day ends."""
        return self._place(day.toordinal() + 1)

    def _place(self, ordinal: int) -> float:
        first, last = self.first.toordinal(), self.last.toordinal() + 1
        share = (min(max(ordinal, first), last) - first) / (last - first)
        return self.left + share * (self.right - self.left)

    def marked(self) -> list[tuple[dt.date, str]]:
        """Round days with their labels, as many as there is room for."""
        room = self.right - self.left
        length = self.last.toordinal() - self.first.toordinal() + 1
        for step in _DAY_STEPS:
            if length / step * _ROOM_OF_DAY <= room:
                return [(day, f"{day.day} {MONTHS[day.month - 1]} {day.year}") for day in self._every_days(step)]
        for step in _MONTH_STEPS:
            if length / 30.44 / step * _ROOM_OF_MONTH <= room:
                return [(day, f"{MONTHS[day.month - 1]} {day.year}") for day in self._every_months(step)]
        for step in _YEAR_STEPS:
            if length / 365.25 / step * _ROOM_OF_YEAR <= room:
                return [(day, str(day.year)) for day in self._every_months(12 * step)]
        return []

    def _every_days(self, step: int) -> Iterator[dt.date]:
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            if ordinal % step == 0:
                yield dt.date.fromordinal(ordinal)

    def _every_months(self, step: int) -> Iterator[dt.date]:
        for month in range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month):
            if month % step == 0 and month >= 12 and dt.date(month // 12, month % 12 + 1, 1) >= self.first:
                yield dt.date(month // 12, month % 12 + 1, 1)


def days_around(
    known: Iterable[dt.date], since: dt.date | None, until: dt.date | None, left: float, right: float
) -> Days:
    """From the first to the last of the known days with a little room, or between the days that are asked for."""
    ordinals = [day.toordinal() for day in known]
    first, last = min(ordinals, default=730_000), max(ordinals, default=730_000)
    pad = max(_LEAST_PAD, (last - first) // 40)
    first = first - pad if since is None else since.toordinal()
    last = last + pad if until is None else until.toordinal()
    first = max(first, dt.date.min.toordinal())
    last = min(max(last, first + 1), dt.date.max.toordinal() - 1)
    return Days(dt.date.fromordinal(first), dt.date.fromordinal(last), left, right)


def axis(days: Days, top: float, bottom: float) -> list[str]:
    """Lines at the marked days, and their labels below; above too where the picture is high."""
    drawn = []
    for day, label in days.marked():
        x = days.x(day)
        drawn.append(line(x, top, x, bottom, stroke="#d0d0d0"))
        drawn.append(text(x, bottom + 16, label, size=SIZE, anchor="middle", fill=GREY))
        if bottom - top > 700:
            drawn.append(text(x, top - 6, label, size=SIZE, anchor="middle", fill=GREY))
    return [*drawn, line(days.left, bottom, days.right, bottom, stroke=GREY)]
