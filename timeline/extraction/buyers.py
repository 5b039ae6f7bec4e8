"""A deal that its buyer cancels → the actors with the buyer as recipient and whom it bought from as supplier.

Most of what is suspended or refused its supplier suspends or refuses, and so the models learned it.
"""

import re
from collections.abc import Sequence

from timeline.extraction.nearby import Nearby, Scored
from timeline.extraction.reading import Candidate, Reading

TYPES = frozenset(["transfer-suspension", "transfer-refusal"])
_CANCELLED = re.compile(
    r"\b(?:cancel|scrapp|terminat|annull|axed|tore up|torn up|tear up|called off|calling off|suspend|pulled out of"
    r"|backed out of|dropped|ditched)\w* (?:(?!sale|export|deliver|shipment|licen|in order|follow)[^,.;]){0,80}?"
    r"(?:\bto (?:buy|purchase|acquire)\b|\b(?:order|purchase|acquisition|contract|deal)s?\b"
    r"(?:(?! to | pressure| request| after | follow| over | but | and )[^,.;]){0,80}? (?:from |(?:for|of) (?=[A-Z])))"
)
_FROM = re.compile(r"\b(?:from|with) (?:(?:the|an?) )?$")
_PARTS = ("supplier", "recipient")
_BEFORE = 12  # characters before a name


def as_buyer(reading: Reading, candidate: Candidate, scored: Sequence[Scored]) -> list[Scored]:
    """The actors with their log-odds by role: in "Spain cancelled a contract to buy shells from Israel" what speaks for
    either role makes Spain the recipient, and Israel the supplier."""
    sentence = reading.sentences[candidate.sentence]
    found = _CANCELLED.search(reading.text, sentence.start, sentence.end) if candidate.type in TYPES else None
    if found is None:
        return list(scored)
    fixed = {near.actor: role for _, _, near in scored if (role := _role(reading, near, found))}
    best: dict[str, float] = {}
    for score, role, near in scored:
        if role in _PARTS:
            best[near.actor] = max(score, best.get(near.actor, score))
    settled = set(fixed.values())
    return [
        (best[near.actor] if fixed.get(near.actor) == role else score, role, near)
        for score, role, near in scored
        if role not in _PARTS or fixed.get(near.actor) == role or (near.actor not in fixed and role not in settled)
    ]


def _role(reading: Reading, near: Nearby, found: "re.Match[str]") -> str:
    """The role of an actor that the sentence names before the deal, or behind it as whom it was made with."""
    if near.source != "sent" or near.mention is None:
        return ""
    start = near.mention.start
    if near.mention.end <= found.start():
        return "recipient"
    if start == found.end() and near.mention.form == "demonym":  # "cancelled its order for Israeli rifles"
        return "supplier"
    behind = start >= found.end() and _FROM.search(reading.text, max(0, start - _BEFORE), start)
    return "supplier" if behind else ""
