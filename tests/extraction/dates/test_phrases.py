"""Every phrase of the table means what the table says, offsets included."""

import re

import pytest

from tests.extraction.dates.phrases import NO_TIMES, PUBLISHED, ROWS, Row
from timeline import edtf
from timeline.extraction.dates import find_dates
from timeline.extraction.dates.explaining import RULES


def read(row: Row) -> tuple[str, int, int]:
    """A row's sentence without its brackets, and where its marked expression begins and ends."""
    marked = re.fullmatch(r"(?s)(.*)\[(.*)\](.*)", row.sentence)
    assert marked is not None
    return marked[1] + marked[2] + marked[3], marked.end(1), marked.end(1) + len(marked[2])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.sentence)
def test_phrase(row: Row) -> None:
    text, start, end = read(row)
    published = edtf.parse(row.published) if row.published else None
    found = {(one.start, one.end): one for one in find_dates(text, published, row.mode)}
    assert (start, end) in found, f"found only {[one.text for one in found.values()]}"
    one = found[start, end]
    assert one.text == text[start:end]
    assert (one.type, one.value, one.edtf, one.rule) == (row.type, row.value, row.edtf, row.rule)


@pytest.mark.parametrize(("text", "word"), NO_TIMES, ids=lambda part: part)
def test_no_time(text: str, word: str) -> None:
    start = text.index(word)
    overlapping = [
        one for one in find_dates(text, edtf.parse(PUBLISHED)) if one.start < start + len(word) and start < one.end
    ]
    assert overlapping == []


def test_the_table_has_an_example_of_every_rule() -> None:
    assert {row.rule.removesuffix("-part") for row in ROWS} == set(RULES)
