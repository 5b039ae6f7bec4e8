"""An event as plain values, rules, embargoes and positions → Findings: which rule meant what for whom on that day."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from timeline.edtf import Certainty
from timeline.law.asked import ANY_DAY, Asked
from timeline.law.conditions import Case, decide
from timeline.law.conducts import conduct_table
from timeline.law.coverage import Coverage, Match, WeaponTree
from timeline.law.embargo_findings import EmbargoCheck, Found
from timeline.law.facts import LawFacts
from timeline.law.findings import Check, EventFacts, Finding, Ruling, Verdict
from timeline.law.kept import Kept
from timeline.law.lines import Line
from timeline.law.provisions import Condition
from timeline.law.reasons import open_points, opening_of, ruling_of
from timeline.law.stands import Answer, Course, Open, Stand, Stands, Weighed, possible_ties
from timeline.law.subjects import Subject, Subjects
from timeline.law.verdicts import Decision, decision_of, others_possible
from timeline.law.wording import listed
from timeline.vocabulary.vocabulary import Vocabulary


def version_of(facts: LawFacts, vocabulary: Vocabulary) -> str:
    """Twelve hex digits that change with the facts, with the tree of weapons, and with whose name or organ is whose."""
    digest = hashlib.sha256(facts.version.encode())
    for weapon in sorted(vocabulary.weapons.values(), key=lambda weapon: weapon.id):
        digest.update(repr((weapon.id, weapon.name, weapon.parents)).encode())
    for actor in sorted(vocabulary.actors.values(), key=lambda actor: actor.id):
        digest.update(repr((actor.id, actor.name, actor.kind, actor.country_id)).encode())
    return digest.hexdigest()[:12]


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
        self._stands = Stands(self.positions, Subjects(vocabulary.actors), facts.rules, facts.conditions)
        self._embargoes = EmbargoCheck(facts.embargoes, facts.memberships, vocabulary, tree, self.version)
        self._shared: Kept[Weighed] = Kept(8_000)
        self._ruled: Kept[Ruling] = Kept(10_000)
        self._rulings: Kept[Ruling] = Kept(15_000)

    def check(self, event: EventFacts) -> Check:
        """The findings of one event, participant by participant, treaties before embargoes."""
        on, ending, status, undated = event.date or ANY_DAY, event.ending, event.status, event.date is None
        findings: list[Finding] = []
        ruled = False
        for actor, role in event.participants:
            rules = self._table.get((event.type, role))
            if not rules:
                continue
            ruled = True
            for rule in rules:
                facing = self._embargoes.facing(event, actor, rule)
                doubt = rule.doubt and ending is None
                for weapon in event.weapons:
                    matches = self._coverage.matches(rule.conduct, weapon)
                    embargoed: Sequence[Found] = ()
                    if facing:
                        embargoed = self._embargoes.findings(Asked(event, on, actor, role, rule, weapon), facing)
                    if matches:
                        course = self._stands.course(actor, role, matches)
                        key = (course.places(on), id(rule), status, doubt, undated)
                        answer = course.answers.get(key)
                        if answer is None:
                            asked = Asked(event, on, actor, role, rule, weapon)
                            answer = course.answers[key] = self._answer(asked, course)
                        if answer.open:
                            asked = Asked(event, on, actor, role, rule, weapon)
                            findings += self._decided(asked, course.subject, answer, embargoed)
                        else:
                            findings += [Finding(actor, role, weapon, *said) for said in answer.said]
                    if embargoed:
                        findings += [one for _, one in embargoed]
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

    def _answer(self, asked: Asked, course: Course) -> Answer:
        """What the provisions say of the conduct, as far as it does not depend on who else takes part and on words."""
        subject, treaties, lines = course.subject, course.treaties, course.lines
        stands = [self._stands.stand(treaty, subject, asked.on) for treaty in treaties]
        opening = opening_of(asked)
        doubt = id(asked.rule) if asked.in_doubt else 0
        key = (id(lines), doubt, opening, tuple([stand.alike for stand in stands]))
        shared = self._shared.get(key)
        if shared is None:
            by_treaty = dict(zip(treaties, stands, strict=True))
            shared = self._shared.keep(key, self._weighed(asked, subject, lines, by_treaty, opening))
        footings = {treaty: stand.footing for treaty, stand in zip(treaties, stands, strict=True)}
        said, still_open = shared
        return Answer(tuple([(one, footings[one.treaty]) for one in said]), still_open, footings)

    def _weighed(
        self, asked: Asked, subject: Subject, lines: tuple[Line, ...], stands: Mapping[str, Stand], opening: str
    ) -> Weighed:
        """The rulings that are settled and the lines that are not, the same for all that stand alike."""
        said: list[Ruling] = []
        still_open: list[Open] = []
        for line in lines:
            stand = stands[line.match.provision.treaty]
            if possible_ties(line.match, stand, self._rules) is None:
                continue
            if line.open:
                still_open.append(Open(len(said), line, stand, {}))
            else:
                said.append(self._ruling(asked, subject, line, stand, line.left_open, opening))
        return tuple(said), tuple(still_open)

    def _decided(self, asked: Asked, subject: Subject, answer: Answer, embargoed: Sequence[Found]) -> list[Finding]:
        """The findings of an answer that the event itself has to complete."""
        _, _, actor, role, _, weapon = asked
        found: list[Finding] = []
        case = self._case(asked, subject, found, embargoed)
        begin = 0
        for place, line, stand, rulings in answer.open:
            if place > begin:
                found += [Finding(actor, role, weapon, *said) for said in answer.said[begin:place]]
                begin = place
            truth, left_open = decide(line.match.conditions, case)
            if truth is Certainty.NO:
                continue
            which = tuple(map(id, left_open)) if left_open else ()
            ruling = rulings.get(which)
            if ruling is None:
                ruling = self._ruling(asked, subject, line, stand, left_open, opening_of(asked))
                rulings[which] = ruling
            found.append(Finding(actor, role, weapon, ruling, answer.footings[ruling.treaty]))
        if begin < len(answer.said):
            found += [Finding(actor, role, weapon, *said) for said in answer.said[begin:]]
        return found

    def _case(self, asked: Asked, subject: Subject, found: list[Finding], embargoed: Sequence[Found]) -> Case:
        return Case(
            event=asked.event,
            on=asked.on,
            state=subject.state or asked.actor,
            role=asked.role,
            weapon=asked.weapon,
            actors=self._names.actors,
            positions=self.positions,
            found=found,
            embargoed=tuple([(embargo.imposed_by, one.verdict) for embargo, one in embargoed]),
        )

    def _ruling(
        self,
        asked: Asked,
        subject: Subject,
        line: Line,
        stand: Stand,
        left_open: tuple[Condition, ...],
        opening: str,
    ) -> Ruling:
        """What the provision of the line says, the same for all that are alike as far as it can see."""
        match = line.match
        # What a provision says of a weapon that it covers does not depend on the weapon.
        rule = id(match.provision) if match.covered else id(match)
        alike = (rule, stand.alike, id(asked.rule) if asked.in_doubt else 0, tuple(map(id, left_open)))
        found = self._rulings.get((alike, opening))
        if found is None:
            plain = self._ruled.get(alike)
            if plain is None:
                plain = self._ruled.keep(alike, self._made(asked, subject, match, stand, left_open))
            found = self._rulings.keep((alike, opening), replace(plain, opening=opening) if opening else plain)
        return found

    def _made(
        self, asked: Asked, subject: Subject, match: Match, stand: Stand, left_open: tuple[Condition, ...]
    ) -> Ruling:
        provision, rules, position = match.provision, self._rules[match.provision.treaty], stand.position
        weapons = self._names.weapons
        if position is None:
            free = Decision(Verdict.NOT_BOUND, ())
            return ruling_of(asked, match, rules, free, weapons, None, self.version)
        possible = possible_ties(match, stand, self._rules) or frozenset()
        fit = list(open_points(asked, match, weapons))
        points = [*fit, *(condition.why for condition in left_open)]
        if len(possible) > 1:
            points.append(others_possible(position))
        decided = subject.softened(decision_of(provision, possible, points))
        if decided.verdict is Verdict.NOT_BOUND and fit:
            decided = Decision(decided.verdict, (*fit, *decided.sentences))
        return ruling_of(asked, match, rules, decided, weapons, position.checked, self.version)
