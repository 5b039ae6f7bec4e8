"""Dates in digits: `2024-11-20`, `11/20/2024`, `20.11.2024`, `7/8/07`."""

from timeline.extraction.dates.resolution import Match, Resolution, Rule, placed, said
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import day
from timeline.extraction.dates.years import year_of_two_digits


def _iso(match: Match, _scene: Scene) -> Resolution | None:
    """`2024-11-20`, `2024-11-20T10:30:00Z`."""
    month, number = int(match["month"]), int(match["day"])
    if not 1 <= month <= 12:
        return None
    part = f"T{match['hour']}:{match['minute']}" if said(match, "hour") else ""
    return placed(match, day(int(match["year"]), month, number, part), "iso-date", explicit=True)


def _numeric(match: Match, scene: Scene) -> Resolution | None:
    """Month first with `/` or `-` unless it cannot be, day first with `.`."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if year < 100:
        year = year_of_two_digits(year, scene)
    month, number = (two, one) if match["mark"] == "." or one > 12 else (one, two)
    if not 1 <= month <= 12:
        return None
    return placed(match, day(year, month, number), "numeric-date", explicit=True)


NUMERIC_RULES = (
    Rule(
        r"(?P<year>1[0-9]{3}|20[0-9]{2})(?P<mark>[-/])(?P<month>[01][0-9])(?P=mark)(?P<day>[0-3][0-9])"
        r"(?:t(?P<hour>[0-2][0-9]):(?P<minute>[0-5][0-9])(?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
        r"(?![0-9a-z])(?!-[0-9])",
        _iso,
    ),
    Rule(
        r"(?P<one>[0-3]?[0-9])(?P<mark>[-./])(?P<two>[0-3]?[0-9])(?P=mark)(?P<year>(?:1[6-9]|20)[0-9]{2}|[0-9]{2})"
        r"(?![0-9a-z])(?![-./][0-9])",
        _numeric,
    ),
)
