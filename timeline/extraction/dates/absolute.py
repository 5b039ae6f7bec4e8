"""Dates that the words give in full or but for the year: `20 Nov. 2024`, `March 3-5`, `11/20/2024`, `1915-17`, `499 BC`."""

import re
from dataclasses import replace

from timeline.extraction.dates.resolution import Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch, day
from timeline.extraction.dates.words import (
    BC,
    DASH,
    DAY_NUMBER,
    END,
    GAP,
    MONTH,
    OPTIONAL_GAP,
    WEEKDAY_SHORT,
    YEAR,
    month_of,
)
from timeline.extraction.dates.years import year_for

_LEADING_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY_SHORT}),?{GAP}(?:the{GAP})?)?"
_YEAR_AFTER = (
    rf"(?:,?{GAP}(?:of{GAP})?(?:(?P<year>{YEAR}|[0-9]{{1,4}}{GAP}{BC}|'[0-9]{{2}}{END})"
    rf"|(?P<which>this|last|next|that|the same|the following|the previous){GAP}year{END}))?"
)
_JOIN = rf"(?:{OPTIONAL_GAP}{DASH}{OPTIONAL_GAP}|{GAP}(?:and|to|or|through){GAP})"


def _number(text: str) -> int:
    return int(re.sub(r"[^0-9]", "", text))


_ATTACKS = re.compile(r"(?:,? 2001,?)? (?:terror(?:ist)? )?(?:attacks?|hijack|terror|commission)")


def _month_day(match: re.Match[str], scene: Scene) -> Resolution | list[Resolution] | None:
    """`March 3`, `Tuesday, Nov. 19, 2024`, `May 4 and 5`: the second day of a pair is an expression of its own."""
    month, first = month_of(match["month"]), _number(match["day"])
    if (month, first) == (9, 11) and not said(match, "year") and _ATTACKS.match(scene.plain, match.end()):
        return placed(match, Stretch("day", 2001, 9, 11), "day-by-name")
    if match["month"] == "may" and scene.text[match.start("month")] == "m" and not said(match, "year"):
        return None
    year, rule, anchor = year_for(match, scene, month, first)
    if year is None:
        return unplaced(match, f"XXXX-{month:02}-{first:02}", "day-of-month-without-year")
    one = placed(match, day(year, month, first), rule, anchor)
    if one is None:
        return None
    second = said(match, "second")
    if not second:
        return one
    other = placed(match, day(year, month, _number(second)), rule, anchor)
    if other is None or _number(second) <= first:
        return replace(one, end=match.end("day"))
    one.end, other.start = match.end("day"), match.start("second")
    return [one, other]


def _day_month(match: re.Match[str], scene: Scene) -> Resolution | list[Resolution] | None:
    """`3 March`, `the 20th of November 2024`, `3-5 March`: the first day of a pair is an expression of its own."""
    month, last = month_of(match["month"]), _number(match["day"])
    year, rule, anchor = year_for(match, scene, month, last)
    if year is None:
        return unplaced(match, f"XXXX-{month:02}-{last:02}", "day-of-month-without-year")
    other = placed(match, day(year, month, last), rule, anchor)
    if other is None:
        return None
    if not said(match, "first"):
        return other
    one = placed(match, day(year, month, _number(said(match, "first"))), rule, anchor)
    other.start = match.start("day")
    if one is None or _number(said(match, "first")) >= last:
        return other
    one.start, one.end = match.start("first"), match.end("first")
    return [one, other]


