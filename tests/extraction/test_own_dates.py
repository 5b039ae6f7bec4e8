"""Dates that stand beside a deed and are another's: in relative clauses, before nouns, in the sentence before."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.candidates import hung
from timeline.extraction.date_features import date_choices
from timeline.extraction.linear import shipped_models
from timeline.extraction.own_dates import own_dates
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
MODELS = shipped_models()


def left(text: str, type: str, word: str, published: str) -> set[str]:
    """The dates that are left to the candidate of a type whose predicate begins with the word."""
    reading = read(Document(text, published), VOCABULARY)
    found = (c for i in range(len(reading.sentences)) for c in hung(reading, i, type, 0.0, MODELS))
    candidate = next(c for c in found if reading.words[c.sentence].texts[c.anchor].startswith(word))
    choices = [choice for choice, _ in date_choices(reading, candidate)]
    return {choice.value for choice in own_dates(reading, candidate, choices)}


@pytest.mark.parametrize(
    ("text", "type", "word", "another"),
    [
        (
            "Britain, which joined in 2015, has licensed the sale of bombs.",
            "transfer-authorization",
            "licensed",
            "2015",
        ),
        ("Italy sold frigates to Iraq, which in 1980 invaded Iran.", "transfer-delivery", "sold", "1980"),
        ("India, created in 1947, tested a missile.", "weapon-test", "tested", "1947"),
        ("Britain blames Syria for the April 4 gas attack.", "accusation", "blames", "2019-04-04"),
        ("Oman denied that it had shipped rifles in 2014.", "denial", "denied", "2014"),
        ("The war broke out in 1975. France is supplying rifles.", "transfer-delivery", "supplying", "1975"),
        ("The war broke out in 1975. France has supplied rifles.", "transfer-delivery", "supplied", "1975"),
        ("Oman sold rifles on 7 June. Spain condemned the sale.", "condemnation", "condemned", "2019-06-07"),
        ("Oman sold rifles in 1987. Spain denied it.", "denial", "denied", "1987"),
        ("Jets hit a ship on Tuesday. Oman has shipped rifles to Chad.", "transfer-delivery", "shipped", "2019-06-18"),
        ("Oman shelled Chad in reply to a raid on Monday.", "weapon-use", "shelled", "2019-06-17"),
        (
            "Oman sold rifles, the first such sale since it lifted a ban in 2009.",
            "transfer-delivery",
            "sold",
            "2009",
        ),
    ],
)
def test_a_date_of_another_is_left_out(text: str, type: str, word: str, another: str) -> None:
    kept = left(text, type, word, "2019-06-20")
    assert another not in kept
    assert "2019-06-20" in kept


@pytest.mark.parametrize(
    ("text", "type", "word", "own"),
    [
        ("Britain, which in 2015 licensed the sale of bombs, spoke.", "transfer-authorization", "licensed", "2015"),
        ("Chad, which signed in 1970, bought Mirage jets that same year.", "transfer-delivery", "bought", "1970"),
        ("Sweden, which spoke on Tuesday, halted arms sales.", "transfer-suspension", "halted", "2019-06-18"),
        ("India tested a missile in 1998.", "weapon-test", "tested", "1998"),
        ("Its April 4 report condemned Oman for selling rifles.", "condemnation", "condemned", "2019-04-04"),
        ("The war broke out in 1975. France supplied rifles.", "transfer-delivery", "supplied", "1975"),
        ("Oman denied in 2014 that it had shipped rifles.", "denial", "denied", "2014"),
        ("Oman sold rifles in 1987. Spain denied it at the time.", "denial", "denied", "1987"),
        ("Oman sold rifles on 17 June. Spain condemned the sale.", "condemnation", "condemned", "2019-06-17"),
        ("In reply to a question on Tuesday Oman denied it.", "denial", "denied", "2019-06-18"),
        ("Oman signed the deal on 7 June. It is buying rifles.", "transfer-agreement", "buying", "2019-06-07"),
        ("Oman denied that it shipped rifles in a letter on 20 May.", "denial", "denied", "2019-05-20"),
        ("It was the first missile that Oman tested since May 2009.", "weapon-test", "tested", "2009-05"),
    ],
)
def test_a_date_that_may_be_its_own_is_kept(text: str, type: str, word: str, own: str) -> None:
    assert own in left(text, type, word, "2019-06-20")


def test_without_a_day_of_publication_nothing_is_left_out() -> None:
    text = "Italy sold frigates to Iraq, which in 1980 invaded Iran."
    assert left(text, "transfer-delivery", "sold", "") >= {"1980"}
