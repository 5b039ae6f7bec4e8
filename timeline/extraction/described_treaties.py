"""Treaties that a text describes by what they ban ("a pact outlawing landmines") → mentions of them."""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence

from timeline.edtf import Edtf
from timeline.extraction.reading import Mention
from timeline.vocabulary.vocabulary import Vocabulary

BANS = {
    "landmine": "mine-ban",
    "anti-personnel-mine": "mine-ban",
    "cluster-munition": "ccm",
    "chemical-weapon": "cwc",
    "biological-weapon": "bwc",
    "nuclear-test-explosion": "ctbt",
    "nuclear-weapon": "tpnw",
    "ground-launched-intermediate-range-missile": "inf",
    "mrbm": "inf",
    "irbm": "inf",
}
"""Weapons, each with the treaty that bans it for all states, or for the two that have it."""
MANY = ("nuclear-weapon",)  # weapons of so many treaties that only a ban tells which is meant
NEGOTIATED = 1  # so many years before its adoption a treaty is spoken of
BEFORE = 140  # characters before a weapon in which the treaty is looked for

_HEAD = r"(?:treat(?:y|ies)|conventions?|pacts?|accords?|agreements?)"
_BAN = (
    r"(?:bann?ing|outlawing|prohibiting|forbidding|barring|abolishing|eliminating|scrapping|dismantling|bans|outlaws|"
    r"prohibits|forbids|bars|eliminates|scraps|"
    r"(?:to|would|will) (?:ban|outlaw|prohibit|forbid|bar|abolish|eliminate|scrap|dismantle)|"
    r"against|(?:on|for) the (?:prohibition|elimination) of)"
)
_WHAT = (
    r"(?:all|any|the|their|its|further|use|testing|production|manufacture|making|development|possession|stockpiling|"
    r"transfer|sale|export|trade|kinds?|types?|most|many|and|or|of|in|,)"
)
_BANNED = re.compile(rf"\b({_HEAD}(?:,? (?:that|which))? {_BAN}) (?:{_WHAT},? )*$", re.IGNORECASE)
_NAMED_FOR = re.compile(r"[ -](ban(?:ning)? )?(?:treaty|convention|pact|accord)\b", re.IGNORECASE)


def described_treaties(
    text: str, weapons: Iterable[Mention], named: Iterable[Mention], vocabulary: Vocabulary, on: Edtf | None
) -> list[Mention]:
    """The treaties that are described, in the order of the text; `named` are those found by a name, which come first.

    `on` is the day of the document: a treaty that nobody negotiated yet is not meant.
    """
    taken = sorted((mention.start, mention.end) for mention in named)
    found: list[Mention] = []
    for weapon in weapons:
        treaty = BANS.get(weapon.id, "")
        if treaty and _known(vocabulary.treaties[treaty].adopted, on):
            found += [
                Mention("treaty", treaty, start, end, "described")
                for start, end in _spans(text, weapon)
                if _free(taken, start, end)
            ]
    return found


def _spans(text: str, weapon: Mention) -> Iterator[tuple[int, int]]:
    """Where a treaty stands that is described by a weapon: before it, up to the ban, or behind it."""
    first = max(0, weapon.start - BEFORE)
    before = _BANNED.search(" ".join(text[first : weapon.start].split("\n")))
    if before:
        yield first + before.start(1), first + before.end(1)
    behind = _NAMED_FOR.match(text, weapon.end)
    if behind and (behind[1] or weapon.id not in MANY):
        yield weapon.end + 1, behind.end()


def _free(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether none of these spans, which follow one another, has a part of this one."""
    after = bisect.bisect_left(taken, (end,))
    return not after or taken[after - 1][1] <= start


def _known(adopted: str, on: Edtf | None) -> bool:
    return on is None or on.last.year >= int(adopted[:4]) - NEGOTIATED
