"""A day or month without its year → the year: borrowed from the words beside it, told from what was dated last, or the nearest."""

import re

from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.resolution import said
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch
from timeline.extraction.dates.words import DASH, DAY_NUMBER, GAP, MONTH, OPTIONAL_GAP, YEAR

_RANGE_TAIL = re.compile(
    rf"(?:{OPTIONAL_GAP}{DASH}{OPTIONAL_GAP}|{GAP}(?:to|and|until|through|or|till){GAP}(?:(?:early|late|mid)[ -])?)(?:the{GAP})?"
    rf"(?:(?P<month>{MONTH})(?:{GAP}{DAY_NUMBER})?|{DAY_NUMBER}{GAP}(?:of{GAP})?(?P<month2>{MONTH})),?{GAP}(?:of{GAP})?(?P<year>{YEAR})"
)


def year_for(
    match: re.Match[str], scene: Scene, month: int, number: int | None
) -> tuple[int | None, str, Stretch | None]:
    """The year of a month, or of a day of it, with the rule that gave it and the anchor; None where nothing does."""
    kind = "month" if number is None else "day"
    if stated := said(match, "year"):
        if stated[0] == "'":
            now = scene.now("year")
            century = (now.year if now else 2030) // 100 * 100
            year = century + int(stated[1:])
            return year - 100 * (year > century + 40), f"{kind}-in-full", None
        digits = int(re.match(r"[0-9]+", stated)[0])  # type: ignore[index]
        return (-digits if stated[-1] not in "0123456789" else digits), f"{kind}-in-full", None
    if which := said(match, "which"):
        return _year_named(which, scene, kind)
    if borrowed := _RANGE_TAIL.match(scene.plain, match.end()):
        return int(borrowed["year"]), f"{kind}-with-borrowed-year", None
    if scene.narrative and scene.last is not None and scene.last.unit not in ("decade", "century"):
        return scene.last.year, f"{kind}-of-told-year", scene.last
    return _nearest(match, scene, month, number, kind)


def _year_named(which: str, scene: Scene, kind: str) -> tuple[int | None, str, Stretch | None]:
    step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)
    anchor = scene.now("year") if which in ("this", "last", "next") and not scene.narrative else scene.recent("year")
    if anchor is None:
        return None, "", None
    moved = anchor.shifted(step)
    return (moved.year if moved else None), f"{kind}-of-named-year", anchor


def _nearest(
    match: re.Match[str], scene: Scene, month: int, number: int | None, kind: str
) -> tuple[int | None, str, Stretch | None]:
    """The occurrence nearest to the publication on the side that the clause looks to, either side where it does not say."""
    now = scene.now("day") if number is not None else scene.now("month")
    now = now or scene.now("month")
    if now is None:
        return None, "", None
    direction = scene.direction(match.start(), match.end())
    position = (now.number, now.day if number is not None else 0)
    wanted = (month, number or 0)
    if direction is Direction.PAST:
        return now.year - (wanted > position), f"{kind}-before", now
    if direction is Direction.FUTURE:
        return now.year + (wanted < position), f"{kind}-after", now
    distance = (month - now.number) * 30 + ((number or 0) - position[1])
    year = now.year - 1 if distance > 182 else now.year + 1 if distance < -182 else now.year
    return year, f"{kind}-nearest", now


