"""A text → the hashes of its runs of words, and how much of one text stands in another.

Two prints of one agency story differ in headline, byline, cuts and a word here and there; almost all runs of five words
are the same. Of the hashes a fixed eighth is enough to find a print again (A. Broder, "On the resemblance and
containment of documents", 1997); what is found is then compared whole.
"""

import hashlib
import re

LENGTH = 5
"""Words in a run."""
SHORTEST = 40
"""Runs in the shorter of two texts below which likeness says little: agencies and papers quote the same sentence."""
ALIKE = 0.7
"""Share of the shorter text's runs from which it is a print of the other."""
CUT = 0.3
"""The shorter text is at least this share of the longer: a statement printed within a long report is no copy of it."""
_KEPT = 8
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """The hashes of all runs of LENGTH words, whatever the case and the signs between them; each fits 63 bits."""
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1))
    return frozenset(_hash(run) for run in runs)


def sketch(hashes: frozenset[int]) -> list[int]:
    """Those of the hashes by which the text is found again, smallest first; none of a text that is too short."""
    return sorted(each for each in hashes if each % _KEPT == 0) if len(hashes) >= SHORTEST else []


def is_print(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether one text is a print of the other's story."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < SHORTEST or shorter < CUT * longer:
        return False
    return len(one & other) >= ALIKE * shorter


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
