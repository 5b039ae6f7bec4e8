"""A date as headers write it (`20 November 2024`, `Nov. 20, 2024 9:30 AM`, `2024-11-20T09:30:00Z`) → an EDTF date.

Only whole, absolute dates with a year, in English or in digits: what a document says of itself. Dates in prose, and
those relative to another, are the work of `timeline.extraction.dates`.
"""

import functools
import re

from timeline import edtf
from timeline.edtf import Edtf
from timeline.errors import BadDate

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = {month[:length]: n for n, month in enumerate(_MONTHS, 1) for length in range(3, len(month) + 1)}

# Runs of blanks are bounded: no text, however odd, may make matching slow.
_GAP, _BLANK = r"\s{0,3}", r"\s{1,3}"
_WEEKDAY = rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?{_BLANK})?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_HOURS = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,9})?)?"
_ZONE = r"(?:Z|GMT|UTC|[ECMP][SD]T|CES?T|EES?T|BST|MSK|ET)?"
_OFFSET = rf"(?:[+-]\d{{2}}:?\d{{2}})?(?:{_GAP}\([A-Z]{{2,5}}\))?"
_CLOCK = (
    rf"(?:[T,\s]{_GAP}(?:[-–—|]{_GAP})?(?:at{_BLANK})?{_HOURS}"
    rf"{_GAP}(?:[ap]\.?m\.?)?{_GAP}{_ZONE}{_GAP}{_OFFSET})?"
)
_ISO_DAY = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_DAY_MONTH_YEAR = rf"{_WEEKDAY}{_DAY}{_BLANK}(?:of{_BLANK})?{_MONTH},?{_BLANK}{_YEAR}"
_MONTH_DAY_YEAR = rf"{_WEEKDAY}{_MONTH}{_BLANK}{_DAY},?{_BLANK}{_YEAR}"
_FORMS = (
    _ISO_DAY,
    r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})",
    _DAY_MONTH_YEAR,
    rf"{_WEEKDAY}{_DAY}-{_MONTH}-{_YEAR}",
    _MONTH_DAY_YEAR,
    rf"{_MONTH},?{_BLANK}{_YEAR}",
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
)
_SLASHED = r"(?P<one>\d{1,2})[/-](?P<two>\d{1,2})[/-](?P<year>\d{4})"


class AmbiguousDate(BadDate):
    """Day and month in an order that nothing tells."""


def _unnamed(*patterns: str) -> str:
    return "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", pattern) for pattern in patterns) + ")"


# Patterns of one date within a line: a day that cannot be misread, and any of the forms.
DAY_TEXT = _unnamed(_ISO_DAY, _DAY_MONTH_YEAR, _MONTH_DAY_YEAR) + _CLOCK
ANY_TEXT = _unnamed(*_FORMS, _SLASHED) + _CLOCK


@functools.cache
def _pattern(form: str) -> re.Pattern[str]:
    """A form in any case; compiled when a text first gets that far, because most texts state the date in one form."""
    return re.compile(form, re.IGNORECASE)


def header_date(text: str) -> Edtf:
    """A header's or a person's way of writing a date → its value; a time of day is dropped, never converted.

    EDTF itself is accepted as it is. Raises `BadDate`, for `05/06/2024` an `AmbiguousDate` that names both readings.
    """
    stated = text.strip().rstrip(".,;")
    if slashed := _pattern(_SLASHED + _CLOCK).fullmatch(stated):
        return _slashed(int(slashed["one"]), int(slashed["two"]), int(slashed["year"]), stated)
    for form in _FORMS:
        if found := _pattern(form + _CLOCK).fullmatch(stated):
            parts = found.groupdict()
            month = parts["month"]
            number = int(month) if month.isdigit() else _NUMBERS[month.lower()]
            day = f"-{int(parts['day']):02}" if parts.get("day") else ""
            return edtf.parse(f"{parts['year']}-{number:02}{day}")
    if re.fullmatch(r"[12]\d{3}[01]\d[0-3]\d", stated):
        return edtf.parse(f"{stated[:4]}-{stated[4:6]}-{stated[6:]}")
    if (prefix := _pattern(rf"{ANY_TEXT}(?=$|[\s,;.|()–—-])").match(stated)) and prefix.end() < len(stated):
        return header_date(prefix[0])  # "20 November 2024 (updated 21 November)"
    return edtf.parse(stated)


def _slashed(one: int, two: int, year: int, stated: str) -> Edtf:
    """Day and month in an order that only their size can tell."""
    if one == two or one > 12 or two > 12:
        day, month = (two, one) if two > 12 else (one, two)
        return edtf.parse(f"{year:04}-{month:02}-{day:02}")
    british, american = f"{year:04}-{two:02}-{one:02}", f"{year:04}-{one:02}-{two:02}"
    raise AmbiguousDate(f"{stated!r} may be {british} or {american}: write the one that is meant, year first.")
