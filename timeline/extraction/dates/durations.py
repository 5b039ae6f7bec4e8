"""Lengths of time, repetitions, and distances from a date: `nearly three years`, `daily`, `two days ago`, `a year earlier`."""

import re
from dataclasses import replace

from timeline.extraction.dates.deictic import window
from timeline.extraction.dates.resolution import Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch
from timeline.extraction.dates.words import (
    CARDINAL,
    END,
    GAP,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    any_of,
    cardinal,
    unit_of,
    weekday_of,
)

_ABOUT = (
    rf"(?:(?:about|around|almost|nearly|roughly|approximately|more{GAP}than|less{GAP}than|fewer{GAP}than|just{GAP}over|just{GAP}under"
    rf"|a{GAP}little{GAP}(?:more|less|over|under)(?:{GAP}than)?|well{GAP}over|at{GAP}least|at{GAP}most|up{GAP}to|close{GAP}to|over|under|only|just|some|another"
    rf"|a{GAP}mere|barely|a{GAP}full|as{GAP}(?:little|much|many){GAP}as|no{GAP}more{GAP}than|nearly){GAP})"
)
_COUNT = rf"(?:(?P<number>{CARDINAL}|an?{END}|half{GAP}an?{END})(?P<half>{GAP}and{GAP}(?:a{GAP})?half)?|(?P<vague>{VAGUE}))"
_ADJECTIVE = (
    rf"(?:(?:full|whole|entire|straight|consecutive|solid|long|short|more|additional|extra|trading|working|business|calendar|successive|further"
    rf"|bloody|brutal|intense|bitter|final){GAP})?"
)
_VALUE_UNIT = {"T": ""}


def amount(match: re.Match[str]) -> tuple[float | None, str]:
    """A match with number, half, vague and unit → how many (None: not said) of which unit."""
    unit = unit_of(match["unit"])
    if said(match, "vague"):
        return None, unit
    word = said(match, "number")
    number = 0.5 if word.startswith("half") else cardinal(word)
    if said(match, "half"):
        number += 0.5
    after = said(match, "after_half")
    return number + (0.5 if after else 0), unit


def period(count: float | None, unit: str) -> str:
    """`P3Y`, `PT30M`, `P2.5Y`, `PXM`."""
    letter, factor = UNITS[unit]
    time, letter = ("T", letter[1]) if letter[0] == "T" else ("", letter)
    if count is None:
        return f"P{time}X{'DE' if unit == 'decade' else letter}"
    total = count * factor
    return f"P{time}{total:g}{letter}" if total < 1e6 else f"P{time}{total:.0f}{letter}"


