"""Entries → a timeline in lanes: marks on their days, spans where a date is uncertain, arrows where an end is open."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from timeline.errors import UsageError
from timeline.outputs.plots.days import SIZE, Days, axis, days_around
from timeline.outputs.plots.lanes import Happening, Lane, gathered, lanes_of
from timeline.outputs.plots.looks import LOOKS, RADIUS, fading, look_of, symbol
from timeline.outputs.plots.measuring import width_of, wrapped
from timeline.outputs.plots.packing import Box, rows_for
from timeline.outputs.plots.page import Picture, Sample
from timeline.outputs.plots.svg import GREY, INK, element, number, text, told
from timeline.queries.entries import Entry
from timeline.queries.filters import Filters
from timeline.queries.timelines import how_many, timeline_entries

MOST_EVENTS = 5_000
MOST_LANES = 30
MOST_LABELLED = 50  # so many marks can be told in words
_MANY_ROWS, _MOST_ROWS = 90, 400
_NAME_WIDTH = 170
_ROW = 15.0
_LABEL, _LABEL_WIDTH, _LABEL_LINES = 11, 210, 5
_GAP = RADIUS + 5
_SPACE = 4  # between two lanes


@dataclass(frozen=True, slots=True)
class TimelineRows:
    """The Entries of a timeline in the order of time, what it has lanes by, and the days that were asked for."""

    entries: Sequence[Entry]
    by: str
    since: date | None = None
    until: date | None = None

    def __len__(self) -> int:
        return len(self.entries)


def read_timeline(connection: Connection, filters: Filters, by: Sequence[str]) -> TimelineRows:
    """The rows that match. Raises UsageError where they are more than a timeline can show."""
    found = how_many(connection, filters)
    if found > MOST_EVENTS:
        raise UsageError(
            f"{found:,} events are too many for a timeline (at most {MOST_EVENTS:,}): narrow the filters, or draw "
            "their numbers with timeline plot years."
        )
    return TimelineRows(list(timeline_entries(connection, filters)), by[0], filters.since, filters.until)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A happening with the ends of its mark from left to right, its lines of words and where they begin."""

    one: Happening
    left: float
    right: float
    lines: tuple[str, ...]
    words_at: float
    anchor: str
    below: bool
    box: Box


@dataclass(frozen=True, slots=True)
class _PackedLane:
    """A lane with the lines of its name, its marks, the first row of each, and how many rows it takes."""

    name: Sequence[str]
    marks: Sequence[_Placed]
    chosen: Sequence[int]
    rows: int


def draw_timeline(rows: TimelineRows, width: float, height: float | None) -> Picture:
    """The picture. Raises UsageError where even without words it would be too high."""
    dated = [entry for entry in rows.entries if entry.date_first or entry.date_last]
    if not dated:
        raise UsageError("None of these events has a date, so that there is nothing to draw in time.")
    found, left_out = lanes_of(dated, rows.by, MOST_LANES)
    name_width = min(_NAME_WIDTH, width / 4)
    known = [day for lane in found for one in lane.happenings for day in (one.first, one.last) if day]
    days = days_around(known, rows.since, rows.until, name_width + 14, width - 4)
    shown, lanes = _fitting(found, days, name_width)
    used = sum(lane.rows for lane in lanes)
    top = 22.0 if used * _ROW > 700 else 4.0
    row = _ROW if height is None else max(_ROW, (height - top - _SPACE * len(lanes) - 24) / used)
    shades, drawn, y = [], [], top
    for place, lane in enumerate(lanes):
        tall = lane.rows * row + _SPACE
        if place % 2 == 0:
            shades.append(element("rect", x=0, y=y, width=width, height=tall, fill="#f3f3f3"))
        drawn += [text(6, y + 14 + 14 * at, words, size=SIZE) for at, words in enumerate(lane.name)]
        for each, at in zip(lane.marks, lane.chosen, strict=True):
            drawn.append(_mark(each, days, y + _SPACE / 2 + (at + 0.5) * row, row))
        y += tall
    return Picture(
        drawn=[*shades, *axis(days, top, y), *drawn],
        height=y + 24,
        legend=list(_legend(shown)),
        notes=list(_notes(rows, shown, len(dated))),
        told=list(_left_out(left_out, rows.by)),
        defined=list(_fadings(shown)),
    )


