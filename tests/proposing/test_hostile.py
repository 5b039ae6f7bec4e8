"""Whatever a reply holds: nothing is raised, each claim equals its span, each id is known, nothing is shown at once."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.proposing.careful import reading_of, records, replies
from timeline import edtf
from timeline.documents.proposal import ROLES, STATUSES
from timeline.extraction.confidence import AUTO
from timeline.proposing.agreeing import Answered, proposals
from timeline.proposing.exchange import ModelSettings, Reply
from timeline.proposing.pieces import pieces_of
from timeline.proposing.refusals import KINDS
from timeline.proposing.verifying import Verified, verified
from timeline.vocabulary.reading import shipped_vocabulary

DOC = "a01-kharkiv-permission"
VOCABULARY = shipped_vocabulary()
EVENTS: list[dict[str, Any]] = json.loads(replies()[DOC].content or "")["events"]
TEXT: str = records()[DOC]["text"]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
quotes = st.text(max_size=30) | st.builds(
    lambda start, length: TEXT[start : start + length], st.integers(0, len(TEXT)), st.integers(0, 120)
)
ids = st.sampled_from(["USA", "UKR", "DEU", "nato", "atacms", "weapon", "f-16", "joe-biden", "npt", "x"]) | st.text(
    max_size=6
)
cited = st.fixed_dictionaries({"sentence": st.integers(-2, 18), "quote": quotes})
named = st.builds(
    lambda one, id, other, extra: {**one, "id": id, "named_in": other, **extra},
    cited,
    ids,
    st.none() | cited | anything,
    st.fixed_dictionaries(
        {
            "role": st.sampled_from(ROLES) | anything,
            "quantity": st.none() | st.integers() | st.floats() | anything,
            "value": st.none() | st.floats() | st.integers(),
            "currency": st.none() | st.text(max_size=4),
            "conditions": st.none() | quotes,
        }
    ),
)
dates = st.sampled_from(["2024-05-31", "../2024", "2024/..", "9999", "0001-01-01", "2024-05~", "199X"]) | st.text(
    max_size=12
)
events = st.fixed_dictionaries(
    {
        "type": st.sampled_from(sorted(VOCABULARY.event_types)) | anything,
        "status": st.sampled_from(STATUSES) | anything,
        "date": st.builds(lambda one, date, words: {**one, "edtf": date, "phrase": words}, cited, dates, quotes)
        | anything,
        "evidence": st.lists(cited | anything, max_size=3),
        "participants": st.lists(named | anything, max_size=3),
        "weapons": st.lists(named | anything, max_size=3),
        "treaties": st.lists(named | anything, max_size=2) | anything,
    }
)
# A sound event of which one part is replaced by anything, so that what is verified last is reached too.
spoilt = st.builds(
    lambda event, part, value: {**event, part: value},
    st.sampled_from(EVENTS),
    st.sampled_from(sorted(EVENTS[0])),
    anything | st.lists(named, max_size=3) | st.lists(cited, max_size=2),
)


def judged(content: str) -> Verified:
    reading = reading_of(DOC)
    pieces = pieces_of(reading, 12_000)
    return verified(reading, pieces, [Reply(replies()[DOC].custom_id, content)], VOCABULARY)


def hold(found: Verified) -> None:
    for refusal in found.refusals:
        assert refusal.kind in KINDS
        assert str(refusal).isprintable()
    for event in found.events:
        assert event.type in VOCABULARY.event_types and event.status in STATUSES
        assert edtf.parse(event.date)
        assert event.lane == "review" and event.confidence < AUTO
        assert event.participants or event.weapons or event.treaties
        assert all(p.actor in VOCABULARY.actors and p.role in ROLES for p in event.participants)
        assert all(line.weapon in VOCABULARY.weapons for line in event.weapons)
        assert all(treaty in VOCABULARY.treaties for treaty in event.treaties)
        stated = {(claim.field, claim.value) for claim in event.claims}
        assert stated >= {("type", event.type), ("status", event.status), ("date", event.date)}
        assert stated >= {(p.role, p.actor) for p in event.participants}
        assert stated >= {("weapon", line.weapon) for line in event.weapons}
        for claim in event.claims:
            assert TEXT[claim.passage.start : claim.passage.end] == claim.passage.quote != ""


@given(st.text())
def test_any_text(content: str) -> None:
    hold(judged(content))


@given(anything, st.booleans())
def test_any_json(value: object, inside: bool) -> None:
    hold(judged(json.dumps({"events": value} if inside else value)))


@given(st.lists(events | spoilt, max_size=4))
def test_any_events(stated: list[object]) -> None:
    hold(judged(json.dumps({"events": stated})))


@given(st.integers(0, 5000), st.text(max_size=3))
def test_a_sound_answer_cut_or_spoilt_anywhere(place: int, between: str) -> None:
    content = replies()[DOC].content or ""
    hold(judged(content[:place] + between + content[place + len(between) :]))
    hold(judged(content[:place] + between))


@given(
    st.text() | st.sampled_from([replies()[DOC].custom_id, "tl-d7a213ac9fe2-9-0-x", "tl----", "tl-d7a213ac9fe2-0-9-x"])
)
def test_any_name_of_a_reply(custom_id: str) -> None:
    reading = reading_of(DOC)
    answered = [Answered(ModelSettings("m", runs=2), [Reply(custom_id, replies()[DOC].content)])]
    found = proposals(reading, [], answered, VOCABULARY)
    assert bool(found.events) == (custom_id in (replies()[DOC].custom_id,))
    assert not found.whole


@pytest.mark.parametrize("depth", [30, 400, 5000])
def test_what_is_deep_is_no_answer(depth: int) -> None:
    found = judged('{"events": [' + "[" * depth + "]" * depth + "]}")
    assert ([refusal.kind for refusal in found.refusals], found.whole) == (["no-answer"], False)


def test_an_answer_about_another_document_is_none() -> None:
    reading = reading_of(DOC)
    other = Reply(replies()["a09-romania-f35-notice"].custom_id, replies()[DOC].content)
    found = verified(reading, pieces_of(reading, 12_000), [other], VOCABULARY)
    assert (found.events, [refusal.kind for refusal in found.refusals], found.whole) == ((), ["other-request"], False)


def test_what_is_long_or_deep_is_refused_in_no_time() -> None:
    for content in (
        "[" * 2_000_000,
        '{"events":' * 300_000,
        '{"events": [' + '{"type": "x"},' * 100_000,
        '{"events": [' + "9" * 900_000,
        json.dumps({"events": [{**EVENTS[0], "participants": [{}] * 10_000}]}),
        json.dumps({"events": [{**EVENTS[0], "evidence": [{"sentence": 1, "quote": "a" * 900_000}]}]}),
    ):
        hold(judged(content))
