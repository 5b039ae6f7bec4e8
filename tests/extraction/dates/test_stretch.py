"""Stretches of the calendar: their TIMEX3 and EDTF names, their bounds, their neighbours."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import edtf
from timeline.extraction.dates.stretch import Stretch, containing, day

UNITS = ["day", "week", "month", "season", "quarter", "half", "year", "decade", "century"]

NAMES = [
    # stretch, TIMEX3, EDTF
    (Stretch("day", 2024, 11, 20), "2024-11-20", "2024-11-20"),
    (Stretch("day", 2024, 11, 20, "TNI"), "2024-11-20TNI", "2024-11-20"),
    (Stretch("week", 2024, 1), "2024-W01", "2024-01-01/2024-01-07"),
    (Stretch("weekend", 2024, 47), "2024-W47-WE", "2024-11-23/2024-11-24"),
    (Stretch("month", 2024, 2), "2024-02", "2024-02"),
    (Stretch("quarter", 2024, 3), "2024-Q3", "2024-07/2024-09"),
    (Stretch("half", 2024, 2), "2024-H2", "2024-07/2024-12"),
    (Stretch("season", 2024, 4), "2024-WI", "2024-24"),
    (Stretch("year", 988), "0988", "0988"),
    (Stretch("decade", 1990), "199", "199X"),
    (Stretch("century", 1900), "19", "19XX"),
    (Stretch("year", -480), "BC0480", None),
    (Stretch("month", -480, 8), "BC0480-08", None),
    (Stretch("season", -480, 1), "BC0480-SP", None),
    (Stretch("decade", -480), "BC048", None),
]


@pytest.mark.parametrize(("stretch", "timex", "text"), NAMES)
def test_names(stretch: Stretch, timex: str, text: str | None) -> None:
    assert (stretch.timex, stretch.edtf) == (timex, text)


@given(st.dates(dt.date(1000, 1, 1), dt.date(9000, 1, 1)), st.sampled_from(UNITS))
def test_the_edtf_of_a_stretch_has_its_bounds(when: dt.date, unit: str) -> None:
    stretch = containing(when, unit)
    assert stretch.edtf is not None and stretch.days is not None
    value = edtf.parse(stretch.edtf)
    assert (value.first, value.last) == stretch.days
    assert value.first <= when <= value.last


@given(st.dates(dt.date(1500, 1, 1), dt.date(8000, 1, 1)), st.sampled_from(UNITS), st.integers(-12, 12))
def test_shifting_there_and_back(when: dt.date, unit: str, count: int) -> None:
    stretch = containing(when, unit)
    moved = stretch.shifted(count)
    assert moved is not None
    assert moved.shifted(-count) == stretch


@given(st.dates(dt.date(1500, 1, 1), dt.date(8000, 1, 1)), st.sampled_from(UNITS))
def test_neighbours_touch(when: dt.date, unit: str) -> None:
    stretch = containing(when, unit)
    following = stretch.shifted(1)
    assert stretch.days is not None and following is not None and following.days is not None
    assert following.days[0] == stretch.days[1] + dt.timedelta(1)


def test_there_is_no_year_zero() -> None:
    before = Stretch("year", 1).shifted(-1)
    assert before == Stretch("year", -1)
    assert before is not None and before.shifted(1) == Stretch("year", 1)


@pytest.mark.parametrize("unit", UNITS)
def test_the_calendar_ends(unit: str) -> None:
    assert containing(dt.date(9990, 1, 1), unit).shifted(5000) is None


def test_a_day_that_no_calendar_has() -> None:
    assert day(2023, 2, 29) is None
    assert day(2024, 2, 29) == Stretch("day", 2024, 2, 29)
