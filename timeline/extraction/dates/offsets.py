"""Distances from now or from what was told last: `two days ago`, `a year earlier`, `months later`, `the day before`."""

from dataclasses import replace

from timeline.extraction.dates.lengths import amount
from timeline.extraction.dates.patterns import ABOUT, ADJECTIVE, COUNT, END, UNIT, UNITS_ONLY_PLURAL, YEAR
from timeline.extraction.dates.resolution import Match, Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch
from timeline.extraction.dates.windows import vague_span
from timeline.extraction.dates.words import in_words, unit_of

_BACK = frozenset(["ago", "earlier", "before", "previously", "prior", "previous", "beforehand"])
_FROM_NOW = frozenset(["ago", "from now", "from today", "hence"])
_RULES = {
    (True, True): "offset-ago", (False, True): "offset-from-now", (True, False): "offset-earlier",
    (False, False): "offset-later",
}  # fmt: skip
# The grain of the date that a number of units gives, and how many grains a unit has.
_GRAINS = {"night": ("day", 1), "fortnight": ("week", 2), "semester": ("month", 6), "millennium": ("century", 10)}
_FINER = {
    "year": ("month", 12), "decade": ("year", 10), "month": ("day", 30), "week": ("day", 7), "century": ("year", 100)
}  # fmt: skip


def _offset(match: Match, scene: Scene) -> Resolution | None:
    """`two days ago`, `a year earlier`, `three months later`, `a week from now`, in the grain of the unit."""
    count, unit = amount(match)
    way = in_words(match["way"])
    back, from_now = way in _BACK, way in _FROM_NOW
    if unit in ("second", "minute", "hour"):
        return _hours(match, scene, back=back, from_now=from_now)
    halves = count is not None and count % 1
    grain, factor = _FINER[unit] if halves and unit in _FINER else _GRAINS.get(unit, (unit, 1))
    anchor = scene.present(grain) if from_now else scene.recent(grain)
    if count is None or anchor is None:
        return _vague(match, scene, unit, back=back, from_now=from_now)
    compared = _compared(match, scene) if (unit, count) == ("year", 1) else None
    if compared is not None:
        moved = replace(compared, year=compared.year + (-1 if back else 1))
        return placed(match, moved, _RULES[back, from_now], compared)
    steps = round(count * factor)
    result = placed(match, anchor.shifted(-steps if back else steps), _RULES[back, from_now], anchor)
    if result and (unit, count) == ("week", 1):
        day = scene.now("day") if from_now else scene.last_day
        result.edtf = _that_day(day, anchor, -7 if back else 7)
    return result


# What business news compares with the same a year before.
_COMPARED = frozenset(["month", "quarter", "half"])


def _compared(match: Match, scene: Scene) -> Stretch | None:
    """`Sales fell in the third quarter from a year earlier`: the quarter that the year is counted from, if any."""
    last = scene.last
    return last if last and last.unit in _COMPARED and match.start() - scene.last_end <= 120 else None


def _that_day(day: Stretch | None, week: Stretch, days: int) -> str | None:
    """`a week ago` is seven days ago, where the day that it is told from is known."""
    moved = day.shifted(days) if day and day.wider("week") == week else None
    return moved.edtf if moved else None


def _hours(match: Match, scene: Scene, *, back: bool, from_now: bool) -> Resolution:
    """`three hours later`: on the day that the text spoke of, or the one beside it."""
    anchor = scene.present("day") if from_now else scene.recent("day")
    value = f"{anchor.timex}TXX" if anchor else "PAST_REF" if back else "FUTURE_REF"
    result = unplaced(match, value, "offset-of-hours", "TIME")
    if anchor and anchor.edtf:
        result.edtf, result.anchor = f"{anchor.edtf}~", anchor.timex
    return result


