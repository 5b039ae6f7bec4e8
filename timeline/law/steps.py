"""Turns → Steps: for every day the standings that are possible on it, as a step function."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import TypeAlias

from timeline.edtf import Edtf
from timeline.law.periods import Span
from timeline.law.standings import BOUND, RANKS, Kind, Standing, after
from timeline.law.turns import Effect, Turn

# What only a state that has joined can do; where it is clear what it joined by, that came first.
NEED_JOINING = frozenset({Effect.SUSPEND, Effect.NOTICE, Effect.UNRATIFY, Effect.LEAVE})
# Beyond so many vague turns only their listed order is followed: all their orders would be too many.
MOST_VAGUE = 10


Places: TypeAlias = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Steps:
    """From the day `starts[i]` on just the standings of `possible[i]` are possible; the first day is `date.min`."""

    turns: tuple[Turn, ...]
    starts: tuple[dt.date, ...]
    possible: tuple[tuple[Standing, ...], ...]

    def place(self, day: dt.date) -> int:
        """Which step a day lies in."""
        return bisect_right(self.starts, day) - 1

    def places(self, on: Edtf) -> Places:
        """In which steps the date begins and ends, and whether it is loose: dates alike in this have one answer."""
        return places(self.starts, on)

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


def places(starts: Sequence[dt.date], on: Edtf) -> Places:
    """Between which of the days the date begins and ends, and whether it is loose."""
    first, last = on.first, on.last
    begins = bisect_right(starts, first)
    return begins, begins if first == last else bisect_right(starts, last), on.approximate or on.uncertain


def steps_of(turns: Sequence[Turn], cuts: Iterable[dt.date] = ()) -> Steps:
    """The step function of the turns; `cuts` are days at which a further step begins for the caller's own reasons.

    A turn has happened for certain from the last day of its span on, unless it is loose (`~ ? %`): then it stays
    possible only. Where several turns are uncertain, every order of them that can be is followed.
    """
    days = {dt.date.min, *cuts}
    for turn in turns:
        days.add(turn.span.first)
        days.add(turn.span.last)
    starts = sorted(days)
    if _follow_each_other(turns):
        return Steps(tuple(turns), tuple(starts), tuple(_one_by_one(starts, turns)))
    before = _before(turns)
    return Steps(tuple(turns), tuple(starts), tuple(_possible_on(day, turns, before) for day in starts))


def _follow_each_other(turns: Sequence[Turn]) -> bool:
    """Whether each turn happened on one known day, none before the one listed ahead of it: most states' turns do."""
    days = [turn.span.first for turn in turns if turn.span.first == turn.span.last and not turn.span.loose]
    return len(days) == len(turns) and all(one <= other for one, other in pairwise(days))


def _one_by_one(starts: Iterable[dt.date], turns: Sequence[Turn]) -> Iterator[tuple[Standing, ...]]:
    """The one standing that each day has, every turn being gone through once."""
    standing, place = Standing(), 0
    for day in starts:
        while place < len(turns) and turns[place].span.first <= day:
            standing = after(standing, turns[place])
            place += 1
        yield (standing,)


def _before(turns: Sequence[Turn]) -> list[frozenset[int]]:
    """For each turn the turns that must have happened before it: by their days, by a shared act, or in the law.

    Acts that contradict each other (a withdrawal before the only consent) are put in order by their days alone.
    """
    by_days = [
        frozenset(other for other, one in enumerate(turns) if other != place and _by_days(one, turn, other < place))
        for place, turn in enumerate(turns)
    ]
    joining = [place for place, turn in enumerate(turns) if turn.effect in (Effect.CONSENT, Effect.BIND, Effect.JOIN)]
    found = []
    for place, turn in enumerate(turns):
        earlier = {other for other, one in enumerate(turns) if _by_act(one, turn)}
        if turn.effect in NEED_JOINING:
            possible = [other for other in joining if turns[other].span.first <= turn.span.last]
            if len({turns[other].acts for other in possible}) == 1:
                earlier.update(possible[:1])
        found.append(by_days[place] | earlier)
    return found if _can_be_ordered(found) else by_days


def _can_be_ordered(before: Sequence[frozenset[int]]) -> bool:
    """Whether some order of the turns respects all that must come before."""
    done: set[int] = set()
    while len(done) < len(before):
        ready = {place for place, earlier in enumerate(before) if place not in done and earlier <= done}
        if not ready:
            return False
        done |= ready
    return True


def _by_days(one: Turn, other: Turn, listed_first: bool) -> bool:
    """Whether `one` must come before `other` by their days; on one and the same day in the order of the turns."""
    same_day = one.span.first == one.span.last == other.span.first == other.span.last
    return one.span.last < other.span.first or (same_day and listed_first)


def _by_act(one: Turn, other: Turn) -> bool:
    """Whether the two rest on the same act, as consent and the entry into force computed from it do."""
    return one.effect < other.effect and not set(one.acts).isdisjoint(other.acts)


def _possible_on(day: dt.date, turns: Sequence[Turn], before: Sequence[frozenset[int]]) -> tuple[Standing, ...]:
    """The standings that some order of the turns up to the day leads to, all certain turns having happened."""
    begun = [place for place, turn in enumerate(turns) if turn.span.first <= day]
    vague = [place for place in begun if turns[place].span.first < turns[place].span.last or turns[place].span.loose]
    if not vague:
        return (reduce(after, (turns[place] for place in begun), Standing()),)
    certain = frozenset(place for place in begun if turns[place].span.last <= day and not turns[place].span.loose)
    in_order = len(vague) > MOST_VAGUE
    layer: dict[frozenset[int], dict[Standing, None]] = {frozenset(): {Standing(): None}}
    possible: dict[Standing, None] = {}
    while layer:
        following: dict[frozenset[int], dict[Standing, None]] = {}
        for happened, standings in layer.items():
            if certain <= happened:
                possible.update(standings)
            ready = [place for place in begun if place not in happened and before[place] <= happened]
            for place in ready[:1] if in_order else ready:
                reached = following.setdefault(happened | {place}, {})
                reached.update(dict.fromkeys(after(standing, turns[place]) for standing in standings))
        layer = following
    return tuple(sorted(possible, key=lambda standing: RANKS[standing.kind]))
