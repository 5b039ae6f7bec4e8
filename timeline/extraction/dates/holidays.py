"""Holidays → the day of the year they fall on."""

import datetime as dt
import re
from collections.abc import Callable

from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.resolution import Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch, containing
from timeline.extraction.dates.words import GAP, YEAR


def _nth(month: int, weekday: int, nth: int) -> Callable[[int], dt.date]:
    """The nth weekday of a month (Monday is 1), counted from its end where nth is negative."""

    def of_year(year: int) -> dt.date:
        if nth < 0:
            last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
            return last - dt.timedelta((last.isoweekday() - weekday) % 7)
        first = dt.date(year, month, 1)
        return first + dt.timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))

    return of_year


def _fixed(month: int, day: int) -> Callable[[int], dt.date]:
    return lambda year: dt.date(year, month, day)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((year % 19 + 11 * moon + 22 * week) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


HOLIDAYS: dict[str, Callable[[int], dt.date]] = {
    "christmas": _fixed(12, 25), "christmas day": _fixed(12, 25), "christmas eve": _fixed(12, 24), "boxing day": _fixed(12, 26),
    "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31), "new year's": _fixed(1, 1), "epiphany": _fixed(1, 6),
    "valentine's day": _fixed(2, 14), "st. patrick's day": _fixed(3, 17), "april fools' day": _fixed(4, 1),
    "may day": _fixed(5, 1), "victory day": _fixed(5, 9), "d-day": lambda year: dt.date(1944, 6, 6), "juneteenth": _fixed(6, 19),
    "bastille day": _fixed(7, 14), "halloween": _fixed(10, 31), "all saints' day": _fixed(11, 1), "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11), "veterans' day": _fixed(11, 11), "independence day": _fixed(7, 4), "fourth of july": _fixed(7, 4), "july fourth": _fixed(7, 4),
    "martin luther king day": _nth(1, 1, 3), "presidents day": _nth(2, 1, 3), "presidents' day": _nth(2, 1, 3),
    "memorial day": _nth(5, 1, -1), "labor day": _nth(9, 1, 1), "columbus day": _nth(10, 1, 2), "thanksgiving": _nth(11, 4, 4),
    "thanksgiving day": _nth(11, 4, 4), "easter": easter, "easter sunday": easter,
    "good friday": lambda year: easter(year) - dt.timedelta(2), "easter monday": lambda year: easter(year) + dt.timedelta(1),
    "palm sunday": lambda year: easter(year) - dt.timedelta(7), "ash wednesday": lambda year: easter(year) - dt.timedelta(46),
}  # fmt: skip


def _holiday(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`Christmas 1963`, `last Thanksgiving`, `Easter`: without a year the one told of last, or the nearest."""
    of_year = HOLIDAYS[" ".join(match["holiday"].split())]
    if said(match, "year"):
        return placed(match, containing(of_year(int(said(match, "year"))), "day"), "holiday")
    now = scene.present("day") or scene.present("year")
    if now is None or now.year < 1:
        return unplaced(match, "XXXX-XX-XX", "holiday-without-year")
    return placed(match, containing(of_year(_year(match, scene, now, of_year)), "day"), "holiday", now)


def _year(match: re.Match[str], scene: Scene, now: Stretch, of_year: Callable[[int], dt.date]) -> int:
    if scene.narrative or now.days is None or now.unit != "day":
        return now.year
    this, today = of_year(now.year), now.days[0]
    direction = scene.direction(match.start(), match.end())
    if said(match, "which") == "last" or (direction is Direction.PAST and said(match, "which") != "next"):
        return now.year - (this > today)
    if said(match, "which") == "next" or direction.ahead:
        return now.year + (this < today)
    distance = (this - today).days
    return now.year - 1 if distance > 182 else now.year + 1 if distance < -182 else now.year


_NAMES = "|".join(sorted((re.escape(name).replace(r"\ ", GAP) for name in HOLIDAYS), key=lambda name: (-len(name), name)))
WORD_RULES = (
    Rule(
        "holiday",
        rf"(?:(?P<which>last|this|next){GAP})?(?:the{GAP})?(?P<holiday>{_NAMES})(?![a-z0-9'-])(?:,?{GAP}(?:of{GAP}|in{GAP})?(?P<year>{YEAR}))?",
        _holiday,
    ),
)