def _vague(match: Match, scene: Scene, unit: str, *, back: bool, from_now: bool) -> Resolution:
    """`a few years ago`, `months later`: on that side of the anchor, how far is not said."""
    result = unplaced(match, "PAST_REF" if back else "FUTURE_REF", "offset-vague")
    if from_now:
        found, result.anchor = vague_span(scene, unit, back=back, reach=5)
        result.edtf = f"{found.replace('~', '').replace('/', '~/')}~" if found else None
    return result


def _uncounted(match: Match, scene: Scene) -> Resolution:
    """`years ago`, `months later`."""
    way = in_words(match["way"])
    return _vague(match, scene, unit_of(match["unit"]), back=way in _BACK, from_now=way in _FROM_NOW)


def _beside(match: Match, scene: Scene) -> Resolution | None:
    """`the day before`, `the year after`, where no clause follows that says before what."""
    anchor, back = scene.recent(match["unit"]), match["way"] in _BACK
    moved = anchor.shifted(-1 if back else 1) if anchor else None
    return placed(match, moved, "unit-before" if back else "unit-after", anchor)


def _same_period(match: Match, scene: Scene) -> Resolution | None:
    """`the same period last year`, `the same month a year earlier`: what was told of last, in the year before."""
    unit, year = match["unit"], said(match, "year")
    told = scene.last if unit in ("period", "time") else scene.recent(unit)
    if told is None or told.unit in ("decade", "century"):
        return None
    moved = replace(told, year=int(year) if year else told.year - 1, part="")
    return placed(match, moved if moved.days else None, "same-period", told)


def _unit_end(match: Match, scene: Scene) -> Resolution | None:
    """`year-end`, `by month's end`: of the present year or month."""
    now: Stretch | None = scene.present(match["unit"])
    result = placed(match, now, "unit-same-part", now)
    if result and now and now.edtf:
        result.edtf, result.whole = f"{now.edtf}-12" if now.unit == "year" else now.edtf, False
    return result


# "Before" and "after" count only where no clause follows that says before what: "two days after." not "… after he".
_ENDS = r"(?=[.,;:!?)\"']| ?$| ?–)"
_THAT = rf"(?= that(?:[.,;:]| (?:the|he|it){END}))"
_WAY = (
    rf"(?P<way>ago{END}|(?:earlier|later){END}(?! than{END})|previously{END}|prior{END}(?! to{END})|afterwards?{END}"
    rf"|beforehand{END}|thereafter{END}|from (?:now|today){END}|hence{END}|(?:before|after)(?:{_ENDS}|{_THAT}))"
)
_OFFSET = rf"{COUNT} {ADJECTIVE}(?P<unit>{UNIT})(?: or (?:so|more))?,? {_WAY}"
_PERIOD = r"(?P<unit>period|time|month|quarter|week|day)"
NUMERIC_RULES = (Rule(_OFFSET, _offset),)
WORD_RULES = (
    Rule(rf"{ABOUT}?{_OFFSET}", _offset),
    Rule(rf"(?:long )?(?P<unit>{UNITS_ONLY_PLURAL}) {_WAY}", _uncounted),
    Rule(
        rf"the (?:same|corresponding|comparable|equivalent|year-earlier|year-ago) {_PERIOD} (?:(?:of|in) )?"
        r"(?:(?:the )?(?:last|previous|prior|preceding) year|(?:a|one) year (?:ago|earlier|before)"
        rf"|(?P<year>{YEAR})){END}",
        _same_period,
    ),
    Rule(rf"(?:(?:the|a) )?(?:year-earlier|year-ago) {_PERIOD}{END}", _same_period),
    Rule(
        rf"the (?P<unit>day|week|month|year) (?P<way>(?:before|after){_ENDS}|previous{END}"
        rf"|following{END}(?! (?:the|a|his|her|its|their){END})|earlier{END}|later{END}|prior{END}(?! to{END}))",
        _beside,
    ),
    Rule(rf"(?:the )?(?P<unit>year|month)(?:-|'s | )end{END}", _unit_end),
)
