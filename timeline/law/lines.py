"""Provisions that cover a conduct, a role and a state → Lines: which of them are settled whatever else the event is."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.edtf import Certainty
from timeline.law.conditions import Standing, decide_standing, known_tests
from timeline.law.coverage import Match
from timeline.law.provisions import Condition

# Tests that name states: all other states are alike to them.
_NAMING = frozenset({"actor", "not-actor", "outsiders-protocol"})


@dataclass(frozen=True, slots=True)
class Line:
    """A provision that may apply: it does, with what its conditions leave open, unless the event has to decide them."""

    match: Match
    open: bool
    left_open: tuple[Condition, ...] = ()


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
        if not match.by_standing:
            known_tests(match.conditions)
            yield Line(match, open=True)
            continue
        truth, left_open = decide_standing(match.conditions, standing)
        if truth is not Certainty.NO:
            yield Line(match, open=False, left_open=left_open)
