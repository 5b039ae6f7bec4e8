"""Turns → Steps: for every day the standings that are possible on it, as a step function."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.law.periods import Span
from timeline.law.standings import BOUND, Kind, Standing, after
from timeline.law.turns import Turn


@dataclass(frozen=True, slots=True)
class Steps:
    """From the day `starts[i]` on just the standings of `possible[i]` are possible; the first day is `date.min`."""

    turns: tuple[Turn, ...]
    starts: tuple[dt.date, ...]
    possible: tuple[tuple[Standing, ...], ...]

    def place(self, day: dt.date) -> int:
        """Which step a day lies in."""
        return bisect_right(self.starts, day) - 1

    def over(self, first: dt.date, last: dt.date) -> tuple[Standing, ...]:
        """The standings possible on some day from `first` to `last`, each once, in the order of time."""
        steps = self.possible[self.place(first) : self.place(last) + 1]
        return steps[0] if len(steps) == 1 else tuple(dict.fromkeys(one for step in steps for one in step))

    def until(self, kind: Kind, day: dt.date) -> Span | None:
        """The first day after `day` on which a position of that kind is over; None where no act ends it.

        A bound state is so until it is bound no longer, whatever notice or claim it makes in between.
        """
        first: dt.date | None = None
        for start, standings in zip(self.starts, self.possible, strict=True):
            if start <= day:
                continue
            if kind in BOUND:
                over = [standing.gone for standing in standings]
            else:
                over = [standing.kind is not kind for standing in standings]
            if first is None and any(over):
                first = start
            if first is not None and all(over):
                return Span(first, start)
        return None if first is None else Span(first, dt.date.max)


def steps_of(turns: Sequence[Turn], cuts: Iterable[dt.date] = ()) -> Steps:
    """The step function of the turns; `cuts` are days at which a further step begins for the caller's own reasons.

    A turn has happened for certain from the last day of its span on, unless it is loose (`~ ? %`): then it stays
    possible only. Where several turns are uncertain, every combination of them that can be is kept.
    """
    days = {dt.date.min, *cuts}
    for turn in turns:
        days.add(turn.span.first)
        days.add(turn.span.last)
    starts = sorted(days)
    return Steps(tuple(turns), tuple(starts), tuple(_possible_on(day, turns) for day in starts))


def _possible_on(day: dt.date, turns: Sequence[Turn]) -> tuple[Standing, ...]:
    standings: dict[Standing, None] = {Standing(): None}
    for turn in turns:
        if turn.span.first > day:
            break
        turned = dict.fromkeys(after(standing, turn) for standing in standings)
        certain = turn.span.last <= day and not turn.span.loose
        standings = turned if certain else {**standings, **turned}
    return tuple(standings)
