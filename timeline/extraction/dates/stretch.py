"""A stretch of the calendar (a day, a week, a quarter, a decade …) → its TIMEX3 value, its EDTF and its neighbours."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from timeline import edtf

SEASON_CODES = ("SP", "SU", "FA", "WI")
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One calendar unit by name, as precise as the words that named it.

    `year` is the calendar year, the ISO year of a week, the first year of a decade or century; negative before Christ.
    `number` is the month (of a day too), quarter, half, season (1 spring … 4 winter) or ISO week. `part` is the
    TIMEX3 time of day, `TMO` or `T20:00`, which EDTF leaves out.
    """

    unit: str
    year: int
    number: int = 0
    day: int = 0
    part: str = ""

    @property
    def timex(self) -> str:
        """The TIMEX3 value: `2024-11-20`, `2024-W47-WE`, `2024-Q3`, `2024-SU`, `199`, `BC0480-08`, `2024-11-20TMO`."""
        year = f"{self.year:04}" if self.year > 0 else f"BC{-self.year:04}"
        if self.unit == "day":
            return f"{year}-{self.number:02}-{self.day:02}{self.part}"
        if self.unit == "month":
            return f"{year}-{self.number:02}"
        if self.unit == "decade":
            return year[:-1]
        if self.unit == "century":
            return year[:-2]
        if self.unit == "season":
            return f"{year}-{SEASON_CODES[self.number - 1]}"
        suffix = {"week": f"-W{self.number:02}", "weekend": f"-W{self.number:02}-WE"}
        return year + suffix.get(self.unit, f"-{self.unit[0].upper()}{self.number}" if self.number else "")

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day, or None before Christ and past the calendar's end."""
        try:
            return self._days()
        except (ValueError, OverflowError):
            return None

    def _days(self) -> tuple[dt.date, dt.date]:
        if self.unit == "day":
            return (day := dt.date(self.year, self.number, self.day)), day
        if self.unit in ("week", "weekend"):
            first = dt.date.fromisocalendar(self.year, self.number, 6 if self.unit == "weekend" else 1)
            return first, dt.date.fromisocalendar(self.year, self.number, 7)
        if self.unit == "season":
            return edtf.season_bounds(self.year, self.number + 20)
        months = _MONTHS_IN[self.unit]
        start = (self.number - 1) * months + 1 if months < 12 else 1
        last_year, last_month = self.year + (months // 12 or 1) - 1, start + months - 1 if months < 12 else 12
        return dt.date(self.year, start, 1), dt.date(
            last_year, last_month, calendar.monthrange(last_year, last_month)[1]
        )

    @property
    def edtf(self) -> str | None:
        """The EDTF text with just these bounds, in the shortest form; None where EDTF level 1 cannot say it."""
        if self.year < 1 or (bounds := self.days) is None:
            return None
        if self.unit == "season":
            return f"{self.year:04}-{self.number + 20}"
        if self.unit == "decade":
            return f"{self.year // 10:03}X"
        if self.unit == "century":
            return f"{self.year // 100:02}XX"
        if self.unit in ("quarter", "half"):
            return f"{bounds[0].isoformat()[:7]}/{bounds[1].isoformat()[:7]}"
        return edtf.days(*bounds).text

    def shifted(self, count: int) -> "Stretch | None":
        """The stretch of the same unit `count` units later (earlier where negative); None past the calendar's ends."""
        if self.unit in _DAYS_IN:
            if (bounds := self.days) is None:
                return None
            try:
                return containing(bounds[0] + dt.timedelta(count * _DAYS_IN[self.unit]), self.unit)
            except OverflowError:
                return None
        months = _MONTHS_IN[self.unit]
        if months >= 12:
            years = count * months // 12
            return _within_calendar(replace(self, year=_skip_year_zero(self.year, years), part=""))
        index = self.year * (12 // months) + self.number - 1 + count
        return _within_calendar(Stretch(self.unit, index // (12 // months), index % (12 // months) + 1))

    def wider(self, unit: str) -> "Stretch | None":
        """The stretch of a larger unit that this one begins in; None where it is unknown."""
        if unit == self.unit:
            return replace(self, part="")
        if unit == "year" and self.unit not in ("decade", "century"):
            return Stretch("year", self.year)
        if unit == "month" and self.unit == "day":
            return Stretch("month", self.year, self.number)
        if unit in ("decade", "century") and self.year > 0:
            span = 10 if unit == "decade" else 100
            return Stretch(unit, self.year // span * span)
        if (bounds := self.days) is None or _size(unit) < _size(self.unit):
            return None
        return containing(bounds[0], unit)


def containing(day: dt.date, unit: str) -> Stretch:
    """The stretch of this unit that holds the day; for a weekend, the one of the day's ISO week."""
    if unit in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return Stretch(unit, year, week)
    if unit == "day":
        return Stretch("day", day.year, day.month, day.day)
    if unit == "season":
        return Stretch("season", day.year - (day.month < 3), (day.month // 3 - 1) % 4 + 1)
    months = _MONTHS_IN[unit]
    if months < 12:
        return Stretch(unit, day.year, (day.month - 1) // months + 1)
    years = months // 12
    return Stretch(unit, day.year // years * years)


def day(year: int, month: int, number: int, part: str = "") -> Stretch | None:
    """A day, or None where the calendar has no such day."""
    length = calendar.monthrange(year, month)[1] if year > 0 else 31
    return Stretch("day", year, month, number, part) if 1 <= number <= length else None


def _size(unit: str) -> int:
    return _DAYS_IN.get(unit) or _MONTHS_IN[unit] * 30


def _skip_year_zero(year: int, years: int) -> int:
    moved = year + years
    if year > 0 >= moved:
        return moved - 1
    return moved + 1 if year < 0 <= moved else moved


def _within_calendar(stretch: Stretch) -> Stretch | None:
    return stretch if stretch.year != 0 and -9999 <= stretch.year <= 9999 else None
