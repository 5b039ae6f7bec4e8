"""Words that the models hardly know → others that say the same, in the spelling that they know: "lambasted", "defense".

What agencies write every day is rare in the annotated documents: "criticised" stands in them 160 times, "criticized"
20, "slammed" 7, "lauded" never. What the models learned of the one word holds for the others. A phrase ("lashed out
at") is read as one word.
"""

import csv
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "alike.csv"
SPELLING, VERB, OBJECT = "spelling", "verb", "object"
# Before these words a verb means something else: "a missile slammed into a house", "pounded away at".
_OTHERWISE = frozenset(["into", "against", "through", "away", "shut"])
# What is not attacked with weapons: "blasted the sale of jets to Greece".
_ABSTRACT = frozenset(
    [
        *("sale", "sales", "decision", "decisions", "plan", "plans", "deal", "vote", "proposal", "ban", "embargo"),
        *("sanctions", "treaty", "resolution", "bill", "ruling", "statement", "accord"),
    ]
)
_OBJECT_AHEAD = 5  # words from a verb to its object: "attacked the proposed sale", "blasted Germany's decision"
_NO_OBJECT = frozenset(
    [
        ",",
        "despite",
        "by",
        "with",
        "on",
        "in",
        "over",
        "at",
        "and",
        "after",
        "before",
        "from",
        "as",
        "near",
        "of",
        "for",
    ]
)
# Beside these words a verb of blame is one of war: "missiles slammed Kyiv", "lashed out at Israel with drones".
_BLAME = "criticis"
_ARMS = frozenset(
    [
        *("missile", "missiles", "rocket", "rockets", "drone", "drones", "shell", "shells", "bomb", "bombs", "barrage"),
        *("strikes", "artillery", "mortars", "warplanes", "jets", "gunships"),
    ]
)
_ARMS_BEFORE, _ARMS_BEHIND = 3, 10  # words in which they stand


class Alike(NamedTuple):
    """The words that follow the first of a row of alike.csv, the word that stands for all, and why."""

    rest: tuple[str, ...]
    word: str
    why: str


@functools.cache
def alike() -> Mapping[str, tuple[Alike, ...]]:
    """The rows of alike.csv by their first word, the longest first."""
    found: dict[str, list[Alike]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, *rest = row["word"].split()
            found.setdefault(first, []).append(Alike(tuple(rest), row["alike"], row["why"]))
    return {first: tuple(sorted(rows, key=lambda row: -len(row.rest))) for first, rows in found.items()}


def alike_at(words: Sequence[str], at: int) -> Alike | None:
    """What stands for the lower-case word of a sentence at a place, or for the phrase that begins with it."""
    for row in alike().get(words[at], ()):
        end = at + 1 + len(row.rest)
        if tuple(words[at + 1 : end]) == row.rest and (row.why == SPELLING or _meant(words, at, end, row)):
            return row
    return None


def _meant(words: Sequence[str], at: int, end: int, row: Alike) -> bool:
    """Whether the words from one place to another mean what their row says, by those around them."""
    if row.why == OBJECT:
        ahead = list(words[end : end + _OBJECT_AHEAD])
        stop = next((place for place, word in enumerate(ahead) if word in _NO_OBJECT), len(ahead))
        return not _ABSTRACT.isdisjoint(ahead[:stop])
    if not _OTHERWISE.isdisjoint(words[end : end + 1]) or (at > 0 and words[at - 1] in ("a", "the")):
        return False
    return not (row.word.startswith(_BLAME) and _of_war(words, at, end))


def _of_war(words: Sequence[str], at: int, end: int) -> bool:
    """Whether weapons do what a verb of blame says, or it is done with them."""
    behind = words[end : end + _ARMS_BEHIND]
    with_arms = not {"with", "using"}.isdisjoint(behind) and not _ARMS.isdisjoint(behind)
    return with_arms or not _ARMS.isdisjoint(words[max(0, at - _ARMS_BEFORE) : at])
