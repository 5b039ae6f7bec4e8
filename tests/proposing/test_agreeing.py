"""The built-in extractor and models about one document: who found what, how sure it is, and what waits for a person."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.extraction.genres.test_arms_sale import RELEASE
from tests.proposing.test_orders import FALSE, NEWS, VOCABULARY, france, germany, reading_of
from timeline.documents.document import Document
from timeline.documents.proposal import ProposedEvent, WeaponLine
from timeline.extraction.confidence import AUTO
from timeline.extraction.extract import events_of
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.proposing.agreeing import Answered, Proposed, lifted, proposals
from timeline.proposing.asking import requests_for
from timeline.proposing.exchange import ModelSettings, Reply

BOTH = f"{NEWS}\n\n{FALSE}\n"


def answered(reading: Reading, name: str, *runs: list[dict[str, Any]] | None) -> Answered:
    """One model's answers, a list of events for each run; None where none came."""
    settings = ModelSettings(name, runs=len(runs))
    requests = requests_for(reading, VOCABULARY, settings)
    content = [None if events is None else json.dumps({"events": events}) for events in runs]
    return Answered(settings, [Reply(r.custom_id, c) for r, c in zip(requests, content, strict=True)])


def asked(text: str, *models: tuple[str, list[list[dict[str, Any]] | None]]) -> Proposed:
    reading = reading_of(text)
    replies = [answered(reading, name, *runs) for name, runs in models]
    return proposals(reading, own(text), replies, VOCABULARY, reader="timeline 0")


def own(text: str) -> list[ProposedEvent]:
    return events_of(reading_of(text), VOCABULARY)


def told(found: Proposed, supplier: str) -> list[tuple[str, str, float]]:
    """Extractor, lane and confidence of the deliveries of a supplier."""
    return [
        (event.extractor, event.lane, event.confidence)
        for event in found.events
        if event.type == "transfer-delivery"
        and ("supplier", supplier) in {(p.role, p.actor) for p in event.participants}
    ]


def test_what_both_find_is_surer_and_bears_both_names() -> None:
    [alone] = own(NEWS)
    [(extractor, lane, confidence)] = told(asked(NEWS, ("m", [[germany(1)]])), "DEU")
    assert (extractor, lane, confidence) == ("timeline 0; model m", "auto", lifted(alone.confidence, 1))
    assert alone.confidence < confidence <= 0.95


def test_a_second_model_and_further_runs_lift_it_further_and_within_bounds() -> None:
    [alone] = own(NEWS)
    one = [germany(1)]
    [(extractor, _, confidence)] = told(asked(NEWS, ("m", [one, one]), ("n", [one])), "DEU")
    assert (extractor, confidence) == ("timeline 0; model m; model n", lifted(alone.confidence, 3))
    assert [lifted(share, 9) for share in (0.0, 0.05, 0.5, 0.95, 0.99)] == [0.0, 0.8, 0.95, 0.95, 0.99]
    assert lifted(0.3, 0) == 0.3


def test_what_only_one_side_finds_waits_for_a_person() -> None:
    found = asked(BOTH, ("m", [[france(2)]]))
    assert [lane for _, lane, _ in told(found, "DEU")] == ["review"]
    assert all(lane == "auto" for _, lane, _ in told(asked(BOTH), "DEU"))
    only = asked("The ministry was silent. " + FALSE, ("m", [[germany(1), france(2)]]))
    assert told(only, "DEU") == []


def test_what_only_models_find_never_passes_the_queue() -> None:
    reading = reading_of(BOTH)
    one = [germany(1), france(2)]
    for models in (1, 2, 5):
        replies = [answered(reading, f"m{n}", one, one, one) for n in range(models)]
        found = proposals(reading, [], replies, VOCABULARY)
        assert [(event.lane, event.confidence < AUTO) for event in found.events] == [("review", True)] * 2
    assert [event.extractor for event in found.events] == ["model m0; model m1; model m2; model m3; model m4"] * 2


