"""Times of day: `8:30 p.m.`, `18:00 UTC`, `noon`, `the morning` → TIMEX3 with the day that was spoken of last."""

import re

from timeline.extraction.dates.resolution import Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch
from timeline.extraction.dates.words import END, GAP, PART, PARTS_OF_DAY

_ZONE = (
    rf"(?:{GAP}?\(?(?P<zone>gmt|utc|z|bst|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|et|ist|jst|local{GAP}time|eastern(?:{GAP}time)?)"
    rf"(?:{GAP}?[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?)?{END}\)?)"
)
_MERIDIEM = r"(?P<half>a\.m\.|p\.m\.|am(?![a-z])|pm(?![a-z])|a\.m(?![a-z])|p\.m(?![a-z]))"


def _clock(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`8:30 p.m.`, `20:30`, `0800 GMT`, `2000 hours`, `5 a.m.`"""
    hour, minute = int(match["hour"]), int(said(match, "minute") or 0)
    half = (said(match, "half") or "")[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    zulu = "Z" if (said(match, "zone") or "") in ("gmt", "utc", "z") else ""
    part = f"T{hour:02}:{minute:02}{zulu}"
    anchor = scene.recent("day")
    if anchor is None:
        return unplaced(match, f"XXXX-XX-XX{part}", "clock-without-date", "TIME")
    result = placed(match, Stretch("day", anchor.year, anchor.number, anchor.day, part), "clock", anchor)
    if result:
        result.noted = False
    return result


def _word(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`noon`, `midnight`, `the morning`, `overnight`, `that night`, `at dawn`."""
    word = match["part"]
    part = {"noon": "T12:00", "midnight": "T24:00"}.get(word) or PARTS_OF_DAY[word]
    anchor = scene.recent("day")
    if anchor is None:
        return unplaced(match, f"XXXX-XX-XX{part}", "clock-without-date", "TIME")
    result = placed(match, Stretch("day", anchor.year, anchor.number, anchor.day, part), "clock", anchor)
    if result:
        result.noted = False
    return result


NUMERIC_RULES = (
    Rule("clock", rf"(?P<hour>[0-2]?[0-9])[:.](?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9]){GAP}?{_MERIDIEM}{_ZONE}?", _clock),
    Rule("clock", rf"(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:])(?:{GAP}?(?:hours|hrs|hr){END})?{_ZONE}?", _clock),
    Rule("clock", rf"(?P<hour>1[0-2]|0?[1-9]){GAP}?{_MERIDIEM}{_ZONE}?", _clock),
    Rule("clock", rf"(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9]){GAP}?(?:(?:hours|hrs){END}|(?=gmt|utc|z|local))(?:{_ZONE})?", _clock),
)
WORD_RULES = (
    Rule("noon", rf"(?P<part>noon|midnight){END}(?:{GAP}{_ZONE})?", _word),
    Rule("part-of-day", rf"(?:the|one|early|late){GAP}(?P<part>morning|afternoon|evening|night){END}(?!-|{GAP}(?:of|before|after|sky|vision))", _word),
    Rule("overnight", rf"(?P<part>overnight){END}", _word),
)
