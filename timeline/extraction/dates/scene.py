"""A document under way: its text, its date, what was dated last, and which way the clause at hand looks."""

import re
from dataclasses import dataclass

from timeline.edtf import Edtf
from timeline.extraction.dates.direction import Direction, direction_at
from timeline.extraction.dates.stretch import Stretch, containing


_LINE_OPENING = re.compile(r"(?:^|\n)[^a-z0-9\n]{0,6}$")
_LINE_CLOSING = re.compile(r"[^a-z0-9\n]{0,4}(?:\r?\n|$)")
_OPENING = re.compile(r"(?:^|\n|[.!?]\"? )[^a-z0-9\n]{0,6}(?:(?:but|and|back|then|early|late|later|also),? )?(?:in |during |throughout )?(?:the year )?$")
_NEARBY = 300
_PARAGRAPH = re.compile(r"\n[ \t]*\r?\n|(?<=[.!?\"])\r?\n")
_STEP, _FAR = 2, 10
_ASIDE = re.compile(r"(?:^|[^a-z])(?:since|until|till|before|after|for|to|than|of|the|from)[ \n]$|\([^)]{0,8}$|-$")


@dataclass(slots=True)
class Scene:
    """What the resolvers see. `narrative`: each date is reckoned from the one before, not from the publication."""

    text: str
    plain: str
    published: Edtf | None
    narrative: bool = False
    last: Stretch | None = None
    last_end: int = -1
    last_day: Stretch | None = None
    story: Stretch | None = None
    doubted: Stretch | None = None
    section: int | None = None
    told: Stretch | None = None
    told_end: int = -1
    told_heads_line: bool = False
    before_christ: bool = False

    def now(self, unit: str) -> Stretch | None:
        """The stretch of this unit that holds the publication date; None where that date is not so precise."""
        if self.published is None:
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
        """What `the quarter`, `the year` mean in news: the one just spoken of, else the present one (of quarters the last)."""
        if self.last is not None and (self.last.unit == unit or (unit == "year" and self.last.unit in ("quarter", "half"))):
            return self.last.wider(unit)
        now = self.now(unit)
        return now.shifted(-1) if now is not None and unit == "quarter" else now

    def present(self, unit: str) -> Stretch | None:
        """The stretch of this unit that is the present of the text: the last one told of, or the publication's."""
        return self.recent(unit) if self.narrative else self.now(unit)

    def direction(self, start: int, end: int) -> Direction:
        """Which way the nearest cue of the clause around plain[start:end] looks."""
        return direction_at(self.plain, start, end, self.text)

    def note(self, stretch: Stretch, start: int, end: int, *, explicit: bool) -> None:
        """Remember what was dated last, and how far the story has come."""
        self.last, self.last_end = stretch, end
        if stretch.unit == "day":
            self.last_day = stretch
        if stretch.year < 0:
            self.before_christ = True
        if explicit and stretch.unit == "year" and self._is_heading(start, end):
            self.section = stretch.year
        if stretch.unit not in ("decade", "century"):
            self._tell(stretch, start, explicit)

    def _sets_time(self, stretch: Stretch, start: int) -> bool:
        """Whether a date in full tells when what follows happened: a year only where it opens its sentence or line."""
        if stretch.unit == "year":
            return _OPENING.search(self.plain, max(0, start - 24), start) is not None
        return _ASIDE.search(self.plain, max(0, start - 12), start) is None

    def nearby(self, start: int) -> Stretch | None:
        """The date in full that the same paragraph gave not far before, for what a news text tells of earlier times."""
        if self.told is None or start - self.told_end > _NEARBY or _PARAGRAPH.search(self.plain, self.told_end, start):
            return None
        return self.told

    def _heads_line(self, start: int) -> bool:
        """Whether a date opens its line, as the entries of a chronology do (`2011 - The cabinet agrees …`)."""
        return _LINE_OPENING.search(self.plain, max(0, start - 8), start) is not None

    def _is_heading(self, start: int, end: int) -> bool:
        """Whether a year stands alone on its line, over the entries of a chronology."""
        return self._heads_line(start) and _LINE_CLOSING.match(self.plain, end) is not None

    def _tell(self, stretch: Stretch, start: int, explicit: bool) -> None:
        """Move the story to this date, unless the words only look aside from it (`until 1978`, `declassified in 2005`)."""
        if explicit and self._sets_time(stretch, start):
            self.told, self.told_end, self.told_heads_line = stretch, start, self._heads_line(start)
        elif not explicit:
            self.told = None
        if self.story is None or (explicit and self._heads_line(start)):
            self.story, self.doubted = stretch, None
            return
        jump = abs(stretch.year - self.story.year)
        aside = stretch.unit == "year" and jump and _ASIDE.search(self.plain, max(0, start - 12), start)
        if not explicit:
            return
        if (jump > _FAR or aside) and not (self.doubted and abs(self.doubted.year - stretch.year) <= _STEP):
            self.doubted = stretch
        else:
            self.story, self.doubted = stretch, None
