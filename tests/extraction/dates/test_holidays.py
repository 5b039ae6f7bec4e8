"""Movable holidays against their published dates."""

import datetime as dt

import pytest

from timeline.extraction.dates.holidays import HOLIDAYS

DATES = [
    ("easter", "1954-04-18"), ("easter", "2000-04-23"), ("easter", "2008-03-23"), ("easter", "2024-03-31"),
    ("easter", "2038-04-25"), ("good friday", "2024-03-29"), ("ash wednesday", "2024-02-14"),
    ("thanksgiving", "2023-11-23"), ("thanksgiving", "2024-11-28"), ("labor day", "2024-09-02"),
    ("memorial day", "2024-05-27"), ("memorial day", "2021-05-31"), ("martin luther king day", "2024-01-15"),
    ("presidents' day", "2024-02-19"), ("columbus day", "2024-10-14"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "day"), DATES)
def test_movable_holidays(name: str, day: str) -> None:
    when = dt.date.fromisoformat(day)
    assert HOLIDAYS[name](when.year) == when


@pytest.mark.parametrize("name", HOLIDAYS)
def test_every_holiday_has_a_day_in_every_year(name: str) -> None:
    for year in (2, 1900, 2024, 9998):
        assert isinstance(HOLIDAYS[name](year), dt.date)
