"""What is weighed of many candidates at once is what is weighed of each alone, and in whole numbers."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.documents.document import Document
from timeline.extraction.companions import SURE
from timeline.extraction.date_features import date_choices, date_contexts
from timeline.extraction.decisions import read_dates, scored_dates
from timeline.extraction.extract import TOGETHER, Considered, actor_kinds, considered
from timeline.extraction.linear import BILLION, Choices, Joint, Linear, billionths, shipped_models
from timeline.extraction.network.close_look import BLOCK
from timeline.extraction.network.places import Places, largest_between
from timeline.extraction.parts import (
    cast_of,
    judged,
    read_roles,
    role_rows,
    role_scores,
)
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.extraction.rows import STEP, Known
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY, MODELS = shipped_vocabulary(), shipped_models()
STORY = (
    "On Tuesday Germany approved the sale of ten Leopard 2 tanks to Ukraine, and France said it would not follow. "
    "“Berlin has waited since May 2022,” the Polish minister told Kyiv. Russia accused the United States of using "
    "cluster munitions in Syria last month.\n\nThe parliament in Vilnius voted to leave the Convention on Cluster "
    "Munitions."
)


def reading(text: str) -> Reading:
    return read(Document(text, "2024-03-07", title="Berlin sells tanks to Kyiv"), VOCABULARY)


LONG = reading("\n\n".join([STORY] * (BLOCK // 2)))  # more sentences than a block has


@pytest.fixture(scope="module", name="found")
def _found() -> Considered:
    return considered(LONG, VOCABULARY, MODELS)


names = st.text("abc", max_size=2)
weights = st.dictionaries(names, st.integers(-9999, 9999).map(lambda thousandths: thousandths / 1000), max_size=6)


@given(
    st.dictionaries(names, weights, max_size=4),
    st.lists(st.tuples(st.lists(names, max_size=3 * STEP), st.lists(names, max_size=3)), min_size=1, max_size=5),
)
def test_sums_of_rows_are_those_of_each(
    table: dict[str, dict[str, float]], rows: list[tuple[list[str], list[str]]]
) -> None:
    model = Joint(0.0, table)
    known = Known(model, {"a": 0, "zz": 1})
    contexts = [tuple(each) for _, each in rows]
    first, second = known.sums(known.rows(f for f, _ in rows), [contexts, contexts[::-1]], [1] * len(rows))
    for sums, turn in ((first, contexts), (second, contexts[::-1])):
        scores = [model.score(features, each) for (features, _), each in zip(rows, turn, strict=True)]
        assert [each / BILLION for each in sums] == scores


def test_decimals_are_added_up_exactly_in_any_order() -> None:
    weights = {"a": 0.1, "b": 0.2, "c": -0.3, "d": 1e-3, "e": 70.007}
    choices = Choices(("one", "two"), (0.1, 0.0), {name: f"one {weight}" for name, weight in weights.items()})
    for order in itertools.permutations(weights):
        assert Linear(0.1, weights).score(order) == Joint(0.1, {"": weights}).score(order, ("",)) == 70.108
        assert choices.scores(order)["one"] == 70.108
    assert billionths(0.1) + billionths(0.2) == billionths(0.3)


def test_actors_and_dates_of_many_candidates_are_weighed_as_those_of_one(found: Considered) -> None:
    kinds = actor_kinds(LONG, VOCABULARY)
    assert len(found.candidates) > 2 * TOGETHER
    for number in range(0, len(found.candidates), len(found.candidates) // 40):
        candidate = found.candidates[number]
        assert role_scores(LONG, candidate, MODELS, kinds) == found.roles[number]
        assert scored_dates(LONG, candidate, MODELS) == found.dates[number]


def test_the_log_odds_are_those_of_the_named_features(found: Considered) -> None:
    kinds = actor_kinds(LONG, VOCABULARY)
    for candidate, scored in list(zip(found.candidates, found.roles, strict=True))[:20]:
        read_too = read_roles(LONG, candidate, MODELS, kinds)
        told = {(role, actor) for _, role, actor in scored}  # but for bystanders
        rows = [row for row in role_rows(LONG, candidate, kinds) if (row.role, row.actor) in told]
        assert [(row.role, row.actor) for row in rows] == [(role, actor) for _, role, actor in scored]
        for row, (score, role, actor) in zip(rows, scored, strict=True):
            linear = MODELS.role.score([*row.features, *row.slots], row.contexts)
            lemma = Joint(0.0, MODELS.role.weights).score(row.features, (row.lemma,))
            own = linear + lemma + read_too[actor.actor, role]
            assert score == pytest.approx(own, abs=1e-9) or (score == SURE and own < SURE)  # lifted by its companions
        choices = date_choices(LONG, candidate)
        added = read_dates(LONG, candidate, MODELS, choices)
        scores = {choice.value: choice.score for choice in scored_dates(LONG, candidate, MODELS)}
        for (choice, features), more in zip(choices, added, strict=True):
            assert scores[choice.value] == MODELS.date.score(features, date_contexts(candidate)) + more


def test_whoever_is_below_every_floor_changes_nothing(found: Considered) -> None:
    for candidate, scored in zip(found.candidates, found.roles, strict=True):
        taken = [(each.actor.actor, each.role) for each in judged(candidate, scored, found.agreed) if each.taken]
        assert [(part.actor, part.role) for part in cast_of(candidate, scored, found.agreed).parts] == taken


def test_offsets_lead_to_the_words_that_a_sentence_itself_tells() -> None:
    sample = reading(f"{STORY}\n\n---\n\n{STORY}")
    places = Places.of(sample)
    offsets = np.arange(-1, len(sample.text) + 3)
    sentences, words = places.at(offsets)
    for offset, sentence, word in zip(offsets.tolist(), sentences.tolist(), words.tolist(), strict=True):
        before = [each.index for each in sample.sentences if each.start <= offset]
        if offset < 0 or not before or not sample.words[before[-1]].texts:
            assert sentence == -1
        else:
            assert sentence == before[-1]
            assert word - places.first[sentence] == sample.words[sentence].at(offset)


def test_the_largest_states_of_a_stretch() -> None:
    chance = random.Random(7)
    states = np.random.default_rng(7).integers(0, 1023, (60, 5)).astype(np.int16)
    low = np.array([chance.randrange(35) for _ in range(200)])
    high = low + np.array([chance.randrange(1, 25) for _ in low])
    expected = [states[first:last].max(axis=0) for first, last in zip(low, high, strict=True)]
    assert np.array_equal(largest_between(states, low, high), expected)
