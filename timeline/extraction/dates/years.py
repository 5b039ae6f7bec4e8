"""A day or month without its year → the year, from the words beside it, what was told last, or the publication."""

import re
from dataclasses import dataclass

from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.patterns import BC, DASH, DAY, END, MONTH, NAMED_YEAR, YEAR, spaced
from timeline.extraction.dates.resolution import Match, said
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch, day
from timeline.extraction.dates.words import weekday_of

# The year that may follow a day, month or season: by its number, or by its place.
YEAR_AFTER = rf"(?:,? (?:of )?(?:(?P<year>{YEAR}|[0-9]{{1,4}} {BC}|'[0-9]{{2}}{END})|{NAMED_YEAR}))?"
YEAR_STEPS = {"last": -1, "the previous": -1, "next": 1, "the following": 1}
# The rest of a range that names the year for both its ends: the `- August 3, 1990` of `July 28 - August 3, 1990`.
_RANGE_TAIL = re.compile(
    spaced(
        rf"(?: ?(?:{DASH}|/) ?| (?:to|and|until|through|or|till) (?:(?:early|late|mid)[ -])?)(?:the )?"
        rf"(?:{MONTH}(?: {DAY})?|{DAY} (?:of )?{MONTH}),? (?:of )?(?P<year>{YEAR})"
    )
)
# How many days ahead a clause may speak of without naming the year: what lies further is told of the past.
_LONGEST_AHEAD = {Direction.FUTURE: 300, Direction.OPEN: 180, Direction.NONE: 150, Direction.PAST: 0}
# A story that has come to December goes on in the January of the next year.
_NEXT_YEAR, _NEXT_YEAR_NEARBY = 8, 6


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A year, the end of the name of the rule that gave it, what it was reckoned from, whether the words named it."""

    year: int
    rule: str
    anchor: Stretch | None = None
    explicit: bool = False


def year_for(match: Match, scene: Scene, month: int, number: int | None) -> FoundYear | None:
    """The year of a month, or of day `number` of it; None where nothing tells it."""
    if stated := said(match, "year"):
        return FoundYear(year_of(stated, scene), "in-full", explicit=True)
    if which := said(match, "which"):
        return named_year(which, scene)
    if borrowed := _RANGE_TAIL.match(scene.plain, match.end()):
        return FoundYear(int(borrowed["year"]), "with-borrowed-year", explicit=True)
    if number is not None and (fitting := _fitting_weekday(match, scene, month, number)):
        return fitting
    if scene.section is not None:
        return FoundYear(scene.section, "of-section-year", Stretch("year", scene.section))
    if scene.narrative and scene.story is not None:
        return FoundYear(_told(scene.story, month, _NEXT_YEAR), "of-told-year", scene.story, explicit=True)
    return _of_paragraph(match, scene, month) or _nearest(match, scene, month, number)


def year_of(stated: str, scene: Scene) -> int:
    """`2024`, `'82`, `480 bc` → the year, negative before Christ, of two digits in the century that fits."""
    digits = int(re.sub(r"[^0-9]", "", stated))
    if stated[0] == "'":
        return year_of_two_digits(digits, scene)
    return digits if stated[-1].isdigit() else -digits


def year_of_two_digits(digits: int, scene: Scene) -> int:
    """82 → 1982: the latest such year that is not more than ten years after the publication."""
    now = scene.now("year")
    latest = (now.year if now else 2020) + 10
    year = latest // 100 * 100 + digits
    return year if year <= latest else year - 100


def named_year(which: str, scene: Scene) -> FoundYear | None:
    """`last year` from the publication, `that year`, `the following year` from what was told last."""
    which = " ".join(which.split())
    anchor = scene.now("year") if which in ("this", "last", "next") else scene.recent("year")
    moved = anchor.shifted(YEAR_STEPS.get(which, 0)) if anchor else None
    return FoundYear(moved.year, "of-named-year", anchor) if moved else None


def _fitting_weekday(match: Match, scene: Scene, month: int, number: int) -> FoundYear | None:
    """`Saturday, 27 December`: the one year about the publication's in which that day is a Saturday."""
    weekday, now = said(match, "weekday"), scene.now("year")
    if weekday is None or now is None:
        return None
    fitting = [
        year
        for year in (now.year - 1, now.year, now.year + 1)
        if (found := day(year, month, number)) and found.days and found.days[0].isoweekday() == weekday_of(weekday)
    ]
    return FoundYear(fitting[0], "of-weekday", now) if len(fitting) == 1 else None


def _told(story: Stretch, month: int, gap: int) -> int:
    """The year of the story; the next one for a month that lies well before the month the story has come to."""
    told = story.number if story.unit in ("day", "month") else 0
    return story.year + (told - month >= gap)


def _of_paragraph(match: Match, scene: Scene, month: int) -> FoundYear | None:
    """In news, the earlier year that the paragraph tells of, unless the clause looks ahead."""
    near, now = scene.same_month(month, match.start()) or scene.nearby(match.start()), scene.now("year")
    if near is None or near.year < 1:
        return None
    year = _told(near, month, _NEXT_YEAR_NEARBY)
    if now is not None and year >= now.year:
        return None
    if not scene.told_heads_line and scene.direction(match.start(), match.end()).ahead:
        return None
    return FoundYear(year, "of-told-year", near, explicit=True)


def _nearest(match: Match, scene: Scene, month: int, number: int | None) -> FoundYear | None:
    """The next occurrence where the clause looks ahead and it is not far, else the last one before the publication."""
    now = (scene.now("day") if number is not None else None) or scene.now("month")
    if now is None:
        return None
    direction = scene.direction(match.start(), match.end())
    position, wanted = (now.number, now.day if number is not None else 0), (month, number or 0)
    if wanted == position:
        return FoundYear(now.year, "after" if direction.ahead else "before", now)
    ahead = ((month - now.number) * 30 + wanted[1] - position[1]) % 365
    if ahead <= _LONGEST_AHEAD[direction]:
        return FoundYear(now.year + (wanted < position), "after", now)
    return FoundYear(now.year - (wanted > position), "before", now)
