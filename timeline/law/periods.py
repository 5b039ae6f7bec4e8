"""A day or an uncertain date → the date some months and days later, never more certain than it was."""

import calendar
import datetime as dt
from dataclasses import dataclass

from timeline import edtf
from timeline.edtf import Edtf


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a treaty lets pass; `first_of_month` means the first day of the month reached (Mine Ban Art. 17)."""

    months: int = 0
    days: int = 0
    first_of_month: bool = False

    def after(self, day: dt.date) -> dt.date:
        """The day on which the period that begins on `day` is over, never before it nor beyond the calendar."""
        start = day.replace(day=1) if self.first_of_month else day
        try:
            return max(day, _months_later(start, self.months) + dt.timedelta(self.days))
        except (OverflowError, ValueError):
            return dt.date.max


def _months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which something can have happened: from `first` to `last`, outside them too where `loose` (`~ ? %`).

    `dated` is False where no source gives a date, so that the bounds are only what must be so.
    """

    first: dt.date
    last: dt.date
    loose: bool = False
    dated: bool = True

    @classmethod
    def of(cls, date: Edtf) -> "Span":
        """The span of a stated date."""
        return cls(date.first, date.last, date.loose)

    def later(self, period: Period) -> "Span":
        """The span of what happens a period afterwards."""
        return Span(period.after(self.first), period.after(self.last), self.loose, self.dated)

    def not_before(self, other: "Span") -> "Span":
        """The span of what needs the other to have happened: the later of both first days, the later of both last."""
        return Span(max(self.first, other.first), max(self.last, other.last), self.loose or other.loose, self.dated)

    @property
    def shown(self) -> Edtf | None:
        """The span as a date for people; None where no source dates it."""
        if not self.dated or (self.first, self.last) == (dt.date.min, dt.date.max):
            return None
        stated = self._stated()
        if not self.loose:
            return stated
        ends = [end if end in ("", "..") else f"{end}~" for end in stated.text.split("/")]
        return edtf.parse("/".join(ends))

    def _stated(self) -> Edtf:
        """The span as a date without doubt: whole years as years, "1971/2017"."""
        first, last = self.first, self.last
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        if whole and dt.date.min < first and last < dt.date.max and first.year < last.year:
            return edtf.parse(f"{first.year:04}/{last.year:04}")
        return edtf.days(first, last)
