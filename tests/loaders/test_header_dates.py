"""Dates as headers write them → EDTF."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import BadDate
from timeline.loaders.header_dates import AmbiguousDate, header_date


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2024-11-20", "2024-11-20"),
        ("2024-11-20T09:30:00Z", "2024-11-20"),
        ("2024-11-20T23:30:00.123-05:00", "2024-11-20"),
        ("2024-11-20 09:30", "2024-11-20"),
        ("2024/11/20", "2024-11-20"),
        ("20241120", "2024-11-20"),
        ("20 November 2024", "2024-11-20"),
        ("20th Nov. 2024", "2024-11-20"),
        ("1st of May 2024", "2024-05-01"),
        ("20 NOVEMBER 2024", "2024-11-20"),
        ("20-Nov-2024", "2024-11-20"),
        ("Wed, 20 Nov 2024 09:30:00 GMT", "2024-11-20"),
        ("Wednesday 20 November 2024 at 10.15 am", "2024-11-20"),
        ("20 November 2024, 10:15 GMT", "2024-11-20"),
        ("12 December 2022 – 15:40", "2022-12-12"),
        ("Nov. 20, 2024", "2024-11-20"),
        ("November 20th 2024 9:30 AM EST", "2024-11-20"),
        ("Sept. 2, 2022", "2022-09-02"),
        ("November 20, 2024 (updated November 21)", "2024-11-20"),
        ("November 2024", "2024-11"),
        ("2024-11", "2024-11"),
        ("2024", "2024"),
        ("2024-11~", "2024-11~"),
        ("2024-11-18/2024-11-20", "2024-11-18/2024-11-20"),
        ("20/11/2024", "2024-11-20"),
        ("11/20/2024", "2024-11-20"),
        ("05/05/2024", "2024-05-05"),
        ("20.11.2024", "2024-11-20"),
    ],
)
def test_a_date_in_a_header(written: str, edtf: str) -> None:
    assert header_date(written).text == edtf


@pytest.mark.parametrize(
    "written", ["", "last week", "Wednesday", "20 November", "31 February 2024", "31/02/2024", "1/2/0000", "may"]
)
def test_what_is_no_whole_date_is_refused(written: str) -> None:
    with pytest.raises(BadDate):
        header_date(written)


def test_a_date_with_two_readings_names_both() -> None:
    with pytest.raises(AmbiguousDate, match="may be 2024-06-05 or 2024-05-06"):
        header_date("05/06/2024")


@given(
    st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%dT%H:%M:%SZ", "%a, %d %b %Y 00:00:00 +0000"]),
)
def test_every_day_in_every_form(day: dt.date, form: str) -> None:
    assert header_date(day.strftime(form)).text == day.isoformat()


@given(st.text(alphabet="0123456789 /-.,:TZ年NovemberMay", max_size=30))
def test_nothing_but_a_bad_date_is_raised(written: str) -> None:
    try:
        found = header_date(written)
    except BadDate:
        return
    assert found.first <= found.last
