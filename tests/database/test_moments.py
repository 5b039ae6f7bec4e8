"""What a user may write for a moment of the database's own clock, and up to which moment of the log it is meant."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.database.moments import as_logged, moment
from timeline.errors import BadDate, UsageError

NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01T00:00:00.000000Z", "2024-12-31T23:59:59.999999Z"),
        ("2024-02", "2024-02-01T00:00:00.000000Z", "2024-02-29T23:59:59.999999Z"),
        ("2024-12", "2024-12-01T00:00:00.000000Z", "2024-12-31T23:59:59.999999Z"),
        (" 2026-11-26 ", "2026-11-26T00:00:00.000000Z", "2026-11-26T23:59:59.999999Z"),
        ("2026-01-31T09:30", "2026-01-31T09:30:00.000000Z", "2026-01-31T09:30:59.999999Z"),
        ("2026-01-31 09:30:05", "2026-01-31T09:30:05.000000Z", "2026-01-31T09:30:05.999999Z"),
        ("2026-01-31t09:30:05,25z", "2026-01-31T09:30:05.250000Z", "2026-01-31T09:30:05.259999Z"),
        ("2026-01-31T00:30+01:00", "2026-01-30T23:30:00.000000Z", "2026-01-30T23:30:59.999999Z"),
        ("2026-01-31T00:30 -0130", "2026-01-31T02:00:00.000000Z", "2026-01-31T02:00:59.999999Z"),
    ],
)
def test_a_time_is_meant_to_its_end(text: str, first: str, last: str) -> None:
    found = moment(text, NOW)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13", "2026-02-30", "26-01-01", "2026-01-31T25:00", "0000"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(BadDate, match="is no moment: give a day as 2026-01-31"):
        moment(text, NOW)


@pytest.mark.parametrize("text", ["2026-11-27", "2026-12", "2027", "9999-12-31", "2026-11-26T12:00:01"])
def test_what_is_still_to_come(text: str) -> None:
    with pytest.raises(UsageError, match="is still to come"):
        moment(text, NOW)


@given(st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2026, 1, 1), timezones=st.just(dt.UTC)))
def test_what_the_log_writes_is_that_very_moment(at: dt.datetime) -> None:
    written = as_logged(at)
    found = moment(written, NOW)
    assert (found.first, found.last) == (written, written)
    assert moment(written[:10], NOW).first <= written <= moment(written[:10], NOW).last
