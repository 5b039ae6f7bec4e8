"""Words that point from the publication, or from what was told last: `Tuesday`, `last week`, `this summer`, `the same day`."""

import re

from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.resolution import Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch
from timeline.extraction.dates.words import (
    END,
    GAP,
    LONG_UNIT,
    MONTH,
    PART,
    PARTS_OF_DAY,
    SEASON,
    SEASONS,
    WEEKDAY,
    month_of,
    weekday_of,
)

_OF_DAY = rf"(?:(?:{GAP}|-)(?P<part>{PART}))?"
_STEPS = {
    "this": 0, "the current": 0, "the present": 0, "that": 0, "the same": 0, "that same": 0, "this same": 0, "the very same": 0,
    "last": -1, "the last": -1, "this past": -1, "the past": -1, "past": -1, "the previous": -1, "the preceding": -1,
    "the prior": -1, "previous": -1,
    "next": 1, "the next": 1, "this coming": 1, "the coming": 1, "coming": 1, "the following": 1, "following": 1,
    "the upcoming": 1, "the ensuing": 1, "the very next": 1, "the succeeding": 1, "the subsequent": 1, "the": 0,
}  # fmt: skip
_POINTER = "|".join(sorted((re.escape(word).replace(r"\ ", GAP) for word in _STEPS if word != "the"), key=lambda w: -len(w)))
# Told from what was dated last and not from the publication.
_ANAPHORIC = frozenset(
    "that|the same|that same|this same|the very same|the previous|the preceding|the prior|previous|the next|the following"
    "|following|the ensuing|the very next|the succeeding|the subsequent|the".split("|")
)


def _pointer(match: re.Match[str]) -> str:
    return " ".join(said(match, "pointer").split())


