"""A resolution and the words around it → the TimeExpression: EDTF with `since`, `until`, ended by the publication."""

import datetime as dt
import re

from timeline import edtf
from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.expression import TimeExpression
from timeline.extraction.dates.resolution import Resolution
from timeline.extraction.dates.scene import Scene

_RELATION = re.compile(
    r"(?:^|[^a-z])(?:(?P<since>since|ever since|as of|effective|starting|beginning)|(?P<until>until|till|up to|through)"
    r"|(?P<before>before|prior to|ahead of)|(?P<by>by|no later than|not later than|on or before)"
    r"|(?P<after>after|following))[ \n](?:about |around |at least )?$"
)


def say(scene: Scene, resolution: Resolution) -> TimeExpression:
    """The expression as the rest of the program sees it."""
    plain = resolution.edtf or (resolution.stretch.edtf if resolution.stretch else None)
    value, relation = plain, ""
    if plain is not None:
        relation = "range" if resolution.span else _relation(scene, resolution.start)
        if relation:
            value = resolution.span or bounded(plain, relation)
        elif resolution.stretch is not None and not resolution.explicit:
            value = _until_publication(scene, resolution, plain)
    return TimeExpression(
        resolution.start,
        resolution.end,
        scene.text[resolution.start : resolution.end],
        resolution.type,
        resolution.value,
        value,
        resolution.rule,
        resolution.anchor,
        plain,
        relation,
    )


def _relation(scene: Scene, start: int) -> str:
    match = _RELATION.search(scene.plain, max(0, start - 28), start)
    return match.lastgroup or "" if match else ""


def bounded(value: str, relation: str) -> str:
    """An EDTF value and the preposition before it → the EDTF of what is so dated.

    `since` 2022 → `2022/..`; `until`, `by` 2015 → `../2015`; `before` 2015 → `../2014`; any other leaves it.
    """
    stated = edtf.parse(value)
    if relation == "since":
        return edtf.interval(stated, None).text
    if relation in ("until", "by"):
        whole = edtf.parse(value[:4]) if stated.precision == "month" and stated.last.month == 12 else stated
        return edtf.interval(None, whole).text
    if relation == "before" and stated.first > dt.date.min:
        eve = edtf.on(stated.first - dt.timedelta(1))
        grain = {"year": 4, "month": 7}.get(stated.precision, 10)
        return edtf.interval(None, edtf.parse(eve.text[:grain])).text
    return value


def _until_publication(scene: Scene, resolution: Resolution, plain: str) -> str:
    """`this week` ends with the publication unless its verb looks ahead, any other present stretch under a past one."""
    published, stated = scene.published, edtf.parse(plain)
    if published is None or published.precision != "day" or not stated.first <= published.last < stated.last:
        return plain
    direction = scene.direction(resolution.start, resolution.end)
    over = direction is Direction.PAST or (direction is Direction.NONE and resolution.rule.startswith("unit-same"))
    return edtf.interval(stated, published).text if over and not stated.loose else plain
