"""Positions under treaties over time → steps by treaty, stacked; or, of single states, spans under each treaty."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import Connection

from timeline.errors import UsageError
from timeline.outputs.plots.days import SIZE, Days, axis, days_around
from timeline.outputs.plots.measuring import width_of, wrapped
from timeline.outputs.plots.numbers import steps, stretched
from timeline.outputs.plots.page import Picture
from timeline.outputs.plots.position_looks import DARK, POSITION_LOOKS, look_key, patterns, sample, used
from timeline.outputs.plots.svg import GREY, INK, element, line, number, text, told
from timeline.queries.blocs import MEMBERS_OF
from timeline.queries.filters import Conditions, Filters
from timeline.queries.standing_periods import StandingPeriod, StandingPeriods, standing_periods
from timeline.vocabulary.fold import fold

MOST_TREATIES = 6
MOST_SPANS = 60
_NAME_WIDTH = 190
_ROW = 20.0
_PARTY = "party"
_ASKED = ("treaty", "actor", "roles")


@dataclass(frozen=True, slots=True)
class PositionRows:
    """The periods, by treaty or, where states are asked for, by state and treaty; and the days of the picture.

    `names_states` and `names_treaties` say that a lane has to be told from others by its state, or by its treaty, as
    more than one was asked for.
    """

    periods: Sequence[StandingPeriod]
    of_states: bool
    since: dt.date | None = None
    until: dt.date | None = None
    notes: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    names_states: bool = True
    names_treaties: bool = True

    def __len__(self) -> int:
        return len(self.periods)


def read_positions(connection: Connection, filters: Filters, _: Sequence[str]) -> PositionRows:
    """The positions of the states that are asked for, members of a bloc included, or of all under the treaties asked
    for. Raises UsageError for a question without either, or with filters that mean nothing here."""
    empty = Conditions()
    unfit = [name for name in Conditions.__slots__ if name not in _ASKED and getattr(filters, name)]
    if unfit or filters.excluded != empty or any(role != _PARTY for role, _ in filters.roles):
        raise UsageError("Positions are asked for with --treaty, --actor, --since and --until; leave the others out.")
    if not (filters.treaty or filters.actor or filters.roles):
        raise UsageError('Name a treaty, as in --treaty "Ottawa Treaty", or a state, as in --actor Ukraine.')
    actors = list(dict.fromkeys(id_ for _, named in filters.actors for id_ in _with_members(named, filters)))
    if (filters.actor or filters.roles) and not actors:
        return PositionRows((), of_states=True)  # a body without members in that time is not everybody
    found = standing_periods(connection, filters.treaty, actors)
    first, last = filters.since or dt.date.min, filters.until or dt.date.max
    inside = [period for period in found.periods if period.first <= last and period.last >= first]
    bodies = {id_ for bloc in filters.blocs for id_ in bloc.itself}
    inside += _without_periods(found, inside, bodies, first, last)
    inside.sort(key=lambda one: (fold(one.treaty.name), one.treaty.id, fold(one.actor.name), one.actor.id))
    days = [day for period in inside for day in (period.first, period.last) if dt.date.min < day < dt.date.max]
    # Without a clock: up to the day that the acts were read, or the last change where one lies after it.
    until = filters.until or max([*days, *found.read_until], default=None)
    drawn = {one.actor.id for one in inside}
    strangers = [one.name for one in found.asked if one.id not in drawn | bodies]
    return PositionRows(
        inside,
        bool(actors),
        filters.since,
        until,
        tuple(_notes(found, strangers)),
        found.told_by,
        names_states=len(actors) > 1,
        names_treaties=len(actors) == 1 or len(filters.treaty) != 1,
    )


def _without_periods(
    found: StandingPeriods, inside: Sequence[StandingPeriod], bodies: Collection[str], first: dt.date, last: dt.date
) -> Iterator[StandingPeriod]:
    """For each state and treaty asked for of which nothing is drawn from the first to the last day: that it is outside.

    A body that stands for its members is not missed: hardly any can join a treaty.
    """
    drawn = {(one.treaty.id, one.actor.id) for one in inside}
    for one in found.outside:
        if (one.treaty.id, one.actor.id) not in drawn and one.actor.id not in bodies:
            begin, end = max(one.first, first), min(one.last, last)
            yield replace(one, first=begin, last=end) if begin <= end else replace(one, first=first, last=last)


def _notes(found: StandingPeriods, strangers: Sequence[str]) -> Iterator[str]:
    if strangers:
        yield f"No relation to any treaty is recorded of: {', '.join(strangers)}."
    if found.read_until:
        first, last = found.read_until[0], found.read_until[-1]
        read = f"{last}" if first == last else f"days between {first} and {last}, by treaty"
        yield f"The acts were read up to {read}; later ones may be missing."
    if found.in_part:
        yield f"Who joined is recorded only in part of: {', '.join(found.in_part)}."


def _with_members(named: Sequence[str], filters: Filters) -> Iterator[str]:
    """The actors named, and those who ever were members of the blocs named within the time that is asked for."""
    blocs = {bloc.id: bloc for bloc in filters.blocs}
    for name in named:
        for one in blocs[name].memberships if name in blocs else ():
            first, last = one.days(sure=False)
            if first <= (filters.until or dt.date.max) and last >= (filters.since or dt.date.min):
                yield one.actor
        if not name.startswith(MEMBERS_OF):
            yield name


def draw_positions(rows: PositionRows, width: float, height: float | None) -> Picture:
    """The picture of the one kind or the other."""
    return (draw_spans if rows.of_states else draw_steps)(rows, width, height)


def draw_spans(rows: PositionRows, width: float, height: float | None) -> Picture:
    """A lane for each state under each treaty, with a span for each position."""
    lanes = [list(group) for _, group in groupby(rows.periods, key=lambda one: (one.treaty.id, one.actor.id))]
    if rows.names_states and rows.names_treaties:  # a state's treaties stand together
        lanes.sort(key=lambda lane: lane[0].actor.name)
    shown, cut = lanes[:MOST_SPANS], len(lanes) - MOST_SPANS
    name_width = min(_NAME_WIDTH, width / 3)
    days = _days(rows, name_width + 14, width - 4)
    names = [wrapped(_lane_name(lane[0], rows), name_width, SIZE) for lane in shown]
    top = 22.0 if len(shown) > 35 else 4.0
    natural = [max(_ROW, 15.0 * len(name) + 5) for name in names]
    tall = stretched(natural, None if height is None else height - top - 24)
    shades, drawn, y = [], [], top
    for place, (lane, name, high) in enumerate(zip(shown, names, tall, strict=True)):
        if place % 2 == 0:
            shades.append(element("rect", x=0, y=y, width=width, height=high, fill="#f3f3f3"))
        drawn += [text(6, y + 14 + 15 * at, words, size=SIZE) for at, words in enumerate(name)]
        thick = min(high - 6, _ROW) if height is None else high - 6
        drawn += [_span(one, days, y + (high - thick) / 2, thick) for one in lane]
        y += high
    keys = used(look_key(one.kinds) for lane in shown for one in lane)
    return Picture(
        [*shades, *axis(days, top, y), *drawn],
        y + 24,
        legend=[sample(key) for key in keys],
        notes=rows.notes,
        told=[f"{cut} more lanes are not drawn (at most {MOST_SPANS}): name fewer states or treaties."]
        if cut > 0
        else [],
        defined=patterns(keys),
    )


def _days(rows: PositionRows, left: float, right: float) -> Days:
    known = [day for one in rows.periods for day in (one.first, one.last) if dt.date.min < day < dt.date.max]
    return days_around([*known, *([rows.until] if rows.until else [])], rows.since, rows.until, left, right)


def _lane_name(one: StandingPeriod, rows: PositionRows) -> str:
    """The treaty of a single state, the state under a single treaty, else both."""
    if not rows.names_states:
        return one.treaty.name
    return f"{one.actor.name}: {one.treaty.name}" if rows.names_treaties else one.actor.name


def _span(one: StandingPeriod, days: Days, y: float, high: float) -> str:
    """The span of one position; its words stand in it where there is room."""
    key = look_key(one.kinds)
    look = POSITION_LOOKS[key]
    left, right = days.x(one.first), days.right if one.last == dt.date.max else days.end(one.last)
    if right < left + 2:  # too short to be seen, and not to run beyond the last day
        left, right = min(left, days.right - 2), min(left + 2, days.right)
    words = " or ".join(POSITION_LOOKS[kind].means for kind in one.kinds)
    since = "" if one.first == dt.date.min else f" from {one.first}"
    until = "" if one.last == dt.date.max else f" to {one.last}"
    shapes = [
        element(
            "rect", x=left, y=y, width=right - left, height=high, fill=look.fill, stroke="#444444", stroke_width=0.6
        )
    ]
    dark = look.fill in DARK
    if not look.pattern and width_of(look.means, 11, bold=dark) + 12 < right - left:
        shapes.append(text(left + 5, y + high / 2 + 4, look.means, size=11, fill="#ffffff" if dark else INK, bold=dark))
    return told(f"{one.actor.name}, {one.treaty.name}: {words}{since}{until}", *shapes)


def draw_steps(rows: PositionRows, width: float, height: float | None) -> Picture:
    """For each treaty how many states are what, day by day, the most binding at the bottom."""
    bands = [list(group) for _, group in groupby(rows.periods, key=lambda one: one.treaty.id)]
    shown = bands[:MOST_TREATIES]
    days = _days(rows, 44, width - 4)
    natural = 260.0 if len(shown) == 1 else 170.0
    heads = [wrapped(band[0].treaty.name, width - 10, SIZE, bold=True) if len(shown) > 1 else [] for band in shown]
    over = sum(15 * len(head) + 12 for head in heads)
    tall = natural if height is None else max(natural / 2, (height - over - 28 * len(shown) + 6) / len(shown))
    drawn: list[str] = []
    y = 0.0
    for band, head in zip(shown, heads, strict=True):
        drawn += [text(0, y + 12 + 15 * at, words, size=SIZE, bold=True) for at, words in enumerate(head)]
        top = y + 15 * len(head) + 12
        drawn += [*axis(days, top, top + tall), *_band(band, days, top, top + tall)]
        y = top + tall + 28
    keys = used(look_key(one.kinds) for band in shown for one in band)
    ends = _numbers_on(shown[0], rows.until or days.last) if len(shown) == 1 else {}
    cut = len(bands) - len(shown)
    return Picture(
        drawn,
        y - 6,
        legend=[sample(key, f" ({ends[key]})" if key in ends else "") for key in keys],
        notes=[*_dated(rows.until, ends), *rows.notes],
        told=[f"{cut} more treaties are not drawn (at most {MOST_TREATIES}): name fewer."] if cut > 0 else [],
        defined=patterns(keys),
    )


def _dated(day: dt.date | None, ends: dict[str, int]) -> Iterator[str]:
    if ends and day:
        yield f"Numbers of states, in brackets those on {day}."


def _numbers_on(band: Sequence[StandingPeriod], day: dt.date) -> dict[str, int]:
    numbers: dict[str, int] = defaultdict(int)
    for one in band:
        if one.first <= day <= one.last:
            numbers[look_key(one.kinds)] += 1
    return numbers


def _band(band: Sequence[StandingPeriod], days: Days, top: float, bottom: float) -> Iterator[str]:
    """The layers of one treaty, from the days on which anything changes."""
    last = days.last
    starts = sorted({days.first, *(one.first for one in band if days.first < one.first <= last), *_ends(band, days)})
    numbers = [_numbers_on(band, day) for day in starts]
    marks = steps(max(sum(each.values()) for each in numbers), 4)
    scale = (bottom - top) / marks[-1]
    for mark in marks:
        y = bottom - mark * scale
        yield line(days.left, y, days.right, y, stroke=GREY if mark == 0 else "#d0d0d0")
        yield text(days.left - 6, y + 4, f"{mark:,}", size=SIZE, anchor="end", fill=GREY)
    edges = [*(days.x(day) for day in starts), days.right]
    below = [0] * len(starts)
    for key in used(key for each in numbers for key in each):
        above = [low + each.get(key, 0) for low, each in zip(below, numbers, strict=True)]
        upper = _outline(edges, [bottom - value * scale for value in above])
        lower = _outline(edges, [bottom - value * scale for value in below])
        path = f"M{' L'.join([*upper, *reversed(lower)])}Z"
        look = POSITION_LOOKS[key]
        yield told(look.means, element("path", d=path, fill=look.fill, stroke="#444444", stroke_width=0.5))
        below = above


def _ends(band: Sequence[StandingPeriod], days: Days) -> Iterator[dt.date]:
    for one in band:
        if days.first <= one.last < days.last:
            yield one.last + dt.timedelta(1)


def _outline(edges: Sequence[float], heights: Sequence[float]) -> list[str]:
    """The corners of a line that goes on level from each edge to the next one."""
    corners: list[str] = []
    for place, y in enumerate(heights):
        if place == 0 or heights[place - 1] != y:
            corners += [f"{number(edges[place])} {number(y)}"]
        if place + 1 == len(heights) or heights[place + 1] != y:
            corners += [f"{number(edges[place + 1])} {number(y)}"]
    return corners
