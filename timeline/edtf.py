"""EDTF level 1 text (ISO 8601-2) → first day, last day, precision, and comparisons with three answers.

Bounds are those of the stated value: `~`, `?` and `%` never move them. They only keep an answer from being certain.
"""

import calendar
import datetime as dt
import enum
import functools
import re
from dataclasses import dataclass

from timeline.errors import BadDate

_EXAMPLES = (
    "Accepted are, for example, 2024-11-20, 2024-11, 2024, 2024-22 (summer), 199X, 2024-11~ (about), "
    "2022? (uncertain), 2024-11-18/2024-11-20, 2022/.. (since) and ../2015 (until)."
)
_SHAPE = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)")
_SPRING, _WINTER = 21, 24
_LONGEST = len("2024-11-18~/2024-11-20~")


class Certainty(enum.IntEnum):
    """The answer to a question about a date that may be vague; `max` and `min` combine answers as or and and."""

    NO = 0
    POSSIBLY = 1
    CERTAINLY = 2


@dataclass(frozen=True, slots=True)
class Edtf:
    """One EDTF level 1 value in normal form, made by `parse`, `interval`, `on` or `days`.

    `first` and `last` are inclusive; an open or unknown start is `date.min`, an open or unknown end `date.max`.
    `precision` is one of day, month, season, year, decade, century, interval. `approximate` is `~` or `%`,
    `uncertain` is `?` or `%`, on either end of an interval.
    """

    text: str
    first: dt.date
    last: dt.date
    precision: str
    approximate: bool = False
    uncertain: bool = False

    @property
    def open_start(self) -> bool:
        """Whether nothing is said about when it began (`../2015`, `/2015`)."""
        return self.text.startswith(("..", "/"))

    @property
    def open_end(self) -> bool:
        """Whether nothing is said about when it ends or ended (`2022/..`, `2022/`)."""
        return self.text.endswith(("..", "/"))

    @property
    def loose(self) -> bool:
        """Whether the true day may lie outside the stated bounds, so that no answer about it is certain."""
        return self.approximate or self.uncertain

    def __str__(self) -> str:
        return self.text


UNKNOWN = Edtf("", dt.date.min, dt.date.max, "interval", uncertain=True)
"""The date of something of which no source says when it was."""


@functools.lru_cache(maxsize=32768)  # more than all days of forty years, which a list may hold
def parse(text: str) -> Edtf:
    """EDTF level 1 text → its value in normal form (no spaces around it, `X` in capitals).

    Raises `BadDate` with what is wrong and what is accepted.
    """
    stated = text.strip().replace("x", "X")
    if not stated:
        raise BadDate(f"The date is empty. {_EXAMPLES}")
    if len(stated) > _LONGEST or stated.count("/") > 1:
        raise BadDate(f"{_shown(text)} is not an EDTF date{_guess(stated)}. {_EXAMPLES}")
    if "/" not in stated:
        return _point(stated)
    left, _, right = stated.partition("/")
    if left in ("", "..") and right in ("", ".."):
        raise BadDate(f"{text!r} dates neither end: leave the date out, or give one end, as in 2022/.. or ../2015.")
    first = None if left in ("", "..") else _point(left)
    last = None if right in ("", "..") else _point(right)
    return _joined(first, last, stated)


def interval(first: Edtf | None, last: Edtf | None) -> Edtf:
    """Two values → the interval from the start of `first` to the end of `last`; None leaves that end open (`..`).

    The two ends keep the words they were given in, qualifiers too: `interval(2024-11~, 2025)` is `2024-11~/2025`.
    Equal ends give the value itself. Raises `BadDate` where the ends are the wrong way round or both open.
    """
    left = ".." if first is None else first.text.partition("/")[0]
    right = ".." if last is None else last.text.rpartition("/")[2]
    return parse(left if left == right else f"{left}/{right}")


def on(day: dt.date) -> Edtf:
    """One day → its value."""
    return Edtf(day.isoformat(), day, day, "day")


def days(first: dt.date, last: dt.date) -> Edtf:
    """First and last day → the shortest text with just these bounds: a day, a whole month or year, or an interval.

    `date.min` and `date.max` stand for an open start and end. Raises `BadDate` where `last` is before `first`.
    """
    if first == last:
        return on(first)
    whole_months = first.day == 1 and last != dt.date.max and (last + dt.timedelta(1)).day == 1
    if whole_months and first.year == last.year:
        if (first.month, last.month) == (1, 12) and first != dt.date.min:
            return parse(f"{first.year:04}")
        if first.month == last.month:
            return parse(f"{first.year:04}-{first.month:02}")
    return interval(None if first == dt.date.min else on(first), None if last == dt.date.max else on(last))


def within(value: Edtf, since: dt.date | None, until: dt.date | None) -> Certainty:
    """Whether the day that `value` speaks of lies from `since` to `until`, both inclusive, None meaning no limit.

    CERTAINLY where every day that the value allows does, NO where none does, POSSIBLY otherwise. A value with
    `~`, `?` or `%` is never CERTAINLY within anything, and NO where its stated bounds lie outside.
    """
    low, high = since or dt.date.min, until or dt.date.max
    if low > high or value.last < low or value.first > high:
        return Certainty.NO
    inside = low <= value.first and value.last <= high
    return Certainty.CERTAINLY if inside and not value.loose else Certainty.POSSIBLY


