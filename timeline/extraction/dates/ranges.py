"""Resolutions side by side → the range that they span (`from 2014 to 2018`), the distance of one from the other."""

import itertools
import re

from timeline import edtf
from timeline.extraction.dates.resolution import Resolution
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch

_REACH = 14
_JOINT = re.compile(r",?(?:(?P<dash> ?[-–/] ?)| (?P<word>to|until|till|through|and|up to) )(?:the |about |around )?")
_OPENER = re.compile(r"(?:^|[^a-z])(?P<word>from|between|of)[ \n](?:the )?$|\($")


def join_ranges(scene: Scene, found: list[Resolution]) -> None:
    """Both ends of `from 2014 to 2018`, `between March 3 and March 5`, `3-5 March` learn the range that they span."""
    for one, other in itertools.pairwise(found):
        if not 0 < other.start - one.end <= _REACH or one.stretch is None or other.stretch is None:
            continue
        joint = _JOINT.fullmatch(scene.plain[one.end : other.start].replace("\n", " "))
        if joint is None or (joint["word"] and not _opened(scene, one.start, joint["word"])):
            continue
        first, last = one.edtf or one.stretch.edtf, other.edtf or other.stretch.edtf
        if first and last and edtf.parse(first).first <= edtf.parse(last).first:
            one.span = other.span = edtf.interval(edtf.parse(first), edtf.parse(last)).text


def _opened(scene: Scene, start: int, word: str) -> bool:
    """Whether `from`, `between` or `(` before the first end opens the range that `word` goes on with."""
    opener = _OPENER.search(scene.plain, max(0, start - 12), start)
    return opener is not None and (word != "and" or opener["word"] == "between")


_DISTANCE = re.compile(r" (?P<way>after|before|following|ahead of|prior to)(?: the| last| this)?(?= )")
# What will have to happen first is no day to reckon from: "90 days after being ratified by 50 states".
_PENDING = re.compile(
    r" (?:the )?(?:being |having |deposit\b|it (?:is|has|will|enters|takes|comes|becomes)\b|"
    r"its (?:ratification|entry|adoption|deposit|signature|signing|publication|approval|acceptance)\b|"
    r"(?:\w+th|first|second|third) (?:state |instrument |ratification|party ))"
)
_SENTENCE_END = re.compile(r"[.!?;][\s\"')]|\n")
_SAME_SENTENCE, _SAME_STORY = 160, 300


def join_distances(scene: Scene, found: list[Resolution]) -> None:
    """`two weeks before Christmas` learns its day, `five days after Iran fired …` where the firing lies.

    What happens N days after something is as a rule the news itself: on the day that the sentence names, exactly so far
    back from it, else about so far back from the publication, unless the text has just dated earlier times.
    """
    for index, one in enumerate(found):
        if one.type != "DURATION" or one.edtf is not None or (way := _DISTANCE.match(scene.plain, one.end)) is None:
            continue
        if _PENDING.match(scene.plain, way.end()):
            continue
        sign = 1 if way["way"] in ("after", "following") else -1
        other = found[index + 1] if index + 1 < len(found) else None
        earlier = found[index - 1] if index else None
        if other is not None and other.start - way.end() <= 1 and other.stretch is not None:
            one.rule, one.anchor = "distance-from-date", other.stretch.timex
            one.edtf = _moved(other.stretch, one.value, sign)
        elif earlier is not None and (day := _day_of_sentence(scene, earlier, one)) is not None:
            one.rule, one.anchor = "distance-from-day", day.timex
            one.edtf = _moved(day, one.value, -sign)
        elif (now := scene.now("day")) is not None and not (scene.narrative or _in_a_story(earlier, one, now)):
            one.rule, one.anchor = "distance-from-now", now.timex
            one.edtf = _moved(now, one.value, -sign, about=True)


def _day_of_sentence(scene: Scene, earlier: Resolution, one: Resolution) -> Stretch | None:
    """The day that the same sentence names just before."""
    day = earlier.stretch
    if day is None or day.unit != "day" or one.start - earlier.end > _SAME_SENTENCE:
        return None
    return None if _SENTENCE_END.search(scene.plain, earlier.end, one.start) else day


def _in_a_story(earlier: Resolution | None, one: Resolution, now: Stretch) -> bool:
    """Whether the text has just dated what happened in another year."""
    if earlier is None or earlier.stretch is None or one.start - earlier.end > _SAME_STORY:
        return False
    return earlier.stretch.year != now.year


_PERIOD = re.compile(r"P(?P<time>T?)(?P<count>X|[0-9.]+)(?P<unit>[A-Z]+)")
_GRAINS = {
    "D": ("day", 1), "W": ("day", 7), "M": ("month", 1), "Q": ("month", 3), "Y": ("year", 1), "DE": ("year", 10)
}  # fmt: skip
_NEAREST, _FARTHEST = 1, 3  # what an unsaid number of units is taken to lie between


def _moved(anchor: Stretch, value: str, sign: int, *, about: bool = False) -> str | None:
    """A stretch and a TIMEX3 duration → the EDTF that far later (earlier where `sign` is negative)."""
    length = _PERIOD.fullmatch(value)
    if length is None or anchor.edtf is None:
        return None
    if length["time"]:
        return f"{anchor.edtf}~" if anchor.unit == "day" else None
    unit, factor = _GRAINS.get(length["unit"], ("", 0))
    base = anchor.wider(unit) if unit else None
    if base is None:
        return None
    if length["count"] != "X":
        moved = base.shifted(sign * round(float(length["count"]) * factor))
        return f"{moved.edtf}{'~' if about else ''}" if moved and moved.edtf else None
    low, high = sorted((sign * _NEAREST * factor, sign * _FARTHEST * factor))
    first, last = base.shifted(low), base.shifted(high)
    return f"{first.edtf}~/{last.edtf}~" if first and last and first.edtf and last.edtf else None
