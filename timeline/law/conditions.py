"""A Condition of a provision and the case at hand → whether the provision applies: certainly, possibly or not."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, TypeAlias, cast

from timeline.edtf import Certainty, Edtf
from timeline.errors import UnknownName
from timeline.law.findings import EventFacts, Ruling, Verdict
from timeline.law.positions import Positions
from timeline.law.provisions import Condition
from timeline.vocabulary.actors import ORGANS, Actor

# How a purpose is stated: "for training", "meant for use in training", "for research purposes"; that "a demining group"
# is named somewhere states none.
_FOR = r"\b(?:for|towards?|intended|meant|used|purposes?)\b(?:[^\w.;:]+\w+){0,3}?[^\w.;:]+"
_PURPOSES = r"[ -](?:purposes?|programmes?|programs?|missions?|exercises?)\b"


@dataclass(slots=True)
class Case:
    """One participant of an event before one provision: `state` is whom the provision would bind.

    `found` is what was found for this participant and conduct so far, `embargoed` what embargoes mean for it: who
    imposed each, and the verdict. `known` are answers that all participants of the event share.
    """

    event: EventFacts
    on: Edtf
    state: str
    role: str
    weapon: str
    actors: Mapping[str, Actor]
    positions: Positions
    found: Sequence[Ruling] = ()
    embargoed: tuple[tuple[str, Verdict], ...] = ()
    known: dict[Hashable, Certainty] = field(default_factory=dict)

    def with_role(self, *roles: str) -> list[str]:
        """The actors that have one of the roles."""
        return [actor for actor, role in self.event.participants if role in roles]

    def state_of(self, actor: str) -> str | None:
        """The state that an actor is or acts for; None for all others."""
        known = self.actors.get(actor)
        if known is None or known.kind == "state":
            return actor if known else None
        return known.country_id or None if known.kind in ORGANS else None


class Standing(NamedTuple):
    """Who it is and in which role: all that some conditions look at."""

    state: str
    role: str


# Those that look at nothing but the state and its role, whatever else the event is.
STANDING_TESTS = frozenset({"circumstances", "elsewhere", "actor", "not-actor", "outsiders-protocol", "role"})
# Those that look at the event alone, whoever of its participants is asked about; some at a treaty's parties too.
_TREATY_TESTS = frozenset({"recipient-not-bound", "recipient-outside"})
_EVENT_TESTS = _TREATY_TESTS | {"target", "recipient-not-a-state", "purpose-not-stated", "place-stated"}
Decided: TypeAlias = tuple[Certainty, tuple[Condition, ...]]


class Question(NamedTuple):
    """A condition with its test, which is None where it surely stays open, and what all with the same answer share.

    `shared` is None where the answer depends on more than the event.
    """

    condition: Condition
    test: Callable[[Case, Condition], Certainty] | None
    shared: Hashable | None = None


def decide(conditions: Iterable[Condition], case: Case) -> Decided:
    """Whether all the conditions hold, and those that leave it open.

    Raises UnknownName where a condition has a test that is not known.
    """
    return answered([Question(condition, _test(condition)) for condition in conditions], case)


def answered(questions: Iterable[Question], case: Case) -> Decided:
    """As `decide`, for conditions whose tests were looked up before."""
    left_open: list[Condition] = []
    for condition, test, shared in questions:
        if test is None:
            left_open.append(condition)
            continue
        if shared is None:
            answer = test(case, condition)
        else:
            known = case.known.get(shared)
            if known is None:
                known = case.known[shared] = test(case, condition)
            answer = known
        if answer is Certainty.NO:
            return answer, ()
        if answer is Certainty.POSSIBLY:
            left_open.append(condition)
    return (Certainty.POSSIBLY, tuple(left_open)) if left_open else (Certainty.CERTAINLY, ())


def questions_of(conditions: Iterable[Condition], standing: Standing) -> tuple[Question, ...] | None:
    """What is left to ask of conditions once who it is and its role are known; None where one surely does not hold.

    Raises UnknownName where a condition has a test that is not known.
    """
    tests = [(condition, _test(condition)) for condition in conditions]
    questions: list[Question] = []
    for condition, test in tests:
        if condition.test not in STANDING_TESTS:
            questions.append(Question(condition, test, _shared(condition)))
            continue
        answer = test(cast("Case", standing), condition)
        if answer is Certainty.NO:
            return None
        if answer is Certainty.POSSIBLY:
            questions.append(Question(condition, None))
    return tuple(questions)


def _shared(condition: Condition) -> Hashable | None:
    """What conditions have in common that get the same answer for all participants of an event."""
    if condition.test not in _EVENT_TESTS:
        return None
    return condition.test, condition.value, condition.treaty if condition.test in _TREATY_TESTS else ""


def _test(condition: Condition) -> Callable[[Case, Condition], Certainty]:
    test = TESTS.get(condition.test)
    if test is None:
        raise UnknownName("condition of a provision", condition.test, tuple(TESTS))
    return test


def _certain(answer: bool) -> Certainty:
    return Certainty.CERTAINLY if answer else Certainty.NO


def _circumstances(_: Case, __: Condition) -> Certainty:
    """It turns on facts that no event records."""
    return Certainty.POSSIBLY


def _elsewhere(_: Case, __: Condition) -> Certainty:
    """Another finding says it."""
    return Certainty.NO


def _actor(case: Case, condition: Condition) -> Certainty:
    return _certain(case.state in condition.choices)


def _not_actor(case: Case, condition: Condition) -> Certainty:
    return _certain(case.state not in condition.choices)


def _outsiders(case: Case, condition: Condition) -> Certainty:
    """The states that a protocol for outsiders is open to, and whose acts under it are not recorded."""
    return Certainty.POSSIBLY if case.state in condition.choices else Certainty.NO


def _role(case: Case, condition: Condition) -> Certainty:
    return _certain(case.role in condition.choices)


def _target(case: Case, condition: Condition) -> Certainty:
    targets = case.with_role("target", "recipient")
    if not targets:
        return Certainty.POSSIBLY
    return _certain(any(case.state_of(target) in condition.choices for target in targets))


def _own_territory(case: Case, _: Condition) -> Certainty:
    """Whether it happens on the state's own territory, as far as the record names a host."""
    if case.role == "host":
        return Certainty.CERTAINLY
    hosts = case.with_role("host")
    return _certain(case.state in map(case.state_of, hosts)) if hosts else Certainty.POSSIBLY


