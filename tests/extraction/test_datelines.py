"""The day that a report's words are reckoned from: its dateline's, where that is dated and fresh."""

import pytest

from timeline import edtf
from timeline.extraction.datelines import told_on
from timeline.extraction.sentences import split_sentences

STORY = "Spain yesterday sold tanks to Morocco."


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        (f"MADRID, June 13 (Agency) — {STORY}", "2023-06-15", "2023-06-13"),
        (f"MADRID, 12 June, 2023 (Agency) — {STORY}", "2023-06-15", "2023-06-15"),  # no form of a dateline
        (f"MADRID, June 8 - {STORY}", "2023-06-15", "2023-06-08"),
        (f"MADRID, June 7 - {STORY}", "2023-06-15", "2023-06-15"),  # too old for a page that only reprints it
        (f"MADRID, Dec 31 - {STORY}", "2024-01-02", "2023-12-31"),
        (f"MADRID (Agency) — {STORY}", "2023-06-15", "2023-06-15"),
        (f"MADRID, June 13 (Agency) — {STORY}", "2023-06", "2023-06"),
        (f"A headline\n\nMADRID, June 13 (Agency) — {STORY}", "2023-06-15", "2023-06-13"),
        (STORY, "2023-06-15", "2023-06-15"),
    ],
)
def test_words_are_reckoned_from_a_fresh_dateline(text: str, published: str, told: str) -> None:
    day = told_on(text, edtf.parse(published), split_sentences(text))
    assert day is not None
    assert day.text == told


def test_a_text_without_a_date_of_its_own_stays_without() -> None:
    text = f"MADRID, June 13 (Agency) — {STORY}"
    assert told_on(text, None, split_sentences(text)) is None
