"""Other days that a phrase without its year may mean: what is offered to the date model, and what is not."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.other_readings import other_readings
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary


def offered(text: str, published: str = "2009-10-28") -> dict[str, list[tuple[str, str]]]:
    """By the words of each phrase of the text what else it may mean."""
    reading = read(Document(text, published), shipped_vocabulary())
    return {
        reading.text[phrase.start : phrase.end]: list(other_readings(reading, index, phrase))
        for index, phrases in enumerate(reading.times)
        for phrase in phrases
    }


@pytest.mark.parametrize(
    ("text", "phrase", "others"),
    [
        ("In 2002 it began, and on 16 February it fired rockets.", "16 February", [("recent", "2009-02-16")]),
        ("It was tested in 1992. That September it was sold.", "That September", [("told", "1992-09")]),
        ("It was tested in 1992. On 14 October 2009 it was sold.", "14 October 2009", []),
        ("It was tested on March 3.", "March 3", []),
        ("It will be tested next month.", "next month", []),
        ("It will be tested on Friday.", "Friday", [("recent", "2009-10-23")]),
        ("Sales will stop as of Friday.", "Friday", []),
        ("It came in 1992. In December it will go.", "December", [("recent", "2008-12"), ("told", "1992-12")]),
        ("In 2008 it began, and on February 29 it was fired.", "February 29", []),
    ],
)
def test_what_else_a_phrase_may_mean(text: str, phrase: str, others: list[tuple[str, str]]) -> None:
    assert offered(text)[phrase] == others


def test_the_first_days_of_the_calendar_have_no_week_before() -> None:
    assert offered("It will be tested on Friday.", "0001-01-02") == {"Friday": []}


def test_a_year_without_the_day_is_not_offered() -> None:
    text = "It came in {}.\n\nOn February 29 it went."
    assert offered(text.format(1900), "1904-05-01")["February 29"] == []
    assert offered(text.format(1996), "2004-05-01")["February 29"] == [("told", "1996-02-29")]


def test_without_a_day_of_publication_only_what_the_text_tells_is_offered() -> None:
    others = offered("In 2003, on 16 May, it came.", "")
    assert [name for each in others.values() for name, _ in each if name == "recent"] == []
