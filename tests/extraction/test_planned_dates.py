"""The day for which a deed is planned, where only the report's own is left."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.extract import extract
from timeline.extraction.planned_dates import planned_for
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("Oman is to receive jets next month.", "2018-03-30", "2018-04"),
        ("Oman said on Thursday it is to receive jets in May.", "2018-03-30", "2018-05"),
        ("Oman is to receive jets in May or June.", "2018-03-30", ""),  # which of them?
        ("Oman is to receive jets, as it did in 2017.", "2018-03-30", ""),
        ("Oman is to receive jets, a minister who goes in May said.", "2018-03-30", ""),  # another clause
        ("Oman is to receive jets in May.", "", ""),
    ],
)
def test_the_one_day_to_come_of_its_clause(text: str, published: str, day: str) -> None:
    reading = read(Document(text, published), VOCABULARY)
    found = planned_for(reading, Candidate(0, "transfer-delivery", 0.0, reading.words[0].texts.index("receive"), None))
    assert (found.value if found else "") == day


def test_a_planned_event_is_told_with_the_words_of_its_day() -> None:
    text = "Russia and India will sign a contract for S-400s next Tuesday."
    (event,) = (e for e in extract(Document(text, "2018-03-30"), VOCABULARY) if e.confidence > 0.28)
    assert (event.status, event.date, event.basis.phrase) == ("planned", "2018-04-03", "next Tuesday")
