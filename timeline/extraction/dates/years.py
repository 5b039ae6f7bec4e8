"""A day or month without its year → the year: borrowed from the words beside it, told from what was dated last, or the nearest."""

import re

from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.resolution import said
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch, day
from timeline.extraction.dates.words import DASH, DAY_NUMBER, GAP, MONTH, OPTIONAL_GAP, YEAR, weekday_of

_RANGE_TAIL = re.compile(
    rf"(?:{OPTIONAL_GAP}(?:{DASH}|/){OPTIONAL_GAP}|{GAP}(?:to|and|until|through|or|till){GAP}(?:(?:early|late|mid)[ -])?)(?:the{GAP})?"
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
    if number is not None and (year := _year_of_weekday(match, scene, month, number)):
        return year, "day-of-weekday", scene.now("day")
    if scene.section is not None:
        return scene.section, f"{kind}-of-section-year", Stretch("year", scene.section)
    if scene.narrative and scene.story is not None:
        return _told(scene.story, month), f"{kind}-of-told-year", scene.story
    near = scene.nearby(match.start())
    if near is not None and near.year > 0 and (
        scene.told_heads_line or not scene.direction(match.start(), match.end()).ahead
    ):
        now = scene.now("year")
        year = _told(near, month, LR)
        if now is None or year < now.year:
            return year, f"{kind}-of-told-year", near
    return _nearest(match, scene, month, number, kind)


_ROLL = 8


LR=6
def _told(story: Stretch, month: int, roll: int = _ROLL) -> int:
    """The year of the story; the next one for a month that lies well before the one the story has come to."""
    told = story.number if story.unit in ("day", "month") else 0
    return story.year + (told - month >= roll)


def _year_named(which: str, scene: Scene, kind: str) -> tuple[int | None, str, Stretch | None]:
    step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)
    anchor = scene.now("year") if which in ("this", "last", "next") and not scene.narrative else scene.recent("year")
    if anchor is None:
        return None, "", None
    moved = anchor.shifted(step)
    return (moved.year if moved else None), f"{kind}-of-named-year", anchor


def _year_of_weekday(match: re.Match[str], scene: Scene, month: int, number: int) -> int | None:
    """`Saturday, 27 December`: the one year about the publication's in which that day is a Saturday."""
    weekday, now = said(match, "weekday"), scene.now("year")
    if weekday is None or now is None:
        return None
    fitting = [
        year
        for year in (now.year - 1, now.year, now.year + 1)
        if (found := day(year, month, number)) and found.days and found.days[0].isoweekday() == weekday_of(weekday)
    ]
    return fitting[0] if len(fitting) == 1 else None


# How many days ahead a clause may speak of without naming the year: what lies further is told of the past.
_LONGEST_AHEAD = {Direction.FUTURE: 300, Direction.OPEN: 180, Direction.NONE: 150, Direction.PAST: 0}


def _nearest(
    match: re.Match[str], scene: Scene, month: int, number: int | None, kind: str
) -> tuple[int | None, str, Stretch | None]:
    """The occurrence nearest to the publication on the side that the clause looks to, either side where it does not say."""
    now = scene.now("day") if number is not None else scene.now("month")
    now = now or scene.now("month")
    if now is None:
        return None, "", None
    direction = scene.direction(match.start(), match.end())
    position, wanted = (now.number, now.day if number is not None else 0), (month, number or 0)
    ahead = ((month - now.number) * 30 + (number or 0) - position[1]) % 365
    if wanted == position:
        return now.year, f"{kind}-{'after' if direction.ahead else 'before'}", now
    if ahead <= _LONGEST_AHEAD[direction]:
        return now.year + (wanted < position), f"{kind}-after", now
    return now.year - (wanted > position), f"{kind}-before", now



