"""Rows → whole SVGs, compared byte by byte; what is drawn of uncertain dates; nothing of a document is read as SVG."""

import datetime as dt
import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.outputs.pictured import (
    DRAWINGS,
    EVENTS,
    HOSTILE,
    LONG,
    SVG,
    UNTIL,
    drawn,
    event,
    period,
    told_in,
    words_in,
)
from timeline.errors import UsageError
from timeline.law.standings import Kind
from timeline.outputs.plots.days import SIZE
from timeline.outputs.plots.lanes import LANES
from timeline.outputs.plots.measuring import width_of
from timeline.outputs.plots.page import MARGIN, page
from timeline.outputs.plots.png import png_of
from timeline.outputs.plots.positions import PositionRows, draw_positions
from timeline.outputs.plots.registry import PLOTS, chosen_by
from timeline.outputs.plots.timeline import TimelineRows, draw_timeline
from timeline.outputs.plots.years import Bar, YearRows, draw_years
from timeline.queries.entries import Entry

EXPECTED = Path(__file__).parent.parent / "expected" / "outputs" / "plots"
SHOWN_AS_WORDS = "</text><script>alert('1')</script> & \"]]> ${datum} {{x}} url(#y) □txet□□"
ELEMENTS = {
    *("svg", "title", "desc", "defs", "g", "rect", "circle", "polygon", "line", "path", "text"),
    *("pattern", "linearGradient", "stop"),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_whole_picture(name: str) -> None:
    assert drawn(name) == (EXPECTED / f"{name}.svg").read_text("utf-8")


@pytest.mark.parametrize("name", DRAWINGS)
def test_nothing_of_a_document_is_read_as_svg(name: str) -> None:
    root = ET.fromstring(drawn(name, title=HOSTILE, width=3000))  # noqa: S314
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= ELEMENTS
    attributes = {key for each in root.iter() for key in each.attrib}
    assert not [key for key in attributes if "href" in key or key.startswith("on") or key == "style"]
    assert {value for each in root.iter() for value in each.attrib.values() if "url(" in value} <= {
        f"url(#{each.attrib['id']})" for each in root.iter() if "id" in each.attrib
    }
    assert root.findtext(f"{SVG}title") == SHOWN_AS_WORDS


def test_a_hostile_title_is_shown_as_it_stands() -> None:
    svg = drawn("timeline", title=HOSTILE, width=3000)
    assert words_in(svg)[0] == SHOWN_AS_WORDS
    assert f"about 1 May 2023: {SHOWN_AS_WORDS}".replace("about ", "").replace("2023:", "2023 (uncertain):") in told_in(
        svg
    )


@pytest.mark.parametrize("width", [400, 800, 1700])
@pytest.mark.parametrize("name", DRAWINGS)
def test_words_stay_in_the_picture(name: str, width: int) -> None:
    """By the widths of Liberation Sans, every line of words ends before the edge."""
    from timeline.outputs.plots.measuring import width_of

    def check(parent: ET.Element, across: float, turned: bool) -> None:
        for each in parent:
            moved = re.search(r"translate\(([-\d.]+)", each.get("transform", ""))
            x = across + (float(moved[1]) if moved else 0)
            if each.tag == f"{SVG}text" and not turned:
                long = width_of(each.text or "", float(each.attrib["font-size"]), bold="font-weight" in each.attrib)
                before = {"middle": long / 2, "end": long}.get(each.get("text-anchor", ""), 0)
                left = x + float(each.attrib["x"]) - before
                assert left >= 0, each.text
                assert left + long <= width + 1, each.text
            check(each, x, turned or "rotate" in each.get("transform", ""))

    check(ET.fromstring(drawn(name, width=width)), 0, turned=False)  # noqa: S314


def test_names_are_wrapped_and_not_cut() -> None:
    for name in ("timeline", "matrix", "spans", "steps"):
        words = " ".join(words_in(drawn(name)))
        assert name in ("matrix", "steps") or LONG in words
        assert "…" not in words or name == "timeline"  # a title, which the mark tells whole
    assert any(LONG * 4 in told for told in told_in(drawn("timeline")))


@pytest.mark.parametrize(
    ("date", "dashed", "hollow", "spans", "arrows"),
    [
        ("2024-11-20", 0, 0, 0, 0),
        ("2024-11-20~", 1, 1, 0, 0),
        ("2024-11-20?", 1, 1, 0, 0),
        ("2020", 0, 1, 1, 0),
        ("2020~", 2, 1, 1, 0),
        ("2018/2022", 0, 1, 1, 0),
        ("2020/..", 0, 1, 1, 1),
        ("../2020", 0, 1, 1, 1),
    ],
)
def test_what_an_uncertain_date_looks_like(date: str, dashed: int, hollow: int, spans: int, arrows: int) -> None:
    around = [event(1, "2000-01-01", title="a"), event(2, date, title="b"), event(3, "2025-01-01", title="c")]
    picture = draw_timeline(TimelineRows(around, "weapon"), 768, None)
    (mark,) = [each for each in picture.drawn if ">b</text>" in each]
    assert mark.count("stroke-dasharray") == dashed
    assert len(re.findall(r'<circle [^>]*fill="#ffffff"', mark)) == hollow
    assert mark.count("<rect") == spans
    assert mark.count("<polygon") == arrows
    legend = [sample.means for sample in picture.legend]
    assert ("about then, or uncertain" in legend) == bool(dashed)
    assert ("open: its end, or its beginning, is not known" in legend) == bool(arrows)


def test_a_date_outside_of_the_question_stops_at_its_edge() -> None:
    from datetime import date

    rows = TimelineRows([event(1, "2019/2030", title="a")], "weapon", date(2024, 1, 1), date(2024, 12, 31))
    (mark,) = [each for each in draw_timeline(rows, 768, None).drawn if ">a</text>" in each]
    found = re.search(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', mark)
    assert found
    assert (float(found[1]), float(found[1]) + float(found[2])) == (184, 764)


def test_an_event_without_a_date_is_counted_and_not_drawn() -> None:
    assert "Not drawn: 1 without a date." in words_in(drawn("timeline"))
    with pytest.raises(UsageError, match="None of these events has a date"):
        draw_timeline(TimelineRows([event(1, "")], "weapon"), 768, None)


def _many(number: int) -> list[Entry]:
    return [
        event(place, f"2020-{place % 12 + 1:02}-{place % 28 + 1:02}", weapon=f"W{place % 50}")
        for place in range(number)
    ]


def test_what_is_too_much_for_lanes_and_words() -> None:
    picture = draw_timeline(TimelineRows(_many(200), "weapon"), 768, None)
    names = [words for words in words_in(f"<svg xmlns='{SVG[1:-1]}'>{''.join(picture.drawn)}</svg>") if "(" in words]
    assert len(names) == 30
    assert (names[0], names[-1]) == ("W0 (4)", "21 others (84)")
    assert picture.told == [
        "The 29 most frequent have a lane of their own; 21 others by weapon share the last. Filters give them one."
    ]
    assert "Ukraine" not in "".join(re.findall(r"<text[^>]*>([^<]*)", "".join(picture.drawn)))


def test_marks_that_are_alike_or_close_are_counted() -> None:
    alike = [event(place, "2020-05-05") for place in range(60)]
    assert "×60" in words_in(_page(alike))
    close = [event(place, f"2020-05-{place % 30 + 1:02}") for place in range(3000)] + [event(9999, "1900")]
    svg = _page(close)
    assert sum(int(each[1:]) for each in words_in(svg) if re.fullmatch(r"×\d+", each)) - 2 == 3000  # ×2 in the legend
    assert "Cluster munition (3,001)" in words_in(svg)


def _page(entries: list[Entry]) -> str:
    return page(lambda w, h: draw_timeline(TimelineRows(entries, "weapon"), w, h), title="", source="", width=800)[0]


def test_what_cannot_be_drawn_apart_is_refused() -> None:
    open_ends = [event(place, f"{1500 + place}/..", group=f"group {place}") for place in range(450)]
    with pytest.raises(UsageError, match="too close together"):
        _page(open_ends)


@pytest.mark.parametrize("by", LANES)
def test_lanes_by_whatever_there_is(by: str) -> None:
    picture = draw_timeline(TimelineRows(EVENTS, by), 768, None)
    assert picture.height > 0


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_height_that_is_asked_for(name: str) -> None:
    assert 'width="800" height="1500"' in drawn(name, height=1500).partition("\n")[0]
    with pytest.raises(UsageError, match="A height of 150 is too little") as refused:
        drawn(name, height=150)
    least = int(re.findall(r"give (\d+)", str(refused.value))[0])
    assert f'height="{least}"' in drawn(name, height=least).partition("\n")[0]


def test_a_png_has_the_size_that_is_asked_for() -> None:
    svg = drawn("years")
    made = png_of(svg, width=800, height=400, scale=1.5)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    height = int(re.findall(r'height="(\d+)"', svg)[0])
    assert struct.unpack(">II", made[16:24]) == (1200, round(height * 1.5))
    assert made == png_of(svg, width=800, height=400, scale=1.5)
    with pytest.raises(UsageError, match="40,000 by 50,000 dots is too large"):
        png_of(svg, width=4000, height=5000, scale=10)


def test_by_what_a_picture_is_drawn() -> None:
    assert chosen_by("timeline", None) == ("weapon",)
    assert chosen_by("matrix", "pair") == ("supplier", "recipient")
    assert chosen_by("matrix", " actor , weapon ") == ("actor", "weapon")
    for name, by in (
        ("timeline", "weapon,actor"),
        ("matrix", "actor,actor"),
        ("positions", "actor"),
        ("years", "week"),
    ):
        with pytest.raises(UsageError):
            chosen_by(name, by)
    assert list(PLOTS) == ["timeline", "years", "matrix", "positions"]


def test_the_last_mark_of_the_months_has_its_name() -> None:
    for number in range(2, 241):
        months = [f"{2004 + place // 12:04}-{place % 12 + 1:02}" for place in range(number)]
        rows = YearRows([Bar(month, 1, 1) for month in months], "month", number)
        drawn = draw_years(rows, 718, None).drawn
        below = [each for each in drawn if 'fill="#555555"' in each and re.search(r">\w{3} \d{4}<", each)]
        assert len(below) >= 1
        marks = [each for each in drawn if each.startswith("<line") and _upright(each)]
        assert len(marks) in (0, len(below)), number
        ends = [(x - width_of(words, SIZE) / 2, x + width_of(words, SIZE) / 2) for x, words in map(_placed, below)]
        assert ends[-1][1] <= 718 + MARGIN, number
        assert all(one[1] < other[0] for one, other in pairwise(ends)), number


def _upright(line: str) -> bool:
    left, right = re.findall(r'x[12]="([^"]*)"', line)
    return bool(left == right)


def _placed(words: str) -> tuple[float, str]:
    found = re.search(r'x="([^"]*)".*>([^<]*)</text>', words)
    assert found
    return float(found[1]), found[2]


def test_no_span_runs_beyond_the_axis() -> None:
    late = period("Ruritania", "A", "2020-06-29", "", Kind.PARTY)
    rows = PositionRows([period("Ruritania", "A", "1950-01-01", "2020-06-28", Kind.SIGNATORY), late], True, None, UNTIL)
    for since in (None, dt.date(1900, 1, 1)):
        picture = draw_positions(replace(rows, since=since, until=UNTIL), 718, None)
        spans = [each for each in picture.drawn if "<title>" in each]
        (axis,) = [float(each) for each in re.findall(r'<line x1="204" [^>]*x2="([^"]*)"', "".join(picture.drawn))][-1:]
        for span in spans:
            found = re.search(r'<rect x="([^"]*)" y="[^"]*" width="([^"]*)"', span)
            assert found
            assert 204 <= float(found[1]) < float(found[1]) + float(found[2]) <= axis + 0.01
            assert float(found[2]) >= 2


def test_a_lane_is_told_from_the_others_by_whatever_was_asked_for() -> None:
    one = [period("Ruritania", "A", "2000-01-01", "", Kind.PARTY)]

    def lane(*, states: bool, treaties: bool) -> str:
        rows = PositionRows(one, True, None, UNTIL, names_states=states, names_treaties=treaties)
        return next(each for each in draw_positions(rows, 718, None).drawn if each.startswith('<text x="6"'))

    assert ">Ruritania: Treaty A<" in lane(states=True, treaties=True)
    assert ">Ruritania<" in lane(states=True, treaties=False)
    assert ">Treaty A<" in lane(states=False, treaties=True)