def _recipient_not_a_state(case: Case, _: Condition) -> Certainty:
    recipients = case.with_role("recipient")
    if not recipients:
        return Certainty.POSSIBLY
    return _certain(any(case.state_of(recipient) is None for recipient in recipients))


def _recipient_not_bound(case: Case, condition: Condition) -> Certainty:
    """A recipient outside a treaty can still have agreed to apply it, so that this is never certain."""
    recipients = case.with_role("recipient")
    states = [case.state_of(recipient) for recipient in recipients]
    bound = [
        state is not None and case.positions.bound(condition.treaty, state, case.on) is Certainty.CERTAINLY
        for state in states
    ]
    return Certainty.NO if recipients and all(bound) else Certainty.POSSIBLY


def _recipient_outside(case: Case, condition: Condition) -> Certainty:
    """A rule on deliveries to states outside a regime: not raised where every recipient takes part in it."""
    return _certain(_recipient_not_bound(case, condition) is not Certainty.NO)


def _embargo(case: Case, condition: Condition) -> Certainty:
    """Whether the transfer breaks an embargo found for the same participant; `un` counts only those of the UN."""
    verdicts = [
        verdict
        for imposed_by, verdict in case.embargoed
        if condition.value != "un" or imposed_by == "un-security-council"
    ]
    return _worst(verdicts)


def _other_treaty(case: Case, condition: Condition) -> Certainty:
    """Whether the transfer breaks another treaty, by what was found for the same participant."""
    return _worst([ruling.verdict for ruling in case.found if ruling.treaty != condition.treaty])


def _worst(verdicts: list[Verdict]) -> Certainty:
    if Verdict.PROHIBITED in verdicts:
        return Certainty.CERTAINLY
    doubtful = Verdict.CONTESTED in verdicts or Verdict.UNDETERMINED in verdicts
    return Certainty.POSSIBLY if doubtful else Certainty.NO


def _purpose_not_stated(case: Case, condition: Condition) -> Certainty:
    """Certain unless the record speaks of a purpose that an exception allows: then it does not say enough to decide."""
    return Certainty.POSSIBLY if _stated(condition.value).search(case.event.text) else Certainty.CERTAINLY


def _place_stated(case: Case, condition: Condition) -> Certainty:
    """A rule about space or the seabed is raised only by a record that speaks of it."""
    return Certainty.POSSIBLY if _speaks_of(case, condition) else Certainty.NO


def _speaks_of(case: Case, condition: Condition) -> bool:
    return _spoken(condition.value).search(case.event.text) is not None


@cache
def _stated(value: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, value.split("|")))
    return re.compile(rf"{_FOR}(?:{words})|\b(?:{words})\w*{_PURPOSES}", re.IGNORECASE)


@cache
def _spoken(value: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, value.split("|")))
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


def _weapon_not_in_doubt(case: Case, condition: Condition) -> Certainty:
    return Certainty.POSSIBLY if case.weapon in condition.choices else Certainty.CERTAINLY


TESTS: dict[str, Callable[[Case, Condition], Certainty]] = {
    "circumstances": _circumstances,
    "elsewhere": _elsewhere,
    "actor": _actor,
    "not-actor": _not_actor,
    "outsiders-protocol": _outsiders,
    "role": _role,
    "target": _target,
    "own-territory": _own_territory,
    "recipient-not-a-state": _recipient_not_a_state,
    "recipient-not-bound": _recipient_not_bound,
    "recipient-outside": _recipient_outside,
    "embargo": _embargo,
    "other-treaty": _other_treaty,
    "purpose-not-stated": _purpose_not_stated,
    "place-stated": _place_stated,
    "weapon-not-in-doubt": _weapon_not_in_doubt,
}
