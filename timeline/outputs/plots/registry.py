"""The name of a picture → how its rows are read and drawn. A new picture is one module and one line here."""

from collections.abc import Callable, Sequence, Sized
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection

from timeline.errors import UsageError
from timeline.outputs.plots.captions import source_of_acts, source_of_events, title
from timeline.outputs.plots.lanes import LANES
from timeline.outputs.plots.matrix import draw_matrix, read_matrix
from timeline.outputs.plots.page import Picture, page
from timeline.outputs.plots.positions import draw_positions, read_positions
from timeline.outputs.plots.timeline import draw_timeline, read_timeline
from timeline.outputs.plots.years import PERIOD_NAMES, draw_years, read_years
from timeline.queries.dimensions import DIMENSIONS, SHORTHANDS
from timeline.queries.filters import Filters
from timeline.queries.meaning import one_of

Rows = TypeVar("Rows", bound=Sized)


@dataclass(frozen=True, slots=True)
class Plot:
    """How a picture is made: `read` gives its rows, `draw` the picture in a width and, where it is given, a height.

    `by` are the names that --by may have, `usual` those without it, `each` how many there are. `heading` begins the
    title, with the names of `by` put in.
    """

    read: Callable[[Connection, Filters, Sequence[str]], Any]
    draw: Callable[[Any, float, float | None], Picture]
    heading: str
    by: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    of_events: bool = True


def _plot(
    read: Callable[[Connection, Filters, Sequence[str]], Rows],
    draw: Callable[[Rows, float, float | None], Picture],
    heading: str,
    by: tuple[str, ...] = (),
    usual: tuple[str, ...] = (),
    *,
    of_events: bool = True,
) -> Plot:
    """A Plot whose rows are of the kind that it draws."""
    return Plot(read, draw, heading, by, usual, of_events)


PLOTS: dict[str, Plot] = {
    "timeline": _plot(read_timeline, draw_timeline, "Events by {}", tuple(LANES), ("weapon",)),
    "years": _plot(read_years, draw_years, "Events per {}", PERIOD_NAMES, ("year",)),
    "matrix": _plot(read_matrix, draw_matrix, "Events by {} and {}", tuple(DIMENSIONS), ("supplier", "recipient")),
    "positions": _plot(read_positions, draw_positions, "Positions under treaties", of_events=False),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A whole SVG, its height in pixels, and sentences for who makes it. `svg` is "" where nothing matches."""

    svg: str
    height: int = 0
    told: tuple[str, ...] = ()


def draw(
    connection: Connection,
    plot: Plot,
    filters: Filters,
    by: Sequence[str] = (),
    *,
    width: int = 750,
    height: int | None = None,
    named: str | None = None,
    source: str | None = None,
) -> Drawn:
    """The picture of what matches; `named` and `source` are the title and the source line, None for those that follow
    from the question. Raises UsageError where it cannot be drawn."""
    by = tuple(by) or plot.usual
    rows = plot.read(connection, filters, by)
    if not len(rows):
        return Drawn("")
    if named is None:
        named = title(connection, plot.heading.format(*by), filters, " or " if plot.of_events else " and ")
    if source is None:
        source = source_of_events(connection, filters) if plot.of_events else source_of_acts(rows.told_by)
    svg, whole, picture = page(
        lambda w, h: plot.draw(rows, w, h), title=named, source=source, width=width, height=height
    )
    return Drawn(svg, whole, tuple(picture.told))


def chosen_by(name: str, by: str | None) -> tuple[str, ...]:
    """What a picture of that name is made by, as it was typed: `weapon`, `supplier,recipient`. Raises UsageError."""
    plot = PLOTS[name]
    if by is None:
        return plot.usual
    if not plot.by:
        raise UsageError(f"--by means nothing for {name}; leave it out.")
    names = [each for each in (part.strip() for part in by.split(",")) if each]
    found = [part for each in names for part in SHORTHANDS.get(each, (each,))]
    found = list(one_of("thing to draw by", found, plot.by))
    if len(set(found)) != len(plot.usual):
        wanted = "one thing" if len(plot.usual) == 1 else "two different things"
        raise UsageError(f"A picture of the kind {name} is drawn by {wanted}, as in --by {','.join(plot.usual)}.")
    return tuple(found)