def _month(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`November 2024`, `Nov.`, `May` where it is the month."""
    month = month_of(match["month"])
    named = said(match, "year") or said(match, "which")
    if not named and not _is_month(match, scene):
        return None
    year, rule, anchor = year_for(match, scene, month, None)
    if year is None:
        return unplaced(match, f"XXXX-{month:02}", "month-without-year")
    return placed(match, Stretch("month", year, month), rule, anchor)


_ON_THE = re.compile(r"(?:^|[^a-z])(?:on|by|until|till|since|from|to|between|and|before|after)[ \n]$")


def _day_of_told_month(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`on the 20th`: that day of the month that was told of last, or of the present one."""
    month = scene.recent("month")
    if month is None or _ON_THE.search(scene.plain, max(0, match.start() - 9), match.start()) is None:
        return None
    return placed(match, day(month.year, month.number, int(match["day"])), "day-of-told-month", month)


_BEFORE_MONTH = re.compile(
    r"(?:^|[^a-z])(?:in|since|by|until|till|of|last|next|this|early|late|mid|from|to|between|and|or|through|during|before|after"
    r"|each|every|for|that|previous|following|a|the|late-|mid-|early-|[-–(/])[ \n(]{0,2}$"
)


_MARCH = re.compile(r" (?:on|of|to|toward|towards|through|against|for)(?![a-z])(?! (?:[0-9]|that|last|this|the same) ?)")


def _is_month(match: re.Match[str], scene: Scene) -> bool:
    """Whether a bare `may`, `march`, `mar`, `sept` … is the month and not a verb, a noun, a name."""
    word = match["month"]
    if scene.text[match.start("month")].islower():
        return False
    if word == "march" and _MARCH.match(scene.plain, match.end()):
        return False
    if word in ("may", "march") or word.rstrip(".") in ("mar", "jan", "jun", "jul", "dec", "sep", "apr", "feb"):
        return _BEFORE_MONTH.search(scene.plain, max(0, match.start() - 12), match.start()) is not None
    following = scene.text[match.end() : match.end() + 2]
    if word in ("april", "june", "august") and following[:1] == " " and following[1:2].isupper():
        return _BEFORE_MONTH.search(scene.plain, max(0, match.start() - 12), match.start()) is not None
    return True


# What a number of four digits before it is the number of, or a sum of money, or part of a name.
_COUNTED = re.compile(
    r"[$£€#№¥]$|(?:^|[^a-z])(?:resolutions?|res|nos?\.?|number|numbers|room|page|pages|article|section|rule|law|order|decree|directive"
    r"|regulation|flight|model|class|type)[ \n]$|(?:^|[^a-z])(?!(?:post|pre|mid|end|late|early)-)[a-z]{1,12}[-./]$"
)
_QUANTIFIER = re.compile(r"(?:^|[^a-z])(?:about|some|nearly|almost|roughly|approximately|up to|over|another|than|total of|least)[ \n]$")
_MANY = re.compile(rf"{GAP}[a-z]{{3,16}}s{END}")


def _year(match: re.Match[str], scene: Scene) -> Resolution | list[Resolution] | None:
    """`1939`, `the year 2024`, `2024`: a number of four digits where nothing says that it counts something."""
    number, rule = _number(match["year"]), "year"
    opening = max(0, match.start() - 16)
    if _COUNTED.search(scene.plain, opening, match.start()):
        return None
    if _MANY.match(scene.plain, match.end()) and (
        number % 100 == 0 or _QUANTIFIER.search(scene.plain, opening, match.start())
    ):
        return None
    result = placed(match, Stretch("year", number), rule)
    short = said(match, "short")
    if result is None or not short:
        return result
    second = number // 100 * 100 + int(short)
    if second <= number:
        return replace(result, end=match.end("year"))
    other = placed(match, Stretch("year", second), rule)
    assert other is not None
    result.end, other.start = match.end("year"), match.start("short")
    return [result, other]


_BEFORE_SHORT_YEAR = re.compile(r"(?:in|of|since|from|until|by|to|and|the|season|early|late|mid-)[ \n-]$")


def _short_year(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`'82` → 1982: the century that puts it nearest before the publication."""
    if _BEFORE_SHORT_YEAR.search(scene.plain, max(0, match.start() - 8), match.start()) is None:
        return None
    now = scene.now("year")
    latest = now.year + 10 if now else 2030
    year = latest // 100 * 100 + int(said(match, "short"))
    return placed(match, Stretch("year", year if year <= latest else year - 100), "year-of-two-digits", now)


def _before_christ(match: re.Match[str], scene: Scene) -> Resolution | None:
    return placed(match, Stretch("year", -int(said(match, "year"))), "year-before-christ")


def _range_before_christ(match: re.Match[str], scene: Scene) -> Resolution | None:
    """The `499` of `499-493 BC`."""
    return placed(match, Stretch("year", -int(said(match, "year"))), "year-before-christ")


def _bare_before_christ(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`in 490`, once the text has spoken of years before Christ."""
    if not scene.before_christ or scene.last is None or not 0 > scene.last.year:
        return None
    return placed(match, Stretch("year", -int(said(match, "year"))), "year-before-christ", scene.last)


def _numeric(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`11/20/2024`, `20.11.2024`, `7/8/07`: month first with `/` unless it cannot be, day first with `.`."""
    one, two, year = int(match["one"]), int(match["two"]), int(said(match, "year"))
    if year < 100:
        now = scene.now("year")
        latest = now.year + 10 if now else 2030
        year += latest // 100 * 100
        year -= 100 if year > latest else 0
    month, number = (two, one) if match["mark"] == "." or one > 12 else (one, two)
    if not 1 <= month <= 12:
        return None
    return placed(match, day(year, month, number), "numeric-date")


def _iso(match: re.Match[str], scene: Scene) -> Resolution | None:
    month, number = int(match["month"]), int(match["day"])
    if not 1 <= month <= 12:
        return None
    part = f"T{match['hour']}:{match['minute']}" if said(match, "hour") else ""
    return placed(match, day(int(said(match, "year")), month, number, part), "iso-date")


_NOT_A_YEAR_AFTER = (
    rf"(?!{OPTIONAL_GAP}(?:%|percent|per{GAP}cent|million|billion|thousand|km|kilomet|met(?:er|re)|mm|cm|miles?|feet|foot|ft"
    rf"|kg|kilogram|tons?|tonnes?|pounds?|euros?|dollars?|yen|people|men|troops|soldiers|civilians|points?|gmt|utc"
    rf"|hours?|hrs|h(?![a-z])|barrels?|rounds?|copies|vehicles?|tanks?|missiles?|rockets?|aircraft|shares|workers"
    rf"|employees|members|votes?|seats?|mines|landmines|shells|bombs|drones|rifles|others|additional|more|or so){END})"
)

NUMERIC_RULES = (
    Rule(
        "iso-date",
        r"(?P<year>1[0-9]{3}|20[0-9]{2})(?P<mark>[-/])(?P<month>[01][0-9])(?P=mark)(?P<day>[0-3][0-9])"
        r"(?:t(?P<hour>[0-2][0-9]):(?P<minute>[0-5][0-9])(?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
        r"(?![0-9a-z])(?!-[0-9])",
        _iso,
    ),
    Rule(
        "numeric-date",
        r"(?P<one>[0-3]?[0-9])(?P<mark>[-./])(?P<two>[0-3]?[0-9])(?P=mark)(?P<year>(?:1[6-9]|20)[0-9]{2}|[0-9]{2})"
        r"(?![0-9a-z])(?![-./][0-9])",
        _numeric,
    ),
    Rule("nine-eleven", r"9/11(?![0-9/])", lambda match, scene: placed(match, Stretch("day", 2001, 9, 11), "day-by-name")),
    Rule(
        "day-month",
        rf"(?:(?P<first>{DAY_NUMBER})(?:{_JOIN}(?:the{GAP})?))?(?P<day>{DAY_NUMBER}){GAP}(?:of{GAP}|day{GAP}of{GAP})?(?P<month>{MONTH})"
        rf"{_YEAR_AFTER}",
        _day_month,
    ),
    Rule(
        "range-before-christ",
        rf"(?P<year>[0-9]{{1,4}})(?=(?:{OPTIONAL_GAP}{DASH}{OPTIONAL_GAP}|{GAP}(?:to|and|until){GAP})[0-9]{{1,4}}{GAP}{BC})",
        _range_before_christ,
    ),
    Rule("year-before-christ", rf"(?P<year>[0-9]{{1,4}}){GAP}{BC}", _before_christ),
    Rule(
        "year",
        rf"(?P<year>{YEAR})(?:[-–/](?P<short>[0-9]{{2}})(?![0-9/-]|[a-z]))?(?!-(?:mile|kilomet|met|foot|feet|pound|ton|man|men|strong|plus|odd|member|page|word|seat|acre|hectare|horsepower|series)){_NOT_A_YEAR_AFTER}",
        _year,
    ),
)
WORD_RULES = (
    Rule(
        "the-day-month",
        rf"(?:(?P<weekday>{WEEKDAY_SHORT}),?{GAP})?the{GAP}(?P<day>{DAY_NUMBER}){GAP}(?:of{GAP}|day{GAP}of{GAP})?(?P<month>{MONTH}){_YEAR_AFTER}",
        _day_month,
    ),
    Rule(
        "weekday-day-month",
        rf"(?P<weekday>{WEEKDAY_SHORT}),?{GAP}(?P<day>{DAY_NUMBER}){GAP}(?:of{GAP})?(?P<month>{MONTH}){_YEAR_AFTER}",
        _day_month,
    ),
    Rule(
        "month-day",
        rf"{_LEADING_WEEKDAY}(?P<month>{MONTH}){GAP}(?:the{GAP})?(?P<day>{DAY_NUMBER})(?!{GAP}(?:percent|million|billion)|%)"
        rf"(?:{_JOIN}(?P<second>{DAY_NUMBER})(?!{GAP}(?!(?:in|at|when|as|after|and|for|on|of|by|were|was|to|[12][0-9]{{3}}){END})[a-z0-9]))?"
        rf"{_YEAR_AFTER}",
        _month_day,
    ),
    Rule("day-of-told-month", rf"the{GAP}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th){END}(?=[.,;:)]|{GAP}(?:the|he|she|it|they|a|an|when|with|and|at|by|in|was|were|after|before|to|from|of{GAP}(?:that|the)){END}|$)", _day_of_told_month),
    Rule("month", rf"(?P<month>{MONTH}){_YEAR_AFTER}", _month),
    Rule("the-year", rf"(?:the{GAP})?year{GAP}(?P<year>{YEAR})", _year),
    Rule("short-year", rf"'(?P<short>[0-9]{{2}})(?![0-9a-z])", _short_year),
    Rule("circa-before-christ", rf"(?:circa|ca?\.){GAP}(?P<year>[0-9]{{1,4}}){GAP}{BC}", _before_christ),
)
