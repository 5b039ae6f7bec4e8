"""word_vectors.npz → the vector of a word: what it means, in 96 whole numbers of a byte each.

The file is made once by `python -m benchmarks.word_vectors`, which says from what and how.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).resolve().parent / "word_vectors.npz"
UNIT = 24  # a vector's whole numbers are so many times its values
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The place of each known word in the table of vectors; the table's first row, of noughts, is that of no word."""

    places: Mapping[str, int]
    table: npt.NDArray[np.int8]

    def place(self, word: str) -> int:
        """The row of a word, or of what it is a form of ("Kyiv's", "anti-tank"); 0 where none is known."""
        found = self.places.get(word)
        if found is None and word.endswith(_POSSESSIVE):
            found = self.places.get(word[:-2])
        if found is None and "-" in word:
            found = self.places.get(word.rpartition("-")[2])
        return found or 0


@functools.cache
def word_vectors() -> WordVectors:
    """The vectors that are shipped with the program."""
    with np.load(FILE) as content:
        words, table = listed(content["words"]), content["vectors"]
    none = np.zeros((1, table.shape[1]), np.int8)
    return WordVectors({word: place for place, word in enumerate(words, 1)}, np.concatenate([none, table]))


def listed(text: npt.NDArray[np.uint8]) -> list[str]:
    """The words of an array that holds them as UTF-8, one a line."""
    return bytes(text).decode("utf-8").split("\n")


def as_array(words: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Words as an array that `listed` reads."""
    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
