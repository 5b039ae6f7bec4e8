"""Words and phrases that the models hardly know, read as others that say the same."""

import csv

import pytest

from timeline.documents.document import Document
from timeline.extraction.alike import FILE, OBJECT, SPELLING, VERB, alike
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def words(text: str) -> list[tuple[str, str]]:
    """Each word of a sentence as it is known, with what stands in the text."""
    reading = read(Document(text, "2024-11-20"), VOCABULARY)
    (found,) = reading.words
    spans = zip(found.starts, found.ends, strict=True)
    return [(word, reading.text[start:end]) for word, (start, end) in zip(found.texts, spans, strict=True)]


@pytest.mark.parametrize(
    ("text", "known", "written"),
    [
        ("Oman slammed the sale.", "criticised", "slammed"),
        ("Oman lashed out at Chad.", "criticised", "lashed out at"),
        ("Oman threw its weight behind Chad.", "backed", "threw its weight behind"),
        ("Oman blasted the planned sale.", "criticised", "blasted"),
        ("The defense ministry spoke.", "defence", "defense"),
        ("Oman authorized it.", "authorised", "authorized"),
    ],
)
def test_a_word_is_read_as_one_that_the_models_know(text: str, known: str, written: str) -> None:
    assert (known, written) in words(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A missile slammed into a house.", "slammed"),
        ("Oman blasted a convoy of Chad.", "blasted"),
        ("Oman lashed out.", "lashed"),
        ("Russian missiles slammed Kyiv overnight.", "slammed"),
        ("Iran lashed out at Israel with a barrage of 180 missiles.", "lashed"),
        ("Oman attacked Chad despite the deal.", "attacked"),
        ("Oman fired a slam.", "slam"),
    ],
)
def test_a_word_that_means_something_else_is_left(text: str, word: str) -> None:
    assert (word, word) in words(text)


def test_the_words_behind_a_phrase_stay_where_they_stand() -> None:
    assert words("Oman hit out at Chad's ban, twice.") == [
        ("oman", "Oman"),
        ("criticised", "hit out at"),
        ("chad's", "Chad's"),
        ("ban", "ban"),
        (",", ","),
        ("twice", "twice"),
    ]


def test_the_table_is_sorted_says_why_and_leads_to_words_that_are_not_replaced_again() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["word"] for row in rows] == sorted({row["word"] for row in rows})
    assert {row["why"] for row in rows} == {SPELLING, VERB, OBJECT}
    assert all(len(row["alike"].split()) == 1 and row["word"] == row["word"].lower() for row in rows)
    assert not {row["alike"] for row in rows} & {row["word"] for row in rows if row["why"] != OBJECT}
    assert alike()["give"][0].rest > alike()["give"][-1].rest or len(alike()["give"]) == 1
