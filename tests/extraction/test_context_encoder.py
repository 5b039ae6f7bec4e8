"""Words where they stand → their meanings: pieces of words, long sentences, and the same answer every time."""

import numpy as np
import pytest

from timeline.documents.document import Document
from timeline.extraction.network.close_look import seen_of, worth_it
from timeline.extraction.network.context_encoder import LONGEST, context_encoder
from timeline.extraction.network.pieces import Pieces
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

MODEL = context_encoder()
SENTENCE = ["germany", "approved", "the", "sale", "of", "14", "leopard 2 tanks", "to", "ukraine", "on", "25 january"]
PIECES = Pieces(
    {piece: place for place, piece in enumerate(["[CLS]", "[SEP]", "[UNK]", "mine", "mines", "##s", "-", "##field"])}
)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("mines", ["mines"]),
        ("mine-mines", ["mine", "-", "mines"]),
        ("minefields", ["mine", "##field", "##s"]),
        ("mînes", ["mines"]),
        ("mortar", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("m" * 3000, ["[UNK]"]),
        ("地雷", ["[UNK]"]),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces(word: str, pieces: list[str]) -> None:
    names = list(PIECES.places)
    assert [names[place] for place in PIECES.of(word)] == pieces
    assert PIECES.of(word) == PIECES.of(word)


def cosine(
    one: "np.ndarray[tuple[int], np.dtype[np.int8]]", other: "np.ndarray[tuple[int], np.dtype[np.int8]]"
) -> float:
    a, b = one.astype(float), other.astype(float)
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def test_a_word_means_something_else_in_another_sentence() -> None:
    use, verb, again = MODEL.meanings(
        [
            ["they", "used", "mines", "against", "tanks"],
            ["he", "mines", "coal", "for", "a", "living"],
            ["they", "used", "mines", "against", "vehicles"],
        ]
    )
    assert cosine(use[2], again[2]) > 0.9 > cosine(use[2], verb[1])


def test_the_same_sentences_mean_the_same_every_time_and_nearly_the_same_in_any_company() -> None:
    first, second = MODEL.meanings([SENTENCE, SENTENCE[::-1]]), MODEL.meanings([SENTENCE, SENTENCE[::-1]])
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
    company = MODEL.meanings([["a", "b"] * 20, SENTENCE, ["an", "embargo"], *[SENTENCE] * 9])
    assert np.abs(company[1].astype(int) - first[0]).max() <= 1
    assert (company[1] != first[0]).mean() < 0.01


def test_a_very_long_sentence_is_read_in_parts_and_an_empty_one_is_empty() -> None:
    long = SENTENCE * 400
    empty, read, none = MODEL.meanings([[], long, []])
    assert empty.shape == none.shape == (0, MODEL.width)
    assert read.shape == (len(long), MODEL.width)
    assert np.abs(read).sum(axis=1).min() > 0
    assert len(long) > 10 * LONGEST


def test_one_word_of_endless_length_is_one_word() -> None:
    (read,) = MODEL.meanings([["-" * 100_000, "sale"]])
    assert read.shape == (2, MODEL.width)


@pytest.mark.parametrize(
    ("sentence", "close"),
    [
        ("Poland sent tanks to Ukraine.", True),
        ("The tanks were handed over.", True),
        ("Poland approved it.", True),
        ("The tanks are green.", False),
        ("Poland and Ukraine are neighbours.", False),
        ("It rained all day long.", False),
    ],
)
def test_a_sentence_that_names_two_of_actor_thing_and_deed_is_looked_at_closely(sentence: str, close: bool) -> None:
    text = f"Poland sent tanks to Ukraine.\n\n{sentence}"
    reading = read(Document(text, "2024-03-07", title="Poland sends tanks"), shipped_vocabulary())
    assert worth_it(reading, 1) is close
    assert (1 in seen_of(reading, range(2)).meanings) is close
