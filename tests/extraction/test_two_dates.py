"""When two dates of one predicate are two events."""

import pytest

from timeline.extraction.reading import Choice
from timeline.extraction.two_dates import coordinated


@pytest.mark.parametrize(
    ("text", "values", "apart"),
    [
        ("It tested missiles [in May] and again [in July].", ("2024-05", "2024-07"), True),
        ("It fired one [on Monday], another one on [Tuesday] night.", ("2024-11-18", "2024-11-19"), False),
        ("It fired one [on Monday] and another on [Tuesday].", ("2024-11-18", "2024-11-19"), True),
        ("It will come [next month], the ministry said [on Tuesday].", ("2024-12", "2024-11-19"), False),
        ("It was sold [in 2021] and [on May 3].", ("2021", "2024-05-03"), False),
        ("It fired [on Monday] and said so [on Tuesday].", ("2024-11-18", "2024-11-19"), False),
    ],
)
def test_dates_told_side_by_side_are_those_of_two_events(text: str, values: tuple[str, str], apart: bool) -> None:
    opened, closed = ([place for place, sign in enumerate(text) if sign == mark] for mark in "[]")
    one, other = (Choice(value, 0.0, start, end) for value, start, end in zip(values, opened, closed, strict=True))
    assert coordinated(text, one, other) is apart
    assert coordinated(text, other, one) is apart
