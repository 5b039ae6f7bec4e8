"""Signs that nobody sees: names are found as they are read, and every span goes back to the letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.documents.document import Document
from timeline.extraction.as_seen import as_seen
from timeline.extraction.extracting import extracted
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
TEXT = (
    "On Tuesday Germany sold 18 howitzers worth $40 million to Ukraine, officials said. ATACMS were not used in 2023."
)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("plain", "plain"),
        ("Ukra\u00adine", "Ukraine"),
        ("how\u00ad\n  itzers", "howitzers"),
        ("Ge\u200brm\u2060any", "Germany"),
        ("\ufeff\u200fIran\u200e", "Iran"),
        ("Tu\u0308rkiye, Co\u0302te", "Türkiye, Côte"),
        ("oﬃcial riﬂes", "official rifles"),
        ("\u200b", ""),
    ],
)
def test_a_text_as_it_is_read(given: str, read: str) -> None:
    assert as_seen(given).text == read


@settings(max_examples=100)
@given(st.text(alphabet="ab e\u0301\u200b\u00ad\nﬁ\u0308é", max_size=12))
def test_each_sign_goes_back_to_where_it_stood(text: str) -> None:
    seen = as_seen(text)
    reach = 0
    for offset in range(len(seen.text)):
        start, end = seen.span(offset, offset + 1)
        assert start >= reach or (start, end) == seen.span(offset - 1, offset)  # a ligature is two letters
        assert as_seen(text[start:end]).text.startswith(seen.text[offset]) or len(text[start:end]) == 1
        reach = end
    assert seen.span(0, len(seen.text))[1] <= len(text)


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\u200f", "\ufeff"])
def test_signs_that_nobody_sees_change_no_event(sign: str) -> None:
    plain = extracted(Document(TEXT, "2024-11-20"), VOCABULARY)
    text = sign.join(TEXT)
    found = extracted(Document(text, "2024-11-20"), VOCABULARY)
    assert plain.proposals
    assert len(found.proposals) == len(plain.proposals)
    for one, other in zip(found.proposals, plain.proposals, strict=True):
        assert (one.type, one.date, one.participants, one.weapons) == (
            other.type,
            other.date,
            other.participants,
            other.weapons,
        )
        for claim, same in zip(one.claims, other.claims, strict=True):
            assert text[claim.passage.start : claim.passage.end] == claim.passage.quote == sign.join(same.passage.quote)
    assert [each.quote.replace(sign, "") for each in found.unplaced] == [each.quote for each in plain.unplaced]