def _fitting(found: Sequence[Lane], days: Days, name_width: float) -> tuple[Sequence[Lane], list[_PackedLane]]:
    """The lanes with words beside the marks, without them, or with marks that are close together drawn as one: the
    first that is not too high. Raises UsageError where none is."""

    def close(day: date | None) -> int | None:
        return None if day is None else int(days.x(day) / (2 * RADIUS + 2))

    ways: list[tuple[Callable[[Lane], Lane], int]] = [
        (gathered, _MANY_ROWS),
        (lambda lane: gathered(lane, close), _MOST_ROWS),
    ]
    if sum(len(lane.happenings) for lane in found) <= MOST_LABELLED:
        ways = [(lambda lane: lane, _MOST_ROWS)]
    for way, most in ways:
        shown = [way(lane) for lane in found]
        lanes = [_packed(lane, days, name_width) for lane in shown]
        if sum(lane.rows for lane in lanes) <= most:
            return shown, lanes
    raise UsageError(
        "These events lie too close together to be drawn apart: narrow the filters, give a greater --width, or draw "
        "their numbers with timeline plot years."
    )


def _packed(lane: Lane, days: Days, name_width: float) -> _PackedLane:
    """The marks of a lane, each in a row where it lies over no other."""
    marks = [_placed(one, days) for one in lane.happenings]
    chosen, used = rows_for([each.box for each in marks])
    name = wrapped(f"{lane.name} ({lane.number:,})", name_width, SIZE)
    return _PackedLane(name, marks, chosen, max(used, len(name)))


def _fadings(lanes: Sequence[Lane]) -> Iterator[str]:
    """The gradients of the spans that have an open end, by the name that `_span` gives them."""
    for group in _groups(lanes):
        if any(one.open for lane in lanes for one in lane.happenings if one.group == group):
            for name in ("since", "until"):
                yield fading(_fading_name(name, group), look_of(group).fill, to_left=name == "until")


def _fading_name(open_end: str, group: str) -> str:
    return f"{open_end}-{''.join(sign if sign.isalnum() else '-' for sign in group)}"


def _placed(one: Happening, days: Days) -> _Placed:
    """Where a mark and its words stand: right of it, left of it where there is no room, or below a long span."""
    left = days.x(one.first) if one.first else days.left
    right = days.end(one.last) if one.last else days.right
    middle = _centre(one, left, right)
    left, right = min(left, middle - RADIUS), max(right, middle + RADIUS)
    label = one.label if one.label else f"×{one.number}" if one.number > 1 else ""
    if not label:
        return _Placed(one, left, right, (), 0, "", False, Box(left - 1, right + 1))
    lines = _cut(wrapped(label, _LABEL_WIDTH, _LABEL))
    long = max(width_of(line, _LABEL) for line in lines)
    if right + _GAP + long <= days.right:
        return _Placed(one, left, right, lines, right + 4, "start", False, Box(left, right + _GAP + long, len(lines)))
    if left - _GAP - long >= days.left:
        return _Placed(one, left, right, lines, left - 4, "end", False, Box(left - _GAP - long, right, len(lines)))
    at = right - long if one.first is None else max(days.left, min(left, days.right - long))
    return _Placed(
        one, left, right, lines, at, "start", True, Box(min(left, at), max(right, at + long), len(lines) + 1)
    )


def _cut(lines: Sequence[str]) -> tuple[str, ...]:
    """At most so many lines; that there is more is shown, and the whole is what a viewer tells of the mark."""
    if len(lines) <= _LABEL_LINES:
        return tuple(lines)
    return (*lines[: _LABEL_LINES - 1], lines[_LABEL_LINES - 1] + " …")


def _centre(one: Happening, left: float, right: float) -> float:
    """Where the symbol stands: in the middle of the days, or at the end that is known."""
    if one.first is None:
        return right
    return left if one.last is None else (left + right) / 2


