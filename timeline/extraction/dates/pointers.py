"""`this`, `last`, `next`, `that`, `the following` … with a unit, month, season or part of day → their stretch."""

import re
from dataclasses import replace

from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.patterns import END, LONG_UNIT, MONTH, PART, SEASON, any_of
from timeline.extraction.dates.resolution import Match, Resolution, Rule, placed, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import SEASON_CODES, Stretch
from timeline.extraction.dates.windows import past_unit
from timeline.extraction.dates.words import PARTS_OF_DAY, SEASONS, in_words, month_of

# A pointer → how many units it moves on.
STEPS = {
    "this": 0, "the current": 0, "the present": 0, "that": 0, "the same": 0, "that same": 0, "this same": 0,
    "the very same": 0, "last": -1, "the last": -1, "this past": -1, "the past": -1, "past": -1, "the previous": -1,
    "the preceding": -1, "the prior": -1, "previous": -1, "next": 1, "the next": 1, "this coming": 1, "the coming": 1,
    "coming": 1, "the following": 1, "following": 1, "the upcoming": 1, "the ensuing": 1, "the very next": 1,
    "the succeeding": 1, "the subsequent": 1,
}  # fmt: skip
POINTER = any_of(STEPS)
# Told from what was dated last; the others from the publication.
_BACK_TO_TEXT = frozenset([
    "that", "the same", "that same", "this same", "the very same", "the previous", "the preceding", "the prior",
    "previous", "the next", "the following", "following", "the ensuing", "the very next", "the succeeding",
    "the subsequent",
])  # fmt: skip
_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}
_MOVES = {-1: "unit-before", 0: "unit-same", 1: "unit-after"}


def _anchor(scene: Scene, pointer: str, unit: str) -> Stretch | None:
    return scene.recent(unit) if pointer in _BACK_TO_TEXT else scene.now(unit)


def _unit(match: Match, scene: Scene) -> Resolution | None:
    """`this week`, `last year`, `the following month`, `the same day`, `that decade`, `next weekend`."""
    pointer, unit = in_words(match["pointer"]), match["unit"]
    if pointer in ("the past", "past", "this past") and unit != "weekend":
        return past_unit(match, scene, unit)
    step, anchor = STEPS[pointer], _anchor(scene, pointer, unit)
    if anchor is None:
        return unplaced(match, _UNKNOWN.get(unit, "XXXX"), "unit-without-date")
    if unit == "weekend" and step == 0:
        step = _weekend_step(match, scene)
    return placed(match, anchor.shifted(step), _MOVES[step], anchor)


def _weekend_step(match: Match, scene: Scene) -> int:
    """`this weekend`, `the weekend` under a past verb, told from Monday to Friday, is the one before."""
    now = scene.now("day")
    if now is None or now.days is None or now.days[0].isoweekday() >= 6:
        return 0
    return -1 if scene.direction(match.start(), match.end()) is Direction.PAST else 0


_IN_THE = re.compile(
    r"(?:^|[^a-z])(?:of|on|in|for|over|during|throughout|within|through|by|later|earlier|early|late|all|rest of|half of"
    r"|end|ends|ended|ending|finish|finished|close|closed|closing|start|started|spend|spent)[ \n](?:in |on )?$"
)
_NOT_THE = rf"(?! (?:after|before|when|that|of|he|she|they|we|it|ahead|prior|later|earlier|by|to){END}|-)"


def _the_unit(match: Match, scene: Scene) -> Resolution | None:
    """`on the day`, `later in the year`, `for the week`: the one that was told of last, or the present one."""
    unit = match["unit"]
    if not scene.before(match.start(), 14, _IN_THE):
        return None
    anchor = scene.recent(unit) if unit == "day" or scene.narrative else scene.lately(unit)
    if unit == "weekend" and anchor is not None:
        anchor = anchor.shifted(_weekend_step(match, scene))
    return placed(match, anchor, "the-unit", anchor)


def _month(match: Match, scene: Scene) -> Resolution | None:
    """`last December`, `next May`, `this March`, `the previous April`."""
    pointer, month = in_words(match["pointer"]), month_of(match["month"])
    if scene.text[match.start("month")].islower():
        return None  # "this may have an effect"
    step, now = STEPS[pointer], _anchor(scene, pointer, "month")
    if now is None:
        return unplaced(match, f"XXXX-{month:02}", "month-without-year")
    if step < 0:
        return placed(match, Stretch("month", now.year - (month >= now.number), month), "month-last", now)
    if step > 0:
        return placed(match, Stretch("month", now.year + (month <= now.number), month), "month-next", now)
    return placed(match, Stretch("month", now.year, month), "month-this", now)


def _season(match: Match, scene: Scene) -> Resolution | None:
    """`last summer`, `this winter`, `next spring`: the last one that is over, the one around now, the next to begin."""
    pointer, number = in_words(match["pointer"]), SEASONS[match["season"]]
    step, now = STEPS[pointer], _anchor(scene, pointer, "season")
    if now is None:
        return unplaced(match, f"XXXX-{SEASON_CODES[number - 1]}", "season-without-year")
    offset = (number - now.number) % 4
    if step < 0:
        return placed(match, now.shifted(offset - 4), "season-last", now)
    if step > 0:
        return placed(match, now.shifted(offset or 4), "season-next", now)
    direction = scene.direction(match.start(), match.end())
    back = offset and (direction is Direction.PAST or (offset > 1 and not direction.ahead))
    return placed(match, now.shifted(offset - 4 if back else offset), "season-this", now)


def _part_of_day(match: Match, scene: Scene) -> Resolution | None:
    """`this morning`, `that night`, `the next morning`, `the previous evening`."""
    pointer, part = in_words(match["pointer"]), PARTS_OF_DAY[match["part"]]
    anchor = _anchor(scene, pointer, "day")
    if anchor is None:
        return unplaced(match, f"XXXX-XX-XX{part}", "part-of-day-without-date", "TIME")
    moved = anchor.shifted(STEPS[pointer])
    return placed(match, replace(moved, part=part) if moved else None, "part-of-day", anchor)


WORD_RULES = (
    Rule(rf"(?P<pointer>{POINTER}) (?P<unit>{LONG_UNIT})(?!-)", _unit),
    Rule(rf"(?P<pointer>{POINTER}) (?P<month>{MONTH})(?! [0-9])", _month),
    Rule(rf"(?P<pointer>{POINTER}) (?P<season>{SEASON})", _season),
    Rule(rf"(?P<pointer>{POINTER}) (?:early |late )?(?P<part>{PART})", _part_of_day),
    Rule(rf"the (?P<unit>{LONG_UNIT}){_NOT_THE}", _the_unit),
)
