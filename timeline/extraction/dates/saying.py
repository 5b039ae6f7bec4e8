"""A resolution and the words around it → the TimeExpression: EDTF with `since` and `until`, ended by the publication."""

import re

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.expression import TimeExpression
from timeline.extraction.dates.resolution import Resolution
from timeline.extraction.dates.scene import Scene

_RELATION = re.compile(
    r"(?:^|[^a-z])(?:(?P<since>since|ever since|as of|effective|starting|beginning)|(?P<until>until|till|up to|through)|(?P<before>before|prior to|ahead of)"
    r"|(?P<by>by|no later than|not later than|on or before)|(?P<after>after|following))[ \n](?:about |around |at least )?$"
)


def say(scene: Scene, resolution: Resolution) -> TimeExpression:
    """The expression as the rest of the program sees it."""
    stated = resolution.edtf or (resolution.stretch.edtf if resolution.stretch else None)
    value = stated
    relation = ""
    if stated is not None:
        relation = "range" if resolution.span else _relation(scene, resolution.start)
        if resolution.deictic and not relation:
            value = _until_publication(scene, resolution, stated)
        value = resolution.span or bounded(value or stated, relation)
    return TimeExpression(
        resolution.start,
        resolution.end,
        scene.text[resolution.start : resolution.end],
        resolution.type,
        resolution.value,
        value,
        resolution.rule,
        resolution.anchor,
        stated,
        relation,
    )


def _relation(scene: Scene, start: int) -> str:
    match = _RELATION.search(scene.plain, max(0, start - 28), start)
    return match.lastgroup or "" if match else ""


def bounded(value: str, relation: str) -> str:
    """An EDTF value and the preposition before it → the EDTF of what is so dated.

    `since` 2022 → `2022/..`; `until`, `by` 2015 → `../2015`; `before` 2015 → `../2014-12-31`; others leave it.
    """
    stated = edtf.parse(value)
    if relation == "since":
        return edtf.interval(stated, None).text
    if relation in ("until", "by"):
        whole = edtf.parse(value[:4]) if stated.precision == "month" and value.endswith("-12") else stated
        return edtf.interval(None, whole).text
    if relation == "before" and not stated.open_start:
        try:
            eve = stated.first.fromordinal(stated.first.toordinal() - 1)
        except ValueError:
            return value
        return edtf.interval(None, _at_grain(stated, edtf.on(eve))).text
    return value


def _at_grain(stated: edtf.Edtf, eve: edtf.Edtf) -> edtf.Edtf:
    """The day before a year or month, told as the year or month before it: `before 2015` → `../2014`."""
    if stated.precision == "year":
        return edtf.parse(eve.text[:4])
    return edtf.parse(eve.text[:7]) if stated.precision == "month" else eve


def _until_publication(scene: Scene, resolution: Resolution, stated: str) -> str:
    """`this week` under a verb that does not look ahead ends with the publication, however long the week."""
    published = scene.published
    if published is None or published.first != published.last:
        return stated
    value = edtf.parse(stated)
    if not value.first <= published.last < value.last:
        return stated
    if scene.direction(resolution.start, resolution.end).ahead:
        return stated
    try:
        return edtf.interval(value if value.precision in ("year", "month") else edtf.on(value.first), published).text
    except BadDate:
        return stated