def _mark(each: _Placed, days: Days, y: float, row: float) -> str:
    """The span, the symbol and the words of one happening."""
    one = each.one
    look = look_of(one.group)
    left = days.x(one.first) if one.first else days.left
    right = days.end(one.last) if one.last else days.right
    shapes = []
    if not one.exact and right - left > 2 * RADIUS:
        shapes.append(_span(one, left, right, y))
    shapes += _arrows(one, days, y)
    shapes.append(symbol(look, _centre(one, left, right), y, hollow=one.loose or not one.exact, dashed=one.loose))
    first = y + 4 + (row if each.below else 0)
    shapes += [
        text(each.words_at, first + row * at, words, size=_LABEL, anchor=each.anchor)
        for at, words in enumerate(each.lines)
    ]
    return told(one.words, *shapes)


def _span(one: Happening, left: float, right: float, y: float) -> str:
    look = look_of(one.group)
    name = _fading_name("since" if one.last is None else "until", one.group)
    return element(
        "rect",
        x=left,
        y=y - 4,
        width=right - left,
        height=8,
        rx=2,
        fill=f"url(#{name})" if one.open else look.fill,
        fill_opacity="" if one.open else 0.3,
        stroke=look.stroke,
        stroke_width="" if one.open else 0.9,
        stroke_opacity=0 if one.open else "",
        stroke_dasharray="3 2" if one.loose else "",
    )


def _arrows(one: Happening, days: Days, y: float) -> Iterator[str]:
    """An arrow at the edge to which an open span runs."""
    stroke = look_of(one.group).stroke
    for is_open, at, way in ((one.first is None, days.left, -1), (one.last is None, days.right, 1)):
        if is_open:
            corners = ((at, y), (at - 7 * way, y - 4), (at - 7 * way, y + 4))
            points = " ".join(f"{number(across)},{number(down)}" for across, down in corners)
            yield element("polygon", points=points, fill=stroke)


def _groups(lanes: Sequence[Lane]) -> list[str]:
    found = {one.group for lane in lanes for one in lane.happenings}
    return [group for group in (*LOOKS, *sorted(found - set(LOOKS))) if group in found]


_GROUP_WORDS = {"use policy": "policy on use", "weapon": "use, test, production …", "position": "statement"}


def _legend(lanes: Sequence[Lane]) -> Iterator[Sample]:
    """The groups that occur, then the ways in which a date is drawn that occur."""
    for group in _groups(lanes):
        yield Sample(symbol(look_of(group), 12, 6), _GROUP_WORDS.get(group, group))
    shown = [one for lane in lanes for one in lane.happenings]
    look = look_of("")
    if any(not one.exact and not one.open for one in shown):
        bar = element("rect", x=0, y=2, width=24, height=8, rx=2, fill=look.fill, fill_opacity=0.3, stroke=look.stroke)
        yield Sample(bar + symbol(look, 12, 6, hollow=True), "some day in this time, or all of it")
    if any(one.loose for one in shown):
        yield Sample(symbol(look, 12, 6, hollow=True, dashed=True), "about then, or uncertain")
    if any(one.open for one in shown):
        arrow = element("polygon", points="24,6 17,2 17,10", fill=INK)
        yield Sample(
            element("rect", x=4, y=2, width=16, height=8, fill=GREY, fill_opacity=0.3) + arrow,
            "open: its end, or its beginning, is not known",
        )
    if any(one.number > 1 for one in shown):
        yield Sample(text(2, 10, "×2", size=_LABEL), "so many alike, or close together")


def _notes(rows: TimelineRows, lanes: Sequence[Lane], dated: int) -> Iterator[str]:
    undated = len(rows.entries) - dated
    if undated:
        yield f"Not drawn: {undated} without a date."
    if sum(lane.number for lane in lanes) > dated:
        yield "An event stands in each lane that it belongs to."


def _left_out(number: int, by: str) -> Iterator[str]:
    if number:
        yield (
            f"The {MOST_LANES - 1} most frequent have a lane of their own; {number} others by {by} share the last. "
            "Filters give them one."
        )
