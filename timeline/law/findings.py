"""The plain values that go into a check of obligations (EventFacts) and come out of it (Finding, Check)."""

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

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

    # An enumeration's own is written in Python, and verdicts are counted by the hundred thousand.
    __hash__ = str.__hash__

    @property
    def bit(self) -> int:
        """The number that stands for it in a sum of verdicts."""
        return _BITS[self]


# Databases hold sums of these: a new verdict gets the next one.
_BITS = {
    Verdict.PROHIBITED: 1,
    Verdict.RESTRICTED: 2,
    Verdict.CONTESTED: 4,
    Verdict.SIGNATORY: 8,
    Verdict.NOT_BOUND: 16,
    Verdict.UNDETERMINED: 32,
}


class EventFacts(NamedTuple):
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
class Ruling:
    """What one rule of a treaty or an embargo says of a conduct; participants and weapons that are alike share it.

    `treaty` is the treaty's id or the embargo's, `rule` the rule of the provision or `embargo`, `rule_weapon` the kind
    of weapon that the rule speaks of. `ruled` and `terms` are sentences of the reason. `checked` is the least of what
    the finding rests on, where the state stands included.
    """

    treaty: str
    article: str
    conduct: str
    rule: str
    rule_weapon: str
    verdict: Verdict
    ruled: str
    terms: str
    sources: tuple[str, ...]
    checked: int
    rules_version: str


@dataclass(frozen=True, slots=True)
class Footing:
    """Where a state stands under a treaty on the date, in sentences of the reason, or who it is that stands nowhere.

    Empty for an embargo, whose ruling says it all.
    """

    words: str = ""
    notes: str = ""
    sources: tuple[str, ...] = ()


class Finding(NamedTuple):
    """What a rule means for one participant of an event, with one of its weapons.

    `opening` says how the event is read, in sentences of the reason.
    """

    actor: str
    role: str
    weapon: str
    opening: str
    ruling: Ruling
    footing: Footing

    @property
    def treaty(self) -> str:
        """The treaty's id or the embargo's."""
        return self.ruling.treaty

    @property
    def article(self) -> str:
        """Where the rule stands."""
        return self.ruling.article

    @property
    def conduct(self) -> str:
        """What the participant would do or did."""
        return self.ruling.conduct

    @property
    def verdict(self) -> Verdict:
        """What the rule means for the participant."""
        return self.ruling.verdict

    @property
    def reason(self) -> str:
        """How the event is read, where the state stands, what is ruled and decided, notes on the state, the terms."""
        ruling, footing = self.ruling, self.footing
        return " ".join(filter(None, (self.opening, footing.words, ruling.ruled, footing.notes, ruling.terms)))

    @property
    def sources(self) -> tuple[str, ...]:
        """Those of the rule, then those of where the state stands, each once."""
        return tuple(dict.fromkeys(self.ruling.sources + self.footing.sources))

    @property
    def rules_version(self) -> str:
        """Of the facts and the code that the finding was made with."""
        return self.ruling.rules_version

    @property
    def rule(self) -> str:
        """The rule of the provision, or `embargo`."""
        return self.ruling.rule

    @property
    def rule_weapon(self) -> str:
        """The kind of weapon that the rule speaks of."""
        return self.ruling.rule_weapon

    @property
    def checked(self) -> int:
        """The least of what the finding rests on."""
        return self.ruling.checked


class Said(NamedTuple):
    """Rulings in their order, each with the place of its footing in `footings`; very many participants share one."""

    rulings: tuple[tuple[Ruling, int], ...]
    footings: tuple[Footing, ...]


class Group(NamedTuple):
    """The findings about one participant of an event with one of its weapons in one conduct; there are very many."""

    actor: str
    role: str
    weapon: str
    opening: str
    said: Said

    def findings(self) -> Iterator[Finding]:
        """Each of them."""
        actor, role, weapon, opening, (rulings, footings) = self
        for ruling, place in rulings:
            yield Finding(actor, role, weapon, opening, ruling, footings[place])

    def only(self, wanted: Callable[[Finding], bool]) -> "Group":
        """The group with those of the findings that are wanted."""
        kept = zip(self.said.rulings, map(wanted, self.findings()), strict=True)
        return self._replace(said=Said(tuple([one for one, is_wanted in kept if is_wanted]), self.said.footings))


@dataclass(frozen=True, slots=True)
class Check:
    """What was found of one event, and in `unchecked` a sentence for everything that could not be checked.

    No group is without findings.
    """

    groups: tuple[Group, ...]
    unchecked: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings one by one."""
        return tuple([finding for group in self.groups for finding in group.findings()])

    def only(self, wanted: Callable[[Finding], bool]) -> "Check":
        """The check with those of the findings that are wanted."""
        groups = (group.only(wanted) for group in self.groups)
        return Check(tuple(group for group in groups if group.said.rulings), self.unchecked)
