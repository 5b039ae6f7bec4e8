"""Slots of a predicate: who stands in one, and that it keeps others from its role."""

from timeline.documents.document import Document
from timeline.extraction.nearby import nearby_actors
from timeline.extraction.read import read
from timeline.extraction.reading import Candidate
from timeline.extraction.role_features import actor_features
from timeline.extraction.slot_features import slot_features, slots_of
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
TEXT = "Officials in Norway were silent. Sweden sent 40 tanks to Ukraine on Monday."


def slots(role: str) -> dict[str, list[str]]:
    """By actor the features of its slots for a role in the delivery of the second sentence."""
    reading = read(Document(TEXT, "2024-11-20"), VOCABULARY)
    trigger = next(t for t in reading.triggers[1] if "transfer-delivery" in t.types)
    candidate = Candidate(1, "transfer-delivery", 0.0, reading.words[1].at(trigger.start), trigger)
    near = nearby_actors(reading, candidate)
    rows = actor_features(reading, candidate, near, {each.actor: "state" for each in near})
    return {each.actor: found for each, found in zip(near, slot_features(rows, role, slots_of(candidate)), strict=True)}


def test_who_stands_in_the_slot_of_a_role_holds_it_against_all_others() -> None:
    assert slots("supplier") == {
        "SWE": ["role", "subject fits", "held by no other"],
        "UKR": ["role", "slot is another's", "held by another"],
        "NOR": ["role", "held by another"],
    }


def test_a_role_in_whose_slot_nobody_stands_is_open() -> None:
    assert slots("decider") == {
        "SWE": ["role", "subject is another's", "held by no other"],
        "UKR": ["role", "slot is another's", "held by no other"],
        "NOR": ["role", "held by no other"],
    }
