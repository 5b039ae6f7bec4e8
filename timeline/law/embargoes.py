"""Rows of embargoes.csv → Embargoes: whom they bind, against whom, in which direction, and when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from timeline import edtf
from timeline.edtf import Certainty, Edtf
from timeline.vocabulary.actors import ORGANS, Actor

# The body whose members an embargo binds, where it is not the one that imposes it.
MEMBERS_OF = {"un-security-council": "un"}
_BOTH_WAYS = re.compile(r"two-way|imports from")
_FROM = re.compile(r"arms from")
_NOT_BINDING = re.compile(r"\bvoluntary\b|\bpolitical\b")
# Scopes that cover the state itself in part of its territory, or for part of the time, only.
_IN_PART = re.compile(r"Darfur|then non-state")
# Scopes that name some of a country's armed groups, so that another group is not surely meant.
_ONLY_SOME = re.compile(r"named by|UNITA|RUF|armed groups in")
_UNTIL = re.compile(r"\buntil (\d{4}(?:-\d{2}){0,2})\b")
_SINCE = re.compile(r"\b(?:since|from) (\d{4}(?:-\d{2}){0,2})\b")
# Exceptions under which a state's own forces can be supplied; others ("non-lethal gear", "UN missions") are narrow.
_FOR_THE_STATE = re.compile(
    r"government|authorit|\barmy\b|security forces|state forces|approval|contracts|points of entry|national reading"
    r"|not applied while suspended|\bas UN\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Embargo:
    """A body forbids arms supplies to (`to`), from (`from`) or `both` ways with a target, from `began` until `ended`.

    `ended` is the day from which it no longer holds. The target is a state or an armed group.
    """

    id: str
    imposed_by: str
    target: str
    scope: str
    weapons: tuple[str, ...]
    began: Edtf | None
    ended: Edtf | None = None
    legal_basis: str = ""
    exceptions: str = ""
    source: str = ""
    checked: int = 0

    @property
    def binding(self) -> bool:
        """Whether it binds members in law: not where the scope says that it is voluntary or political."""
        return _NOT_BINDING.search(self.scope) is None

    @property
    def body(self) -> str:
        """The body whose members on the date it binds."""
        return MEMBERS_OF.get(self.imposed_by, self.imposed_by)

    @property
    def direction(self) -> str:
        """`to` the target, `from` it, or `both`."""
        if _BOTH_WAYS.search(self.scope):
            return "both"
        return "from" if _FROM.search(self.scope) else "to"

    def in_force(self, on: Edtf) -> Certainty:
        """Whether it holds on the date."""
        if self.began is not None and self.began.first > on.last:
            return Certainty.NO
        if self.ended is not None and self.ended.last <= on.first:
            return Certainty.NO
        begun = self.began is None or (self.began.last <= on.first and not self.began.loose)
        going_on = self.ended is None or (on.last < self.ended.first and not self.ended.loose)
        return Certainty.CERTAINLY if begun and going_on and not on.loose else Certainty.POSSIBLY

    def meets(self, other: Actor, on: Edtf) -> Certainty:
        """Whether the other side of a transfer on that date is one that the embargo is about."""
        non_state = self.scope.startswith("non-state")
        if other.id == self.target or (other.country_id == self.target and other.kind in ORGANS):
            if other.kind not in ("state", *ORGANS):
                return Certainty.CERTAINLY
            return Certainty.NO if non_state else self._of_the_state(on)
        if other.country_id != self.target or self.scope.startswith("government"):
            return Certainty.NO
        doubtful = non_state and (other.kind != "armed-non-state-group" or _ONLY_SOME.search(self.scope))
        return Certainty.POSSIBLY if doubtful else Certainty.CERTAINLY

    def _of_the_state(self, on: Edtf) -> Certainty:
        """Whether supply to the state itself falls under it: not surely where an exception or the scope leaves room."""
        excepted = _FOR_THE_STATE.search(self.exceptions) is not None
        until, since = _UNTIL.search(self.exceptions), _SINCE.search(self.exceptions)
        if until is not None and on.first > edtf.parse(until[1]).last:
            excepted = False
        if since is not None and on.last < edtf.parse(since[1]).first:
            excepted = False
        return Certainty.POSSIBLY if excepted or _IN_PART.search(self.scope) else Certainty.CERTAINLY


def embargo_of(row: Mapping[str, str]) -> Embargo:
    """The embargo that a row of embargoes.csv describes."""
    return Embargo(
        id=row["id"],
        imposed_by=row["imposed_by"],
        target=row["target_actor"],
        scope=row["scope"],
        weapons=tuple(row["weapons"].split("|")),
        began=edtf.parse(row["from"]) if row["from"] else None,
        ended=edtf.parse(row["to"]) if row["to"] else None,
        legal_basis=row["legal_basis"],
        exceptions=row["exceptions"],
        source=row["source"],
        checked=int(row["checked"]),
    )
