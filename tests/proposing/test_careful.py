"""Replies as a careful annotator would give them: what verification leaves of them."""

import json

from tests.proposing.careful import CORPUS, as_stated, chosen, reading_of, records, replies, reply_of
from tests.proposing.faults import answered
from timeline.extraction.confidence import AUTO, REVIEW
from timeline.extraction.training.gold import annotated
from timeline.extraction.training.scoring import Score, count
from timeline.vocabulary.reading import shipped_vocabulary


def test_the_recorded_replies_are_those_that_the_script_writes() -> None:
    assert list(replies()) == list(chosen()) and len(chosen()) == 20
    for doc in chosen():
        assert reply_of(doc)["content"] == replies()[doc].content


def test_no_sound_event_is_lost() -> None:
    lost = {doc: answered(doc, replies()[doc].content).dropped for doc in chosen()}
    stated = sum(len(json.loads(replies()[doc].content or "")["events"]) for doc in chosen())
    kept = sum(len(answered(doc, replies()[doc].content).events) for doc in chosen())
    assert (stated, kept, sum(lost.values())) == (179, 179, 0)


def test_what_is_left_is_right() -> None:
    """By the corpus's own scoring of core events, loosely at most 2 % are lost. Strictly those are lost too whose words
    our own dating reads otherwise, or whose weapon or treaty the text does not name.
    """
    vocabulary = shipped_vocabulary()
    before, after = Score(), Score()
    for doc in chosen():
        gold = annotated(records()[doc], records()[doc], vocabulary).events
        count(
            before,
            gold,
            [as_stated(event) for event in json.loads(replies()[doc].content or "")["events"]],
            vocabulary,
        )
        count(after, gold, answered(doc, replies()[doc].content).events, vocabulary)
    assert (before.core, before.strict, before.relaxed) == (134, 134, 134)
    assert after.relaxed >= 0.98 * before.relaxed
    assert after.strict >= 0.93 * before.strict
    assert after.proposed <= before.proposed


def test_every_claim_is_its_span_and_every_event_waits_for_a_person() -> None:
    for doc in chosen():
        text = records()[doc]["text"]
        for event in answered(doc, replies()[doc].content).events:
            assert event.lane == "review" and REVIEW <= event.confidence < AUTO
            assert {claim.field for claim in event.claims} >= {"type", "status", "date"}
            for claim in event.claims:
                assert text[claim.passage.start : claim.passage.end] == claim.passage.quote


def test_none_of_the_documents_is_held_back() -> None:
    assert not set(chosen()) & set((CORPUS / "held_back.txt").read_text("utf-8").split())
    assert all(reading_of(doc).sentences for doc in chosen())
