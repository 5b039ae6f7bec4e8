"""A rule, a position and what is left open → the Verdict, and the words that give its reason."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.edtf import Certainty
from timeline.law.findings import Verdict
from timeline.law.positions import Position
from timeline.law.provisions import DUTIES, Provision
from timeline.law.rules import TreatyRules
from timeline.law.standings import Kind
from timeline.law.wording import KIND_WORDS, describe, with_article


class Tie(enum.StrEnum):
    """How a position ties a state to a treaty's rules."""

    BOUND = "bound"
    POLITICAL = "political"
    CONTESTED = "contested"
    SIGNATORY = "signatory"
    FREE = "free"
    UNKNOWN = "unknown"


_TIES: dict[Kind, Tie] = {
    Kind.PARTY: Tie.BOUND,
    Kind.PARTICIPANT: Tie.BOUND,
    Kind.WITHDRAWAL_NOTIFIED: Tie.BOUND,
    Kind.PROVISIONAL: Tie.BOUND,
    Kind.SUSPENSION_CLAIMED: Tie.CONTESTED,
    Kind.CONSENTED: Tie.SIGNATORY,
    Kind.SIGNATORY: Tie.SIGNATORY,
    Kind.RATIFICATION_WITHDRAWN: Tie.SIGNATORY,
    Kind.NOT_JOINING: Tie.FREE,
    Kind.WITHDRAWN: Tie.FREE,
    Kind.ENDED: Tie.FREE,
    Kind.NO_RELATION: Tie.FREE,
    Kind.NOT_RECORDED: Tie.UNKNOWN,
}


SIGNATORY_DUTY = "it was not yet bound, but has the duty not to defeat the treaty's object and purpose (VCLT Art. 18)"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with the sentences that explain it."""

    verdict: Verdict
    sentences: tuple[str, ...]


def ties(position: Position, rules: TreatyRules) -> frozenset[Tie]:
    """Every tie that is possible in the position."""
    return frozenset(_tie(kind, position, rules) for kind in position.kinds)


def _tie(kind: Kind, position: Position, rules: TreatyRules) -> Tie:
    tie = _TIES[kind]
    if tie is Tie.BOUND and rules.force != "binding":
        return Tie.POLITICAL if rules.force == "voluntary" else Tie.CONTESTED
    if kind is Kind.WITHDRAWN and position.contested:
        return Tie.CONTESTED
    if kind is Kind.RATIFICATION_WITHDRAWN and position.signatory is Certainty.NO:
        return Tie.FREE
    return tie


def decision_of(provision: Provision, possible: frozenset[Tie], open_points: Sequence[str]) -> Decision:
    """The verdict for a state with these ties; `open_points` say why the rule may not cover the event at all.

    Nothing is guessed: where the ties or the rule leave more than one verdict, it is `undetermined`. A conditional
    rule is never more than that. Signatories have the weaker duty of VCLT Art. 18.
    """
    if len(possible) > 1:
        return Decision(Verdict.UNDETERMINED, tuple(open_points))
    (tie,) = possible
    if tie is Tie.FREE:
        return Decision(Verdict.NOT_BOUND, ())
    if tie is Tie.UNKNOWN:
        return Decision(Verdict.UNDETERMINED, tuple(open_points))
    if tie is Tie.SIGNATORY:
        return Decision(Verdict.SIGNATORY, (SIGNATORY_DUTY, *open_points))
    if open_points:
        return Decision(Verdict.UNDETERMINED, tuple(open_points))
    if provision.rule in DUTIES:
        return Decision(Verdict.RESTRICTED, ())
    if provision.rule == "conditional":
        return Decision(Verdict.UNDETERMINED, ("the record does not say whether the condition of the rule is met",))
    if tie is Tie.CONTESTED:
        return Decision(Verdict.CONTESTED, ("whether the rule binds it is disputed",))
    if tie is Tie.POLITICAL:
        return Decision(Verdict.RESTRICTED, ("this is a political commitment that does not bind in law",))
    return Decision(Verdict.PROHIBITED if provision.rule == "prohibited" else Verdict.RESTRICTED, ())


def position_words(name: str, position: Position, rules: TreatyRules) -> str:
    """Where the state stands, with its dates and source, as a sentence's main clause.

    Where one kind of position is possible and only the event's date is in doubt, the position is not: that the date is
    in doubt is said apart from it.
    """
    if not position.others:
        position = replace(position, certainty=Certainty.CERTAINLY)
    words = describe(position)
    first = position.sources[0].split(" | ")[0] if position.sources else ""
    source = f" [{first}]" if first else ""
    if position.certainty is Certainty.CERTAINLY and position.kind is Kind.NO_RELATION:
        return f"{name} has no relation to {with_article(rules.name)}"
    return f"{name} under {with_article(rules.name)}: {words}{source}"


def others_possible(position: Position) -> str:
    """Why a position that is not certain decides nothing."""
    return f"whether it was bound then is not certain ({', '.join(KIND_WORDS[kind] for kind in position.kinds)})"
