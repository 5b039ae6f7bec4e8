"""Where sentences begin and end, with offsets that hold in any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction.sentences import split_sentences

CASES = [
    ("The U.S. sold F-16s. Poland bought them.", ["The U.S. sold F-16s.", "Poland bought them."]),
    ("He met Gen. Milley in the U.S. The talks failed.", ["He met Gen. Milley in the U.S.", "The talks failed."]),
    ("“We refuse.” She left.", ["“We refuse.”", "She left."]),
    ('"Is it true?" he asked. It was.', ['"Is it true?" he asked.', "It was."]),
    ("It cost $1.5 million. No. 7 was the last.", ["It cost $1.5 million.", "No. 7 was the last."]),
    ("Sen. Jackson objected on Oct. 14. The vote passed.", ["Sen. Jackson objected on Oct. 14.", "The vote passed."]),
    (" date 2024-11-20 Mines were sent. They arrived.", ["Mines were sent.", "They arrived."]),
    ("A heading\n\nA sentence of the body.", ["A heading", "A sentence of the body."]),
    (
        "A line that was wrapped hard in the middle of what\nit says goes on. Then another one.",
        ["A line that was wrapped hard in the middle of what\nit says goes on.", "Then another one."],
    ),
    ("- First point\n- Second point", ["- First point", "- Second point"]),
    ("J. Smith of Acme Inc. said so.", ["J. Smith of Acme Inc. said so."]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_is_cut_where_its_sentences_end(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in split_sentences(text)] == expected


def test_a_dateline_is_told_from_the_sentence() -> None:
    text = "WASHINGTON, Oct 29 (Wire) - The Senate voted. PARIS - is not one here."
    first = split_sentences(text)[0]
    assert text[first.start : first.dateline_end] == "WASHINGTON, Oct 29 (Wire) - "


@given(st.text(alphabet=st.sampled_from("aB .!?\n\"”'(-1\u200b"), max_size=200))
def test_sentences_lie_in_order_and_leave_out_nothing_but_spaces(text: str) -> None:
    position = 0
    for sentence in split_sentences(text):
        assert position <= sentence.start < sentence.end <= len(text)
        assert not text[position : sentence.start].strip()
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        position = sentence.end
    assert not text[position:].strip()
