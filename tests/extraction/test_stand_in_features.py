"""Sentences that name nobody → what stands in them for an actor, and how present the actors named before are."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.nearby import nearby_actors
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.role_features import actor_features
from timeline.extraction.stand_in_features import presence, stand_ins
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
BEFORE = "OSLO, March 7 (Agency) - Norway bought tanks from Germany. Sweden said that it would not."


def reading_of(sentence: str) -> Reading:
    reading = read(Document(f"{BEFORE} {sentence}", "2024-03-07"), VOCABULARY)
    assert len(reading.sentences) == 3
    return reading


def hung_on(reading: Reading, word: str) -> Candidate:
    return Candidate(2, "transfer-delivery", 0.0, reading.words[2].texts.index(word), None)


@pytest.mark.parametrize(
    ("sentence", "word", "told"),
    [
        ("It will send shells to the kingdom.", "send", "subject=it to=country"),
        ("Officials refused to send any.", "send", "subject=officials"),
        ("Denmark sent shells.", "sent", "subject=named"),
        ("Shells were sent, a spokesman said.", "sent", "subject=none speaker=spokesman"),
        ("The ministry said shells were sent by Denmark.", "sent", "subject=government speaker=government"),
        ("Denmark said the government sent them.", "sent", "subject=government speaker=named"),
        ("Shells were sent.", "sent", "subject=none"),
    ],
)
def test_what_stands_for_an_actor(sentence: str, word: str, told: str) -> None:
    reading = reading_of(sentence)
    named = {reading.words[2].at(mention.start) for mention in reading.actors[2]}
    assert stand_ins(reading, hung_on(reading, word), named) == told.split()


def test_how_present_an_actor_of_earlier_sentences_is() -> None:
    assert presence(reading_of("It sent shells."), 2) == {
        "SWE": ("recent=0", "first there=True", "spoke"),
        "NOR": ("recent=1", "first there=True", "of dateline"),
        "DEU": ("recent=2", "first there=False", "there from"),
    }


def test_nobody_is_present_before_the_first_sentence_but_who_is_in_its_dateline() -> None:
    assert presence(reading_of("It sent shells."), 0) == {"NOR": ("of dateline",)}


def test_an_actor_of_the_sentence_itself_gets_none_of_these_features() -> None:
    reading = reading_of("The ministry sent shells to Norway.")
    candidate = hung_on(reading, "sent")
    near = nearby_actors(reading, candidate)
    rows = dict(zip((each.actor for each in near), actor_features(reading, candidate, near, {}), strict=True))
    assert "subject=government,recent=0" in rows["SWE"] and "subject=government,src=prev1" in rows["SWE"]
    assert not any(feature.startswith("subject=government") for feature in rows["NOR"])
