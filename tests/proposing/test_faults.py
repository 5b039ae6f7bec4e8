"""Deliberate faults in careful replies: all are caught, and the rest of the answer is left as it is."""

import json

import pytest

from tests.proposing.careful import chosen, replies
from tests.proposing.faults import FAULTS, answered, example, planted


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_caught(name: str) -> None:
    found = list(planted(name))
    assert len(found) >= 3
    assert [(each.doc, each.event, each.found) for each in found if not each.caught] == []


def test_a_fault_spoils_no_other_event() -> None:
    doc = chosen()[0]
    events = json.loads(replies()[doc].content or "")["events"]
    whole = answered(doc, json.dumps({"events": events}))
    spoilt = answered(doc, json.dumps({"events": [example(), "no event", {}, *events]}))
    assert spoilt.events == whole.events
    assert spoilt.dropped == 2  # what is no object is refused before


@pytest.mark.parametrize("doc", chosen())
def test_of_an_answer_cut_off_the_whole_events_are_kept(doc: str) -> None:
    content = replies()[doc].content or ""
    events = json.loads(content)["events"]
    whole = answered(doc, content)
    last = json.dumps(events[-1], ensure_ascii=False)
    cut = answered(doc, content[: -len(last) // 2])
    assert cut.events == answered(doc, json.dumps({"events": events[:-1]})).events
    assert [refusal.kind for refusal in cut.refusals if not refusal.event] == ["cut-short"]
    assert whole.whole and not cut.whole
    assert not answered(doc, content, finish_reason="length").whole


def test_prose_and_fences_around_the_answer_change_nothing() -> None:
    doc = chosen()[0]
    content = replies()[doc].content or ""
    wanted = answered(doc, content).events
    for around in (
        "Here is what I found {as asked}:\n```json\n{}\n```\nLet me know!",
        '<think>Perhaps {"events": []}? No.</think>{}',
        "\ufeff  {}  ",
        '{"note": "first"} {}',
    ):
        assert answered(doc, around.replace("{}", content, 1)).events == wanted, around


@pytest.mark.parametrize("content", [None, "", "   ", "I cannot help with that.", "{}", "[]", "null", '{"events": 3}'])
def test_no_answer_is_told_and_is_not_taken_for_an_empty_one(content: str | None) -> None:
    found = answered(chosen()[0], content, error="429" if content is None else "")
    assert (found.events, found.whole, [r.kind for r in found.refusals]) == ((), False, ["no-answer"])


def test_an_answer_without_events_is_one() -> None:
    found = answered(chosen()[0], '{"events": []}')
    assert (found.events, found.refusals, found.whole) == ((), (), True)


def test_an_event_told_twice_in_one_answer_is_one() -> None:
    doc = chosen()[0]
    events = json.loads(replies()[doc].content or "")["events"]
    found = answered(doc, json.dumps({"events": [events[0], events[0]]}))
    assert len(found.events) == 1
    assert [refusal.kind for refusal in found.refusals] == ["twice"]
