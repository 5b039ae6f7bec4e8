"""An actor, a role and provisions → where it stands under their treaties, and what was answered for it already."""

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.edtf import Edtf
from timeline.law.coverage import Match
from timeline.law.findings import Footing, Ruling, Said
from timeline.law.kept import Kept
from timeline.law.lines import Line, Lines
from timeline.law.positions import Position, Positions
from timeline.law.provisions import DUTIES, Condition
from timeline.law.reasons import footing_of
from timeline.law.rules import TreatyRules
from timeline.law.standings import Kind
from timeline.law.subjects import Subject, Subjects
from timeline.law.verdicts import Tie, ties
from timeline.law.wording import sentence

OUTSIDERS = "outsiders-protocol"
_FREE = frozenset({Tie.FREE})


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """All that a rule can see of where a state stands: one object for all states that get the same rulings.

    `position` is that of one of them, None for an actor that no treaty can bind.
    """

    position: Position | None
    ties: frozenset[Tie] = _FREE


class Stand(NamedTuple):
    """Where a state stands under a treaty, in words and as far as a rule can see it."""

    footing: Footing
    alike: Alike


class Open(NamedTuple):
    """A line that the event has to decide, how many of the settled ones come before it, and how the state stands.

    `rulings` are those made already, by what is left open.
    """

    place: int
    line: Line
    alike: Alike
    rulings: dict[tuple[int, ...], Ruling]


@dataclass(slots=True)
class Weighed:
    """What provisions say to all that stand alike under their treaties: what is settled, what the event has to decide.

    `treaties` has the place of each treaty in the order of the footings. `completed` are whole and half answers, by
    the rulings that were decided on, or None, for each open line.
    """

    treaties: Mapping[str, int]
    said: tuple[Ruling, ...]
    open: tuple[Open, ...]
    completed: dict[tuple[int, ...], tuple[tuple[Ruling, int], ...]] = field(default_factory=dict)

    def rulings(self, decided: Sequence[Ruling | None]) -> tuple[tuple[Ruling, int], ...]:
        """The rulings with the places of their footings, up to the first open line that is not decided."""
        key = tuple(map(id, decided))
        found = self.completed.get(key)
        if found is None:
            found = self.completed[key] = tuple((one, self.treaties[one.treaty]) for one in self._in_order(decided))
        return found

    def _in_order(self, decided: Sequence[Ruling | None]) -> Iterator[Ruling]:
        begin = 0
        for one, ruling in zip(self.open, decided, strict=False):
            yield from self.said[begin : one.place]
            begin = one.place
            if ruling is not None:
                yield ruling
        end = self.open[len(decided)].place if len(decided) < len(self.open) else len(self.said)
        yield from self.said[begin:end]


class Answer(NamedTuple):
    """What provisions say to one state on some days of a conduct.

    `settled` is the whole answer, None where the event has to decide; then `said` has whole answers by their rulings.
    """

    weighed: Weighed
    footings: tuple[Footing, ...]
    settled: Said | None
    said: dict[int, Said]

    def whole(self, decided: Sequence[Ruling | None]) -> Said:
        """The answer that the decided rulings, one or None for each open line, complete."""
        rulings = self.weighed.rulings(decided)
        found = self.said.get(id(rulings))
        if found is None:
            found = self.said[id(rulings)] = Said(rulings, self.footings)
        return found


@dataclass(slots=True)
class Course:
    """An actor in a role under the treaties of lines: on the days from one of `cuts` to the next it stands alike."""

    subject: Subject
    treaties: tuple[str, ...]
    lines: tuple[Line, ...]
    cuts: tuple[dt.date, ...]


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
        self._courses: Kept[Course] = Kept(14_000)
        self._cuts: Kept[tuple[dt.date, ...]] = Kept(6_000)
        self._stands: Kept[Stand] = Kept(10_000)
        self._free = Alike(None)
        self._alike: dict[Hashable, Alike] = {}

    def course(self, actor: str, role: str, matches: tuple[Match, ...]) -> Course:
        """The course of an actor in that role under the treaties of these provisions, which outlive this."""
        key = (actor, role, id(matches))
        found = self._courses.get(key) or self._courses.recall(key)
        if found is None:
            subject = self._subjects.of(actor)
            treaties, lines = self._lines.of(matches, role, subject.state or actor)
            cuts: tuple[dt.date, ...] = ()
            if subject.state is not None:
                both = subject.state, treaties
                cuts = self._cuts.recall(both) or self._cuts.keep(both, self._days(subject.state, treaties))
            found = self._courses.keep(key, Course(subject, treaties, lines, cuts))
        return found

    def _days(self, state: str, treaties: Iterable[str]) -> tuple[dt.date, ...]:
        """The days on which anything changes for the state under any of the treaties."""
        days: set[dt.date] = set()
        days.update(*[self._positions.steps(treaty, state).starts for treaty in treaties])
        return tuple(sorted(days))

    def stand(self, treaty: str, subject: Subject, on: Edtf) -> Stand:
        """Where the subject stands under a treaty on the date: the same for all the days of a step."""
        if subject.state is None:
            return self._stands.answer(id(subject), lambda: Stand(Footing(sentence(subject.lead)), self._free))
        key = (treaty, id(subject), *self._positions.places(treaty, subject.state, on))
        found = self._stands.get(key) or self._stands.recall(key)
        return found or self._stands.keep(key, self._made(treaty, subject, subject.state, on))

    def _made(self, treaty: str, subject: Subject, state: str, on: Edtf) -> Stand:
        position, rules = self._positions.at(treaty, state, on), self._rules[treaty]
        possible = ties(position, rules)
        seen = (possible, position.kinds, position.checked, subject.lead)
        alike = self._alike.get(seen)
        if alike is None:
            alike = self._alike[seen] = Alike(position, possible)
        return Stand(footing_of(subject.state_name, position, rules), alike)


def possible_ties(match: Match, alike: Alike, rules: Mapping[str, TreatyRules]) -> frozenset[Tie] | None:
    """How the provision may tie one that stands there; None where it passes it by.

    So does a closed treaty that a state never joined, a duty that does not bind it, and all but a prohibition one that
    no treaty can bind.
    """
    provision, position = match.provision, alike.position
    if position is None:
        return _FREE if provision.rule == "prohibited" and rules[provision.treaty].open_to_all else None
    outsider = any(condition.test == OUTSIDERS for condition in match.conditions)
    possible = frozenset({Tie.UNKNOWN}) if outsider else alike.ties
    stranger = position.kinds == (Kind.NO_RELATION,) and possible == _FREE
    if stranger and not rules[provision.treaty].open_to_all:
        return None
    if provision.rule in DUTIES and not possible & {Tie.BOUND, Tie.POLITICAL}:
        return None
    return possible
