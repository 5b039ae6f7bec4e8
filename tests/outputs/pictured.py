"""Rows with everything in them that a picture can trip over → the pictures, and what a reader of the SVG finds."""

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable

from timeline import edtf
from timeline.law.standings import Kind
from timeline.outputs.plots.matrix import MatrixRows, draw_matrix
from timeline.outputs.plots.page import Picture, page
from timeline.outputs.plots.positions import PositionRows, draw_positions
from timeline.outputs.plots.timeline import TimelineRows, draw_timeline
from timeline.outputs.plots.years import Bar, YearRows, draw_years
from timeline.queries.entries import Entry, NamedId, WeaponEntry
from timeline.queries.standing_periods import StandingPeriod

HOSTILE = "</text><script>alert('1')</script> & \"]]> ${datum} {{x}} url(#y) \u202etxet\x00\x1b"
LONG = "The Organisation for the Joint Procurement and Through-Life Support of Very Long-Named Armaments of All Members"
ARABIC = "شركة السلاح الوطنية للصناعات العسكرية"
SVG = "{http://www.w3.org/2000/svg}"


def event(
    number: int,
    date: str,
    *,
    group: str = "transfer",
    weapon: str = "Cluster munition",
    title: str = "",
    supplier: str = "United States",
) -> Entry:
    """An Entry with what a timeline shows of it; one with a title is a person's."""
    told = edtf.parse(date) if date else edtf.UNKNOWN
    return Entry(
        event_id=f"ev-{number:010}",
        type="transfer-delivery",
        group=group,
        status="actual",
        date=date,
        date_first=None if told.first == dt.date.min else told.first,
        date_last=None if told.last == dt.date.max else told.last,
        title=title,
        participants={"supplier": (NamedId(supplier, supplier),), "recipient": (NamedId("UKR", "Ukraine"),)},
        weapons=(WeaponEntry(weapon, weapon),),
        origin="user" if title else "machine",
    )


EVENTS = [
    event(1, "../2020-06-01", weapon=ARABIC),
    event(2, "199X", group="law", weapon=LONG),
    event(3, "2022~", group="position"),
    event(4, "2023-05-01?", title=HOSTILE, weapon=HOSTILE),
    event(5, "2024-11-20", group="use policy", title=LONG * 4),
    event(6, "2025/..", group="weapon", supplier=ARABIC),
    event(7, "2024-02", group="a group & of none"),
    event(8, ""),
]
DAY = dt.date.fromisoformat


def period(actor: str, treaty: str, first: str, last: str, *kinds: Kind) -> StandingPeriod:
    """A position from one day to another; "" is an open end."""
    start = DAY(first) if first else dt.date.min
    return StandingPeriod(
        NamedId(treaty, f"Treaty {treaty}"), NamedId(actor, actor), start, DAY(last) if last else dt.date.max, kinds
    )


PERIODS = [
    period("Ruritania", "A", "1990-01-01", "1999-12-31", Kind.SIGNATORY),
    period("Ruritania", "A", "2000-01-01", "2009-12-31", Kind.PARTY),
    period("Ruritania", "A", "2010-01-01", "2010-12-31", Kind.WITHDRAWAL_NOTIFIED),
    period("Ruritania", "A", "2011-01-01", "", Kind.WITHDRAWN),
    period(LONG, "A", "1995-01-01", "1995-12-31", Kind.CONSENTED, Kind.NO_RELATION),
    period(LONG, "A", "1996-01-01", "", Kind.PARTY),
    period(HOSTILE, "B", "", "", Kind.PARTICIPANT),
]
READ = ("The acts were read up to 2020-06-30; later ones may be missing.",)
UNTIL = dt.date(2020, 6, 30)
CELLS = {("USA", "UKR"): (3, 5), ("USA", ""): (0, 1), ("", "POL"): (1, 1), (ARABIC, "UKR"): (1234, 1250)}
NAMES = {"USA": "United States", "UKR": "Ukraine", "POL": HOSTILE, ARABIC: ARABIC}
Drawing = Callable[[float, float | None], Picture]
DRAWINGS: dict[str, Drawing] = {
    "timeline": lambda width, height: draw_timeline(TimelineRows(EVENTS, "weapon"), width, height),
    "years": lambda width, height: draw_years(
        YearRows([Bar("2022", 3, 5), Bar("2023", 0, 1), Bar("2024", 0, 0), Bar("2025", 12, 12)], "year", 17),
        width,
        height,
    ),
    "matrix": lambda width, height: draw_matrix(
        MatrixRows(CELLS, (NAMES, NAMES), ("supplier", "recipient"), 1257, 2), width, height
    ),
    "steps": lambda width, height: draw_positions(PositionRows(PERIODS, False, None, UNTIL, READ), width, height),
    "spans": lambda width, height: draw_positions(
        PositionRows(PERIODS, True, DAY("1985-01-01"), UNTIL, READ), width, height
    ),
}


def drawn(name: str, *, width: int = 800, height: int | None = None, title: str = "A picture") -> str:
    """The whole SVG of one of DRAWINGS."""
    svg, _, _ = page(DRAWINGS[name], title=title, source="Source: tests.", width=width, height=height)
    return svg


def words_in(svg: str) -> list[str]:
    """The lines of words that are shown, in the order of the file."""
    return [each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def told_in(svg: str) -> list[str]:
    """What is told of marks that are pointed at, after the title of the whole."""
    return [each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}title")][1:]  # noqa: S314
