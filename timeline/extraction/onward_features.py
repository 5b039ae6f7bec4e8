"""A sentence about weapons that are passed on ("let Germany re-export …") → who is said to hold them, as features."""

import itertools
import re
from collections.abc import Sequence

from timeline.extraction.reading import Reading

_ONWARD = ("re-export", "reexport", "re-transfer", "retransfer", "onward")
_VERBS = re.compile(
    r"pass(?:e[sd]|ing)?|hand(?:s|ed|ing)?|sen[dt]s?|sending|s[eo]lls?|sold|selling|ship(?:s|ped|ping)?|g[ia]ves?|given|"
    r"giving|transfer(?:s|red|ring)?|suppl(?:y|ies|ied|ying)"
)
_FAR = 8  # words between a verb and its "on to"
_AGENT = frozenset(("by", "from", "with"))  # before whoever consents: "allowed by Bern to re-export"


def onward_features(reading: Reading, index: int) -> dict[str, str]:
    """For each actor that the sentence names: it may hold what is passed on, stands before it, or after.

    Empty where the sentence speaks of no passing on. Whoever holds stands last before it ("Germany's re-export",
    "Berlin may hand them on"), but for the agent of a consent.
    """
    words = reading.words[index]
    place = _passing_on(words.texts)
    if place < 0:
        return {}
    named = sorted((words.at(mention.start), mention.id) for mention in reading.actors[index])
    before = [(at, actor) for at, actor in named if at < place]
    told = {actor: "onward=after" for _, actor in named} | {actor: "onward=before" for _, actor in before}
    holder = next((actor for at, actor in reversed(before) if not at or words.texts[at - 1] not in _AGENT), None)
    if holder is not None:
        told[holder] = "onward=holder" if len({actor for _, actor in before}) > 1 else "onward=alone"
    return told


def _passing_on(texts: Sequence[str]) -> int:
    """Where the sentence first speaks of passing on; -1 where it does not."""
    for at, word in enumerate(texts):
        if word.startswith(_ONWARD):
            return at
        if _VERBS.fullmatch(word):
            rest = texts[at + 1 : at + 1 + _FAR]
            if rest[:1] == ["on"] or ("on", "to") in itertools.pairwise(rest):
                return at
    return -1
