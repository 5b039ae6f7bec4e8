"""Weekdays and the words for days about today: `Tuesday`, `last Friday night`, `Tuesday of last week`, `yesterday`."""

import re
from dataclasses import replace

from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.patterns import END, PART, WEEKDAY
from timeline.extraction.dates.pointers import POINTER, STEPS
from timeline.extraction.dates.resolution import Match, Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import containing
from timeline.extraction.dates.words import PARTS_OF_DAY, in_words, weekday_of

_DAY_WORDS = {
    "today": 0, "tonight": 0, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the day after tomorrow": 2,
}  # fmt: skip
# Days with a name of their own, which are not this week's: Black Monday, Bloody Sunday, Super Tuesday.
_NAMED_DAY = re.compile(r"(?:black|bloody|super|good|ash|palm|easter|cyber|whit|holy|red)[ -]$")


def _day_word(match: Match, scene: Scene) -> Resolution | None:
    """`today`, `yesterday evening`, `tonight`, `last night`, `the day before yesterday`."""
    word, now = in_words(match["word"]), scene.now("day")
    if now is None:
        return unplaced(match, "XXXX-XX-XX", "day-word-without-date")
    part = "TNI" if word in ("tonight", "last night") else PARTS_OF_DAY.get(said(match, "part") or "", "")
    moved = now.shifted(_DAY_WORDS[word])
    return placed(match, replace(moved, part=part) if moved else None, "day-word", now)


def _weekday(match: Match, scene: Scene) -> Resolution | None:
    """`Tuesday`, `last Friday`, `Monday night`: the most recent one unless the words or the clause look ahead."""
    number, pointer = weekday_of(match["weekday"]), in_words(said(match, "pointer") or "")
    if scene.before(match.start(), 8, _NAMED_DAY):
        return None
    story = scene.nearby(match.start()) if scene.narrative else None
    told = story is not None and story.unit == "day"
    anchor = scene.recent("day") if told or pointer in ("the following", "the previous", "that") else scene.now("day")
    if anchor is None or anchor.days is None:
        return unplaced(match, f"XXXX-WXX-{number}", "weekday-without-date")
    offset = (number - anchor.days[0].isoweekday()) % 7
    shift, rule = _shift(match, scene, pointer, offset, told)
    moved = anchor.shifted(shift)
    part = PARTS_OF_DAY.get(said(match, "part") or "", "")
    return placed(match, replace(moved, part=part) if moved else None, rule, anchor)


def _shift(match: Match, scene: Scene, pointer: str, offset: int, told: bool) -> tuple[int, str]:
    """How many days from the anchor the weekday lies that is `offset` days after it, and the rule that says so."""
    step = STEPS.get(pointer, 0)
    if step > 0:
        return offset or 7, "weekday-next"
    if step < 0 or (pointer == "that" and offset):
        # "Last Wednesday" on a Thursday is not yesterday, which would be "on Wednesday".
        return offset - (14 if offset == 6 and pointer == "last" else 7), "weekday-last"
    if told:
        return offset, "weekday-told"
    if offset == 0:
        return 0, "weekday-same"
    if _looks_ahead(match, scene):
        return offset, "weekday-ahead"
    return offset - 7, "weekday-past"


def _looks_ahead(match: Match, scene: Scene) -> bool:
    """Whether the clause puts a weekday ahead; `Sunday's launch could not be left unanswered` is the last Sunday's."""
    direction = scene.direction(match.start(), match.end())
    possessive = scene.plain.startswith("'s", match.end())
    return direction is Direction.FUTURE or (direction is Direction.OPEN and not possessive)


def _weekday_of_week(match: Match, scene: Scene) -> Resolution | None:
    """`Tuesday of last week`, `Friday this week`, `Monday next week`."""
    number, week = weekday_of(match["weekday"]), scene.now("week")
    if week is None:
        return unplaced(match, f"XXXX-WXX-{number}", "weekday-without-date")
    moved = week.shifted(STEPS[match["which"]])
    monday = containing(moved.days[0], "day") if moved and moved.days else None
    return placed(match, monday.shifted(number - 1) if monday else None, "weekday-of-week", scene.now("day"))


_PART_AFTER = rf"(?:[ -](?P<part>{PART}))?"
WORD_RULES = (
    Rule(rf"(?P<weekday>{WEEKDAY})(?: of)? (?P<which>last|this|next) week{END}", _weekday_of_week),
    Rule(rf"(?:(?P<pointer>{POINTER}) )?(?P<weekday>{WEEKDAY}){_PART_AFTER}", _weekday),
    Rule(
        r"(?P<word>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight|last night)"
        rf"{END}{_PART_AFTER}",
        _day_word,
    ),
)
