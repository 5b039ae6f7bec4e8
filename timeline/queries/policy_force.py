"""An actor's decisions and the links between them → which of them are in force on a date: yes, possibly or no.

The rule: a decision is in force from its date until another one takes its place. That is
- one of which an accepted link says that it reverses, supersedes or extends it (an extension goes on with it), or
- where no link tells how the two stand, a later one on the same question that covers all of its weapons.
One that partly reverses or implements a decision stands beside it. A decision on another question leaves it as it was:
one transfer does not end a policy on use. What was replaced does not come back when its successor goes.

`possibly` where the dates leave it open, where a decision is only alleged or is the machine's reading that nobody has
accepted, and where the link that ends it is only proposed. What is planned, considered or denied is not in force.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline import edtf
from timeline.edtf import Certainty, Edtf
from timeline.queries.policy_questions import Ancestors, Decision, covers, question

REPLACING = ("reverses", "supersedes", "extends")
ANSWERS = {Certainty.CERTAINLY: "yes", Certainty.POSSIBLY: "possibly", Certainty.NO: "no"}
_OPPOSITE = {
    Certainty.CERTAINLY: Certainty.NO,
    Certainty.POSSIBLY: Certainty.POSSIBLY,
    Certainty.NO: Certainty.CERTAINLY,
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A link between two decisions, by key: accepted, or only proposed."""

    event: int
    relation: str
    other: int
    accepted: bool = True


def in_force(
    decisions: Sequence[Decision], relations: Iterable[Relation], on: Edtf, ancestors: Ancestors
) -> dict[int, Certainty]:
    """Key → whether the decision is in force on that date."""
    between: dict[tuple[int, int], list[Relation]] = {}
    for relation in relations:
        between.setdefault((relation.event, relation.other), []).append(relation)
    standing = {each.key: min(_trusted(each), _begun(each.date, on)) for each in decisions}
    return {
        each.key: min(standing[each.key], _opposite(_replaced(each, decisions, standing, between, ancestors)))
        for each in decisions
    }


def still_to_come(decision: Decision, on: Edtf) -> bool:
    """Whether the decision counts, and begins certainly after the date."""
    return _trusted(decision) is not Certainty.NO and _begun(decision.date, on) is Certainty.NO


def _replaced(
    decision: Decision,
    decisions: Sequence[Decision],
    standing: Mapping[int, Certainty],
    between: Mapping[tuple[int, int], list[Relation]],
    ancestors: Ancestors,
) -> Certainty:
    """Whether one of those that had begun on the date has taken the decision's place."""
    found = Certainty.NO
    for other in decisions:
        if other.key == decision.key or standing[other.key] <= found:
            continue
        linked = [*between.get((other.key, decision.key), ()), *between.get((decision.key, other.key), ())]
        proposed = any(each.relation in REPLACING and each.other == decision.key for each in linked)
        how = _by_link(decision.key, linked)
        if how is None:
            how = max(_by_rule(decision, other, ancestors), Certainty.POSSIBLY if proposed else Certainty.NO)
        found = max(found, min(standing[other.key], how))
    return found


def _by_link(key: int, linked: Sequence[Relation]) -> Certainty | None:
    """Whether an accepted link between the two ends the decision; None where there is none that is accepted."""
    accepted = [each for each in linked if each.accepted]
    if any(each.relation in REPLACING and each.other == key for each in accepted):
        return Certainty.CERTAINLY
    return Certainty.NO if accepted else None


def _by_rule(decision: Decision, other: Decision, ancestors: Ancestors) -> Certainty:
    """Whether the other is a later answer to the same question, for all of the decision's weapons."""
    if question(other) != question(decision) or not covers(other.weapons, decision.weapons, ancestors):
        return Certainty.NO
    return edtf.after(other.date, decision.date)


def _begun(date: Edtf, on: Edtf) -> Certainty:
    """Whether the day lies on or before the date; an approximate or uncertain one never certainly does."""
    begun = _opposite(edtf.after(date, on))
    return min(begun, Certainty.POSSIBLY) if date.loose or on.loose else begun


def _trusted(decision: Decision) -> Certainty:
    """Whether it was decided at all."""
    if decision.status in ("planned", "considered", "denied"):
        return Certainty.NO
    certain = decision.status == "actual" and decision.review == "accepted"
    return Certainty.CERTAINLY if certain else Certainty.POSSIBLY


def _opposite(certainty: Certainty) -> Certainty:
    return _OPPOSITE[certainty]
