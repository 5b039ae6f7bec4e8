"""EDTF level 1: a table of values, the comparisons against their definitions day by day, and a second reader."""

import datetime as dt
import itertools

import edtf as second_reader
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.edtf import Certainty, Edtf, after, before, days, interval, on, parse, same, within
from timeline.errors import BadDate

OPEN_START, OPEN_END = dt.date.min, dt.date.max

VALUES = [
    # text, first, last, precision, approximate, uncertain
    ("2024-11-20", "2024-11-20", "2024-11-20", "day", False, False),
    ("2024-02-29", "2024-02-29", "2024-02-29", "day", False, False),
    ("2024-11", "2024-11-01", "2024-11-30", "month", False, False),
    ("2023-02", "2023-02-01", "2023-02-28", "month", False, False),
    ("2024", "2024-01-01", "2024-12-31", "year", False, False),
    ("0001", "0001-01-01", "0001-12-31", "year", False, False),
    ("9999", "9999-01-01", "9999-12-31", "year", False, False),
    ("2024-21", "2024-03-01", "2024-05-31", "season", False, False),
    ("2024-22", "2024-06-01", "2024-08-31", "season", False, False),
    ("2024-23", "2024-09-01", "2024-11-30", "season", False, False),
    ("2024-24", "2024-12-01", "2025-02-28", "season", False, False),
    ("2023-24", "2023-12-01", "2024-02-29", "season", False, False),
    ("199X", "1990-01-01", "1999-12-31", "decade", False, False),
    ("19XX", "1900-01-01", "1999-12-31", "century", False, False),
    ("000X", "0001-01-01", "0009-12-31", "decade", False, False),
    ("2024-XX", "2024-01-01", "2024-12-31", "year", False, False),
    ("2024-XX-XX", "2024-01-01", "2024-12-31", "year", False, False),
    ("2024-11-XX", "2024-11-01", "2024-11-30", "month", False, False),
    ("2024-11~", "2024-11-01", "2024-11-30", "month", True, False),
    ("2022?", "2022-01-01", "2022-12-31", "year", False, True),
    ("2022-02-24%", "2022-02-24", "2022-02-24", "day", True, True),
    ("2024-22~", "2024-06-01", "2024-08-31", "season", True, False),
    ("199X~", "1990-01-01", "1999-12-31", "decade", True, False),
    ("2024-11-18/2024-11-20", "2024-11-18", "2024-11-20", "interval", False, False),
    ("2024-11-18~/2024-11-20~", "2024-11-18", "2024-11-20", "interval", True, False),
    ("2014/2018-05", "2014-01-01", "2018-05-31", "interval", False, False),
    ("2024-11-20/2024-11", "2024-11-20", "2024-11-30", "interval", False, False),
    ("2023-24/2024-21?", "2023-12-01", "2024-05-31", "interval", False, True),
    ("2022/..", "2022-01-01", OPEN_END, "interval", False, False),
    ("2022/", "2022-01-01", OPEN_END, "interval", False, False),
    ("../2015-03", OPEN_START, "2015-03-31", "interval", False, False),
    ("/2015-03~", OPEN_START, "2015-03-31", "interval", True, False),
]


@pytest.mark.parametrize(("text", "first", "last", "precision", "approximate", "uncertain"), VALUES)
def test_values(
    text: str, first: str | dt.date, last: str | dt.date, precision: str, approximate: bool, uncertain: bool
) -> None:
    low = first if isinstance(first, dt.date) else dt.date.fromisoformat(first)
    high = last if isinstance(last, dt.date) else dt.date.fromisoformat(last)
    assert parse(text) == Edtf(text, low, high, precision, approximate, uncertain)
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "normal"), [(" 2024-11-20\n", "2024-11-20"), ("199x", "199X"), ("2024-xx", "2024-XX")]
)
def test_normal_form(text: str, normal: str) -> None:
    assert parse(text) == parse(normal)
    assert parse(text).text == normal


@pytest.mark.parametrize("text", ["../2015", "/2015"])
def test_open_start(text: str) -> None:
    assert (parse(text).open_start, parse(text).open_end) == (True, False)


@pytest.mark.parametrize("text", ["2015/..", "2015/"])
def test_open_end(text: str) -> None:
    assert (parse(text).open_start, parse(text).open_end) == (False, True)


