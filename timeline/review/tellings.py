"""What one document says of one event, and what another says → whether they tell one happening.

The answer is the same whichever of the two is asked about, and depends on nothing else, so that it does not matter in
which order documents come. One thing on which two tellings differ is what papers do; two make a doubt, which is for a
person; a contradiction that no paper makes of one happening parts them.
"""

import datetime
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from timeline import edtf
from timeline.documents.proposal import ProposedEvent
from timeline.edtf import Edtf
from timeline.queries.policy_questions import narrowest

Ancestors = Mapping[str, Set[str]]

SAME, DOUBTFUL = 1, 3
"""Up to so many differences two tellings are the same, or may be the same."""
CORE = frozenset({"supplier", "recipient", "decider", "target", "user", "producer", "party"})
"""Roles without which an event is another one, or told by half."""
RECURRING = frozenset(
    {"weapon-use", "weapon-test", "weapon-deployment", "support", "condemnation", "accusation", "threat", "denial"}
)
"""Types of which each day may bring another: a day's difference says more there than in a decision or a delivery."""
_NEAR = ({"actual", "alleged"}, {"alleged", "denied"}, {"planned", "considered"})
_FAR = 99
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Telling:
    """One document's account of an event. `soft` is that the date is the day on which the document was published:
    perhaps only for want of another. `amounts` are pairs of field and value; `quotes` the passages."""

    type: str
    status: str
    date: Edtf
    actors: frozenset[tuple[str, str]]
    weapons: frozenset[str]
    treaties: frozenset[str] = frozenset()
    amounts: frozenset[tuple[str, str]] = frozenset()
    soft: bool = False
    quotes: frozenset[str] = frozenset()

    @property
    def telling(self) -> bool:
        """Whether it says enough for a like one to be the same happening: who, what, and a time with both ends."""
        named = bool(self.actors) and bool(self.weapons or self.treaties)
        return named and not (self.date.open_start or self.date.open_end)


def telling_of(event: ProposedEvent, published: str | None = None) -> Telling:
    """What a proposal from a document published then tells."""
    date = edtf.parse(event.date)
    return Telling(
        event.type,
        event.status,
        date,
        frozenset((one.actor, one.role) for one in event.participants),
        frozenset(line.weapon for line in event.weapons),
        frozenset(event.treaties),
        frozenset((c.field, c.value) for c in event.claims if c.field in ("quantity", "value")),
        soft=date.text == published,
        quotes=frozenset(passage.quote for passage in event.evidence),
    )


def differences(one: Telling, other: Telling, ancestors: Ancestors) -> int:
    """How many differences there are: up to SAME it is one happening, up to DOUBTFUL perhaps, beyond it is not."""
    if one.type != other.type:
        return _FAR
    # The cheapest and most telling ones first: most of what is compared is another happening by its day.
    number = _of_dates(one, other)
    if number < _FAR:
        number += _of_status(one, other) + _of_actors(one.actors, other.actors)
    if number < _FAR:
        number += _of_weapons(one.weapons, other.weapons, ancestors) + _of_treaties(one.treaties, other.treaties)
    if number >= _FAR or not (one.telling and other.telling):
        return _FAR
    agreed = _agreed(one.amounts, other.amounts)
    number += {True: -1, False: 1, None: 0}[agreed]
    if one.quotes & other.quotes and number > SAME:
        number -= 1
    return max(0, number)


def _of_status(one: Telling, other: Telling) -> int:
    if one.status == other.status:
        return 0
    return 2 if {one.status, other.status} in _NEAR else _FAR


def _of_dates(one: Telling, other: Telling) -> int:
    a, b = one.date, other.date
    if a.text == b.text:
        return 0
    exact = a.first == a.last and b.first == b.last
    gap = max((a.first - b.last).days, (b.first - a.last).days, 0)
    soft = one.soft or other.soft
    if one.type in RECURRING:
        return (2 if soft else _FAR) if exact and gap == 1 else _FAR if gap else 2
    if exact:
        return 1 if gap <= (2 if soft else 1) else 2 if gap <= (7 if soft else 3) else _FAR
    return 2 if gap == 0 and max(_span(a), _span(b)) <= 31 else 3 if gap <= 1 else _FAR


def _span(date: Edtf) -> int:
    return (date.last - date.first + datetime.timedelta(days=1)).days


def _of_actors(one: Set[tuple[str, str]], other: Set[tuple[str, str]]) -> int:
    """One telling may leave somebody out; two that name different ones in a role tell different happenings."""
    if one == other:
        return 0
    if not one & other:
        return _FAR
    number = 0
    for role in {role for _, role in one ^ other}:
        here, there = {a for a, of in one if of == role}, {a for a, of in other if of == role}
        if here and there and not (here <= there or there <= here):
            return _FAR
        number += 2 if role in CORE else 1
    return number


def _of_weapons(one: Set[str], other: Set[str], ancestors: Ancestors) -> int:
    if one == other:
        return 0
    mine, theirs = narrowest(one, ancestors), narrowest(other, ancestors)
    if mine == theirs:
        return 0
    if not (mine and theirs):
        return 2

    def known(weapon: str, weapons: Set[str]) -> bool:
        return any(weapon in ancestors.get(each, ()) or each in ancestors.get(weapon, ()) for each in weapons)

    shared = [weapon for weapon in mine if known(weapon, theirs)]
    if not shared:
        return _FAR
    return 2 if len(shared) == len(mine) and all(known(weapon, mine) for weapon in theirs) else 3


def _of_treaties(one: Set[str], other: Set[str]) -> int:
    if one == other:
        return 0
    return 2 if one & other or not (one and other) else _FAR


def _agreed(one: Set[tuple[str, str]], other: Set[tuple[str, str]]) -> bool | None:
    """Whether the numbers or sums of both agree; None where one says none, or only small numbers."""
    told = [
        ([_range(value) for of, value in one if of == field], [_range(value) for of, value in other if of == field])
        for field in ("quantity", "value")
    ]
    both = [(mine, theirs) for mine, theirs in told if mine and theirs]
    if not both:
        return None
    if all(not any(a[0] <= b[1] and b[0] <= a[1] for a in mine for b in theirs) for mine, theirs in both):
        return False
    return True if any(low > 1 for mine, _ in both for low, _ in mine) else None


def _range(value: str) -> tuple[float, float]:
    numbers = [float(each.replace(",", "").rstrip(".") or 0) for each in _NUMBER.findall(value.replace("..", " "))]
    return (numbers[0], numbers[-1] if ".." in value else numbers[0]) if numbers else (0.0, 0.0)
