"""A deed that one state lets another do → the actors with the one as decider and the other as supplier.

So the evaluation guide has it of re-exports: the state that consents decides, the holder supplies.
"""

import re
from collections.abc import Sequence

from timeline.extraction.buyers import settled
from timeline.extraction.nearby import Nearby, Scored
from timeline.extraction.reading import Candidate, Reading

_HAND = r"(?:re-?export|sell|send|supply|deliver|transfer|export|ship|hand|donate|provide|give|pass|lend|lease|resell)"
_HANDING = (
    r"(?:re-?exporting|selling|sending|supplying|delivering|transferring|exporting|shipping|handing|donating|providing"
    r"|giving|passing|lending|leasing|reselling)"
)
_LEAVE = r"(?:(?:its |formal |official )?(?:permission|leave|clearance|consent|approval|the green light) )?"
_LETS = re.compile(
    r"\b(?:authori[sz](?:e|es|ed|ing)|clear(?:s|ed|ing)?|permit(?:s|ted|ting)?|allow(?:s|ed|ing)?|let(?:s|ting)?"
    r"|g[ai]ve(?:s|n)?|giving|grant(?:s|ed|ing)?) (?:the )?$"
)
_BARS = re.compile(
    r"\b(?:bar(?:s|red|ring)?|block(?:s|ed|ing)?|stop(?:s|ped|ping)?|prevent(?:s|ed|ing)?|prohibit(?:s|ed|ing)?"
    r"|forb[ai]d(?:e|s|den|ding)?|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)) (?:the )?$"
)
_TO_HAND = re.compile(rf"(?: (?:government|army|company))? {_LEAVE}to {_HAND}\b")
_FROM_HANDING = re.compile(rf"(?: (?:government|army|company))? (?:from {_HANDING}|{_LEAVE}to {_HAND})\b")
_BEFORE = 24  # characters before a name
TYPES = {"transfer-authorization": (_LETS, _TO_HAND), "transfer-refusal": (_BARS, _FROM_HANDING)}


def as_holder(reading: Reading, candidate: Candidate, scored: Sequence[Scored]) -> list[Scored]:
    """The actors with their log-odds by role: in "Germany allowed Poland to send tanks to Ukraine" what speaks for
    either role makes Germany the decider, and Poland the supplier."""
    holder = next((near for _, _, near in scored if _let(reading, candidate, near)), None)
    if holder is None or holder.mention is None:
        return list(scored)
    start = holder.mention.start
    before = [n for _, _, n in scored if n.source == "sent" and n.mention and n.mention.end < start]
    subject = max(before, key=lambda near: near.mention.end if near.mention else 0, default=None)
    fixed = {holder.actor: "supplier"}
    if subject is not None and subject.actor != holder.actor:
        fixed[subject.actor] = "decider"
    return settled(scored, fixed, {role for _, role, _ in scored})


def _let(reading: Reading, candidate: Candidate, near: Nearby) -> bool:
    """Whether a sentence says of an actor that another lets it hand something over, or keeps it from that."""
    if candidate.type not in TYPES or near.source != "sent" or near.mention is None:
        return False
    letting, handing = TYPES[candidate.type]
    start, end = near.mention.start, near.mention.end
    first = max(reading.sentences[candidate.sentence].start, start - _BEFORE)
    return bool(letting.search(reading.text, first, start) and handing.match(reading.text, end))
