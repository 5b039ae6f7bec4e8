"""An event as plain values, rules, embargoes and positions → Findings: which rule meant what for whom on that day."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from timeline.edtf import Certainty
from timeline.law.asked import ANY_DAY, Asked
from timeline.law.conditions import Case, answered
from timeline.law.conducts import ConductRule, conduct_table
from timeline.law.coverage import Coverage, Match, WeaponTree
from timeline.law.embargo_findings import NOTHING, EmbargoCheck, Found
from timeline.law.facts import LawFacts
from timeline.law.findings import Check, EventFacts, Group, Ruling, Said, Verdict
from timeline.law.kept import Kept
from timeline.law.lines import Line
from timeline.law.provisions import Condition
from timeline.law.reasons import open_points, opening_of, ruling_of
from timeline.law.stands import Alike, Answer, Course, Open, Stands, Weighed, possible_ties
from timeline.law.steps import places
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
        self._weighed: Kept[Weighed] = Kept(5_000)
        self._answers: Kept[Answer] = Kept(14_000)
        self._rulings: Kept[Ruling] = Kept(10_000)
        self._openings: Kept[str] = Kept(1_000)

    def check(self, event: EventFacts) -> Check:
        """The findings of one event, participant by participant, treaties before embargoes."""
        on, ending = event.date or ANY_DAY, event.ending
        groups: list[Group] = []
        ruled = False
        case: Case | None = None
        for actor, role in event.participants:
            rules = self._table.get((event.type, role))
            if not rules:
                continue
            ruled = True
            for rule in rules:
                facing = self._embargoes.facing(event, actor, rule)
                doubt = id(rule) if rule.doubt and ending is None else 0
                opening = self._opening(event, rule)
                for weapon in event.weapons:
                    matches = self._coverage.matches(rule.conduct, weapon)
                    embargoed: Sequence[Found] = ()
                    if facing:
                        embargoed = self._embargoes.findings(Asked(event, on, actor, role, rule, weapon), facing)
                    said = NOTHING
                    if matches:
                        course = self._stands.course(actor, role, matches)
                        subject, lines = course.subject, course.lines
                        key = (id(subject), id(lines), *places(course.cuts, on), doubt)
                        answer = self._answers.get(key) or self._answers.recall(key)
                        if answer is None:
                            asked = Asked(event, on, actor, role, rule, weapon)
                            answer = self._answers.keep(key, self._answer(asked, course))
                        if answer.settled is None:
                            asked = Asked(event, on, actor, role, rule, weapon)
                            case = case or Case(event, on, "", "", "", self._names.actors, self.positions)
                            said = answer.whole(self._decided(asked, subject, answer.weighed, embargoed, case))
                        else:
                            said = answer.settled
                    if embargoed:
                        said = self._embargoes.with_embargoes(said, embargoed)
                    if said.rulings:
                        groups.append(Group(actor, role, weapon, opening, said))
        return Check(tuple(groups), tuple(self._unchecked(event, ruled)))

    def _opening(self, event: EventFacts, rule: ConductRule) -> str:
        """How the event is read; the same few sentences for all events."""
        undated, loose = event.date is None, event.date is not None and event.date.loose
        key = (id(rule), event.status, undated, loose)
        found = self._openings.get(key)
        if found is None:
            found = self._openings.keep(key, opening_of(event.status, rule, undated, loose))
        return found

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
        alike = tuple([stand.alike for stand in stands])
        key = (id(lines), id(asked.rule) if asked.in_doubt else 0, alike)
        weighed = self._weighed.recall(key)
        if weighed is None:
            by_treaty = dict(zip(treaties, alike, strict=True))
            weighed = self._weighed.keep(key, self._weigh(asked, subject, lines, by_treaty))
        standing = {treaty: stand.footing for treaty, stand in zip(treaties, stands, strict=True)}
        footings = tuple([standing[treaty] for treaty in weighed.treaties])
        return Answer(weighed, footings, None if weighed.open else Said(weighed.rulings(()), footings), {})

    def _weigh(self, asked: Asked, subject: Subject, lines: tuple[Line, ...], stands: Mapping[str, Alike]) -> Weighed:
        """The rulings that are settled and the lines that are not, the same for all that stand alike."""
        said: list[Ruling] = []
        still_open: list[Open] = []
        treaties: dict[str, int] = {}
        for line in lines:
            treaty = line.match.provision.treaty
            alike = stands[treaty]
            if possible_ties(line.match, alike, self._rules) is None:
                continue
            treaties.setdefault(treaty, len(treaties))
            if line.questions:
                still_open.append(Open(len(said), line, alike, {}))
            else:
                said.append(self._ruling(asked, subject, line, alike, line.left_open))
        return Weighed(treaties, tuple(said), tuple(still_open))

    def _decided(
        self, asked: Asked, subject: Subject, weighed: Weighed, embargoed: Sequence[Found], case: Case
    ) -> list[Ruling | None]:
        """What the event itself makes of each open line; `case` is of the same event, whoever it was about before."""
        case.state, case.role, case.weapon = subject.state or asked.actor, asked.role, asked.weapon
        case.embargoed = tuple([(embargo.imposed_by, ruling.verdict) for embargo, ruling in embargoed])
        decided: list[Ruling | None] = []
        for _, line, alike, rulings in weighed.open:
            if line.asks_found:
                case.found = [ruling for ruling, _ in weighed.rulings(decided)]
            truth, left_open = answered(line.questions, case)
            if truth is Certainty.NO:
                decided.append(None)
                continue
            which = tuple(map(id, left_open)) if left_open else ()
            ruling = rulings.get(which)
            if ruling is None:
                ruling = rulings[which] = self._ruling(asked, subject, line, alike, left_open)
            decided.append(ruling)
        return decided

    def _ruling(
        self, asked: Asked, subject: Subject, line: Line, alike: Alike, left_open: tuple[Condition, ...]
    ) -> Ruling:
        """What the provision of the line says, the same for all that are alike as far as it can see."""
        match = line.match
        # What a provision says of a weapon that it covers does not depend on the weapon.
        rule = id(match.provision) if match.covered else id(match)
        key = (rule, alike, id(asked.rule) if asked.in_doubt else 0, tuple(map(id, left_open)))
        found = self._rulings.recall(key)
        return found or self._rulings.keep(key, self._made(asked, subject, match, alike, left_open))

    def _made(
        self, asked: Asked, subject: Subject, match: Match, alike: Alike, left_open: tuple[Condition, ...]
    ) -> Ruling:
        provision, rules, position = match.provision, self._rules[match.provision.treaty], alike.position
        weapons = self._names.weapons
        if position is None:
            free = Decision(Verdict.NOT_BOUND, ())
            return ruling_of(asked, match, rules, free, weapons, None, self.version)
        possible = possible_ties(match, alike, self._rules) or frozenset()
        fit = list(open_points(asked, match, weapons))
        points = [*fit, *(condition.why for condition in left_open)]
        if len(possible) > 1:
            points.append(others_possible(position))
        decided = subject.softened(decision_of(provision, possible, points))
        if decided.verdict is Verdict.NOT_BOUND and fit:
            decided = Decision(decided.verdict, (*fit, *decided.sentences))
        return ruling_of(asked, match, rules, decided, weapons, position.checked, self.version)
