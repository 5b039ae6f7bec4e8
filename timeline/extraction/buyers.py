"""A deal that its buyer cancels → the actors with the buyer as recipient and whom it bought from as supplier.

Most of what is suspended or refused its supplier suspends or refuses, and so the models learned it.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from timeline.extraction.nearby import Nearby, Scored
from timeline.extraction.reading import Candidate, Reading

TYPES = frozenset(["transfer-suspension", "transfer-refusal"])
ENDED = (
    r"dropp?\w*|abandon\w*|shelv\w*|scrapp?\w*|withdr[ae]w\w*|cancel\w*|annul\w*|terminat\w*|rescind\w*|ditch\w*"
    r"|renounc\w*|pull\w* back|call\w* off|g[ai]ve\w* up|giving up|tor[en] up|tear\w* up|(?:pull|back)\w* out of"
)
"""Verbs of whoever goes back on a contract or a plan, as a pattern."""
_CANCELLED = re.compile(
    rf"\b(?:{ENDED}|axed|suspend\w*) (?:(?!sale|export|deliver|shipment|licen|in order|follow)[^,.;]){{0,80}}?"
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
    return settled(scored, fixed, _PARTS)


def settled(scored: Sequence[Scored], fixed: Mapping[str, str], roles: Collection[str]) -> list[Scored]:
    """The actors with their log-odds by role, where some have a fixed one among these roles: what speaks for any of the
    roles speaks for the fixed one, and nobody else has it."""
    best: dict[str, float] = {}
    for score, role, near in scored:
        if role in roles:
            best[near.actor] = max(score, best.get(near.actor, score))
    taken = set(fixed.values())
    return [
        (best[near.actor] if fixed.get(near.actor) == role else score, role, near)
        for score, role, near in scored
        if role not in roles or fixed.get(near.actor) == role or (near.actor not in fixed and role not in taken)
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
