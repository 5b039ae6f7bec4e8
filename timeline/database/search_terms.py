"""A text → the terms under which search files it, and where a term stands: the same on every database.

Both databases get terms that are made here, and only look them up. A term is a run of letters or a run of digits, case
and accents dropped: "F-16", "F16" and "f 16" are the terms f and 16, one after the other, and so are found by each
other. Scripts that are written without spaces (Chinese, Japanese, Thai, Lao, Burmese, Khmer) give a term a letter.
Nothing is stemmed: whoever asks decides which forms of a word are meant.
"""

import re
import unicodedata
from collections import Counter

LONGEST = 64
"""Letters of a term: a longer run is cut, because PostgreSQL takes none of more than 2,046 bytes."""
_TERMS = re.compile("[0-9]+|[^ 0-9]+")
# Blocks whose letters stand for words or syllables, or are written without a space between words.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF))
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
# How much of a text is about a term: how often it occurs, less in a long text (the shape of BM25, S. Robertson and
# H. Zaragoza, 2009), against a fixed length, so that no other document changes it.
_USUAL_LENGTH = 600
_LENGTH_SHARE = 0.75
_LEVELS = ((2, 1.5), (3, 2.5), (4, 4.5), (5, 8.5))
LEVELS = tuple(level for level, _ in _LEVELS)
"""The levels that are filed; a document in which a term just occurs is at level 1."""
# Signs that no term begins with: folding leaves nothing of them.
TITLE = "\ue000"
GAP = "\ue001"
PARTED = "\ue00f"
"""What is filed of each part of a document that is filed in parts."""


class _Folding(dict[int, str]):
    """The code of a sign → what is left of it: letters and digits, nothing for marks, a space for all else."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        self[code] = folded
        return folded


def _fold(sign: str) -> str:
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    folded = "".join(map(_kept, lower))
    if any(first <= ord(sign) <= last for first, last in (*_UNSPACED, *_IDEOGRAPHS)) and folded.strip():
        return f" {folded} "
    return folded


def _kept(sign: str) -> str:
    """A letter or digit as it is, nothing for what stands on or within a word, else a space."""
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category[0] == "M" or category == "Cf" or sign == "\u0640":  # the Arabic sign that stretches a word
        return ""
    # What is a letter by its class and an apostrophe in use: Ukrainian writes either.
    return sign if category[0] in "LN" and sign not in "ʼʹʻˈ" else " "


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The text as it is searched: only letters, digits and spaces."""
    return text.translate(_FOLDING)


def terms(text: str) -> list[str]:
    """The terms of a text in their order."""
    found: list[str] = _TERMS.findall(folded(text)) if text else []
    return [term[:LONGEST] for term in found] if found and max(map(len, found)) > LONGEST else found


class Folded:
    """A text as it is searched, with the way back: `text` to look in, `span` to quote from the original."""

    def __init__(self, original: str) -> None:
        self.text = folded(original)
        self._places: list[int] | None = None
        self._original = original
        # Few texts have signs that fold to none or several letters: only those need a way back.
        if any(len(_FOLDING[ord(sign)]) != 1 for sign in set(original)):
            self._places = [place for place, sign in enumerate(original) for _ in _FOLDING[ord(sign)]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the original has what stands at `start:end` here, with the marks that belong to its last letter."""
        if self._places is None:
            return start, end
        first, last = self._places[start], self._places[end - 1] + 1
        while last < len(self._original) and not _FOLDING[ord(self._original[last])]:
            last += 1
        return first, last


def levels(found: list[str]) -> list[str]:
    """For each term that these terms of a document are more than once about: its level, as a term to file."""
    if len(set(found)) == len(found):
        return []
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(found) / _USUAL_LENGTH
    least = max(2, _LEVELS[0][1] * length)
    often = sorted((term, number) for term, number in Counter(found).items() if number >= least)
    return [levelled(max(level for level, of in _LEVELS if number >= of * length), term) for term, number in often]


def levelled(level: int, term: str) -> str:
    """What a document is filed under in which the term has this level."""
    return chr(ord(TITLE) + level) + term


def in_title(term: str) -> str:
    """What a document is filed under whose title has the term."""
    return TITLE + term
