"""find_dates on whole texts: what holds for any input, and what happens with hostile ones."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.dates.phrases import ROWS
from tests.growth import grows_no_faster_than_the_text
from timeline import edtf
from timeline.errors import UsageError
from timeline.extraction.dates import find_dates
from timeline.extraction.dates.explaining import RULES

ARTICLE = edtf.parse("2024-11-20")

WORDS = st.sampled_from([
    "the", "a", "in", "on", "of", "by", "since", "until", "early", "late", "mid-", "end", "first", "last", "next",
    "this", "that", "20", "1999", "2024", "2,024", "May", "March", "Tuesday", "week", "month", "year", "years", "ago",
    "earlier", "later", "days", "three", "noon", "8", "p.m.", "said", "will", ".", ",", "\n", "\n\n", "’", "–", "499",
    "BC", "summer", "90s", "3-5", "/", "the\u00a020th", "İ", "２０２４", "Q3", "quarter", "century", "decade", "before",
    "after", "between", "from", "to", "half", "fiscal", "weekend", "fortnight", "Christmas", "night", "second",
    "9999", "1000",
])  # fmt: skip
TEXTS = st.text() | st.lists(WORDS, max_size=40).map(" ".join) | st.lists(WORDS, max_size=40).map("".join)
DATES = (
    st.none()
    | st.dates(dt.date(2, 1, 1)).map(edtf.on)
    | st.sampled_from(["2024-11", "2024", "199X", "2022/.."]).map(edtf.parse)
)
MODES = st.sampled_from(["auto", "news", "narrative"])


@given(TEXTS, DATES, MODES)
def test_what_holds_for_every_text(text: str, published: edtf.Edtf | None, mode: str) -> None:
    found = find_dates(text, published, mode)
    end = 0
    for one in found:
        assert end <= one.start < one.end
        end = one.end
        assert one.text == text[one.start : one.end]
        assert one.type in ("DATE", "TIME", "DURATION", "SET")
        assert one.value
        assert one.rule.removesuffix("-part") in RULES
        for value in (one.edtf, one.plain):
            assert value is None or edtf.parse(value).text == value
    assert found == find_dates(text, published, mode)


PAST = [
    "this week", "earlier this week", "this month", "this year", "this summer", "Tuesday", "on Friday", "this weekend",
    "in March", "on March 3", "on 3 October", "last week", "last December", "two days ago", "in the third quarter",
    "in recent weeks", "over the past three years", "today", "last night", "earlier this month", "this quarter",
    "at Christmas",
]  # fmt: skip


@given(st.sampled_from(PAST), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_nothing_past_is_later_than_its_publication(phrase: str, day: dt.date) -> None:
    found = find_dates(f"The minister said {phrase} that it was over.", edtf.on(day), "news")
    assert len(found) == 1
    assert found[0].edtf is not None
    assert edtf.parse(found[0].edtf).last <= day


AHEAD = ["on Tuesday", "in March", "on 3 October", "next week", "tomorrow", "next December", "in the third quarter"]


@given(st.sampled_from(AHEAD), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_nothing_ahead_is_earlier_than_its_publication(phrase: str, day: dt.date) -> None:
    found = find_dates(f"The minister will resign {phrase}.", edtf.on(day), "news")
    assert len(found) == 1
    assert found[0].edtf is not None
    # What lies more than ten months ahead would be named with its year, so that such a day is one of the past.
    value = edtf.parse(found[0].edtf)
    assert value.last >= day or (day - value.last).days <= 70


UNITS = {"day": "day", "month": "month", "year": "year", "decade": "decade", "century": "century"}


@given(st.sampled_from(list(UNITS)), st.integers(2, 9), st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)))
def test_a_distance_is_never_more_precise_than_its_unit(unit: str, count: int, day: dt.date) -> None:
    plural = "centuries" if unit == "century" else f"{unit}s"
    (found,) = find_dates(f"It ended {count} {plural} ago.", edtf.on(day), "news")
    assert found.edtf is not None
    assert edtf.parse(found.edtf).precision == UNITS[unit]


def test_typography_changes_nothing() -> None:
    plain = find_dates("On Tuesday's 3-5 March talks of the '90s, two years ago", ARTICLE)
    typographic = find_dates("On Tuesday’s 3–5\u00a0March talks of the ’90s, two\u202fyears ago", ARTICLE)
    assert [(one.start, one.end, one.value, one.edtf) for one in plain] == [
        (one.start, one.end, one.value, one.edtf) for one in typographic
    ]
    assert len(plain) == 5


def test_offsets_hold_where_lower_case_is_longer() -> None:
    text = "İİİ left on 3 May 2021 İ."
    (found,) = find_dates(text, ARTICLE)
    assert (text[found.start : found.end], found.value) == ("3 May 2021", "2021-05-03")


def test_an_expression_may_run_over_the_end_of_a_line_but_not_of_a_paragraph() -> None:
    assert [one.value for one in find_dates("signed on 3 May\n2021 in Oslo", ARTICLE)] == ["2021-05-03"]
    assert [one.text for one in find_dates("signed on 3 May\n\n2021 in Oslo", ARTICLE)] == ["3 May", "2021"]


def test_a_year_that_begins_a_line_is_read_whatever_ends_the_line_before() -> None:
    for end in ("", ".", ":", "-"):
        found = find_dates(f"It ends{end}\n2013 - A ship sails", ARTICLE)
        assert [one.edtf for one in found] == ["2013"]
    assert find_dates("the paper CONF.2015 and the SS-1990s", ARTICLE) == []


def test_capitals_are_read_too() -> None:
    found = find_dates("THE TREATY WAS SIGNED ON 3 MAY 2021 AND ON TUESDAY IN MARCH", ARTICLE)
    assert [one.value for one in found] == ["2021-05-03", "2024-11-19", "2024-03"]


def test_a_publication_known_to_the_month_dates_months_but_no_weekdays() -> None:
    found = find_dates("He said Tuesday that last year and last month were bad.", edtf.parse("2024-11"))
    assert [(one.value, one.edtf) for one in found] == [("XXXX-WXX-2", None), ("2023", "2023"), ("2024-10", "2024-10")]


def test_unknown_mode() -> None:
    with pytest.raises(UsageError, match="auto, news, narrative"):
        find_dates("", None, "poetry")


def test_both_ends_of_a_range_keep_their_own_date() -> None:
    found = find_dates("under arms from 2014 to 2018", ARTICLE)
    assert [(one.plain, one.relation) for one in found] == [("2014", "range"), ("2018", "range")]


@pytest.mark.parametrize(
    ("preposition", "relation", "value"),
    [("since", "since", "2015-03/.."), ("until", "until", "../2015-03"), ("by", "by", "../2015-03"),
     ("before", "before", "../2015-02"), ("after", "after", "2015-03"), ("in", "", "2015-03")],
)  # fmt: skip
def test_the_preposition_opens_or_closes_the_interval(preposition: str, relation: str, value: str) -> None:
    (found,) = find_dates(f"It was so {preposition} March 2015.", ARTICLE)
    assert (found.edtf, found.plain, found.relation) == (value, "2015-03", relation)


# ---------------------------------------------------------------- time linear in the text, whatever it is

BAIT = [
    "1 ", "1234567890", "1-", "1/", "1,", "9", "3.14 ", "2024-11-", "the ", "early ", "the first of ", "January ",
    "a few ", "in 2019 ", "Monday ", "Monday", "\n", " ", "\t", "'99 ", "twenty ", "March 3-5 and ", "last   ",
    "8 p.m. ", "490 bc ", "from 2014 to ", "two-", "will be ", "to be ", "and a half ", "2011 - x\n", "a.b.c. ",
    "(1999) ", "\u200b", "İ ", "days after ", "On Tuesday he said that. ", "the 12th ", "ed ", "nov.",
]  # fmt: skip


@pytest.mark.parametrize("bait", BAIT)
def test_time_grows_with_the_text_and_no_faster(bait: str) -> None:
    assert grows_no_faster_than_the_text(lambda text: find_dates(text, ARTICLE), bait, 4_000)


def test_two_megabytes_on_one_line() -> None:
    line = " ".join(row.sentence.replace("[", "").replace("]", "").replace("\n", " ") for row in ROWS)
    text = (line * (2_000_000 // len(line) + 1))[:2_000_000]
    assert "\n" not in text
    assert find_dates(text, ARTICLE)
    found = find_dates(text[:200_000], ARTICLE)
    assert all(one.text == text[one.start : one.end] for one in found)
