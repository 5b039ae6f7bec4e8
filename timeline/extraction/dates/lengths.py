"""Lengths of time: `nearly three years`, `27-year`, `decades`, `a year and a half` → TIMEX3 durations."""

import re

from timeline.extraction.dates.patterns import ABOUT, ADJECTIVE, CARDINAL, COUNT, END, UNIT, UNITS_ONLY_PLURAL, spaced
from timeline.extraction.dates.resolution import Match, Resolution, Rule, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.words import UNITS, cardinal, unit_of


def amount(match: Match) -> tuple[float | None, str]:
    """A match of COUNT and a unit → how many (None: not said) of which unit."""
    unit = unit_of(match["unit"])
    number = said(match, "number")
    if number is None:
        return None, unit
    halves = bool(said(match, "half")) + bool(said(match, "after_half"))
    return cardinal(number) + halves / 2, unit


def period(count: float | None, unit: str) -> str:
    """3, `year` → `P3Y`; 30, `minute` → `PT30M`; 2.5, `year` → `P2.5Y`; None, `month` → `PXM`."""
    letters, factor = UNITS[unit]
    time, letters = ("T", letters[1]) if letters[0] == "T" else ("", letters)
    if count is None:
        return f"P{time}X{'DE' if unit == 'decade' else letters}"
    total = count * factor
    return f"P{time}{total:g}{letters}" if total < 1e6 else f"P{time}{total:.0f}{letters}"


def _length(match: Match, scene: Scene) -> Resolution | None:
    """`three days`, `more than a year`, `a few weeks`, `half an hour`."""
    count, unit = amount(match)
    if said(match, "number") in ("a", "an") and match["unit"] != unit:
        return None  # the "a" of "a decades-long dispute" belongs to the dispute
    if unit in ("second", "quarter") and (count or 0) <= 1:
        return None  # "a second" is rather the next one, "a quarter" a fourth part
    if unit == "quarter" and scene.plain.startswith(" of ", match.end()):
        return None
    if _is_age(match, scene):
        return None
    return unplaced(match, period(count, unit), "duration", "DURATION")


def _is_age(match: Match, scene: Scene) -> bool:
    """Whether it tells how old someone is, which corpora of news do not count among the times and histories do."""
    return not scene.narrative and (match[0].endswith("old") or scene.plain.startswith(" of age", match.end()))


def _of_two(match: Match, _scene: Scene) -> Resolution:
    """The `60` of `between 60 and 90 days`: a length of its own."""
    return unplaced(match, period(cardinal(match["number"]), unit_of(match["unit"])), "duration", "DURATION")


def _adjective(match: Match, scene: Scene) -> Resolution | None:
    """`27-year`, `two-week-long`, `decades-old`, `year-long`, `weeklong`."""
    unit, number = unit_of(match["unit"]), said(match, "number")
    if unit in ("second", "quarter"):
        return None  # "three-quarters", "split-second"
    if _is_age(match, scene) and (number or match["unit"] == unit):
        return None
    count = cardinal(number) if number else 1 if match["unit"] == unit else None
    return unplaced(match, period(count, unit), "duration", "DURATION")


def _half(match: Match, _scene: Scene) -> Resolution | None:
    """`half-hour`, `half a century`."""
    unit = match["unit"]
    value = {"hour": "PT30M", "decade": "P5Y", "century": "P50Y", "year": "P6M"}.get(unit) or period(0.5, unit)
    return unplaced(match, value, "duration", "DURATION")


_AFTER = re.compile(
    r"(?:^|[^a-z])(?:for|in|over|after|within|of|lasted|lasting|took|take|takes|by|through|last|spent|many|and|or|with"
    r"|the first|during)[ \n]$|^$"
)
_BEFORE = re.compile(spaced(rf" (?:after|before|since|ahead of){END}"))


def _plural(match: Match, scene: Scene) -> Resolution | None:
    """`for years`, `decades of`, `days after`: how many is not said."""
    unit = unit_of(match["unit"])
    if unit == "second" or not (scene.before(match.start(), 12, _AFTER) or _BEFORE.match(scene.plain, match.end())):
        return None
    return unplaced(match, period(None, unit), "duration", "DURATION")


_TWO = rf"(?P<number>{CARDINAL})(?=(?: (?:to|or|and) |[-–](?=[0-9])(?<=[0-9][-–])){CARDINAL}[- ](?P<unit>{UNIT}))"
_LENGTH = rf"{COUNT} {ADJECTIVE}(?P<unit>{UNIT})(?P<after_half> and a half)?(?: (?:old|long){END}|-long{END})?"
NUMERIC_RULES = (
    Rule(_TWO, _of_two),
    Rule(rf"(?P<number>{CARDINAL})[- ](?P<unit>{UNIT})-(?:long|old){END}", _adjective),
    Rule(_LENGTH, _length),
    Rule(rf"(?P<number>{CARDINAL})-(?P<unit>{UNIT})(?!-old{END})", _adjective),
)
WORD_RULES = (
    Rule(_TWO, _of_two),
    Rule(rf"(?:an? )?(?P<number>{CARDINAL})[- ](?P<unit>{UNIT})-(?:long|old){END}", _adjective),
    Rule(rf"half(?: a|-a|-)[ -]?(?P<unit>hour|day|week|month|year|decade|century){END}", _half),
    Rule(rf"{ABOUT}?{_LENGTH}", _length),
    Rule(rf"(?P<number>{CARDINAL})-(?P<unit>{UNIT})(?!-old{END})", _adjective),
    Rule(rf"(?P<unit>{UNIT})-(?:long|old){END}", _adjective),
    Rule(rf"(?P<unit>day|week|month|year|hour|decade)long{END}", _adjective),
)
LAST_WORD_RULES = (Rule(rf"(?P<unit>{UNITS_ONLY_PLURAL})", _plural),)
