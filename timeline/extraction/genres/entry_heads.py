"""A Reading → the dates that begin its lines and head what follows: "4 July - …", "May 15, 2006: …", "1977, March"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.reading import Reading, TimePhrase

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[ \t\r]*(?:[-*•·–—▪●►]+[ \t]+|\(?\d{1,2}\)[ \t]+)?[\[(*_]{0,3}")
_MARK = re.compile(r"[\])*_]{0,3}\.?[ \t]*(?:[:;.|\t]|[-–—]{1,2}(?=\s)|(?<=\.)(?=\s)|(?=\r?\Z))[*_]{0,2}")
_JOINT = re.compile(r"\.?(?: ?[-–—/] ?| to )(?=\w)")
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\w)"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_YEAR_FIRST = re.compile(rf"{_YEAR}[,:]? {_MONTH}\.?(?: {_DAY})?", re.IGNORECASE)
_YEARS = re.compile(rf"{_YEAR}(?:[-–/](?P<to>(?:18|19|20)?\d\d))?(?![\w-])(?! [a-z])")
_BARE_DAY = re.compile(_DAY)
_DAY_MONTH = re.compile(rf"(?:{_DAY} )?{_MONTH}(?!\.?,? (?:\d|to\b)|\.?[-–/])", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"{_MONTH}\.? {_DAY}(?!,? (?:18|19|20)\d\d|[-–/]\d)", re.IGNORECASE)
_OF = r"(?: (?P<of>(?:18|19|20)\d\d))?"
_HEADING = re.compile(rf"[ \t*#_=]*(?:{_MONTH}\.?,?{_OF}|{_YEAR})[ \t*_=:\r]*\Z", re.IGNORECASE)
_NO_DATE = re.compile(r"q[1-4]\b|\d{1,2}[:.]\d\d(?![\d.])", re.IGNORECASE)  # a question's number, a time of the day
LONGEST = 160  # characters of a line in which its date is looked for


@dataclass(frozen=True, slots=True)
class Head:
    """The date that heads an entry; `end` is where the entry's own words begin. A `section` holds entries."""

    start: int
    end: int
    date: TimePhrase
    section: bool = False


@dataclass(slots=True)
class _Section:
    """The year and the month that stand on lines of their own above the entries at hand."""

    year: int | None = None
    month: int | None = None


def heads_of(reading: Reading) -> Iterator[Head]:
    """The heads in the order of the text, those of sections among them."""
    phrases = {phrase.start: phrase for phrases in reading.times for phrase in phrases}
    section = _Section()
    for line in _LINE.finditer(reading.text):
        beginning = line.group()[:LONGEST]
        if heading := _HEADING.match(beginning):
            _open(section, heading, reading)
            if date := _of_section(section, line.start(), line.end()):
                yield Head(line.start(), line.end(), date, True)
            continue
        bullet = _BULLET.match(beginning)
        start = line.start() + (bullet.end() if bullet else 0)
        if date := _date_at(reading.text, start, phrases, section):
            mark = _MARK.match(reading.text[date.end : min(date.end + 12, line.end())])
            if mark:
                yield Head(start, date.end + mark.end(), date)


def _open(section: _Section, heading: re.Match[str], reading: Reading) -> None:
    if heading["year"]:
        section.year, section.month = int(heading["year"]), None
        return
    section.month = _month(heading["month"])
    if heading["of"]:
        section.year = int(heading["of"])
    elif section.year is None and reading.published:
        section.year = _year_of(section.month, reading.published)


def _of_section(section: _Section, start: int, end: int) -> TimePhrase | None:
    if section.year is None:
        return None
    value = f"{section.year:04}" + (f"-{section.month:02}" if section.month else "")
    return TimePhrase(start, end, value, "entry-head", "")


def _year_of(month: int, published: str) -> int | None:
    """The year in which a month without one lies: the last such month up to the publication."""
    try:
        last = edtf.parse(published).last
    except BadDate:
        return None
    return last.year if month <= last.month else last.year - 1


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _date_at(text: str, start: int, phrases: dict[int, TimePhrase], section: _Section) -> TimePhrase | None:
    """The date that begins at `start`: one with its year first, the last of a range, any other, or a bare day."""
    if found := _YEAR_FIRST.match(text, start, start + LONGEST):
        return _made(found, int(found["year"]), _month(found["month"]), found["day"])
    if section.year is not None:
        found = _MONTH_DAY.match(text, start, start + 24) or _DAY_MONTH.match(text, start, start + 24)
        if found:
            return _made(found, section.year, _month(found["month"]), found["day"])
    phrase = phrases.get(start)
    if phrase is not None and not _NO_DATE.match(text, start):
        joint = _JOINT.match(text, phrase.end, phrase.end + 5)
        other = phrases.get(joint.end()) if joint else None
        end = other.end if other is not None else phrase.end
        return TimePhrase(start, end, phrase.edtf, phrase.rule, phrase.anchor)
    if found := _YEARS.match(text, start, start + 12):
        return _years(found)
    if section.month is not None and section.year is not None and (found := _BARE_DAY.match(text, start, start + 8)):
        return _made(found, section.year, section.month, found["day"])
    return None


def _years(found: re.Match[str]) -> TimePhrase | None:
    """A year or a span of years ("2002–03")."""
    first, last = found["year"], found["to"]
    value = first if last is None else f"{first}/{first[: 4 - len(last)]}{last}"
    return TimePhrase(*found.span(), value, "entry-head", "") if last is None or value[5:] > first else None


def _made(found: re.Match[str], year: int, month: int, day: str | None) -> TimePhrase | None:
    value = f"{year:04}-{month:02}" + (f"-{int(day):02}" if day else "")
    try:
        edtf.parse(value)
    except BadDate:
        return None
    return TimePhrase(found.start(), found.end(), value, "entry-head", "")
