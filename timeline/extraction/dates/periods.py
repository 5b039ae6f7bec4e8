"""Quarters, halves and seasons: `the third quarter of 2024`, `Q3`, `first-half`, `spring 2024`, `winter`."""

import re

from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.patterns import BC, END, NAMED_YEAR, SEASON, YEAR, spaced
from timeline.extraction.dates.resolution import Match, Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import SEASON_CODES, Stretch
from timeline.extraction.dates.words import SEASONS, ordinal
from timeline.extraction.dates.years import named_year, year_of

_OF_YEAR = rf"(?:(?:,? (?:of|in) |,? )(?:(?P<year>{YEAR}|[0-9]{{1,4}} {BC})|{NAMED_YEAR}))?"


def _stated_year(match: Match, scene: Scene) -> int | None:
    """The year that the words give: `of 2024`, `last year`, `480 BC`; None where they give none."""
    if stated := said(match, "year"):
        return year_of(stated, scene)
    if which := said(match, "which"):
        found = named_year(which, scene)
        return found.year if found else None
    return None


def _quarter(match: Match, scene: Scene) -> Resolution | None:
    """`the third quarter of 2024`, `third-quarter`, `Q3`: without a year the last one that is over, or the next."""
    unit = "half" if match["unit"].startswith("h") else "quarter"
    parts = 2 if unit == "half" else 4
    number = parts if match["nth"] in ("last", "final", "latter") else _number(match["nth"])
    if number > parts:
        return None
    year = _stated_year(match, scene)
    if year is not None:
        return placed(match, Stretch(unit, year, number), "quarter-in-full", explicit=True)
    now = scene.present(unit)
    if now is None:
        return unplaced(match, f"XXXX-{unit[0].upper()}{number}", "quarter-without-year")
    ahead = not scene.narrative and scene.direction(match.start(), match.end()).ahead
    year = now.year + (number < now.number) if ahead else now.year - (number > now.number)
    return placed(match, Stretch(unit, year, number), "quarter-nearest", now)


def _number(nth: str) -> int:
    return int(nth) if nth.isdigit() else ordinal(nth)


def _season(match: Match, scene: Scene) -> Resolution | None:
    """`spring 2024`, `the summer of 1942`, `in winter`: without a year that of what was told last, or the nearest."""
    number, before = SEASONS[match["season"]], said(match, "before")
    year = int(before) if before else _stated_year(match, scene)
    if year is not None:
        return placed(match, Stretch("season", year, number), "season-in-full", explicit=True)
    if not _is_season(match, scene):
        return None
    now = scene.present("season")
    if now is None:
        return unplaced(match, f"XXXX-{SEASON_CODES[number - 1]}", "season-without-year")
    if scene.narrative:
        told = scene.recent("year") or now
        return placed(match, Stretch("season", told.year, number), "season-told", now)
    offset = (number - now.number) % 4
    direction = scene.direction(match.start(), match.end())
    ahead = direction.ahead or (direction is Direction.NONE and offset <= 1)
    return placed(match, now.shifted(offset if ahead or not offset else offset - 4), "season-nearest", now)


_BEFORE = re.compile(
    r"(?:^|[^a-z])(?:in|by|during|since|until|till|of|early|late|mid|mid-|from|to|through|throughout|over|this|last|and"
    r"|for|before)[ \n](?:the[ \n])?$"
)
_AFTER = re.compile(
    spaced(rf" of [a-z]|-| (?:to|from|into|in the|apart|back|short|under|on|open|up|out){END}"),
)


def _is_season(match: Match, scene: Scene) -> bool:
    """Whether a bare `spring` or `fall` is the season: a `spring` of water, `to fall`, `the fall of Saigon` are not."""
    word = match["season"]
    if word not in ("fall", "spring"):
        return True
    if word == "fall" and (
        scene.plain.endswith("to ", 0, match.start()) or _AFTER.match(scene.plain, match.end()) is not None
    ):
        return False
    return scene.before(match.start(), 14, _BEFORE)


_FRACTION = rf"(?!-final|s| of (?:the (?!year)|a |[0-9]{{1,2}}{END}|its|their|his|all))"
NUMERIC_RULES = (
    Rule(rf"(?P<nth>[1-4](?:st|nd|rd|th))[- ](?P<unit>quarter|half){END}(?!-final|s){_OF_YEAR}", _quarter),
    Rule(rf"(?P<before>{YEAR}) (?P<season>{SEASON})", _season),
)
WORD_RULES = (
    Rule(
        r"(?:the )?(?P<nth>first|second|third|fourth|last|final|latter|1st|2nd|3rd|4th)[- ](?P<unit>quarter|half)"
        rf"{END}{_FRACTION}{_OF_YEAR}",
        _quarter,
    ),
    Rule(rf"(?P<unit>[qh])(?P<nth>[1-4])(?![0-9a-z]){_OF_YEAR}", _quarter),
    Rule(rf"(?:the )?(?P<season>{SEASON}){_OF_YEAR}", _season),
)
