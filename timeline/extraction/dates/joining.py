"""Resolutions side by side → one: a time of day and its day (`8 p.m. Friday`, `Friday at 8 p.m.`)."""

import re
from dataclasses import replace

from timeline.extraction.dates.resolution import Resolution
from timeline.extraction.dates.scene import Scene

_BETWEEN = re.compile(r"(?:,? (?:on |at |about |around |at about |at around )?|, ?| of | in the )")
_REACH = 14


def join_times(scene: Scene, found: list[Resolution]) -> list[Resolution]:
    """Neighbours that tell the time and the day of one moment become one TIME."""
    joined: list[Resolution] = []
    for resolution in found:
        merged = _merged(scene, joined[-1], resolution) if joined else None
        if merged:
            joined[-1] = merged
        else:
            joined.append(resolution)
    return joined


def _merged(scene: Scene, one: Resolution, other: Resolution) -> Resolution | None:
    if other.start - one.end > _REACH or "clock" not in (one.rule, other.rule):
        return None
    timed, dated = (one, other) if one.rule == "clock" else (other, one)
    time, day = timed.stretch, dated.stretch
    if time is None or day is None or dated.rule == "clock" or (day.unit, time.unit) != ("day", "day"):
        return None
    if day.part.startswith(("T0", "T1", "T2")) or (day.part and dated is other):
        return None  # it has a time of its own
    if not _BETWEEN.fullmatch(scene.plain[one.end : other.start].replace("\n", " ")):
        return None
    stretch = replace(day, part=time.part)
    return replace(dated, start=one.start, end=other.end, type="TIME", value=stretch.timex, stretch=stretch)
