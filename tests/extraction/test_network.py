"""The sentence reader: what it sees, that its slopes are right, that its sums are exact and its answers its own."""

import itertools
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from timeline.documents.document import Document
from timeline.extraction.candidates import promising
from timeline.extraction.linear import shipped_models
from timeline.extraction.network.close_look import BLOCK, seen_of
from timeline.extraction.network.context_encoder import UNIT, context_encoder
from timeline.extraction.network.sentence_reader import SentenceReader, from_file, in_file, shipped_reader
from timeline.extraction.network.states import GAP, MOST, REACHES
from timeline.extraction.network.tokens import sentence_tokens
from timeline.extraction.network.word_vectors import word_vectors
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.extraction.training.deciding import places
from timeline.extraction.training.examples import example_documents
from timeline.extraction.training.gold import Annotated, annotated
from timeline.extraction.training.network.batches import Lesson, batch_of
from timeline.extraction.training.network.fitting import SEEDS, fitted, names_of
from timeline.extraction.training.network.learning import Network, new_weights
from timeline.extraction.training.network.lessons import lesson_of
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY, MODELS = shipped_vocabulary(), shipped_models()
EXACT = 2**24  # up to here a float of 32 bits holds every whole number
SENTENCE = "On Tuesday Kyiv’s lender Germany approved the sale of ten anti-tank Leopards to the Ukrainian army."
SALE = {
    "type": "transfer-authorization",
    "status": "actual",
    "date": "2024-03-05",
    "participants": [{"actor": "DEU", "role": "supplier"}, {"actor": "UKR", "role": "recipient"}],
    "weapons": ["leopard-2"],
    "treaties": [],
    "evidence": [{"start": 0}],
}
TITLED = annotated(
    {"doc": "sale", "text": SENTENCE, "published": "2024-03-07", "title": "Berlin sells tanks"},
    {"events": [SALE]},
    VOCABULARY,
)


def lesson(document: Annotated) -> Lesson:
    seen = seen_of(document.reading, range(len(document.reading.sentences)))
    return lesson_of(document, seen, lambda reading, event: places(reading, event, MODELS), VOCABULARY)


LESSONS = [lesson(document) for document in [TITLED, *example_documents(VOCABULARY)[::120]]]


def reading(text: str) -> Reading:
    return read(Document(text, "2024-03-07", title="Berlin sells tanks"), VOCABULARY)


def test_a_sentence_is_seen_with_each_name_as_one_word_of_its_kind() -> None:
    tokens = sentence_tokens(reading(SENTENCE), 0)
    seen = dict(zip(tokens.words, tokens.marks, strict=True))
    assert [word for word in tokens.words if word][:4] == ["on", "lender", "approved", "the"]
    assert "transfer-authorization" in seen["approved"]
    assert [marks[0] for word, marks in zip(tokens.words, tokens.marks, strict=True) if not word and marks][:3] == [
        "time",
        "actor",
        "actor",
    ]
    assert len(tokens.places) == len(reading(SENTENCE).words[0].texts)
    assert tokens.places == sorted(tokens.places)


@pytest.mark.parametrize(("word", "known_as"), [("sale", "sale"), ("minister’s", "minister"), ("quasi-sale", "sale")])
def test_a_word_has_the_vector_of_what_it_is_a_form_of(word: str, known_as: str) -> None:
    vectors = word_vectors()
    assert vectors.place(word) == vectors.place(known_as) > 0
    assert vectors.place("zzyzx") == 0 and not vectors.table[0].any()


def test_slopes_are_those_of_the_loss() -> None:
    names = names_of(LESSONS, least=1)
    vectors = (word_vectors().table / 24).astype(np.float32)
    network = Network(new_weights(np.random.default_rng(5), vectors.shape[1], context_encoder().width, names), vectors)
    network.weights["title bias"] += np.float32(0.05)  # what has no title would stand just where the slope bends
    batch = batch_of(LESSONS, names, word_vectors())
    _, slopes = network.slopes(batch)
    assert slopes.keys() == network.weights.keys()
    for name, weight in network.weights.items():
        length = float(np.sqrt((slopes[name] * slopes[name]).sum()))
        step = slopes[name] * np.float32(0.01 / length)  # up the slope, and down it
        losses = []
        for move in (step, -2 * step, step):
            weight += move
            losses.append(network.slopes(batch)[0])
        assert (losses[0] - losses[1]) / 0.02 == pytest.approx(length, rel=0.03), name