def test_runs_vote() -> None:
    reading = reading_of(BOTH)
    replies = [answered(reading, "m", [germany(1)], [germany(1)], [germany(1), france(2)])]
    found = proposals(reading, [], replies, VOCABULARY)
    assert {e.participants[0].actor: (e.lane, e.confidence) for e in found.events} == {
        "DEU": ("review", 0.4),
        "FRA": ("archive", 0.18),
    }


@pytest.mark.parametrize("runs", [[None], [[germany(1)], None]])
def test_silence_is_no_vote_against_the_built_in_extractor(runs: list[list[dict[str, Any]] | None]) -> None:
    found = asked(BOTH, ("m", runs))
    assert not found.whole
    armenia = [e for e in own(BOTH) if any(p.actor == "FRA" for p in e.participants)]
    assert [(e.lane, e.confidence) for e in found.events if any(p.actor == "FRA" for p in e.participants)] == [
        (e.lane, e.confidence) for e in armenia
    ]


def test_what_a_model_adds_to_what_is_shown_stands_in_the_note() -> None:
    event = germany(1)
    event["participants"].append({**event["participants"][0], "role": "producer"})
    found = asked(NEWS, ("m", [[event]]))
    [alone] = own(NEWS)
    [both] = found.events
    assert both.note == "the model says: DEU as producer"
    assert (both.participants, both.confidence, both.lane) == (alone.participants, alone.confidence, "auto")


@pytest.mark.parametrize(
    ("weapons", "lifts"),
    [
        (["leopard-2"], True),
        (["battle-tank"], True),
        (["leopard-2", "battle-tank"], True),
        (["leopard-2", "f-16"], False),
        (["weapon"], False),
        ([], False),
    ],
)
def test_only_the_same_weapons_lift(weapons: list[str], lifts: bool) -> None:
    reading = reading_of(NEWS)
    [alone] = own(NEWS)
    mine = replace(alone, weapons=tuple(WeaponLine(weapon) for weapon in weapons), confidence=0.5, lane="auto")
    [both] = proposals(reading, [mine], [answered(reading, "m", [germany(1)])], VOCABULARY).events
    assert (both.confidence, both.weapons) == (lifted(0.5, 1) if lifts else 0.5, mine.weapons)


def test_where_both_differ_on_what_waits_the_model_s_values_are_shown_to_the_person() -> None:
    reading = reading_of(NEWS)
    [alone] = own(NEWS)
    waiting = replace(alone, participants=alone.participants[:1], confidence=0.25, lane="review")
    found = proposals(reading, [waiting], [answered(reading, "m", [germany(1)])], VOCABULARY, reader="timeline 0")
    [both] = found.events
    assert len(both.participants) == 2
    assert (both.lane, both.extractor) == ("review", "timeline 0; model m")
    assert both.confidence < AUTO


def test_what_a_form_states_needs_no_model() -> None:
    document = Document(RELEASE, "2021-05-04")
    reading = read(document, VOCABULARY)
    own = events_of(reading, VOCABULARY)
    silent = proposals(reading, own, [answered(reading, "m", [])], VOCABULARY)
    assert silent.whole and "auto" in {event.lane for event in own}
    stated = {id(event) for event in own if event.lane == "auto"}
    assert [event.lane for event in silent.events] == ["auto" if id(event) in stated else event.lane for event in own]


def test_the_order_of_replies_changes_nothing() -> None:
    reading = reading_of(BOTH)
    given = answered(reading, "m", [germany(1)], [germany(1), france(2)], None)
    turned = replace(given, replies=given.replies[::-1])
    one, other = (proposals(reading, own(BOTH), [each], VOCABULARY) for each in (given, turned))
    assert one == other


def test_no_model_leaves_the_built_in_events_as_they_are() -> None:
    assert list(asked(BOTH).events) == own(BOTH)
