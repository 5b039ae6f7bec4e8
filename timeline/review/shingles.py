"""A text → its runs of words, hashes of some of them, and how much of one text stands in another.

Two prints of one agency story differ in headline, byline, cuts and a word here and there; almost all runs of five words
are the same. Of the hashes a fixed eighth is enough to find a print again (A. Broder, "On the resemblance and
containment of documents", 1997); what is found is then compared whole.
"""

import re
from hashlib import blake2b

LENGTH = 5
"""Words in a run."""
SHORTEST = 40
"""Runs in the shorter of two texts below which likeness says little: agencies and papers quote the same sentence."""
ALIKE = 0.7
"""Share of the shorter text's runs from which it is a print of the other."""
CUT = 0.3
"""The shorter text is at least this share of the longer: a statement printed within a long report is no copy of it."""
# Of the 63 bits of a hash, before the last one of the digest is dropped, the last three: an eighth has none of them.
_DROPPED = 0b1110
_WORD = re.compile(r"\w+")


def runs(text: str) -> frozenset[str]:
    """All runs of LENGTH words, whatever the case and the signs between them."""
    words = _WORD.findall(text.lower())
    return frozenset(map(" ".join, zip(*(words[start:] for start in range(LENGTH)), strict=False)))


def sketch(runs: frozenset[str]) -> list[int]:
    """The hashes by which the text of these runs is found again, smallest first; none of a text that is too short.

    Each fits 63 bits.
    """
    if len(runs) < SHORTEST:
        return []
    digests = [blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest() for run in runs]
    return sorted(int.from_bytes(digest, "big") >> 1 for digest in digests if not digest[7] & _DROPPED)


def is_print(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one text is a print of the other's story."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < SHORTEST or shorter < CUT * longer:
        return False
    return len(one & other) >= ALIKE * shorter
