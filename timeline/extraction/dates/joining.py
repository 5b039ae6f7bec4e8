"""Resolutions side by side → one time of one day (`8 p.m. Friday`), the two ends of a range, a distance from a date."""

import itertools
import re
from dataclasses import replace

from timeline import edtf
from timeline.extraction.dates.resolution import Resolution
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch

_BETWEEN = re.compile(r"(?:,? (?:on |at |about |around |at about |at around )?|, ?| of | in the )$")


def join_times(scene: Scene, found: list[Resolution]) -> list[Resolution]:
    """Neighbours that tell the time and the day of one moment become one TIME."""
    joined: list[Resolution] = []
    for resolution in found:
        previous = joined[-1] if joined else None
        merged = _merged(scene, previous, resolution) if previous else None
        if merged:
            joined[-1] = merged
        else:
            joined.append(resolution)
    return joined


def _merged(scene: Scene, one: Resolution, other: Resolution) -> Resolution | None:
    if one.stretch is None or other.stretch is None or one.stretch.unit != "day" or other.stretch.unit != "day":
        return None
    if other.start - one.end > 14 or not _BETWEEN.fullmatch(scene.plain[one.end : other.start].replace("\n", " ")):
        return None
    if one.rule == "clock" and other.rule != "clock" and not other.stretch.part:
        timed, day = one, other
    elif other.rule == "clock" and one.rule != "clock" and (not one.stretch.part or "T" + one.stretch.part[1:2] in ("TM", "TA", "TE", "TN")):
        timed, day = other, one
    else:
        return None
    assert timed.stretch is not None and day.stretch is not None
    stretch = replace(day.stretch, part=timed.stretch.part)
    return replace(day, start=one.start, end=other.end, type="TIME", value=stretch.timex, stretch=stretch)


_RANGE_JOIN = re.compile(r"(?:,? ?)(?:(?P<dash> ?[-–/] ?)|(?P<word>to|until|till|through|and|up to) )(?:the |about |around )?$")
_FROM = re.compile(r"(?:^|[^a-z])(?P<from>from|between|of)[ \n](?:the )?$|\($")


def join_ranges(scene: Scene, found: list[Resolution]) -> None:
    """Both ends of `from 2014 to 2018`, `between March 3 and March 5`, `3-5 March` learn the range that they span."""
    for one, other in itertools.pairwise(found):
        if not 0 < other.start - one.end <= 14 or one.stretch is None or other.stretch is None:
            continue
        joint = _RANGE_JOIN.match(scene.plain[one.end : other.start].replace("\n", " "))
        if joint is None or (joint["word"] and not _opens_range(scene, one.start, joint["word"])):
            continue
        first, last = one.edtf or one.stretch.edtf, other.edtf or other.stretch.edtf
        if first and last and edtf.parse(first).first <= edtf.parse(last).first:
            one.span = other.span = edtf.interval(edtf.parse(first), edtf.parse(last)).text


def _opens_range(scene: Scene, start: int, word: str) -> bool:
    opener = _FROM.search(scene.plain, max(0, start - 12), start)
    return opener is not None and (word != "and" or opener["from"] == "between")


_DISTANCE = re.compile(r" (?P<way>after|before|following|ahead of|prior to)(?: the| last| this)?(?= )")


def join_distances(scene: Scene, found: list[Resolution]) -> None:
    """`two weeks before Christmas` learns its day; `days after Washington gave …` about where it lies before the publication.

    What happens N days after something is as a rule the news itself, so that the something lies N days back.
    """
    for index, one in enumerate(found):
        if one.type != "DURATION" or one.edtf is not None or (way := _DISTANCE.match(scene.plain, one.end)) is None:
            continue
        sign = 1 if way["way"] in ("after", "following") else -1
        other = found[index + 1] if index + 1 < len(found) else None
        if other is not None and other.start - way.end() <= 1 and other.stretch is not None:
            one.edtf, one.rule, one.anchor = _moved(other.stretch, one.value, sign), "distance-from-date", other.stretch.timex
        elif not scene.narrative and (now := scene.now("day")) is not None:
            one.edtf, one.rule, one.anchor = _moved(now, one.value, -sign, about=True), "distance-from-now", now.timex


_PERIOD = re.compile(r"P(?P<time>T?)(?P<count>X|[0-9.]+)(?P<unit>[A-Z]+)")
_GRAINS = {"D": ("day", 1), "W": ("day", 7), "M": ("month", 1), "Q": ("month", 3), "Y": ("year", 1), "DE": ("year", 10), "WE": ("day", 7)}
_FEW = (3, 1)


def _moved(anchor: Stretch, value: str, sign: int, *, about: bool = False) -> str | None:
    """A stretch and a TIMEX3 duration → the EDTF that many units later (earlier where `sign` is negative)."""
    period = _PERIOD.fullmatch(value)
    if period is None:
        return None
    if period["time"]:
        return f"{anchor.edtf}~" if anchor.edtf and anchor.unit == "day" else None
    unit, factor = _GRAINS.get(period["unit"], ("", 0))
    base = anchor.wider(unit) if unit else None
    if base is None:
        return None
    if period["count"] == "X":
        ends = [base.shifted(sign * factor * few) for few in (_FEW if sign < 0 else _FEW[::-1])]
        texts = [end.edtf for end in ends if end is not None and end.edtf]
        return "/".join(f"{text}~" for text in texts) if len(texts) == 2 else None
    moved = base.shifted(sign * round(float(period["count"]) * factor))
    if moved is None or moved.edtf is None:
        return None
    return f"{moved.edtf}~" if about else moved.edtf
