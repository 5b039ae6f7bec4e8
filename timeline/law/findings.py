"""The plain values that go into a check of obligations (EventFacts) and come out of it (Finding, Check)."""

import enum
from dataclasses import dataclass

from timeline.edtf import Edtf

EMBARGO = "embargo"


class Verdict(enum.StrEnum):
    """What a rule means for a participant on the date of the event."""

    PROHIBITED = "prohibited"
    RESTRICTED = "restricted"
    CONTESTED = "contested"
    SIGNATORY = "signatory"
    NOT_BOUND = "not-bound"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event as the check needs it: pairs of actor and role, weapon ids, the date (None where there is none).

    `text` is what the record says in words of purpose, conditions and place (never the whole document); it can only
    open an exception. `ending` tells a production or a stationing that ends from one that begins, None where unknown.
    """

    type: str
    date: Edtf | None
    participants: tuple[tuple[str, str], ...] = ()
    weapons: tuple[str, ...] = ()
    status: str = "actual"
    text: str = ""
    ending: bool | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule of a treaty or an embargo means for one participant of an event.

    `treaty` is the treaty's id or the embargo's, `rule` the rule of the provision or `embargo`, `rule_weapon` the kind
    of weapon that the rule speaks of, `weapon` the one of the event. `checked` is the least of what it rests on.
    """

    treaty: str
    article: str
    conduct: str
    weapon: str
    actor: str
    role: str
    verdict: Verdict
    reason: str
    sources: tuple[str, ...]
    rules_version: str
    rule: str
    rule_weapon: str
    checked: int


@dataclass(frozen=True, slots=True)
class Check:
    """The findings of one event, and in `unchecked` a sentence for everything that could not be checked."""

    findings: tuple[Finding, ...]
    unchecked: tuple[str, ...] = ()
