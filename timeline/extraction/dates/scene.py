"""A document under way: its text, its date, what was dated last, and which way the clause at hand looks."""

from dataclasses import dataclass

from timeline.edtf import Edtf
from timeline.extraction.dates.direction import Direction, direction_at
from timeline.extraction.dates.stretch import Stretch, containing


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

    def told(self, unit: str) -> Stretch | None:
        """The stretch of this unit that is the present of the text: the last one told of, or the publication's."""
        return self.recent(unit) if self.narrative else self.now(unit)

    def direction(self, start: int, end: int) -> Direction:
        """Which way the nearest cue of the clause around plain[start:end] looks."""
        return direction_at(self.plain, start, end)

    def note(self, stretch: Stretch, end: int) -> None:
        """Remember what was dated last."""
        self.last, self.last_end = stretch, end
        if stretch.unit == "day":
            self.last_day = stretch
        if stretch.year < 0:
            self.before_christ = True
