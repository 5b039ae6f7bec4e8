"""An Entry → the marks that a reader needs, and dates in words."""

from dataclasses import replace

import pytest

from tests.outputs.made import MADE
from timeline.outputs.chronology import marks
from timeline.outputs.date_words import date_words
from timeline.queries.entries import Entry, SourceEntry

PLAIN = Entry("ev-1", "embargo", "transfer", "actual", "2024", review="accepted")


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (PLAIN, []),
        (replace(PLAIN, review="rejected"), ["rejected in review"]),
        (replace(PLAIN, review="withdrawn"), ["withdrawn in review"]),
        (replace(PLAIN, review="proposed", confidence=0.9), ["read by the machine, not reviewed, confidence 0.90"]),
        (replace(PLAIN, review="proposed", lane="archive"), ["read by the machine, archived as too doubtful"]),
        (replace(PLAIN, review="proposed", origin="person"), ["not reviewed"]),
        (replace(PLAIN, status="denied", possible=True), ["only possibly within the dates asked for", "denied"]),
        (
            replace(PLAIN, sources=(SourceEntry("a", story=1), SourceEntry("b", story=1))),
            ["1 independent of 2 sources"],
        ),
        (
            MADE[2],
            [
                "only possibly within the dates asked for",
                "planned",
                "read by the machine, waits for review, confidence 0.40",
                "otherwise in its sources: date 2025-03; recipient Ukraine",
            ],
        ),
    ],
)
def test_marks(entry: Entry, told: list[str]) -> None:
    assert marks(entry) == told


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2024-11-20", "20 November 2024"),
        ("2024-11", "November 2024"),
        ("2024-11~", "about November 2024"),
        ("2024-11-XX", "November 2024, day unknown"),
        ("2024-XX", "2024, month unknown"),
        ("2024-24", "winter 2024"),
        ("2022?", "2022 (uncertain)"),
        ("2022%", "about 2022 (uncertain)"),
        ("199X", "the 1990s"),
        ("19XX", "1900 to 1999"),
        ("2024-11-18/2024-11-20~", "18 November 2024 to about 20 November 2024"),
        ("2022/..", "since 2022"),
        ("../2015", "until 2015"),
        ("0001-01-01", "1 January 0001"),
        ("", "date unknown"),
    ],
)
def test_dates_in_words(date: str, words: str) -> None:
    assert date_words(date) == words
