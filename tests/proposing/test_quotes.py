"""Words that a reply quotes: found where they stand, and given back as the stored text has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.documents.document import Document
from timeline.extraction.read import read
from timeline.proposing.quotes import places
from timeline.proposing.refusals import one_line
from timeline.vocabulary.reading import shipped_vocabulary

TEXT = (
    "Ger\u00admany’s minister said to the reporters who were there: “We will\u00a0send\n"
    "100 Leopard\u20111 tanks…” on Monday.\n\n"
    "The e\u0301lite unit of US\u200bA took the USAF’s tanks, and the tanks left.\n"
)


@pytest.mark.parametrize(
    ("sentence", "quote", "stored"),
    [
        (1, "Germany's minister", ["Ger\u00admany’s minister"]),
        (1, '"We will send 100 Leopard-1 tanks..."', ["“We will\u00a0send\n100 Leopard\u20111 tanks…”"]),
        (1, "  We  will send ", ["We will\u00a0send"]),
        (2, "élite unit", ["e\u0301lite unit"]),
        (2, "USA", ["US\u200bA"]),
        (2, "tanks", ["tanks", "tanks"]),
        (2, "US", []),
        (2, "germany", []),
        (1, "germany's minister", []),
        (1, "We will send 100 tanks", []),
        (2, "Germany’s minister", []),
        (1, "..", []),
        (1, "", []),
        (1, "\u200b \n", []),
        (2, "USA took the USAF", ["US\u200bA took the USAF"]),
    ],
)
def test_a_quote_is_the_stored_words(sentence: int, quote: str, stored: list[str]) -> None:
    document = Document(TEXT, "2024-11-20")
    reading = read(document, shipped_vocabulary())
    passages = [reading.quoted(*span) for span in places(reading, sentence - 1, quote)]
    assert [passage.quote for passage in passages] == stored
    assert all(TEXT[passage.start : passage.end] == passage.quote for passage in passages)


@given(
    st.text(
        st.characters(exclude_categories=["Cs"])
        | st.sampled_from("ab. \n“”’–…\u00a0\u200b\u00ad\ufb01e\u0301\x1b\ue000")
    )
)
def test_what_a_request_shows_of_a_sentence_can_be_quoted(text: str) -> None:
    document = Document(text, "2024-11-20")
    reading = read(document, shipped_vocabulary())
    for sentence in reading.sentences:
        shown = one_line(reading.text[sentence.start : sentence.end])
        spans = places(reading, sentence.index, shown)
        assert bool(spans) == bool(shown)
        for span in spans:
            passage = reading.quoted(*span)
            assert text[passage.start : passage.end] == passage.quote
