"""Years by their number: `1939`, `the year 2024`, `1915-17`, `'82`, `499-493 BC`."""

import re

from timeline.extraction.dates.patterns import BC, DASH, END, IN_A_NAME, YEAR, spaced
from timeline.extraction.dates.resolution import Match, Resolution, Rule, placed, said
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch
from timeline.extraction.dates.years import year_of_two_digits

# What a number of four digits after it is the number of, or a sum of money.
_NUMBER_OF = re.compile(
    r"[$£€#№¥]$|(?:^|[^a-z])(?:resolutions?|res|nos?\.?|number|numbers|room|page|pages|article|section|rule|law|order"
    r"|decree|directive|regulation|flight|model|class|type)[ \n]$"
)
_QUANTIFIER = re.compile(
    r"(?:^|[^a-z])(?:about|some|nearly|almost|roughly|approximately|up to|over|another|than|total of|least)[ \n]$"
)
_MANY = re.compile(spaced(rf" [a-z]{{3,16}}s{END}"))
_NOT_BEFORE = (
    r"(?!-(?:mile|kilomet|met|foot|feet|pound|ton|man|men|strong|plus|odd|member|page|word|seat|acre|hectare|horsepower"
    r"|series))(?! ?(?:%|percent|per cent|million|billion|thousand|km|kilomet|met(?:er|re)|mm|cm|miles?|feet|foot|ft|kg"
    r"|kilogram|tons?|tonnes?|pounds?|euros?|dollars?|yen|people|men|troops|soldiers|civilians|points?|gmt|utc|hours?|hrs"
    r"|h(?![a-z])|barrels?|rounds?|copies|vehicles?|tanks?|missiles?|rockets?|aircraft|shares|workers|employees|members"
    rf"|votes?|seats?|mines|landmines|shells|bombs|drones|rifles){END})"
)


def _year(match: Match, scene: Scene) -> Resolution | list[Resolution] | None:
    """`1939`, `1915-17`, `2024-11`: a number of four digits where nothing says that it counts or numbers something."""
    number = int(match["year"])
    if scene.before(match.start(), 16, _NUMBER_OF) or scene.before(match.start(), 16, IN_A_NAME):
        return None
    if _MANY.match(scene.plain, match.end()) and (number % 100 == 0 or scene.before(match.start(), 16, _QUANTIFIER)):
        return None
    first = placed(match, Stretch("year", number), "year", explicit=True)
    if first is None or not (short := said(match, "short")):
        return first
    if number % 100 >= int(short):
        month = Stretch("month", number, int(short)) if 1 <= int(short) <= 12 else None
        return placed(match, month, "month-in-full", explicit=True)
    first.end = match.end("year")
    last = placed(match, Stretch("year", number // 100 * 100 + int(short)), "year", explicit=True)
    if last is None:
        return first
    last.start = match.start("short")
    return [first, last]


_BEFORE_SHORT_YEAR = re.compile(r"(?:in|of|since|from|until|by|to|and|the|season|early|late|mid-)[ \n-]$")


def _short_year(match: Match, scene: Scene) -> Resolution | None:
    """`'82` → 1982."""
    if not scene.before(match.start(), 8, _BEFORE_SHORT_YEAR):
        return None
    year = year_of_two_digits(int(match["short"]), scene)
    return placed(match, Stretch("year", year), "year-of-two-digits", scene.now("year"))


def _before_christ(match: Match, _scene: Scene) -> Resolution | None:
    """`480 BC`, and the `499` of `499-493 BC`."""
    return placed(match, Stretch("year", -int(match["year"])), "year-before-christ", explicit=True)


_TO = rf"(?: ?{DASH} ?| (?:to|and|until) )"
NUMERIC_RULES = (
    Rule(rf"(?P<year>[0-9]{{1,4}})(?={_TO}[0-9]{{1,4}} {BC})", _before_christ),
    Rule(rf"(?P<year>[0-9]{{1,4}}) {BC}", _before_christ),
)
LAST_NUMERIC_RULES = (Rule(rf"(?P<year>{YEAR})(?:[-–/](?P<short>[0-9]{{2}})(?![0-9/-]|[a-z]))?{_NOT_BEFORE}", _year),)
WORD_RULES = (
    Rule(rf"(?:the )?year (?P<year>{YEAR})", _year),
    Rule(r"'(?P<short>[0-9]{2})(?![0-9a-z])", _short_year),
    Rule(rf"(?:circa|ca?\.) (?P<year>[0-9]{{1,4}}) {BC}", _before_christ),
)
