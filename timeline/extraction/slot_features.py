"""A role, and the features of an actor's place → whether the predicate's frame puts that role there, as features."""

import functools
from collections.abc import Mapping, Sequence

from timeline.extraction.candidates import GROUPS
from timeline.extraction.linear import joint_names
from timeline.extraction.predicates import OBJECT, SUBJECT, frames, surface_predicates
from timeline.extraction.reading import Candidate


def role_contexts(candidate: Candidate, role: str) -> tuple[str, ...]:
    """The contexts in which an actor's features weigh: the role, and the role in this type and group."""
    return _contexts(candidate.type, role)


@functools.lru_cache(maxsize=1024)
def _contexts(type: str, role: str) -> tuple[str, ...]:
    return (role, f"{role} {type}", f"{role} {GROUPS[type]}")


def lemma_context(candidate: Candidate, role: str) -> str:
    """The context of the role with this predicate."""
    return f"{role} {candidate.trigger.lemma}" if candidate.trigger is not None else ""


def trained_names(row: list[str], slotted: list[str], candidate: Candidate, role: str) -> list[str]:
    """The joint features that are learned: all in role and type, the broad ones in group and with the predicate."""
    contexts = role_contexts(candidate, role)
    row = [feature for feature in row if not feature.startswith(FOR_READER)]
    names = joint_names([*row, *slotted], contexts[:2]) + joint_names(row[:3], contexts[2:])
    if candidate.trigger is not None:
        places = [f for f in row if f.startswith(("side=", "src="))]
        names += joint_names(places, (lemma_context(candidate, role),))
    return names


HELD = "held"
FOR_READER = ("held=", "in slot of=")  # features of slots by their role: the linear models have `slot_features` instead
Met = tuple[tuple[str, str | None], ...]
"""The slots of a predicate in which an actor stands: what each is called, and the role that the frame gives to it."""


def slot_features(rows: Sequence[Sequence[str]], role: str, slots: Mapping[str, str]) -> list[list[str]]:
    """For each actor whether its place is the slot that the predicate's frame gives to the role, and whether another
    stands there."""
    return [list(slot_names(role, met)) for met in slots_met(rows, slots)]


def slots_met(rows: Sequence[Sequence[str]], slots: Mapping[str, str]) -> list[Met]:
    """For each actor of a predicate the slots in which it stands, by the features of its place, then the roles in whose
    slots others stand: what is held by somebody whom the sentence names is hardly that of one whom it does not."""
    own = [_own_slots(row, slots) for row in rows]
    roles = [{role for _, role in met if role} for met in own]
    found: list[Met] = []
    for number, met in enumerate(own):
        held = {role for place, each in enumerate(roles) if place != number for role in each}
        found.append((*met, *((HELD, role) for role in sorted(held))))
    return found


def _own_slots(row: Sequence[str], slots: Mapping[str, str]) -> Met:
    here = set(row)
    met: list[tuple[str, str | None]] = [
        ("slot", role)
        for slot, role in slots.items()
        if "side=after,prep=" + slot in here and slot not in (SUBJECT, OBJECT)
    ]
    if "subject=True,passive=False" in here:
        met.append(("subject", slots.get(SUBJECT)))
    elif "subject=True,passive=True" in here:
        met.append(("passive subject", slots.get(OBJECT)))
    return tuple(met)


@functools.lru_cache(maxsize=4096)
def slot_names(role: str, met: Met) -> tuple[str, ...]:
    """The features of `slot_features` for one actor."""
    own = [f"{slot} fits" if given == role else f"{slot} is another's" for slot, given in met if slot != HELD]
    return ("role", *own, "held by another" if (HELD, role) in met else "held by no other")


def slots_of(candidate: Candidate) -> Mapping[str, str]:
    """The roles of the slots for the candidate's type and predicate."""
    return _slots(candidate.type, candidate.trigger.lemma if candidate.trigger is not None else "")


@functools.lru_cache(maxsize=4096)
def _slots(type: str, lemma: str) -> Mapping[str, str]:
    """The roles of the slots for a type, as a predicate turns them."""
    slots = dict(frames()[type].slots)
    for predicate, _ in surface_predicates().get(lemma, ()):
        if type in predicate.types:
            slots.update(predicate.slots)
    return slots
