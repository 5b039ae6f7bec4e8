"""A document under way: its text, its date, what was dated last, and which way the clause at hand looks."""

import re
from dataclasses import dataclass

from timeline.edtf import Edtf
from timeline.extraction.dates.direction import Direction, direction_at
from timeline.extraction.dates.stretch import Stretch, containing

_LINE_OPENING = re.compile(r"(?:^|\n)[^a-z0-9\n]{0,6}$")
_LINE_CLOSING = re.compile(r"[^a-z0-9\n]{0,4}(?:\r?\n|$)")
_PARAGRAPH = re.compile(r"\n[ \t]*\r?\n|(?<=[.!?\"])\r?\n")
# A year that sets the time of what follows opens its sentence: "In 2019 the court had held, on June 20, that …".
_OPENING = re.compile(
    r"(?:^|\n|[.!?]\"? )[^a-z0-9\n]{0,6}(?:(?:but|and|back|then|early|late|later|also),? )?"
    r"(?:in |during |throughout )?(?:the year )?$"
)
# Before a date that the story only looks at from aside: "until 1978", "(1917-1922)", "the 2005 report".
_ASIDE = re.compile(r"(?:^|[^a-z])(?:since|until|till|before|after|for|to|than|of|the|from)[ \n]$|\([^)]{0,8}$|-$")
_NEARBY = 300  # characters over which a date in full sets the time of what follows in a news text
_STEP, _FAR = 2, 10  # years: a story moves on in steps; a leap counts only when the next date confirms it


@dataclass(slots=True)
class Scene:
    """What the resolvers see. `narrative`: each date is reckoned from the one before, not from the publication.

    `last` is what was dated last, whatever it was; `story` is how far a narrative has come; `told` is the last date in
    full that sets the time of its paragraph; `section` is the year that heads a part of a chronology.
    """

    text: str
    plain: str
    published: Edtf | None
    narrative: bool = False
    last: Stretch | None = None
    last_end: int = -1
    last_day: Stretch | None = None
    story: Stretch | None = None
    doubted: Stretch | None = None
    told: Stretch | None = None
    told_at: int = -1
    told_heads_line: bool = False
    month: Stretch | None = None
    month_at: int = -1
    section: int | None = None
    before_christ: bool = False

    def now(self, unit: str) -> Stretch | None:
        """The stretch of this unit that holds the publication date; None where that date is not so precise."""
        if self.published is None or self.published.open_start or self.published.open_end:
            return None
        stretch = containing(self.published.first, unit)
        return stretch if stretch == containing(self.published.last, unit) else None

    def recent(self, unit: str) -> Stretch | None:
        """The stretch of this unit that the text spoke of last, else the publication's."""
        if self.last is not None:
            if unit == "day" and self.last.unit != "day":
                return self.last_day or self.now("day")
            if (wider := self.last.wider(unit)) is not None:
                return wider
        return self.now(unit)

    def lately(self, unit: str) -> Stretch | None:
        """What `the quarter`, `the year` mean in news: the one just spoken of, else the present (the last quarter)."""
        last = self.last
        if last is not None and (last.unit == unit or (unit == "year" and last.unit in ("quarter", "half"))):
            return last.wider(unit)
        now = self.now(unit)
        return now.shifted(-1) if now is not None and unit == "quarter" else now

    def present(self, unit: str) -> Stretch | None:
        """The stretch of this unit that is the present of the text: the last one told of, or the publication's."""
        return self.recent(unit) if self.narrative else self.now(unit)

    def nearby(self, start: int) -> Stretch | None:
        """The date in full that set the time of this paragraph not far before."""
        if self.told is None or start - self.told_at > _NEARBY or _PARAGRAPH.search(self.plain, self.told_at, start):
            return None
        return self.told

    def same_month(self, month: int, start: int) -> Stretch | None:
        """The month or a day of it that the text gave in full not far before, where it is that month of the year."""
        far = start - self.month_at > 3 * _NEARBY
        return self.month if self.month is not None and self.month.number == month and not far else None

    def direction(self, start: int, end: int) -> Direction:
        """Which way the nearest cue of the clause around plain[start:end] looks."""
        return direction_at(self.plain, start, end, self.text)

    def before(self, start: int, reach: int, pattern: "re.Pattern[str]") -> bool:
        """Whether the words just before `start`, at most `reach` characters, end as the pattern says."""
        return pattern.search(self.plain, max(0, start - reach), start) is not None

    def note(self, stretch: Stretch, start: int, end: int, *, explicit: bool) -> None:
        """Remember what was dated last, and how far the story has come. `explicit`: the words named the year."""
        self.last, self.last_end = stretch, end
        if stretch.unit == "day":
            self.last_day = stretch
        if stretch.year < 0:
            self.before_christ = True
        if not explicit:
            if self.told is not None and self.told.year != stretch.year:
                self.told = None
            if self.month is not None and self.month.year != stretch.year:
                self.month = None
        elif stretch.unit not in ("decade", "century"):
            if stretch.unit == "year" and self._heads_line(start) and _LINE_CLOSING.match(self.plain, end):
                self.section = stretch.year
            if self._sets_time(stretch, start):
                self.told, self.told_at, self.told_heads_line = stretch, start, self._heads_line(start)
            if stretch.unit in ("day", "month"):
                self.month, self.month_at = stretch, start
            self._tell(stretch, start)

    def _tell(self, stretch: Stretch, start: int) -> None:
        """Move the story to this date, unless the words only look aside from it or leap too far."""
        jump = abs(stretch.year - self.story.year) if self.story else 0
        aside = jump and stretch.unit == "year" and self.before(start, 12, _ASIDE)
        confirmed = self.doubted is not None and abs(self.doubted.year - stretch.year) <= _STEP
        if (jump > _FAR or aside) and not (confirmed or self._heads_line(start)):
            self.doubted = stretch
        else:
            self.story, self.doubted = stretch, None

    def _sets_time(self, stretch: Stretch, start: int) -> bool:
        """Whether a date in full tells when what follows happened: a year only where it opens its sentence or line."""
        if stretch.unit == "year":
            return self.before(start, 24, _OPENING)
        return not self.before(start, 12, _ASIDE)

    def _heads_line(self, start: int) -> bool:
        """Whether a date opens its line, as the entries of a chronology do (`2011 - The cabinet agrees …`)."""
        return self.before(start, 8, _LINE_OPENING)