@pytest.mark.parametrize("text", ["0001", "9999", "2015", "0001/9999"])
def test_ends_of_the_calendar_are_not_open(text: str) -> None:
    assert (parse(text).open_start, parse(text).open_end) == (False, False)


REFUSED = [
    # text, what the sentence says about it
    ("", "is empty"),
    ("  ", "is empty"),
    ("2023-02-29", "2023-02 has the days 01 to 28"),
    ("2024-11-31", "2024-11 has the days 01 to 30"),
    ("2024-11-00", "2024-11 has the days 01 to 30"),
    ("2024-13", "months run from 01 to 12"),
    ("2024-00", "months run from 01 to 12"),
    ("2024-25", "months run from 01 to 12"),
    ("2024-22-01", "a season takes no day"),
    ("199X-05", "takes no month"),
    ("2024-XX-05", "a day needs its month"),
    ("0000", "years run from 0001"),
    ("-0044", "years run from 0001"),
    ("Y170000002", "years run from 0001"),
    ("9999-24", "not in the calendar"),
    ("2024-1", "four digits"),
    ("20241120", "four digits"),
    ("24", "four digits"),
    ("2024-11-20T10:00", "time of day"),
    ("20 Nov 2024", "year first"),
    ("20.11.2024", "year first"),
    ("11/20/2024", "year first"),
    ("2024-11-20/2024-11-18", "earlier date first"),
    ("2025/2024", "earlier date first"),
    ("../..", "dates neither end"),
    ("/", "dates neither end"),
    ("2024/2025/2026", "one '/'"),
    ("2024?~", "not an EDTF date"),
    ("~2024", "not an EDTF date"),
    ("XXXX", "not an EDTF date"),
    ("1XXX", "not an EDTF date"),
    ("２０２４", "not an EDTF date"),
    ("2024-1X", "not an EDTF date"),
    ("soon", "not an EDTF date"),
]


@pytest.mark.parametrize(("text", "complaint"), REFUSED)
def test_refused(text: str, complaint: str) -> None:
    with pytest.raises(BadDate) as refusal:
        parse(text)
    assert complaint in str(refusal.value)
    assert "2024-11-18/2024-11-20" in str(refusal.value) or "2022/.." in str(refusal.value)


def test_refusal_of_a_long_text_stays_short() -> None:
    with pytest.raises(BadDate) as refusal:
        parse("9" * 2_000_000)
    assert len(str(refusal.value)) < 400


# ---------------------------------------------------------------- against the definitions, day by day

WINDOW = [dt.date(2023, 12, 27) + dt.timedelta(n) for n in range(12)]
DAYS = st.sampled_from(WINDOW)
MARKS = st.sampled_from(["", "", "~", "?", "%"])


@st.composite
def small_values(draw: st.DrawFn) -> Edtf:
    """A day or an interval of days in the window, with or without a qualifier."""
    low, high = sorted((draw(DAYS), draw(DAYS)))
    left, right = f"{low}{draw(MARKS)}", f"{high}{draw(MARKS)}"
    return parse(left if low == high else f"{left}/{right}")


def allowed(value: Edtf) -> list[dt.date]:
    return [day for day in WINDOW if value.first <= day <= value.last]


def expected(answers: list[bool], loose: bool) -> Certainty:
    """The definition: certain where every case says yes and no end is loose, no where none does."""
    if not any(answers):
        return Certainty.NO
    return Certainty.CERTAINLY if all(answers) and not loose else Certainty.POSSIBLY


@given(small_values(), st.none() | DAYS, st.none() | DAYS)
def test_within_means_every_day_that_the_value_allows(
    value: Edtf, since: dt.date | None, until: dt.date | None
) -> None:
    answers = [(since is None or since <= day) and (until is None or day <= until) for day in allowed(value)]
    assert within(value, since, until) == expected(answers, value.loose)


@given(small_values(), small_values())
def test_before_after_and_same_mean_every_pair_of_days(one: Edtf, other: Edtf) -> None:
    pairs = list(itertools.product(allowed(one), allowed(other)))
    loose = one.loose or other.loose
    assert before(one, other) == expected([a < b for a, b in pairs], loose)
    assert after(one, other) == expected([a > b for a, b in pairs], loose)
    assert same(one, other) == expected([a == b for a, b in pairs], loose)


