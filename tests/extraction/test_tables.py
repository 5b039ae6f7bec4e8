"""The tables of predicates, frames, nouns, titles and traps hold only what the program knows."""

import csv

import pytest

from timeline.documents.proposal import ROLES
from timeline.extraction.candidates import GROUPS
from timeline.extraction.inflection import past_forms, verb_forms
from timeline.extraction.predicates import FOLDER, frames, surface_predicates
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def test_every_event_type_has_a_frame_and_predicates_of_its_own() -> None:
    stated = {kind for found in surface_predicates().values() for predicate, _ in found for kind in predicate.types}
    assert set(frames()) == set(GROUPS) == set(VOCABULARY.event_types) == stated
    assert {kind.id: kind.group.replace(" ", "-") for kind in VOCABULARY.event_types.values()} == GROUPS


def test_frames_and_predicates_name_known_roles() -> None:
    named = {role for frame in frames().values() for role in (*frame.roles, *frame.slots.values())}
    named |= {
        role for found in surface_predicates().values() for predicate, _ in found for role in predicate.slots.values()
    }
    assert named - {""} <= set(ROLES)


def test_the_table_of_predicates_is_sorted_and_has_no_row_twice() -> None:
    with (FOLDER / "predicates.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["lemma"], row["form"]) for row in csv.DictReader(file)]
    assert rows == sorted(set(rows))
    assert {form for _, form in rows} == {"verb", "noun", "phrase"}
    assert len(rows) > 1200


def test_nouns_and_titles_mean_known_things() -> None:
    known = {"actor": set(VOCABULARY.actors), "weapon": set(VOCABULARY.weapons), "treaty": set(VOCABULARY.treaties)}
    with (FOLDER / "nouns.csv").open(encoding="utf-8", newline="") as file:
        strange = [row["id"] for row in csv.DictReader(file) if row["id"] not in known[row["kind"]]]
    with (FOLDER / "titles.csv").open(encoding="utf-8", newline="") as file:
        strange += [
            row["actor"] for row in csv.DictReader(file) if row["actor"] and row["actor"] not in VOCABULARY.actors
        ]
    assert strange == []


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("send", {"send", "sends", "sent", "sending"}),
        ("supply", {"supply", "supplies", "supplied", "supplying"}),
        ("ban", {"ban", "bans", "banned", "banning"}),
        ("annul", {"annul", "annuls", "annulled", "annulling"}),
        ("cancel", {"cancel", "cancels", "canceled", "cancelled", "canceling", "cancelling"}),
        ("test-fire", {"test-fire", "test-fires", "test-fired", "test-firing"}),
        ("hand over", {"hand over", "hands over", "handed over", "handing over"}),
        ("give", {"give", "gives", "gave", "given", "giving"}),
    ],
)
def test_verbs_are_found_in_all_their_forms(lemma: str, forms: set[str]) -> None:
    assert set(verb_forms(lemma)) == forms
    assert set(past_forms(lemma)) < forms
