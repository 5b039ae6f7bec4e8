"""An event as plain values, rules, embargoes and positions → Findings: which rule meant what for whom on that day."""

import hashlib
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from timeline.edtf import Certainty, Edtf
from timeline.law.asked import ANY_DAY, Asked
from timeline.law.conditions import Case, Decided, decide
from timeline.law.conducts import conduct_table
from timeline.law.coverage import Coverage, Match, WeaponTree
from timeline.law.embargo_findings import EmbargoCheck
from timeline.law.facts import LawFacts
from timeline.law.findings import Check, EventFacts, Finding, Footing, Ruling, Verdict
from timeline.law.kept import Kept
from timeline.law.positions import Position
from timeline.law.provisions import DUTIES, Condition
from timeline.law.reasons import footing_of, open_points, ruling_of
from timeline.law.standings import Kind
from timeline.law.subjects import Subject, Subjects
from timeline.law.verdicts import Decision, Tie, decision_of, others_possible, ties
from timeline.law.wording import listed, sentence
from timeline.vocabulary.vocabulary import Vocabulary

OUTSIDERS = "outsiders-protocol"


def version_of(facts: LawFacts, vocabulary: Vocabulary) -> str:
    """Twelve hex digits that change with the facts, with the tree of weapons, and with whose name or organ is whose."""
    digest = hashlib.sha256(facts.version.encode())
    for weapon in sorted(vocabulary.weapons.values(), key=lambda weapon: weapon.id):
        digest.update(repr((weapon.id, weapon.name, weapon.parents)).encode())
    for actor in sorted(vocabulary.actors.values(), key=lambda actor: actor.id):
        digest.update(repr((actor.id, actor.name, actor.kind, actor.country_id)).encode())
    return digest.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a state stands under a treaty: those that are `alike` as far as a rule can see get the same rulings."""

    position: Position | None
    footing: Footing
    alike: int


class Checker:
    """Checks events against one set of facts; keeps step functions, and what findings have in common."""

    def __init__(self, facts: LawFacts, vocabulary: Vocabulary) -> None:
        self.version = version_of(facts, vocabulary)
        self.positions = facts.positions()
        self._rules = facts.rules
        self._names = vocabulary
        self._table = conduct_table(facts.conducts)
        tree = WeaponTree(vocabulary.weapons)
        self._coverage = Coverage(facts.provisions, facts.conditions, facts.rules, tree)
        self._subjects = Subjects(vocabulary.actors)
        self._embargoes = EmbargoCheck(facts.embargoes, facts.memberships, vocabulary, tree, self.version)
        self._stands: Kept[Stand] = Kept(8_000)
        self._alike: dict[Hashable, int] = {}
        self._rulings: Kept[Ruling | None] = Kept(12_000)
        self._standing: Kept[Decided] = Kept(20_000)

    def check(self, event: EventFacts) -> Check:
        """The findings of one event, participant by participant, treaties before embargoes."""
        on = event.date or ANY_DAY
        findings: list[Finding] = []
        ruled = False
        for actor, role in event.participants:
            stands: dict[str, Stand] = {}
            for rule in self._table.get((event.type, role), ()):
                ruled = True
                for weapon in event.weapons:
                    findings += self._findings(Asked(event, on, actor, role, rule, weapon), stands)
        return Check(tuple(findings), tuple(self._unchecked(event, ruled)))

    def _unchecked(self, event: EventFacts, ruled: bool) -> Iterator[str]:
        if event.date is None:
            yield "The event has no date: only what holds on every date is certain."
        if not event.weapons:
            yield "The event names no weapon, so that no rule can be matched."
        if not event.participants:
            yield "The event names no participant, so that nobody can be checked."
        elif not ruled:
            roles = " or ".join(sorted({role for _, role in event.participants}))
            yield f"No rule speaks of a {roles} in an event of type {event.type}."
        unknown = [actor for actor, _ in event.participants if actor not in self._names.actors]
        if unknown:
            yield f"Not known as actors: {listed(sorted(set(unknown)))}."
        strange = [weapon for weapon in event.weapons if weapon not in self._names.weapons]
        if strange:
            yield f"Not known as weapons: {listed(sorted(set(strange)))}."

    def _findings(self, asked: Asked, stands: dict[str, Stand]) -> list[Finding]:
        """The findings for one conduct with one weapon; `stands` are those of the actor on the date, by treaty."""
        embargoed = self._embargoes.findings(asked)
        event, _, actor, role, _, weapon = asked
        subject = self._subjects.of(actor)
        manner = (id(asked.rule), event.status, asked.in_doubt, event.date is None, asked.on.loose)
        found: list[Finding] = []
        case: Case | None = None
        for match in self._coverage.matches(asked.rule.conduct, asked.weapon):
            left_open: tuple[Condition, ...] = ()
            if match.conditions:
                alone = (id(match.conditions), actor, role)
                decided = self._standing.get(alone) if match.by_standing else None
                if decided is None:
                    if case is None:
                        verdicts = tuple((embargo.imposed_by, one.verdict) for embargo, one in embargoed)
                        case = self._case(asked, subject, found, verdicts)
                    decided = decide(match.conditions, case)
                    if match.by_standing:
                        self._standing.keep(alone, decided)
                truth, left_open = decided
                if truth is Certainty.NO:
                    continue
            treaty = match.provision.treaty
            stand = stands.get(treaty)
            if stand is None:
                stand = stands[treaty] = self._stand(treaty, subject, asked.on)
            # What a provision says of a weapon that it covers does not depend on the weapon.
            rule = id(match.provision) if match.covered else id(match)
            key = (rule, stand.alike, manner, tuple(map(id, left_open)) if left_open else ())
            ruling = self._rulings.get(key)
            if ruling is None and key not in self._rulings:
                ruling = self._rulings.keep(key, self._decided(asked, subject, match, stand, left_open))
            if ruling is not None:
                found.append(Finding(actor, role, weapon, ruling, stand.footing))
        return [*found, *(one for _, one in embargoed)]

    def _case(
        self, asked: Asked, subject: Subject, found: list[Finding], embargoed: tuple[tuple[str, Verdict], ...]
    ) -> Case:
        return Case(
            event=asked.event,
            on=asked.on,
            state=subject.state or asked.actor,
            role=asked.role,
            weapon=asked.weapon,
            actors=self._names.actors,
            positions=self.positions,
            found=found,
            embargoed=embargoed,
        )

    def _stand(self, treaty: str, subject: Subject, on: Edtf) -> Stand:
        """Where the subject stands under a treaty on the date: the same for all the days of a step."""
        if subject.state is None:
            return self._stands.answer(id(subject), lambda: Stand(None, Footing(sentence(subject.lead)), -1))
        key = (treaty, id(subject), *self.positions.places(treaty, subject.state, on))
        found = self._stands.get(key)
        return found or self._stands.keep(key, self._made(treaty, subject, subject.state, on))

    def _made(self, treaty: str, subject: Subject, state: str, on: Edtf) -> Stand:
        position, rules = self.positions.at(treaty, state, on), self._rules[treaty]
        seen = (ties(position, rules), position.kinds, position.checked, subject.lead)
        alike = self._alike.setdefault(seen, len(self._alike))
        return Stand(position, footing_of(subject.state_name, position, rules), alike)

    def _decided(
        self, asked: Asked, subject: Subject, match: Match, stand: Stand, left_open: tuple[Condition, ...]
    ) -> Ruling | None:
        provision, rules, position = match.provision, self._rules[match.provision.treaty], stand.position
        weapons = self._names.weapons
        if position is None:
            if provision.rule != "prohibited" or not rules.open_to_all:
                return None
            free = Decision(Verdict.NOT_BOUND, ())
            return ruling_of(asked, match, rules, free, weapons, None, self.version)
        outsider = any(condition.test == OUTSIDERS for condition in match.conditions)
        possible = frozenset({Tie.UNKNOWN}) if outsider else ties(position, rules)
        if self._nothing_to_say(possible, position.kinds, match):
            return None
        fit = list(open_points(asked, match, weapons))
        points = [*fit, *(condition.why for condition in left_open)]
        if len(possible) > 1:
            points.append(others_possible(position))
        decided = subject.softened(decision_of(provision, possible, points))
        if decided.verdict is Verdict.NOT_BOUND and fit:
            decided = Decision(decided.verdict, (*fit, *decided.sentences))
        return ruling_of(asked, match, rules, decided, weapons, position.checked, self.version)

    def _nothing_to_say(self, possible: frozenset[Tie], kinds: tuple[Kind, ...], match: Match) -> bool:
        """Whether a rule passes a state by: a closed treaty that it never joined, or a duty that does not bind it."""
        stranger = kinds == (Kind.NO_RELATION,) and possible == {Tie.FREE}
        if stranger and not self._rules[match.provision.treaty].open_to_all:
            return True
        return match.provision.rule in DUTIES and not possible & {Tie.BOUND, Tie.POLITICAL}