def _duration(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`three days`, `more than a year`, `a few weeks`, `half an hour`."""
    count, unit = amount(match)
    if unit in ("second", "quarter") and (count or 0) <= 1:
        return None  # "a second" is rather the next one, "a quarter" a fourth part
    if unit == "quarter" and scene.plain.startswith(" of ", match.end()):
        return None
    return unplaced(match, period(count, unit), "duration", "DURATION")


def _adjectival(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`27-year`, `two-week-long`, `decades-old`, `year-long`."""
    unit = unit_of(match["unit"])
    number = said(match, "number")
    if unit in ("second", "quarter"):
        return None  # three-quarters, a split-second
    plural = match["unit"] != unit
    count = cardinal(number) if number else None if plural else 1
    return unplaced(match, period(count, unit), "duration", "DURATION")


def _half(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`half-hour`, `half a century`."""
    unit = match["unit"]
    value = {"hour": "PT30M", "decade": "P5Y", "century": "P50Y", "year": "P6M"}.get(unit) or period(0.5, unit)
    return unplaced(match, value, "duration", "DURATION")


def _unit_end(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`year-end`, `by month's end`: of the present year or month."""
    if match["unit"] == "week":
        return None
    now = scene.present(match["unit"])
    result = placed(match, now, "unit-same-part", now)
    if result and now and now.edtf:
        result.edtf, result.whole = f"{now.edtf}-12" if match["unit"] == "year" else now.edtf, False
    return result


_PLURAL_AFTER = re.compile(
    r"(?:^|[^a-z])(?:for|in|over|after|within|of|lasted|lasting|took|take|takes|by|through|last|spent|many|and|or|with|the first|during)[ \n]$|^$"
)


_PLURAL_BEFORE = re.compile(rf"{GAP}(?:after|before|since|ahead of){END}")


def _plural(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`for years`, `weeks`, `decades of`: how many is not said."""
    unit = unit_of(match["unit"])
    if unit == "second" or (
        _PLURAL_AFTER.search(scene.plain, max(0, match.start() - 12), match.start()) is None
        and _PLURAL_BEFORE.match(scene.plain, match.end()) is None
    ):
        return None
    return unplaced(match, period(None, unit), "duration", "DURATION")


def _window(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`the past three years`, `the next few days`, `the last two weeks`, `the first six months`."""
    count, unit = amount(match)
    which = match["which"].split()[-1]
    result = unplaced(match, period(count, unit), "window", "DURATION")
    back = which in ("past", "last", "previous", "preceding", "recent")
    if (back or which in ("next", "coming")) and unit in ("day", "week", "month", "quarter", "year", "decade", "century"):
        reach = int(count) if count and count >= 1 else 6 if unit == "week" else 3
        found, result.anchor = window(scene, unit, -reach if back else reach)
        if found and count is None:
            first, _, last = found.partition("/")
            found = f"{first}~/{last}" if back else f"{first}/{last}~"
        result.edtf = found
        result.rule = "window-past" if back else "window-next"
    return result


def _recent(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`recent years`, `the past few`-like windows without a number."""
    unit = unit_of(match["unit"])
    back = match["which"].split()[-1] in ("recent", "past", "last", "previous", "preceding")
    result = unplaced(match, period(None, unit), "window-past" if back else "window-next", "DURATION")
    if unit in ("day", "week", "month", "year", "decade") and match["which"].split()[-1] in ("recent", "coming", "past"):
        found, result.anchor = window(scene, unit, (-1 if back else 1) * (6 if unit == "week" else 3))
        if found:
            first, _, last = found.partition("/")
            result.edtf = f"{first}~/{last}" if back else f"{first}/{last}~"
    return result


_GRAIN = {"day": "day", "week": "week", "fortnight": "week", "month": "month", "quarter": "quarter", "season": "season", "year": "year",
          "decade": "decade", "century": "century", "weekend": "weekend", "night": "day"}  # fmt: skip


def _offset(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`two days ago`, `a year earlier`, `three months later`, `a week from now`, in the grain of the unit."""
    count, unit = amount(match)
    way = " ".join(match["way"].split())
    back = way in ("ago", "earlier", "before", "previously", "prior", "back", "beforehand")
    from_now = way in ("ago", "from now", "hence", "back", "from today")
    if unit in ("second", "minute", "hour"):
        return _offset_of_hours(match, scene, count, from_now, back)
    grain = _GRAIN[unit]
    if count is not None and count % 1:
        grain = {"year": "month", "decade": "year", "month": "day", "week": "day", "century": "year"}.get(grain, grain)
        count, = (count * {"year": 12, "decade": 10, "month": 30, "week": 7, "century": 100}.get(unit, 1),)
    elif unit == "fortnight" and count:
        count *= 2
    anchor = scene.present(grain) if from_now else scene.recent(grain)
    if count is None or anchor is None:
        return _vague_offset(match, scene, unit, back, from_now)
    moved = anchor.shifted(int(-count if back else count))
    rule = ("offset-ago" if back else "offset-from-now") if from_now else ("offset-earlier" if back else "offset-later")
    result = placed(match, moved, rule, anchor)
    if result and said(match, "vague") is None and unit == "week" and count == 1 and from_now:
        result.edtf = _around(scene, -7 if back else 7)
    return result


def _around(scene: Scene, days: int) -> str | None:
    now = scene.now("day")
    moved = now.shifted(days) if now else None
    return f"{moved.edtf}~" if moved and moved.edtf else None


def _offset_of_hours(
    match: re.Match[str], scene: Scene, count: float | None, from_now: bool, back: bool
) -> Resolution | None:
    anchor = scene.present("day") if from_now else scene.recent("day")
    value = f"{anchor.timex}TXX" if anchor else ("PAST_REF" if back else "FUTURE_REF")
    result = unplaced(match, value, "offset-of-hours", "TIME")
    if anchor and anchor.edtf:
        result.edtf, result.anchor = f"{anchor.edtf}~", anchor.timex
    return result


def _vague_offset(match: re.Match[str], scene: Scene, unit: str, back: bool, from_now: bool) -> Resolution:
    """`a few years ago`, `months later`: on that side of the anchor, how far is not said."""
    result = unplaced(match, "PAST_REF" if back else "FUTURE_REF", "offset-vague")
    if from_now and unit in ("day", "week", "month", "year", "decade"):
        found, result.anchor = window(scene, unit, (-1 if back else 1) * (6 if unit == "week" else 5))
        if found:
            first, _, last = found.partition("/")
            result.edtf = f"{first}~/{last}~"
    return result


def _day_beside(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`the day before`, `the day after`, `the year before`, where no clause follows that says before what."""
    unit, back = match["unit"], match["way"] in ("before", "previous", "earlier", "prior")
    anchor = scene.recent(unit)
    if anchor is None:
        return None
    moved = anchor.shifted(-1 if back else 1)
    return placed(match, moved, "unit-before" if back else "unit-after", anchor)


def _same_period(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`the same period last year`, `the same month a year earlier`: what was told of last, a year before."""
    unit = match["unit"]
    told = scene.last if unit in ("period", "time") else scene.recent(unit)
    if told is None or told.unit not in ("month", "quarter", "half", "week", "day", "season", "year"):
        return None
    year = said(match, "year")
    back = int(year) - told.year if year else -1
    moved = replace(told, year=told.year + back, part="") if told.year + back > 0 else None
    return placed(match, moved if moved and moved.days else None, "same-period", told)


_SET_VALUES = {"hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P1Q",
               "annually": "P1Y", "annual": "P1Y", "yearly": "P1Y", "everyday": "P1D"}  # fmt: skip


def _set_word(match: re.Match[str], scene: Scene) -> Resolution | None:
    return unplaced(match, _SET_VALUES[match["word"]], "repetition", "SET")


def _set_unit(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`every day`, `each year`, `every two weeks`, `per month`, `every Tuesday`, `Mondays`."""
    if said(match, "weekday"):
        return unplaced(match, f"XXXX-WXX-{weekday_of(match['weekday'])}", "repetition", "SET")
    unit = unit_of(match["unit"])
    return unplaced(match, period(cardinal(said(match, "number")) if said(match, "number") else 1, unit), "repetition", "SET")


_AMOUNT_BEFORE = re.compile(r"(?:(?:[0-9]|percent|million|billion|thousand|hundred|dozen|once|twice|times|barrels|tons|tonnes|dollars|euros|pounds|hours|days|people|%)[ \n]$)")


def _a_unit(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`a year`: each year after an amount (`$5 a year`, `twice a week`), a length otherwise."""
    unit = unit_of(match["unit"])
    if unit in ("second", "quarter"):
        return None
    rate = _AMOUNT_BEFORE.search(scene.plain, max(0, match.start() - 12), match.start()) is not None
    count = 1.5 if said(match, "after_half") else 1
    return unplaced(match, period(count, unit), "repetition" if rate else "duration", "SET" if rate else "DURATION")


_OFFSET_WAY = (
    rf"(?P<way>ago{END}|(?:earlier|later){END}(?!{GAP}than{END})|previously{END}|prior{END}(?!{GAP}to{END})|afterwards?{END}|beforehand{END}|thereafter{END}"
    rf"|from{GAP}(?:now|today){END}|hence{END}|(?:before|after)(?=[.,;:!?)\"']|{GAP}?$|{GAP}?–))"
)
_UNIT_PLURAL = "(?:" + "|".join(("seconds", "minutes", "hours", "days", "weekends", "weeks", "months", "quarters", "years", "decades", "centuries", "nights")) + ")" + END
_WHICH = rf"(?P<which>(?:the{GAP}|its{GAP}|his{GAP}|their{GAP}|these{GAP}|this{GAP})?(?:very{GAP})?(?:past|last|previous|preceding|next|coming|following|first|final|intervening|succeeding|subsequent|opening|closing|remaining))"

OFFSET_TAIL = rf"(?:(?:{GAP}|,{GAP}){_OFFSET_WAY})"
NUMERIC_RULES = (
    Rule("offset", rf"{_COUNT}{GAP}{_ADJECTIVE}(?P<unit>{UNIT}){OFFSET_TAIL}", _offset),
    Rule("adjectival", rf"(?P<number>{CARDINAL})[- ](?P<unit>{UNIT})(?=-)-(?:long|old){END}", _adjectival),
    Rule("duration", rf"{_COUNT}{GAP}{_ADJECTIVE}(?P<unit>{UNIT})(?P<after_half>{GAP}and{GAP}a{GAP}half)?(?:{GAP}(?:old|long){END}|-long{END})?", _duration),
    Rule("adjectival", rf"(?P<number>{CARDINAL})-(?P<unit>{UNIT})", _adjectival),
)
WORD_RULES = (
    Rule("offset", rf"{_ABOUT}?{_COUNT}{GAP}{_ADJECTIVE}(?P<unit>{UNIT}){OFFSET_TAIL}", _offset),
    Rule("vague-offset", rf"(?P<vague>(?:long{GAP})?)(?P<unit>{_UNIT_PLURAL}){GAP}{_OFFSET_WAY}", lambda match, scene: _vague_offset(
        match, scene, unit_of(match["unit"]), match["way"] in ("ago", "earlier", "before", "previously", "prior", "back"), match["way"] == "ago")),
    Rule(
        "same-period",
        rf"the{GAP}(?:same|corresponding|comparable|equivalent|year-earlier|year-ago){GAP}(?P<unit>period|time|month|quarter|week|day){GAP}(?:(?:of|in){GAP})?"
        rf"(?:(?:the{GAP})?(?:last|previous|prior|preceding){GAP}year|(?:a|one){GAP}year{GAP}(?:ago|earlier|before)|(?P<year>{YEAR})){END}",
        _same_period,
    ),
    Rule("year-earlier", rf"(?:the{GAP}|a{GAP})?(?:year-earlier|year-ago){GAP}(?P<unit>period|time|month|quarter|week|day){END}", _same_period),
    Rule("window", rf"{_WHICH}{GAP}{_COUNT}{GAP}{_ADJECTIVE}(?P<unit>{_UNIT_PLURAL})", _window),
    Rule("window", rf"(?:the{GAP})?{_COUNT}{GAP}(?P<which>previous|preceding|following|past){GAP}(?P<unit>{_UNIT_PLURAL})", _window),
    Rule("recent", rf"(?P<which>(?:the{GAP})?(?:most{GAP}|more{GAP})?(?:recent|coming|past|following|intervening|last|final|early|first|succeeding|next|previous)){GAP}(?P<unit>{_UNIT_PLURAL})", _recent),
    Rule("unit-beside", rf"the{GAP}(?P<unit>day|week|month|year){GAP}(?P<way>(?:before|after)(?=[.,;:!?)\"']|{GAP}?$)|previous{END}|following{END}(?!{GAP}(?:the|a|his|her|its|their){END})|earlier{END}|later{END}|prior{END}(?!{GAP}to{END}))", _day_beside),
    Rule("set-unit", rf"(?:every|each|per){GAP}(?:(?P<number>{CARDINAL}){GAP})?(?:(?P<unit>{UNIT})|(?P<weekday>{WEEKDAY}))", _set_unit),
    Rule("set-word", r"(?P<word>" + "|".join(_SET_VALUES) + rf"){END}", _set_word),
    Rule("a-unit", rf"an?{GAP}(?P<unit>{UNIT})(?P<after_half>{GAP}and{GAP}a{GAP}half)?(?![- ](?:old|long))", _a_unit),
    Rule("adjectival", rf"(?:an?{GAP})?(?P<number>{CARDINAL})[- ](?P<unit>{UNIT})-(?:long|old){END}", _adjectival),
    Rule("duration", rf"{_ABOUT}?{_COUNT}{GAP}{_ADJECTIVE}(?P<unit>{UNIT})(?P<after_half>{GAP}and{GAP}a{GAP}half)?(?:{GAP}(?:old|long){END}|-long{END})?", _duration),
    Rule("adjectival", rf"(?P<number>{CARDINAL})-(?P<unit>{UNIT})", _adjectival),
    Rule("adjectival", rf"(?P<unit>{UNIT})-(?:long|old){END}", _adjectival),
    Rule("unit-long", rf"(?P<unit>day|week|month|year|hour|decade)long{END}", _adjectival),
    Rule("weekdays", rf"(?P<weekday>{any_of(WEEKDAYS)})s{END}", _set_unit),
    Rule("half-a-unit", rf"half(?:{GAP}a|-a|-)(?:{GAP}|-)?(?P<unit>hour|day|week|month|year|decade|century){END}", _half),
    Rule("unit-end", rf"(?:the{GAP})?(?P<unit>year|month|week)(?:-|'s{GAP}|{GAP})end{END}", _unit_end),
    Rule("plural", rf"(?P<unit>{_UNIT_PLURAL})", _plural),
)