def _day_word(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`today`, `yesterday evening`, `tonight`, `last night`, `the day before yesterday`."""
    word = " ".join(match["word"].split())
    shift = {"yesterday": -1, "tomorrow": 1, "last night": -1, "the day before yesterday": -2, "the day after tomorrow": 2}
    now = scene.now("day")
    if now is None:
        return unplaced(match, "XXXX-XX-XX", "day-word-without-date")
    moved = now.shifted(shift.get(word, 0))
    if moved is None:
        return None
    part = "TNI" if word in ("tonight", "last night") else PARTS_OF_DAY.get(said(match, "part") or "", "")
    stretch = Stretch("day", moved.year, moved.number, moved.day, part)
    return placed(match, stretch, "day-word", now)


# Days with a name of their own, which are not this week's: Black Monday, Bloody Sunday, Super Tuesday.
_NAMED_DAY = re.compile(r"(?:black|bloody|super|good|ash|palm|easter|cyber|whit|holy|red)[ -]$")


def _weekday(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`Tuesday`, `last Friday`, `Monday night`: the most recent one unless the words or the clause look ahead."""
    number = weekday_of(match["weekday"])
    if _NAMED_DAY.search(scene.plain, max(0, match.start() - 8), match.start()):
        return None
    pointer = _pointer(match) if said(match, "pointer") else ""
    story = scene.nearby(match.start()) if scene.narrative else None
    told = story is not None and story.unit == "day"
    anchor = scene.recent("day") if told or pointer in ("the following", "the previous", "that") else scene.now("day")
    if anchor is None or anchor.days is None:
        return unplaced(match, f"XXXX-WXX-{number}", "weekday-without-date")
    offset = (number - anchor.days[0].isoweekday()) % 7
    step = _STEPS.get(pointer, 0)
    if step > 0:
        shift, rule = offset or 7, "weekday-next"
    elif step < 0 or (pointer == "that" and offset):
        shift, rule = offset - 7, "weekday-last"
        if shift == -1 and pointer == "last":
            shift = -8  # the one of yesterday would be "on Wednesday"
    elif told:
        shift, rule = offset, "weekday-told"
    elif offset == 0:
        shift, rule = 0, "weekday-same"
    elif _looks_ahead(match, scene):
        shift, rule = offset, "weekday-ahead"
    else:
        shift, rule = offset - 7, "weekday-past"
    moved = anchor.shifted(shift)
    if moved is None:
        return None
    stretch = Stretch("day", moved.year, moved.number, moved.day, PARTS_OF_DAY.get(said(match, "part") or "", ""))
    return placed(match, stretch, rule, anchor)


def _looks_ahead(match: re.Match[str], scene: Scene) -> bool:
    """Whether the clause puts a weekday ahead; `Sunday's launch could not be left unanswered` is the last Sunday's."""
    direction = scene.direction(match.start(), match.end())
    return direction is Direction.FUTURE or (direction is Direction.OPEN and not scene.plain.startswith("'s", match.end()))


def _weekday_of_week(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`Tuesday of last week`, `Friday this week`, `Monday next week`."""
    week = scene.now("week")
    if week is None:
        return unplaced(match, f"XXXX-WXX-{weekday_of(match['weekday'])}", "weekday-without-date")
    moved = week.shifted(_STEPS[match["which"]])
    if moved is None:
        return None
    monday = Stretch("day", *_monday(moved))
    return placed(match, monday.shifted(weekday_of(match["weekday"]) - 1), "weekday-of-week", scene.now("day"))


def _monday(week: Stretch) -> tuple[int, int, int]:
    assert week.days is not None
    first = week.days[0]
    return first.year, first.month, first.day


def _unit(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`this week`, `last year`, `the following month`, `the same day`, `that decade`, `next weekend`."""
    pointer, unit = _pointer(match), match["unit"]
    if pointer in ("the past", "past", "this past") and unit != "weekend":
        return _past_unit(match, scene)
    step = _STEPS[pointer]
    anchor = scene.recent(unit) if pointer in _ANAPHORIC else scene.now(unit)
    if anchor is None:
        return unplaced(match, {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(unit, "XXXX"), "unit-without-date")
    if unit == "weekend" and step <= 0:
        step += _weekend_shift(scene, match, step)
    result = placed(match, anchor.shifted(step), ("unit-before", "unit-same", "unit-after")[(step > 0) - (step < 0) + 1], anchor)
    if result and pointer in ("this", "the current", "the present", "this same"):
        result.deictic = True
    return result


def _weekend_shift(scene: Scene, match: re.Match[str], step: int) -> int:
    """`this weekend`, `the weekend` under a past verb, Monday to Friday, is the one before."""
    now = scene.now("day")
    if now is None or now.days is None or now.days[0].isoweekday() >= 6 or step < 0:
        return 0
    return -1 if scene.direction(match.start(), match.end()) is Direction.PAST else 0


def _past_unit(match: re.Match[str], scene: Scene) -> Resolution:
    """`the past year`: a length of time that ends now."""
    unit = match["unit"]
    value = {"day": "P1D", "week": "P1W", "month": "P1M", "quarter": "P1Q", "year": "P1Y", "decade": "P10Y", "century": "P1CE"}
    result = unplaced(match, value[unit], "window-past", "DURATION")
    result.edtf, result.anchor = window(scene, unit, -1)
    return result


def window(scene: Scene, unit: str, count: int) -> tuple[str | None, str | None]:
    """A unit and a number of them back (negative) or ahead → the EDTF interval that ends or begins with the publication."""
    now = scene.present("day") or scene.present("month") or scene.present("year")
    small = {"day": "day", "week": "day", "month": "month", "quarter": "month"}.get(unit, "year")
    factor = {"week": 7, "quarter": 3, "decade": 10, "century": 100}.get(unit, 1)
    if now is None or (edge := now.wider(small)) is None or (other := edge.shifted(count * factor)) is None:
        return None, None
    if other.edtf is None or now.edtf is None:
        return None, None
    return (f"{other.edtf}/{now.edtf}" if count < 0 else f"{now.edtf}/{other.edtf}"), now.timex


_AFTER_THE_UNIT = rf"(?!{GAP}(?:after|before|when|that|of|he|she|they|we|it|ahead|prior|later|earlier|by|to){END}|-)"
_IN_THE_UNIT = re.compile(r"(?:^|[^a-z])(?:of|on|in|for|over|during|throughout|within|through|by|later|earlier|early|late|end|all|rest of|half of|end|ends|ended|ending|finish|finished|close|closed|closing|start|started|spend|spent)[ \n](?:in |on )?$")


def _the_unit(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`on the day`, `later in the year`, `for the week`: the one that was told of last, or the present one."""
    unit = match["unit"]
    if _IN_THE_UNIT.search(scene.plain, max(0, match.start() - 14), match.start()) is None:
        return None
    anchor = scene.recent(unit) if unit == "day" or scene.narrative else scene.lately(unit)
    if unit == "weekend" and anchor is not None:
        anchor = anchor.shifted(_weekend_shift(scene, match, 0))
    if anchor is None:
        return None
    return placed(match, anchor, "the-unit", anchor)


def _month_pointed(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`last December`, `next May`, `this March`, `the previous April`."""
    pointer, month = _pointer(match), month_of(match["month"])
    if scene.text[match.start("month")].islower():
        return None
    now = scene.recent("month") if pointer in _ANAPHORIC else scene.now("month")
    if now is None:
        return unplaced(match, f"XXXX-{month:02}", "month-without-year")
    step = _STEPS[pointer]
    if step < 0:
        return placed(match, Stretch("month", now.year - (month >= now.number), month), "month-last", now)
    if step > 0:
        return placed(match, Stretch("month", now.year + (month <= now.number), month), "month-next", now)
    return placed(match, Stretch("month", now.year, month), "month-this", now)


def _season_pointed(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`last summer`, `this winter`, `next spring`: the last one that is over, the one around now, the next to begin."""
    pointer, number = _pointer(match), SEASONS[match["season"]]
    now = scene.recent("season") if pointer in _ANAPHORIC else scene.now("season")
    if now is None:
        return unplaced(match, f"XXXX-{('SP', 'SU', 'FA', 'WI')[number - 1]}", "season-without-year")
    step = _STEPS[pointer]
    offset = (number - now.number) % 4
    if step < 0:
        moved, rule = now.shifted(offset - 4), "season-last"
    elif step > 0:
        moved, rule = now.shifted(offset or 4), "season-next"
    elif offset == 0:
        moved, rule = now, "season-this"
    elif scene.narrative or not scene.direction(match.start(), match.end()).ahead:
        moved, rule = now.shifted(offset - 4 if offset > 1 or _looks_back(match, scene) else offset), "season-this"
    else:
        moved, rule = now.shifted(offset), "season-this"
    result = placed(match, moved, rule, now)
    if result and step == 0:
        result.deictic = True
    return result


def _looks_back(match: re.Match[str], scene: Scene) -> bool:
    return scene.direction(match.start(), match.end()) is Direction.PAST


_PART_ONLY = any_part = rf"(?P<part>{PART})"


def _part_pointed(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`this morning`, `that night`, `the next morning`, `the previous evening`."""
    pointer = _pointer(match)
    anchor = scene.recent("day") if pointer in _ANAPHORIC or scene.narrative else scene.now("day")
    part = PARTS_OF_DAY[said(match, "part")]
    if anchor is None:
        return unplaced(match, f"XXXX-XX-XX{part}", "part-of-day-without-date", "TIME")
    moved = anchor.shifted(_STEPS[pointer])
    if moved is None:
        return None
    return placed(match, Stretch("day", moved.year, moved.number, moved.day, part), "part-of-day", anchor)


WORD_RULES = (
    Rule(
        "weekday-of-week",
        rf"(?P<weekday>{WEEKDAY})(?:{GAP}of)?{GAP}(?P<which>last|this|next){GAP}week{END}",
        _weekday_of_week,
    ),
    Rule(
        "weekday",
        rf"(?:(?P<pointer>{_POINTER}){GAP})?(?P<weekday>{WEEKDAY}){_OF_DAY}",
        _weekday,
    ),
    Rule(
        "day-word",
        rf"(?P<word>the{GAP}day{GAP}before{GAP}yesterday|the{GAP}day{GAP}after{GAP}tomorrow|yesterday|today|tomorrow|tonight|last{GAP}night){END}{_OF_DAY}",
        _day_word,
    ),
    Rule("unit", rf"(?P<pointer>{_POINTER}){GAP}(?P<unit>{LONG_UNIT})(?!-)", _unit),
    Rule("month-pointed", rf"(?P<pointer>{_POINTER}){GAP}(?P<month>{MONTH})(?!{GAP}[0-9])", _month_pointed),
    Rule("season-pointed", rf"(?P<pointer>{_POINTER}){GAP}(?P<season>{SEASON})", _season_pointed),
    Rule("part-pointed", rf"(?P<pointer>{_POINTER}){GAP}(?:early{GAP}|late{GAP})?{_PART_ONLY}", _part_pointed),
    Rule("the-unit", rf"the{GAP}(?P<unit>{LONG_UNIT}){_AFTER_THE_UNIT}", _the_unit),
)
