"""Every phrase of the table means what the table says, offsets included."""

import re

import pytest

from tests.extraction.dates.phrases import PUBLISHED, ROWS, Row
from timeline import edtf
from timeline.extraction.dates import find_dates
from timeline.extraction.dates.explaining import RULES

# What looks like a time expression and is none: (sentence, what must not be found in it).
NO_TIMES = [
    ("May said it may march.", "May"), ("May said it may march.", "may"), ("May said it may march.", "march"),
    ("the march on Rome", "march"), ("the March on Washington", "March"), ("April Smith met June Jones.", "April"),
    ("2000 people died.", "2000"), ("It flew 1945 km.", "1945"), ("It cost $1999.", "1999"), ("No. 2011", "2011"),
    ("resolution 1737 (2006)", "1737"), ("Resolution 2270 was adopted.", "2270"), ("3.1416", "1416"),
    ("an M1917 rifle", "1917"), ("room 2012", "2012"), ("Prices fall.", "fall"), ("the fall of Saigon", "fall"),
    ("The metal spring broke.", "spring"), ("a second test", "second"), ("a quarter of them", "quarter"),
    ("three quarters of the force", "quarters"), ("the 5th Fleet", "5th"), ("as soon as possible", "soon"),
    ("Black Monday", "Monday"), ("SS-20s and F-80s", "20s"), ("SS-20s and F-80s", "80s"),
    ("in her 50s", "50s"), ("the 34-year-old minister", "34"), ("He is 34 years old.", "34"),
    ("men 18 years of age", "18"), ("version 10.11.12.13", "10.11"), ("the sun sat", "sat"), ("it decided", "dec"),
    ("Marines", "Mar"), ("this may help", "this may"), ("32 January", "32"), ("31 February 2024", "31"),
    ("2024-13-45", "13"), ("25:61", "25:61"), ("a 1,500-strong force", "1,500"), ("phone 555-1999-22", "1999"),
]  # fmt: skip


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
