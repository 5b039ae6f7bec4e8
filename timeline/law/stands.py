"""An actor, a role and provisions → where it stands under their treaties, and what was answered for it already."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from timeline.edtf import Edtf
from timeline.law.coverage import Match
from timeline.law.findings import Footing, Ruling
from timeline.law.kept import Kept
from timeline.law.lines import Line, Lines
from timeline.law.positions import Places, Position, Positions
from timeline.law.provisions import DUTIES, Condition
from timeline.law.reasons import footing_of
from timeline.law.rules import TreatyRules
from timeline.law.standings import Kind
from timeline.law.subjects import Subject, Subjects
from timeline.law.verdicts import Tie, ties
from timeline.law.wording import sentence

OUTSIDERS = "outsiders-protocol"
_FREE = frozenset({Tie.FREE})


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a state stands under a treaty: those that are `alike` as far as a rule can see get the same rulings.

    `position` is None for an actor that no treaty can bind.
    """

    position: Position | None
    footing: Footing
    alike: int
    ties: frozenset[Tie] = _FREE


class Open(NamedTuple):
    """A line that the event has to decide, how many of the settled ones come before it, and where the state stands.

    `rulings` are those made already, by what is left open.
    """

    place: int
    line: Line
    stand: Stand
    rulings: dict[tuple[int, ...], Ruling]


Weighed: TypeAlias = tuple[tuple[Ruling, ...], tuple[Open, ...]]


class Answer(NamedTuple):
    """What provisions say of a conduct: what is settled, and what the event has to decide; footings by treaty."""

    said: tuple[tuple[Ruling, Footing], ...]
    open: tuple[Open, ...]
    footings: Mapping[str, Footing]


@dataclass(slots=True)
class Course:
    """An actor in a role under the treaties of some lines: on the days from one of `cuts` to the next it stands alike.

    `answers` are those given already, by what was asked.
    """

    subject: Subject
    treaties: tuple[str, ...]
    lines: tuple[Line, ...]
    cuts: tuple[dt.date, ...]
    answers: dict[Hashable, Answer] = field(default_factory=dict)

    def places(self, on: Edtf) -> Places:
        """Between which cuts the date begins and ends, and whether it is loose: dates alike in this get one answer."""
        first, last = on.first, on.last
        begins = bisect_right(self.cuts, first)
        return begins, begins if first == last else bisect_right(self.cuts, last), on.approximate or on.uncertain


class Stands:
    """Where actors stand; answers are kept up to a number that bounds the memory."""

    def __init__(
        self,
        positions: Positions,
        subjects: Subjects,
        rules: Mapping[str, TreatyRules],
        conditions: Iterable[Condition],
    ) -> None:
        self._positions = positions
        self._subjects = subjects
        self._rules = rules
        self._lines = Lines(conditions)
        self._courses: Kept[Course] = Kept(5_000)
        self._stands: Kept[Stand] = Kept(8_000)
        self._alike: dict[Hashable, int] = {}

    def course(self, actor: str, role: str, matches: tuple[Match, ...]) -> Course:
        """The course of an actor in that role under the treaties of these provisions, which outlive this."""
        key = (actor, role, id(matches))
        found = self._courses.get(key)
        if found is None:
            subject = self._subjects.of(actor)
            treaties, lines = self._lines.of(matches, role, subject.state or actor)
            cuts = self._cuts(subject.state, treaties) if subject.state is not None else ()
            found = self._courses.keep(key, Course(subject, treaties, lines, cuts))
        return found

    def _cuts(self, state: str, treaties: Iterable[str]) -> tuple[dt.date, ...]:
        """The days on which anything changes for the state under any of the treaties."""
        return tuple(sorted({day for treaty in treaties for day in self._positions.steps(treaty, state).starts}))

    def stand(self, treaty: str, subject: Subject, on: Edtf) -> Stand:
        """Where the subject stands under a treaty on the date: the same for all the days of a step."""
        if subject.state is None:
            return self._stands.answer(id(subject), lambda: Stand(None, Footing(sentence(subject.lead)), -1))
        key = (treaty, id(subject), *self._positions.places(treaty, subject.state, on))
        found = self._stands.get(key)
        return found or self._stands.keep(key, self._made(treaty, subject, subject.state, on))

    def _made(self, treaty: str, subject: Subject, state: str, on: Edtf) -> Stand:
        position, rules = self._positions.at(treaty, state, on), self._rules[treaty]
        possible = ties(position, rules)
        seen = (possible, position.kinds, position.checked, subject.lead)
        alike = self._alike.setdefault(seen, len(self._alike))
        return Stand(position, footing_of(subject.state_name, position, rules), alike, possible)


def possible_ties(match: Match, stand: Stand, rules: Mapping[str, TreatyRules]) -> frozenset[Tie] | None:
    """How the provision may tie one that stands there; None where it passes it by.

    So does a closed treaty that a state never joined, a duty that does not bind it, and all but a prohibition one that
    no treaty can bind.
    """
    provision, position = match.provision, stand.position
    if position is None:
        return _FREE if provision.rule == "prohibited" and rules[provision.treaty].open_to_all else None
    outsider = any(condition.test == OUTSIDERS for condition in match.conditions)
    possible = frozenset({Tie.UNKNOWN}) if outsider else stand.ties
    stranger = position.kinds == (Kind.NO_RELATION,) and possible == _FREE
    if stranger and not rules[provision.treaty].open_to_all:
        return None
    if provision.rule in DUTIES and not possible & {Tie.BOUND, Tie.POLITICAL}:
        return None
    return possible