def test_the_slope_by_the_meanings_is_that_of_the_loss() -> None:
    names = names_of(LESSONS, least=1)
    vectors = (word_vectors().table / 24).astype(np.float32)
    network = Network(new_weights(np.random.default_rng(5), vectors.shape[1], context_encoder().width, names), vectors)
    batch = batch_of(LESSONS, names, word_vectors())
    loss, slopes, by_meaning = network.slopes_with_meanings(batch)
    assert (loss, slopes.keys()) == (network.slopes(batch)[0], network.weights.keys())
    assert by_meaning.shape == batch.meanings.shape
    length = float(np.sqrt((by_meaning * by_meaning).sum()))
    up, down = (batch.meanings + sign * by_meaning * np.float32(0.01 * UNIT / length) for sign in (1, -1))
    risen, fallen = (network.slopes(replace(batch, meanings=meanings))[0] for meanings in (up, down))
    assert (risen - fallen) / 0.02 == pytest.approx(length, rel=0.03)


def test_learning_is_the_same_every_time_and_lowers_the_loss() -> None:
    one, again, other = (fitted(seed, LESSONS, word_vectors(), least=1) for seed in (1, 1, 2))
    assert all(np.array_equal(one[name], again[name]) for name in one)
    assert not np.array_equal(one["first weights"], other["first weights"])


def test_no_sum_leaves_the_whole_numbers_that_are_held_exactly() -> None:
    names = ("first", "title", "type", "pair", "part", *(f"wide {number}" for number in range(len(REACHES))))
    for content, name in itertools.product(shipped_reader().contents, names):
        most = {"first": 127, "title": 127 * 4}.get(name, MOST)
        heights = np.abs(content[f"{name} weights"].astype(np.int64)).sum(axis=-2).max()
        assert heights * most < EXACT, name
    for content in shipped_reader().contents:
        marks = np.abs(content["mark weights"]).max() * 20
        assert np.abs(content["first weights"].astype(np.int64)).sum(axis=0).max() * 127 + marks < EXACT
    assert max(REACHES) <= GAP


def test_a_sentence_is_read_alike_in_whatever_company() -> None:
    reader, alone = shipped_reader(), reading(SENTENCE)
    long = reading("\n\n".join([SENTENCE] * (BLOCK + 2)))
    told = reader.types(alone, 0)
    assert promising(alone, 0) and max(told, key=lambda kind: told[kind]) == "transfer-authorization"
    for index in (0, 1, BLOCK - 1, BLOCK, BLOCK + 1):
        assert reader.types(long, index) == pytest.approx(told, abs=0.02)  # meanings are rounded: one may tip over
    assert reader.types(reading(SENTENCE), 0) == told


def test_it_travels_between_processes() -> None:
    reader = shipped_reader()
    other = pickle.loads(pickle.dumps(reader))  # noqa: S301 - as processes get it from the one that started them
    assert other == reader and isinstance(other, SentenceReader)
    assert other.types(reading(SENTENCE), 0) == reader.types(reading(SENTENCE), 0)
    first, *rest = reader.contents
    changed = SentenceReader([{**first, "type bias": first["type bias"] + 1}, *rest], word_vectors())
    assert changed != reader


def test_it_says_the_mean_of_what_its_networks_say() -> None:
    first, text = shipped_reader().contents[0], reading(SENTENCE)
    other = {**first, "type bias": first["type bias"][::-1]}
    one, two = (SentenceReader([content], word_vectors()).types(text, 0) for content in (first, other))
    both = SentenceReader([first, other], word_vectors()).types(text, 0)
    assert both == {kind: (one[kind] + two[kind]) / 2 for kind in one} and both != one


def test_the_shipped_reader_has_a_network_for_each_beginning() -> None:
    assert len(shipped_reader().contents) == len(SEEDS)


def test_the_file_holds_all_of_its_networks() -> None:
    contents = shipped_reader().contents
    held = from_file(in_file(contents))
    assert [content.keys() for content in held] == [content.keys() for content in contents]
    assert SentenceReader(held, word_vectors()) == shipped_reader()


def test_the_files_stay_small() -> None:
    folder = Path(word_vectors.__wrapped__.__code__.co_filename).parent
    assert sum(path.stat().st_size for path in folder.glob("*.npz")) < 15_000_000
