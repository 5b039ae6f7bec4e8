"""Holidays → the day of the year they fall on."""

import datetime as dt
from collections.abc import Callable

from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.patterns import YEAR, any_of
from timeline.extraction.dates.resolution import Match, Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch, containing
from timeline.extraction.dates.words import in_words

DayOfYear = Callable[[int], dt.date]


def _nth(month: int, weekday: int, nth: int) -> DayOfYear:
    """The nth weekday of a month (Monday is 1), counted from its end where nth is negative."""

    def of_year(year: int) -> dt.date:
        if nth < 0:
            last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
            return last - dt.timedelta((last.isoweekday() - weekday) % 7)
        first = dt.date(year, month, 1)
        return first + dt.timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))

    return of_year


def _on(month: int, day: int) -> DayOfYear:
    return lambda year: dt.date(year, month, day)


def _from_easter(days: int) -> DayOfYear:
    return lambda year: easter(year) + dt.timedelta(days)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((year % 19 + 11 * moon + 22 * week) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


HOLIDAYS: dict[str, DayOfYear] = {
    "new year's day": _on(1, 1), "new year's eve": _on(12, 31), "new year's": _on(1, 1), "epiphany": _on(1, 6),
    "martin luther king day": _nth(1, 1, 3), "presidents day": _nth(2, 1, 3), "presidents' day": _nth(2, 1, 3),
    "valentine's day": _on(2, 14), "st. patrick's day": _on(3, 17), "april fools' day": _on(4, 1),
    "ash wednesday": _from_easter(-46), "palm sunday": _from_easter(-7), "good friday": _from_easter(-2),
    "easter": easter, "easter sunday": easter, "easter monday": _from_easter(1), "may day": _on(5, 1),
    "victory day": _on(5, 9), "memorial day": _nth(5, 1, -1), "d-day": lambda _year: dt.date(1944, 6, 6),
    "juneteenth": _on(6, 19), "independence day": _on(7, 4), "fourth of july": _on(7, 4), "july fourth": _on(7, 4),
    "bastille day": _on(7, 14), "labor day": _nth(9, 1, 1), "columbus day": _nth(10, 1, 2), "halloween": _on(10, 31),
    "all saints' day": _on(11, 1), "armistice day": _on(11, 11), "veterans day": _on(11, 11),
    "veterans' day": _on(11, 11), "thanksgiving": _nth(11, 4, 4), "thanksgiving day": _nth(11, 4, 4),
    "christmas": _on(12, 25), "christmas day": _on(12, 25), "christmas eve": _on(12, 24), "boxing day": _on(12, 26),
}  # fmt: skip


def _holiday(match: Match, scene: Scene) -> Resolution | None:
    """`Christmas 1963`, `last Thanksgiving`, `Easter`: without a year the one told of last, or the nearest."""
    of_year = HOLIDAYS[in_words(match["holiday"])]
    if stated := said(match, "year"):
        return placed(match, containing(of_year(int(stated)), "day"), "holiday", explicit=True)
    now = scene.present("day") or scene.present("year")
    if now is None or not 1 < now.year < 9999:
        return unplaced(match, "XXXX-XX-XX", "holiday-without-year")
    return placed(match, containing(of_year(_year(match, scene, now, of_year)), "day"), "holiday", now)


def _year(match: Match, scene: Scene, now: Stretch, of_year: DayOfYear) -> int:
    if scene.narrative or now.days is None or now.unit != "day":
        return now.year
    this, today, which = of_year(now.year), now.days[0], said(match, "which")
    direction = scene.direction(match.start(), match.end())
    if which == "last" or (direction is Direction.PAST and which != "next"):
        return now.year - (this > today)
    if which == "next" or direction.ahead:
        return now.year + (this < today)
    distance = (this - today).days
    return now.year - 1 if distance > 182 else now.year + 1 if distance < -182 else now.year


WORD_RULES = (
    Rule(
        rf"(?:(?P<which>last|this|next) )?(?:the )?(?P<holiday>{any_of(HOLIDAYS)})(?![a-z0-9'-])"
        rf"(?:,? (?:of |in )?(?P<year>{YEAR}))?",
        _holiday,
    ),
)