def with_preposition(date: Edtf) -> str:
    """The date as a sentence tells it: "on 2024-11-20", "in 2024-11", "within 2024-11-18/2024-11-20"."""
    if "/" in date.text:
        return f"within {date}"
    return f"{'on' if date.first == date.last else 'in'} {date}"


def before(one: Edtf, other: Edtf) -> Certainty:
    """Whether `one` lies on an earlier day than `other`, over every pair of days that the two allow."""
    if one.first >= other.last:
        return Certainty.NO
    certain = one.last < other.first and not (one.loose or other.loose)
    return Certainty.CERTAINLY if certain else Certainty.POSSIBLY


def after(one: Edtf, other: Edtf) -> Certainty:
    """Whether `one` lies on a later day than `other`, over every pair of days that the two allow."""
    return before(other, one)


def same(one: Edtf, other: Edtf) -> Certainty:
    """Whether the two speak of the same day: CERTAINLY only where both are that one day and neither is loose."""
    if one.last < other.first or other.last < one.first:
        return Certainty.NO
    certain = one.first == one.last == other.first == other.last and not (one.loose or other.loose)
    return Certainty.CERTAINLY if certain else Certainty.POSSIBLY


def season_bounds(year: int, season: int) -> tuple[dt.date, dt.date]:
    """Year and 21–24 → first and last day. Northern meteorological seasons; winter runs into the next year.

    Raises `ValueError` where the calendar ends before the season does.
    """
    month = 3 * (season - _SPRING) + 3
    if season < _WINTER:
        return dt.date(year, month, 1), dt.date(year, month + 2, calendar.monthrange(year, month + 2)[1])
    return dt.date(year, 12, 1), dt.date(year + 1, 3, 1) - dt.timedelta(1)


def _point(text: str) -> Edtf:
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise BadDate(f"{_shown(text)} is not an EDTF date{_guess(text)}. {_EXAMPLES}")
    year, month, day, mark = shape[1], shape[2], shape[3], shape[4]
    try:
        first, last, precision = _bounds(year, month, day)
    except ValueError as error:
        raise BadDate(f"{text!r} is not in the calendar: {error}. {_EXAMPLES}") from error
    return Edtf(text, first, last, precision, mark in ("~", "%"), mark in ("?", "%"))


def _bounds(year: str, month: str | None, day: str | None) -> tuple[dt.date, dt.date, str]:
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year < 1 and last_year < 1:
        raise ValueError("years run from 0001 to 9999")
    if year.endswith("X"):
        if month is not None:
            raise ValueError("a year with X digits takes no month")
        precision = "century" if year.endswith("XX") else "decade"
        return dt.date(max(first_year, 1), 1, 1), dt.date(last_year, 12, 31), precision
    if month is None or (month == "XX" and day in (None, "XX")):
        return dt.date(first_year, 1, 1), dt.date(first_year, 12, 31), "year"
    if month == "XX":
        raise ValueError("a day needs its month")
    number = int(month)
    if _SPRING <= number <= _WINTER:
        if day is not None:
            raise ValueError("a season takes no day")
        return *season_bounds(first_year, number), "season"
    if not 1 <= number <= 12:
        raise ValueError("months run from 01 to 12, seasons from 21 (spring) to 24 (winter)")
    length = calendar.monthrange(first_year, number)[1]
    if day is None or day == "XX":
        return dt.date(first_year, number, 1), dt.date(first_year, number, length), "month"
    if not 1 <= int(day) <= length:
        raise ValueError(f"{year}-{month} has the days 01 to {length}")
    exact = dt.date(first_year, number, int(day))
    return exact, exact, "day"


def _joined(first: Edtf | None, last: Edtf | None, text: str) -> Edtf:
    if first is not None and last is not None and first.first > last.last:
        raise BadDate(f"{text!r} ends before it begins: write the earlier date first, as in 2024-11-18/2024-11-20.")
    ends = [end for end in (first, last) if end is not None]
    return Edtf(
        text,
        dt.date.min if first is None else first.first,
        dt.date.max if last is None else last.last,
        "interval",
        any(end.approximate for end in ends),
        any(end.uncertain for end in ends),
    )


def _shown(text: str) -> str:
    """A refused date, short enough for one sentence."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _guess(text: str) -> str:
    """What the writer of a refused date probably meant, to begin the sentence that refuses it."""
    if text.count("/") > 1:
        return " (year first with '-' between the parts; one '/' joins the first and last day of an interval)"
    if re.match(r"[0-9-]+T", text):
        return " (a time of day is not kept: give the day alone)"
    if re.fullmatch(r"[Y-].*", text):
        return " (years run from 0001 to 9999)"
    if re.fullmatch(r"[0-9]{4}-?[0-9]{1,2}-?[0-9]{0,2}|[0-9]{1,3}", text):
        return " (a year has four digits, month and day two each, with '-' between them)"
    if re.search(r"[./][0-9]|[A-Za-z]{3}", text):
        return " (year first, then month and day in digits)"
    return ""


def days_of(text: str | None) -> tuple[dt.date, dt.date]:
    """First and last day of a date in EDTF; every day there is where it is empty or None. Raises BadDate."""
    if not text:
        return dt.date.min, dt.date.max
    date = parse(text)
    return date.first, date.last
