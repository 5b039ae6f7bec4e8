"""Provisions that cover a conduct, a role and a state → Lines: which of them are settled whatever else the event is."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.law.conditions import Question, Standing, questions_of
from timeline.law.coverage import LAST_TESTS, Match
from timeline.law.provisions import Condition

# Tests that name states: all other states are alike to them.
_NAMING = frozenset({"actor", "not-actor", "outsiders-protocol"})


@dataclass(frozen=True, slots=True)
class Line:
    """A provision that may apply: it does, with `left_open`, unless there are `questions` that the event decides.

    `asks_found` is whether one of them asks what was found under the others.
    """

    match: Match
    left_open: tuple[Condition, ...] = ()
    questions: tuple[Question, ...] = ()
    asks_found: bool = False


class Lines:
    """The lines of provisions, made once for all states that no condition names."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self._named = {state for each in conditions if each.test in _NAMING for state in each.choices}
        self._known: dict[tuple[int, str, str], tuple[tuple[str, ...], tuple[Line, ...]]] = {}

    def of(self, matches: tuple[Match, ...], role: str, state: str) -> tuple[tuple[str, ...], tuple[Line, ...]]:
        """The treaties and the lines for a state, or an actor that is none, in that role; `matches` outlive this.

        Raises UnknownName where a provision has a condition that is not known.
        """
        key = (id(matches), role, state if state in self._named else "")
        found = self._known.get(key)
        if found is None:
            lines = tuple(_lines(matches, Standing(state, role)))
            treaties = dict.fromkeys(line.match.provision.treaty for line in lines)
            found = self._known[key] = tuple(treaties), lines
        return found


def _lines(matches: Iterable[Match], standing: Standing) -> Iterable[Line]:
    for match in matches:
        questions = questions_of(match.conditions, standing)
        if questions is None:
            continue
        if all(question.test is None for question in questions):
            yield Line(match, tuple(question.condition for question in questions))
        else:
            yield Line(match, (), questions, any(question.condition.test in LAST_TESTS for question in questions))
