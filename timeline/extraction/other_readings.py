"""A time phrase that does not name its year → other days that its words may mean, for the date model to choose from.

A rule has to settle on one year; where a story goes to and fro between now and then it is the wrong one at times.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from timeline import edtf
from timeline.extraction.reading import Reading, TimePhrase

_DAY_OR_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?")
_NAMES_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_NAMES_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_RECKONED = ("-of-told-year", "-of-section-year", "-after", "-this")  # ends of the rules that reckon a year
_STARTS = re.compile(r"\b(?:effective|starting|beginning|as of)(?: (?:midnight|noon))?(?: on)? $")
_FROM_PUBLICATION = ("-before", "-after", "-this")
_WEEK = 7
_BACK = 3  # sentences back in which a year counts as told


def other_readings(reading: Reading, index: int, phrase: TimePhrase) -> Iterator[tuple[str, str]]:
    """The other values of a phrase of a sentence as EDTF, each with a name: `recent` (the last such day or month up to
    publication) or `told` (that of the year that was told last)."""
    found = _DAY_OR_MONTH.fullmatch(phrase.plain)
    words = reading.text[phrase.start : phrase.end]
    if found is None:
        return
    starts = _STARTS.search(reading.text, max(0, phrase.start - 30), phrase.start)
    if phrase.rule == "weekday-ahead" and found[3] and not starts:
        day = dt.date.fromisoformat(phrase.plain).toordinal() - _WEEK
        if day > 0:
            yield "recent", dt.date.fromordinal(day).isoformat()
    if not _NAMES_MONTH.search(words) or _NAMES_YEAR.search(words):
        return
    year, month, day_of_month = int(found[1]), int(found[2]), found[3]
    if reading.published and phrase.rule.endswith(_YEAR_RECKONED):
        last = edtf.parse(reading.published).last
        latest = last.year - ((month, int(day_of_month or 1)) > (last.month, last.day))
        yield from _in_year("recent", latest, year, phrase.plain)
    if phrase.rule.endswith(_FROM_PUBLICATION):
        yield from _in_year("told", _told_year(reading, index, phrase) or year, year, phrase.plain)


def _in_year(name: str, other: int, year: int, value: str) -> Iterator[tuple[str, str]]:
    """The day or month in the other year, where it is another one and has that day."""
    moved = f"{other:04}{value[4:]}"
    if other != year and (calendar.isleap(other) or not moved.endswith("-02-29")):
        yield name, moved


def _told_year(reading: Reading, index: int, phrase: TimePhrase) -> int | None:
    """The last year that is named before a phrase, in its sentence or in those just before."""
    for there in range(index, max(-1, index - 1 - _BACK), -1):
        for other in reversed(reading.times[there]):
            if other.start < phrase.start and (named := _NAMES_YEAR.search(reading.text[other.start : other.end])):
                return int(named[0])
    return None
