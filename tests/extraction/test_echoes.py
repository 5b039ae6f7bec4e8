"""Sentences that say of somebody that they did what the sentence before tells of another."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.echoes import echo
from timeline.extraction.extract import extract
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
FIRST = "Germany halted arms exports to Saudi Arabia on Monday."


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ("Finland followed suit on Thursday.", "followed suit"),
        ("Finland and Spain have since done the same.", "have since done the same"),
        ("Finland is to follow its example.", "is to follow its example"),
        ("Finland took the same step.", "took the same step"),
        ("Finland refused to follow suit.", ""),
        ("Greenpeace urged Finland to do the same.", ""),
        ("Others followed suit, as Finland had wished.", ""),
    ],
)
def test_what_points_back(second: str, words: str) -> None:
    reading = read(Document(f"{FIRST} {second}", "2018-11-22"), VOCABULARY)
    found = echo(reading, 1)
    assert (reading.text[slice(*found)] if found else "") == words
    assert echo(reading, 0) is None


def test_nothing_is_pointed_back_to_across_a_paragraph_that_stands_between() -> None:
    text = f"{FIRST}\n\nThe weather was mild.\n\nFinland followed suit."
    assert echo(read(Document(text, "2018-11-22"), VOCABULARY), 2) is not None
    assert [event.date for event in extract(Document(text, "2018-11-22"), VOCABULARY)] == ["2018-11-19"]


def test_whoever_follows_suit_does_the_same_to_the_same_on_a_day_of_their_own() -> None:
    second = "The Netherlands and Finland followed suit on Wednesday. Denmark did the same."
    events = extract(Document(f"{FIRST} {second}", "2018-11-22"), VOCABULARY)
    told = [
        (event.date, {(p.actor, p.role) for p in event.participants})
        for event in events
        if event.type == "transfer-suspension" and event.confidence > 0.5
    ]
    assert told[:2] == [
        ("2018-11-19", {("DEU", "supplier"), ("SAU", "recipient")}),
        ("2018-11-21", {("FIN", "supplier"), ("NLD", "supplier"), ("SAU", "recipient")}),
    ]
    assert {("DNK", "supplier"), ("SAU", "recipient")} in [people for _, people in told]
