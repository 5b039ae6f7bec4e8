"""One statement gives one event: a reading without a predicate of its own does not stand beside a likelier one."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.decisions import Draft
from timeline.extraction.extract import extract
from timeline.extraction.merging import APART, merge
from timeline.extraction.parts import Part
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


def test_an_event_of_a_heading_and_a_report_bears_the_day_that_the_report_names() -> None:
    heading, report = (
        Candidate(0, "transfer-suspension", 3.0, 1, None),
        Candidate(1, "transfer-suspension", 3.0, 4, None),
    )
    key = frozenset([("NOR", "supplier")])
    parts = [Part("NOR", "supplier", 2.0, "sent")]
    published, monday = (
        Choice("2024-03-12", 2.0, rule="publication"),
        Choice("2024-03-11", 1.0, 40, 46, rule="weekday-past"),
    )
    loose = Choice("2024-03", 1.0, 40, 45, rule="month")
    for day, kept in ((monday, monday), (loose, None)):
        drafts = [Draft(heading, published, parts, [], [], key, 3.0), Draft(report, day, parts, [], [], key, 2.0)]
        (event,) = merge(drafts, VOCABULARY)
        assert (event.candidate, event.day) == (heading, kept)


def test_the_day_of_a_report_is_told_with_its_phrase() -> None:
    text = "# Norway halts arms sales to Oman\n\nThe licences for ammunition that Oman needs were suspended on Monday."
    (event, *_) = extract(Document(text, "2024-03-12"), VOCABULARY)
    assert (event.type, event.date, event.basis.phrase) == ("transfer-suspension", "2024-03-11", "Monday")


@pytest.mark.parametrize("head", ["UNITED NATIONS, March 30 (Agency) - ", "30 March 2005 – "])
def test_a_day_of_the_dateline_gives_way_to_the_one_that_the_report_names(head: str) -> None:
    text = (
        f"{head}The Security Council has extended the arms embargo on Sudan. Resolution 1591 was adopted late on "
        "Tuesday, extending the embargo."
    )
    found = [e for e in extract(Document(text, "2005-03-31"), VOCABULARY) if e.type == "embargo"]
    assert [event.date for event in found] == ["2005-03-29"]
