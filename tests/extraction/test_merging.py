"""One statement gives one event: a reading without a predicate of its own does not stand beside a likelier one."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.decisions import Draft
from timeline.extraction.extract import extract
from timeline.extraction.merging import APART, merge
from timeline.extraction.reading import Candidate, Choice
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def told(text: str) -> list[tuple[str, str]]:
    found = extract(Document(text, "2025-05-30"), VOCABULARY)
    return [(event.type, event.date) for event in found if event.lane != "archive"]


def test_an_embargo_that_is_extended_is_not_lifted_on_that_day_as_well() -> None:
    text = (
        "Security Council extends the arms embargo on South Sudan\n\nThe United Nations Security Council on Friday "
        "extended the arms embargo on South Sudan by a year, to May 31, 2026."
    )
    found = [kind for kind, date in told(text) if date == "2025-05-30"]
    assert found == ["embargo"]


def test_two_deeds_with_a_predicate_each_stay_two() -> None:
    found = told("Kenya signed the Arms Trade Treaty on 3 June 2013 and ratified it on 2 April 2014.")
    assert {("treaty-signature", "2013-06-03"), ("treaty-ratification", "2014-04-02")} <= set(found)


@pytest.mark.parametrize(
    ("dates", "score", "kept"),
    [
        (("2017-07-04", "2017-07-28"), APART + 0.1, ["2017-07-04", "2017-07-28"]),
        (("2017-07-04", "2017-07-28"), APART - 0.1, ["2017-07-04"]),
        (("2017-07-04", "2017-07"), APART + 0.1, ["2017-07-04"]),
    ],
)
def test_a_predicate_with_two_likely_dates_that_exclude_each_other_tells_of_two_events(
    dates: tuple[str, str], score: float, kept: list[str]
) -> None:
    tests = Candidate(0, "weapon-test", 1.0, 3, None)
    key = frozenset([("PRK", "user")])
    drafts = [
        Draft(tests, Choice(date, 1.0), [], [], [], key, each) for date, each in zip(dates, (2.0, score), strict=True)
    ]
    assert [draft.date.value for draft in merge(drafts, VOCABULARY)] == kept
