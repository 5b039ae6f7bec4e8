"""An event → whose decision on a weapon it is, which question it answers, and which others tell the same.

A decision answers one question: what the actor's policy on use is, on export, on production; whether it delivers to a
certain recipient; whether it has an embargo on a certain target. Decisions on different questions stand side by side:
one transfer leaves a policy as it was.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from timeline import edtf
from timeline.edtf import Certainty, Edtf

# The question that a type of event answers. A delivery or a use carries out a decision and is none.
KINDS: dict[str, str] = {
    "use-restriction": "use",
    "use-permission": "use",
    "doctrine-change": "use",
    "weapon-production": "production",
    "transfer-authorization": "transfer",
    "transfer-refusal": "transfer",
    "transfer-suspension": "transfer",
    "transfer-resumption": "transfer",
    "embargo": "embargo",
    "embargo-lifting": "embargo",
}
# Types that sources use for one and the same decision.
_ALIKE = ({"use-restriction", "doctrine-change"}, {"use-permission", "doctrine-change"})
# Who decides where nobody is named as the decider; a rule of a supplier or producer is one on export or production.
_DECIDING = ("supplier", "producer", "user", "party", "speaker")
_CONCERNED = ("recipient", "target", "user")

Ancestors = Mapping[str, Set[str]]
"""A weapon's id → its own and those of all kinds above it."""
Question = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Decision:
    """An event that decides something. `published` is when a decision that comes with the program was made public."""

    key: int
    event_id: str
    type: str
    status: str
    date: Edtf
    title: str
    review: str
    origin: str
    actors: frozenset[tuple[str, str]]
    weapons: frozenset[str]
    published: Edtf | None = field(default=None)

    @property
    def of_reference(self) -> bool:
        """Whether it comes with the program."""
        return self.origin == "reference"

    @property
    def order(self) -> tuple[object, ...]:
        """By date, then by id: the same in every database."""
        return (self.date.first, self.date.last, self.event_id)


def deciders(decision: Decision) -> frozenset[str]:
    """The ids of those whose decision it is: the deciders, where none is named whoever acts."""
    named = {actor for actor, role in decision.actors if role == "decider"}
    for role in _DECIDING:
        named = named or {actor for actor, of in decision.actors if of == role}
    return frozenset(named)


def question(decision: Decision) -> Question:
    """What the decision answers: its kind, and for whom where it is not a general one."""
    own = deciders(decision)
    roles = {role for actor, role in decision.actors if actor in own}
    kind = KINDS.get(decision.type, "transfer")
    if kind == "use" and "decider" not in roles:
        kind = "export" if "supplier" in roles else "production" if "producer" in roles else kind
    concerned = frozenset(actor for actor, role in decision.actors if role in _CONCERNED and actor not in own)
    return kind, concerned


def related(one: Set[str], other: Set[str], ancestors: Ancestors) -> bool:
    """Whether some weapon of the one is a weapon of the other, or lies above or below it in the tree.

    Of the weapons that an event names the narrowest count: rocket launchers "and other weapons" say nothing of mines.
    """
    return any(
        a in ancestors.get(b, ()) or b in ancestors.get(a, ())
        for a in narrowest(one, ancestors)
        for b in narrowest(other, ancestors)
    )


def narrowest(weapons: Set[str], ancestors: Ancestors) -> frozenset[str]:
    """The weapons without those that are a kind of which another one is."""
    return frozenset(a for a in weapons if not any(a != b and a in ancestors.get(b, ()) for b in weapons))


def covers(wide: Set[str], narrow: Set[str], ancestors: Ancestors) -> bool:
    """Whether every weapon of `narrow` is one of `wide` or lies below one."""
    return all(any(above in ancestors.get(weapon, ()) for above in wide) for weapon in narrow)


def same_decision(one: Decision, other: Decision, ancestors: Ancestors) -> bool:
    """Whether the two tell one decision: a common actor, question and type, related weapons, and days that overlap.

    A decision is often reported under the day on which it was made public: that day counts too.
    """
    if one.type != other.type and not any({one.type, other.type} <= types for types in _ALIKE):
        return False
    if all(edtf.same(day, other_day) is Certainty.NO for day in _days(one) for other_day in _days(other)):
        return False
    (kind, concerned), (other_kind, other_concerned) = question(one), question(other)
    return (
        (kind == other_kind or KINDS[one.type] == KINDS[other.type] == "use")
        and bool(deciders(one) & deciders(other))
        and (concerned == other_concerned or bool(concerned & other_concerned) or not (concerned and other_concerned))
        and related(one.weapons, other.weapons, ancestors)
    )


def _days(decision: Decision) -> list[Edtf]:
    """The days under which it may be told; one with an open end tells nothing."""
    days = [decision.date, *([decision.published] if decision.published else [])]
    return [day for day in days if not (day.open_start or day.open_end)]
