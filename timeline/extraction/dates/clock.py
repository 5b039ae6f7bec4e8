"""Times of day: `8:30 p.m.`, `18:00 UTC`, `0800 GMT`, `noon`, `the morning` → TIMEX3 with the day spoken of last."""

from timeline.extraction.dates.patterns import END
from timeline.extraction.dates.resolution import Match, Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch
from timeline.extraction.dates.words import PARTS_OF_DAY

_ZONE = (
    r"(?: ?\(?(?P<zone>gmt|utc|z|bst|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|et|ist|jst|local time|eastern(?: time)?)"
    rf"(?: ?[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?)?{END}\)?)"
)
_HALF = r"(?P<half>a\.m\.|p\.m\.|am(?![a-z])|pm(?![a-z])|a\.m(?![a-z])|p\.m(?![a-z]))"
_ZULU = frozenset(["gmt", "utc", "z"])


def _clock(match: Match, scene: Scene) -> Resolution | None:
    """`8:30 p.m.`, `20:30`, `0800 GMT`, `2000 hours`, `5 a.m.`"""
    hour, minute = int(match["hour"]), int(said(match, "minute") or 0)
    half = said(match, "half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * half.startswith("p")
    if hour > 24 or minute > 59:
        return None
    return _at(match, scene, f"T{hour:02}:{minute:02}{'Z' if said(match, 'zone') in _ZULU else ''}")


def _part_of_day(match: Match, scene: Scene) -> Resolution | None:
    """`noon`, `midnight`, `the morning`, `overnight`."""
    return _at(match, scene, {"noon": "T12:00", "midnight": "T24:00"}.get(match["part"]) or PARTS_OF_DAY[match["part"]])


def _at(match: Match, scene: Scene, part: str) -> Resolution | None:
    """A time of day, on the day that the text spoke of last; the text goes on speaking of that day."""
    anchor = scene.recent("day")
    if anchor is None:
        return unplaced(match, f"XXXX-XX-XX{part}", "clock-without-date", "TIME")
    result = placed(match, Stretch("day", anchor.year, anchor.number, anchor.day, part), "clock", anchor)
    if result:
        result.noted = False
    return result


_MINUTES = r"(?P<minute>[0-5][0-9])"
NUMERIC_RULES = (
    Rule(rf"(?P<hour>[0-2]?[0-9])[:.]{_MINUTES}(?::[0-5][0-9])?(?![0-9]) ?{_HALF}{_ZONE}?", _clock),
    Rule(rf"(?P<hour>[0-2]?[0-9]):{_MINUTES}(?::[0-5][0-9])?(?![0-9:])(?: ?(?:hours|hrs|hr){END})?{_ZONE}?", _clock),
    Rule(rf"(?P<hour>1[0-2]|0?[1-9]) ?{_HALF}{_ZONE}?", _clock),
    Rule(rf"(?P<hour>[0-2][0-9]){_MINUTES} ?(?:(?:hours|hrs){END}|(?=gmt|utc|z|local))(?:{_ZONE})?", _clock),
)
WORD_RULES = (
    Rule(rf"(?P<part>noon|midnight){END}(?: {_ZONE})?", _part_of_day),
    Rule(
        rf"(?:the|one|early|late) (?P<part>morning|afternoon|evening|night){END}(?!-| (?:of|before|after|sky|vision))",
        _part_of_day,
    ),
    Rule(rf"(?P<part>overnight){END}", _part_of_day),
)
