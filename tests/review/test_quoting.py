"""Quotes: found as the document has them, and refused where the document does not say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.documents.document import Document, Passage
from timeline.errors import UsageError
from timeline.review.quoting import find_passages

TEXT = "The Pentagon said “We will send  mines”\nto Kyiv. The US–made mines are ‘smart’. Mines (all) remain."
DOCUMENT = Document(TEXT)


@pytest.mark.parametrize(
    ("quote", "stored"),
    [
        ("The Pentagon said", ["The Pentagon said"]),
        ('"We will send mines" to Kyiv', ["“We will send  mines”\nto Kyiv"]),
        ("the us-made MINES", ["The US–made mines"]),
        ("'smart'", ["‘smart’"]),
        ("Mines (all) remain.", ["Mines (all) remain."]),
        ("Pentagon […] mines [...] mines", ["Pentagon", "mines", "mines"]),
    ],
)
def test_the_passage_has_the_letters_of_the_document(quote: str, stored: list[str]) -> None:
    passages = find_passages(DOCUMENT, quote)
    assert [passage.quote for passage in passages] == stored
    assert all(TEXT[passage.start : passage.end] == passage.quote for passage in passages)
    assert list(passages) == sorted(passages)


def test_words_that_are_not_there_name_the_nearest_ones() -> None:
    with pytest.raises(UsageError) as refused:
        find_passages(DOCUMENT, "the US-built mines were smart")
    assert str(refused.value) == (
        "The document does not say “the US-built mines were smart”. Nearest words: “The US–made mines are ‘smart’.”."
    )


def test_parts_stand_in_the_order_of_the_text() -> None:
    with pytest.raises(UsageError, match="after the words quoted before it"):
        find_passages(DOCUMENT, "to Kyiv […] The Pentagon")


def test_an_empty_quote_is_refused() -> None:
    with pytest.raises(UsageError, match="The quote is empty"):
        find_passages(DOCUMENT, "  ")


@given(st.text(alphabet='ab-’"( \n.', min_size=1, max_size=40), st.data())
def test_what_is_in_the_text_is_found_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].strip():
        (found,) = find_passages(Document(text), text[start:end])
        assert found == Passage(found.start, found.end, text[found.start : found.end])
        assert found.quote.split() == text[start:end].split()
