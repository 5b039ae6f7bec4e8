"""An event as plain values, rules, embargoes and positions → Findings: which rule meant what for whom on that day."""

import hashlib
from collections.abc import Iterator

from timeline.edtf import Certainty
from timeline.law.asked import ANY_DAY, Asked
from timeline.law.conditions import Case, decide
from timeline.law.conducts import conduct_table
from timeline.law.coverage import Coverage, Match, WeaponTree
from timeline.law.embargo_findings import EmbargoCheck
from timeline.law.facts import LawFacts
from timeline.law.findings import Check, EventFacts, Finding, Verdict
from timeline.law.kept import Kept
from timeline.law.positions import Position
from timeline.law.provisions import DUTIES, Condition
from timeline.law.reasons import Said, Sentences, finding, open_points
from timeline.law.standings import Kind
from timeline.law.subjects import Subject, Subjects
from timeline.law.verdicts import Ruling, Tie, others_possible, ruling, ties
from timeline.law.wording import listed
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


class Checker:
    """Checks events against one set of facts; keeps step functions and findings that events have in common."""

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
        self._sentences = Sentences(vocabulary.weapons)
        self._said: Kept[Said | None] = Kept()
        self._kept: Kept[Finding | None] = Kept()

    def check(self, event: EventFacts) -> Check:
        """The findings of one event, participant by participant, treaties before embargoes."""
        on = event.date or ANY_DAY
        findings: list[Finding] = []
        ruled = False
        for actor, role in event.participants:
            for rule in self._table.get((event.type, role), ()):
                ruled = True
                for weapon in event.weapons:
                    findings.extend(self._findings(Asked(event, on, actor, role, rule, weapon)))
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

    def _findings(self, asked: Asked) -> list[Finding]:
        embargoed = self._embargoes.findings(asked)
        subject = self._subjects.of(asked.actor)
        found: list[Finding] = []
        case: Case | None = None
        positions: dict[str, Position | None] = {}
        for match in self._coverage.matches(asked.rule.conduct, asked.weapon):
            left_open: tuple[Condition, ...] = ()
            if match.conditions:
                if case is None:
                    verdicts = tuple((embargo.imposed_by, one.verdict) for embargo, one in embargoed)
                    case = self._case(asked, subject, found, verdicts)
                truth, left_open = decide(match.conditions, case)
                if truth is Certainty.NO:
                    continue
            treaty = match.provision.treaty
            if treaty not in positions:
                state = subject.state
                positions[treaty] = None if state is None else self.positions.at(treaty, state, asked.on)
            one = self._finding(asked, subject, match, positions[treaty], left_open)
            if one is not None:
                found.append(one)
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

    def _finding(
        self, asked: Asked, subject: Subject, match: Match, position: Position | None, left_open: tuple[Condition, ...]
    ) -> Finding | None:
        """The finding for one provision: one kept from an event like this one, where there was any.

        A position is the same object for all days of a step. What a provision says of a weapon that it covers does not
        depend on the weapon.
        """
        event = asked.event
        dated = event.date is not None, asked.on.loose
        alike = (asked.actor, id(position), dated, left_open, id(asked.rule), event.status, event.ending)

        def made() -> Finding | None:
            key = (id(match.provision) if match.covered else id(match), *alike)
            said = self._said.get(key, lambda: self._decided(asked, subject, match, position, left_open))
            return None if said is None else finding(asked, match.provision, said, self.version)

        return self._kept.get((id(match), *alike), made)

    def _decided(
        self, asked: Asked, subject: Subject, match: Match, position: Position | None, left_open: tuple[Condition, ...]
    ) -> Said | None:
        provision, rules = match.provision, self._rules[match.provision.treaty]
        if position is None:
            if provision.rule != "prohibited" or not rules.open_to_all:
                return None
            return self._sentences.said(asked, match, rules, Ruling(Verdict.NOT_BOUND, ()), subject.lead, None)
        outsider = any(condition.test == OUTSIDERS for condition in match.conditions)
        possible = frozenset({Tie.UNKNOWN}) if outsider else ties(position, rules)
        if self._nothing_to_say(possible, position.kinds, match):
            return None
        fit = list(open_points(asked, match, self._names.weapons))
        points = [*fit, *(condition.why for condition in left_open)]
        if len(possible) > 1:
            points.append(others_possible(position))
        decided = subject.softened(ruling(provision, possible, points))
        if decided.verdict is Verdict.NOT_BOUND and fit:
            decided = Ruling(decided.verdict, (*fit, *decided.sentences))
        return self._sentences.said(asked, match, rules, decided, subject.state_name, position)

    def _nothing_to_say(self, possible: frozenset[Tie], kinds: tuple[Kind, ...], match: Match) -> bool:
        """Whether a rule passes a state by: a closed treaty that it never joined, or a duty that does not bind it."""
        stranger = kinds == (Kind.NO_RELATION,) and possible == {Tie.FREE}
        if stranger and not self._rules[match.provision.treaty].open_to_all:
            return True
        return match.provision.rule in DUTIES and not possible & {Tie.BOUND, Tie.POLITICAL}
