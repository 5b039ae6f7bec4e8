"""An EDTF date → the words in which a report tells it, no more precise than the date is."""

import re

from timeline import edtf

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_POINT = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[~?%]?)")
UNKNOWN = "date unknown"


def date_words(date: str) -> str:
    """`20 November 2024`, `about summer 2024`, `the 1990s`, `18 November 2024 to 20 November 2024`, `since 2022`."""
    if not date:
        return UNKNOWN
    if "/" not in date:
        return _point(date)
    first, last = date.split("/")
    if first in ("", ".."):
        return f"until {_point(last)}"
    if last in ("", ".."):
        return f"since {_point(first)}"
    return f"{_point(first)} to {_point(last)}"


def is_loose(date: str) -> bool:
    """Whether the date leaves its day open: it is none, more than a day, or marked as approximate or uncertain."""
    if not date:
        return True
    value = edtf.parse(date)
    return value.loose or value.first != value.last


def _point(text: str) -> str:
    found = _POINT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no EDTF date of level 1")
    words = _calendar(found["year"], found["month"], found["day"])
    about = "about " if found["mark"] in ("~", "%") and found["mark"] else ""
    doubt = " (uncertain)" if found["mark"] in ("?", "%") and found["mark"] else ""
    return f"{about}{words}{doubt}"


def _calendar(year: str, month: str | None, day: str | None) -> str:
    if "X" in year:
        return f"the {year.replace('X', '0')}s" if year.count("X") == 1 else f"{year[:2]}00 to {year[:2]}99"
    if month is None:
        return year
    if month == "XX":
        return f"{year}, month unknown"
    number = int(month)
    words = f"{_SEASONS[number] if number in _SEASONS else _MONTHS[number - 1]} {year}"
    if day is None:
        return words
    return f"{words}, day unknown" if day == "XX" else f"{int(day)} {words}"