@given(small_values())
def test_open_ends_are_within_only_where_nothing_limits_them(value: Edtf) -> None:
    since, until = interval(value, None), interval(None, value)
    assert within(since, value.first, None) == (Certainty.POSSIBLY if since.loose else Certainty.CERTAINLY)
    assert within(since, value.first, dt.date(2030, 1, 1)) == Certainty.POSSIBLY
    assert within(until, None, value.last) == (Certainty.POSSIBLY if until.loose else Certainty.CERTAINLY)
    assert within(until, dt.date(2000, 1, 1), value.last) == Certainty.POSSIBLY
    assert within(since, None, value.first - dt.timedelta(1)) == Certainty.NO


@given(st.dates(), st.dates())
def test_days_keeps_the_bounds(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    if (first, last) == (OPEN_START, OPEN_END):
        with pytest.raises(BadDate):
            days(first, last)
        return
    value = days(first, last)
    assert (value.first, value.last) == (first, last)
    assert parse(value.text) == value


def test_days_takes_the_shortest_text() -> None:
    made = [
        days(dt.date(2024, 11, 20), dt.date(2024, 11, 20)),
        days(dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        days(dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        days(dt.date(2024, 1, 1), dt.date(2024, 6, 30)),
        days(dt.date.min, dt.date(2015, 12, 31)),
        days(dt.date(2022, 1, 1), dt.date.max),
    ]
    assert [str(value) for value in made] == [
        "2024-11-20", "2024-02", "2024", "2024-01-01/2024-06-30", "../2015-12-31", "2022-01-01/..",
    ]  # fmt: skip


def test_interval_keeps_the_words_of_its_ends() -> None:
    made = [
        interval(parse("2024-11~"), parse("2025")),
        interval(parse("2014/2016"), parse("2017/2018?")),
        interval(parse("2022"), None),
        interval(None, parse("2015-03")),
        interval(parse("2022/.."), parse("2022")),
        interval(on(dt.date(2024, 11, 18)), on(dt.date(2024, 11, 20))),
    ]
    assert [str(value) for value in made] == [
        "2024-11~/2025", "2014/2018?", "2022/..", "../2015-03", "2022", "2024-11-18/2024-11-20",
    ]  # fmt: skip


def test_interval_refuses_ends_the_wrong_way_round() -> None:
    with pytest.raises(BadDate, match="earlier date first"):
        interval(parse("2025"), parse("2024"))


# ---------------------------------------------------------------- a second reader

# It takes milliseconds a value, so a few dozen values each run.
FEW = settings(max_examples=40)

PLAIN = st.one_of(
    st.dates(dt.date(1000, 1, 1)).map(str),
    st.dates(dt.date(1000, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    st.integers(1000, 9999).map(str),
    st.integers(100, 999).map(lambda decade: f"{decade}X"),
    st.integers(10, 99).map(lambda century: f"{century}XX"),
    st.integers(1, 12).map(lambda month: f"2024-{month:02}-XX"),
    # Not winter, which it puts into December, and no qualifier or unknown end, which it pads.
    st.tuples(st.integers(1000, 9999), st.integers(21, 23)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
)


@FEW
@given(PLAIN)
def test_plain_values_have_the_bounds_that_a_second_reader_gives(text: str) -> None:
    other = second_reader.parse_edtf(text)
    value = parse(text)
    assert tuple(other.lower_strict()[:3]) == value.first.timetuple()[:3]
    assert tuple(other.upper_strict()[:3]) == value.last.timetuple()[:3]


@FEW
@given(st.tuples(PLAIN, PLAIN))
def test_intervals_have_the_bounds_that_a_second_reader_gives(ends: tuple[str, str]) -> None:
    first, last = sorted((parse(end) for end in ends), key=lambda end: (end.first, end.last))
    other = second_reader.parse_edtf(f"{first}/{last}")
    value = parse(f"{first}/{last}")
    assert tuple(other.lower_strict()[:3]) == value.first.timetuple()[:3]
    assert tuple(other.upper_strict()[:3]) == value.last.timetuple()[:3]
