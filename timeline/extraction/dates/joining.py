"""Resolutions side by side → one: a clock time and its day (`8 p.m. Friday`, `Friday at 8 p.m.`)."""

import re
from dataclasses import replace

from timeline.extraction.dates.resolution import Resolution
from timeline.extraction.dates.scene import Scene

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
