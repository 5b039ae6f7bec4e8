"""A sentence with several dates → its clauses without a predicate: "Norway halted sales on Monday, Spain today".

Such a clause tells of another happening of the same kind. Its predicate is thought to stand just before its date.
"""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.extraction.reading import Reading

_JOINING = frozenset(["and", "but", "while", "then"])
# Words of a clause that has a predicate of its own, or hangs on another one.
_VERBS = """is was were are be been had has have will would did do does may might could should said says who which
that when where after before because if whose took gave got went came made left began put let kept seem seems became"""
_OWN = frozenset(_VERBS.split())
_PAST = re.compile(r"\w{3,}ed\b")
_PREPOSITIONS = frozenset(["to", "from", "for", "by", "with", "in", "at", "of", "on", "against", "under", "over"])
_FEWEST, _MOST = 2, 14  # words between the two dates


class Gap(NamedTuple):
    """Where the predicate is thought to stand, and whether the clause names a subject of its own."""

    word: int
    subject: bool


def gaps(reading: Reading, index: int, after: int) -> Iterator[Gap]:
    """The clauses of a sentence behind an offset that have a date and a name of their own, and no predicate."""
    words = reading.words[index]
    times = sorted((time for time in reading.times[index] if time.start >= after), key=lambda time: time.start)
    for one, two in itertools.pairwise(times):
        first, last = words.at(one.end - 1) + 1, words.at(two.start)
        between = words.texts[first:last]
        joined = not _JOINING.isdisjoint(between[:2]) or reading.text[one.end : one.end + 1] in (";", ",")
        if not (_FEWEST <= len(between) <= _MOST and joined) or _has_predicate(reading, index, one.end, two.start):
            continue
        named = [m for m in (*reading.actors[index], *reading.weapons[index]) if one.end <= m.start < two.start]
        if not named:
            continue
        lead = next((mention for mention in named if mention.kind == "actor"), None)
        opening = words.texts[first : words.at(lead.start)] if lead else ()
        yield Gap(last, lead is not None and _PREPOSITIONS.isdisjoint(opening))


def _has_predicate(reading: Reading, index: int, start: int, end: int) -> bool:
    between = reading.text[start:end].lower()
    known = any(start <= trigger.start < end for trigger in reading.triggers[index])
    return known or bool(_PAST.search(between)) or not _OWN.isdisjoint(re.findall(r"\w+", between))
