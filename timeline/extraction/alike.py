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
        *("sale", "sales", "decision", "decisions", "plan", "plans", "move", "moves", "deal", "vote", "proposal"),
        *("deployment", "ban", "embargo", "sanctions", "policy", "treaty", "agreement", "accord", "transfer"),
        *("delivery", "shipment", "shipments", "resolution", "bill", "law", "ruling", "statement", "exports"),
    ]
)
_OBJECT_AHEAD = 5  # words from a verb to its object: "attacked the proposed sale", "blasted Germany's decision"


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
        if tuple(words[at + 1 : end]) != row.rest:
            continue
        if row.why == VERB and end < len(words) and words[end] in _OTHERWISE:
            continue
        if row.why == OBJECT and _ABSTRACT.isdisjoint(words[end : end + _OBJECT_AHEAD]):
            continue
        return row
    return None
