"""What comes again and again: `daily`, `every two years`, `twice a week`, `$5 a year`, `Mondays` → TIMEX3 sets."""

import re

from timeline.extraction.dates.lengths import period
from timeline.extraction.dates.patterns import CARDINAL, END, SEASON, UNIT, WEEKDAY, any_of
from timeline.extraction.dates.resolution import Match, Resolution, Rule, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import SEASON_CODES
from timeline.extraction.dates.words import MONTHS, SEASONS, WEEKDAYS, cardinal, month_of, unit_of, weekday_of

ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "everyday": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y", "annual": "P1Y", "yearly": "P1Y",
}  # fmt: skip


def _adverb(match: Match, _scene: Scene) -> Resolution:
    return unplaced(match, ADVERBS[match["word"]], "repetition", "SET")


def _every(match: Match, _scene: Scene) -> Resolution:
    """`every day`, `each year`, `every two years`, `per month`, `every Tuesday`, `Mondays`."""
    if weekday := said(match, "weekday"):
        return unplaced(match, f"XXXX-WXX-{weekday_of(weekday)}", "repetition", "SET")
    if month := said(match, "month"):
        return unplaced(match, f"XXXX-{month_of(month):02}", "repetition", "SET")
    if season := said(match, "season"):
        return unplaced(match, f"XXXX-{SEASON_CODES[SEASONS[season] - 1]}", "repetition", "SET")
    number = said(match, "number")
    return unplaced(match, period(cardinal(number) if number else 1, unit_of(match["unit"])), "repetition", "SET")


_AMOUNT = re.compile(
    r"(?:[0-9%]|percent|million|billion|thousand|hundred|dozen|once|twice|times|barrels|tons|tonnes|dollars|euros|pounds"
    r"|hours|days|people)[ \n]$"
)


def _a_unit(match: Match, scene: Scene) -> Resolution | None:
    """`a year`: each year after an amount (`$5 a year`, `twice a week`), a length of time otherwise."""
    unit = unit_of(match["unit"])
    if unit in ("second", "quarter") or match["unit"] != unit:
        return None  # "a second try", "a quarter of them", "a decades-long dispute"
    if scene.before(match.start(), 12, _AMOUNT):
        return unplaced(match, period(1, unit), "repetition", "SET")
    return unplaced(match, period(1.5 if said(match, "after_half") else 1, unit), "duration", "DURATION")


WORD_RULES = (
    Rule(rf"(?:every|each|per) (?:(?P<number>{CARDINAL}) )?(?:(?P<unit>{UNIT})|(?P<weekday>{WEEKDAY}))", _every),
    Rule(rf"(?:every|each) (?:(?P<month>{any_of(MONTHS)}){END}|(?P<season>{SEASON}))", _every),
    Rule(rf"(?P<weekday>{any_of(WEEKDAYS)})s{END}", _every),
    Rule(rf"(?P<word>{any_of(ADVERBS)}){END}", _adverb),
    Rule(rf"an? (?P<unit>{UNIT})(?P<after_half> and a half)?(?![- ](?:old|long))", _a_unit),
)
