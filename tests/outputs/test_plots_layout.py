"""Words, days, numbers and boxes → where they stand: tried on whatever comes."""

import datetime as dt
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.outputs.plots.days import Days, days_around
from timeline.outputs.plots.measuring import width_of, wrapped
from timeline.outputs.plots.numbers import range_words, shade, shade_ranges, steps
from timeline.outputs.plots.packing import Box, rows_for

BOXES = st.builds(
    lambda left, wide, rows: Box(left, left + wide, rows),
    st.integers(0, 300),
    st.integers(1, 80),
    st.integers(1, 4),
)


@given(st.lists(BOXES, max_size=40))
def test_no_box_lies_over_another(boxes: list[Box]) -> None:
    chosen, used = rows_for(boxes)
    for (one, row), (other, below) in combinations(zip(boxes, chosen, strict=True), 2):
        apart = row + one.rows <= below or below + other.rows <= row
        assert apart or one.right <= other.left or other.right <= one.left
    assert used == max((row + box.rows for box, row in zip(boxes, chosen, strict=True)), default=0)


def test_a_box_takes_the_highest_room_there_is() -> None:
    assert rows_for([Box(0, 10, 2), Box(5, 15), Box(20, 30, 3), Box(12, 18, 2)]) == ([0, 2, 0, 0], 3)


@given(st.text(max_size=120), st.integers(30, 400))
def test_lines_are_no_longer_than_they_may_be(words: str, width: int) -> None:
    lines = wrapped(words, width, 12)
    assert all(width_of(line, 12) <= width or len(line) < 3 for line in lines)
    assert len(lines) >= 1


def test_words_are_kept_in_their_order() -> None:
    words = "International Committee of the Red Cross, Genève — 日本製鋼所 and Incomprehensibilities"
    lines = wrapped(words, 90, 12)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert lines[:3] == ["International", "Committee of", "the Red Cross,"]
    assert round(width_of("Wine", 10), 2) == 22.78
    assert width_of("é", 12) == width_of("e", 12) == width_of("e\u0301", 12)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2024-11-18", "2024-11-20", ["18 Nov 2024", "19 Nov 2024", "20 Nov 2024"]),
        ("2023-12-10", "2024-03-01", ["Jan 2024", "Feb 2024", "Mar 2024"]),
        ("2020-06-01", "2024-06-01", ["2021", "2022", "2023", "2024"]),
        ("1925-01-01", "2026-01-01", ["1940", "1960", "1980", "2000", "2020"]),
    ],
)
def test_marked_days_are_round_ones(first: str, last: str, labels: list[str]) -> None:
    days = Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last), 0, 260)
    assert [label for _, label in days.marked()] == labels


@given(st.dates(), st.dates(), st.integers(100, 3000))
def test_labels_of_days_have_room(one: dt.date, other: dt.date, room: int) -> None:
    days = days_around([one, other], None, None, 0, room)
    marked = days.marked()
    assert all(days.first <= day <= days.last for day, _ in marked)
    for (day, label), (later, _) in pairwise(marked):
        assert width_of(label, 12) < days.x(later) - days.x(day)
    assert 0 <= days.x(min(one, other)) <= days.end(max(one, other)) <= room


def test_numbers_have_round_steps() -> None:
    assert [steps(most) for most in (0, 1, 5, 6, 23, 100, 1250)] == [
        [0, 1],
        [0, 1],
        [0, 1, 2, 3, 4, 5],
        [0, 2, 4, 6],
        [0, 5, 10, 15, 20, 25],
        [0, 20, 40, 60, 80, 100],
        [0, 500, 1000, 1500],
    ]
    assert range_words(3, 3) == "3"
    assert range_words(1234, 1250) == "1,234–1,250"


@given(st.integers(1, 5000))
def test_shades_leave_no_number_out(most: int) -> None:
    ranges = shade_ranges(most)
    assert (ranges[0][1], ranges[-1][2]) == (1, most)
    assert all(one[2] + 1 == other[1] for one, other in pairwise(ranges))
    assert all(shade(first, most) == shade(last, most) == colour for colour, first, last in ranges)
    assert len({colour for colour, _, _ in ranges}) == len(ranges) <= 6
