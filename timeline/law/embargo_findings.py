"""A transfer in an event and the embargoes → Findings: imposed by whom, on what basis, binding whom, excepting what."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import TypeAlias

from timeline.edtf import Certainty, Edtf
from timeline.law.asked import ANY_DAY, Asked
from timeline.law.circumstances import Membership
from timeline.law.conducts import ConductRule
from timeline.law.coverage import WeaponTree
from timeline.law.embargoes import Embargo
from timeline.law.findings import EMBARGO, EventFacts, Footing, Ruling, Said, Verdict
from timeline.law.kept import Kept
from timeline.law.positions import Position, Positions
from timeline.law.reasons import UNCHECKED, distinct, joined
from timeline.law.rules import TreatyRules
from timeline.law.standings import Kind
from timeline.law.subjects import Subject, Subjects
from timeline.law.wording import describe
from timeline.vocabulary.vocabulary import Vocabulary

_FIRST_BASIS = re.compile(r"[^;(]+(?:\([^)]*\))?")
# Which side an embargo's direction has to reach, and who the other side is, for each conduct.
_SIDES = {"transfer": (("to", "both"), "recipient"), "acquire": (("from", "both"), "supplier")}
Found: TypeAlias = tuple[Embargo, Ruling]
# Whether an embargo is in force, and whether it is about the other side of the transfer.
Held: TypeAlias = tuple[Certainty, Certainty]
Facing: TypeAlias = tuple[Embargo, str, Held]
_NOWHERE = (Footing(),)
NOTHING = Said((), ())
"""Where no provision speaks of the conduct."""


class EmbargoCheck:
    """Embargoes by their target, with the memberships that make them binding."""

    def __init__(
        self,
        embargoes: Iterable[Embargo],
        memberships: Iterable[Membership],
        vocabulary: Vocabulary,
        tree: WeaponTree,
        version: str,
    ) -> None:
        self._names, self._tree, self._version = vocabulary, tree, version
        self._subjects = Subjects(vocabulary.actors)
        self._by_target: dict[str, list[Embargo]] = {}
        for embargo in sorted(embargoes, key=lambda embargo: embargo.id):
            self._by_target.setdefault(embargo.target, []).append(embargo)
        bodies = sorted({embargo.body for each in self._by_target.values() for embargo in each})
        rules = {body: TreatyRules(body, self._name(body), members_of=body) for body in bodies}
        self._members = Positions((), rules, memberships=memberships)
        self._targeted: dict[str, tuple[Embargo, ...]] = {}
        self._covers: dict[tuple[str, str], tuple[str, bool] | None] = {}
        self._kept: Kept[Ruling] = Kept(5_000)
        # Each with what its key names, so that nothing else takes that identity.
        self._together: Kept[tuple[Said, tuple[Ruling, ...], Said]] = Kept(5_000)

    def facing(self, event: EventFacts, actor: str, rule: ConductRule) -> list[Facing]:
        """The embargoes that a supplier (conduct `transfer`) or a recipient (`acquire`) of the event faces."""
        sides = _SIDES.get(rule.conduct)
        if sides is None:
            return []
        directions, role = sides
        found: list[Facing] = []
        for other, others_role in dict.fromkeys(event.participants):
            if others_role == role and other != actor:
                for embargo in self._against(other):
                    if embargo.direction in directions:
                        held = self._held(embargo, other, event.date or ANY_DAY)
                        if held is not None:
                            found.append((embargo, other, held))
        return found

    def findings(self, asked: Asked, facing: Iterable[Facing]) -> list[Found]:
        """What the embargoes that it faces mean for one of the weapons."""
        found: list[Found] = []
        for embargo, other, held in facing:
            covered = self._covered(embargo, asked.weapon)
            if covered is not None:
                found.append((embargo, self._ruling(asked, other, embargo, held, covered)))
        return found

    def with_embargoes(self, said: Said, embargoed: Iterable[Found]) -> Said:
        """What provisions and then embargoes say, one object for all of whom they say the same."""
        rulings = tuple([ruling for _, ruling in embargoed])
        key = (id(said), *map(id, rulings))
        found = self._together.recall(key)
        if found is None:
            place = len(said.footings)
            whole = Said((*said.rulings, *((ruling, place) for ruling in rulings)), said.footings + _NOWHERE)
            found = self._together.keep(key, (said, rulings, whole))
        return found[2]

    def _against(self, other: str) -> tuple[Embargo, ...]:
        """The embargoes whose target the actor is or belongs to."""
        found = self._targeted.get(other)
        if found is None:
            known = self._names.actors.get(other)
            country = known.country_id if known is not None else None
            found = (*self._by_target.get(other, ()), *(self._by_target.get(country, ()) if country else ()))
            self._targeted[other] = found
        return found

    def _held(self, embargo: Embargo, other: str, on: Edtf) -> Held | None:
        """Whether the embargo was in force, and is about the other side; None where surely not."""
        in_force = embargo.in_force(on)
        if in_force is Certainty.NO:
            return None
        met = embargo.meets(self._names.actors[other], on)
        return None if met is Certainty.NO else (in_force, met)

    def _ruling(self, asked: Asked, other: str, embargo: Embargo, held: Held, covered: tuple[str, bool]) -> Ruling:
        state = self._subjects.of(asked.actor).state
        places = None if state is None else self._members.places(embargo.body, state, asked.on)
        key = (embargo.id, asked.actor, covered, other, held, places, id(asked.rule), asked.in_doubt)
        found = self._kept.recall(key)
        return found or self._kept.keep(key, self._made(asked, other, embargo, held, covered))

    def _made(self, asked: Asked, other: str, embargo: Embargo, held: Held, covered: tuple[str, bool]) -> Ruling:
        subject = self._subjects.of(asked.actor)
        member = None if subject.state is None else self._members.at(embargo.body, subject.state, asked.on)
        doubts = _doubts(asked, subject, held, covered[1])
        verdict, why = self._verdict(embargo, subject, member, doubts)
        way = "from" if asked.rule.conduct == "acquire" else "to"
        parts = [
            f"arms embargo of the {self._name(embargo.imposed_by)} on {self._name(embargo.target)}, {_period(embargo)}",
            f"it concerns the transfer {way} {self._name(other)}; scope: {embargo.scope}",
            *why,
            f"legal basis: {embargo.legal_basis}",
            f"exceptions: {embargo.exceptions}" if embargo.exceptions else "",
            UNCHECKED if embargo.checked == 0 else "",
        ]
        return Ruling(
            treaty=embargo.id,
            article=_basis(embargo),
            conduct=asked.rule.conduct,
            rule=EMBARGO,
            rule_weapon=covered[0],
            verdict=verdict,
            ruled=joined(parts),
            terms="",
            sources=distinct([embargo.source, *(member.sources if member else ())]),
            checked=embargo.checked,
            rules_version=self._version,
        )

    def _covered(self, embargo: Embargo, weapon: str) -> tuple[str, bool] | None:
        """The kind of the embargo that the weapon is, and whether it surely is; None where it is none of them."""
        key = (embargo.id, weapon)
        if key not in self._covers:
            self._covers[key] = self._found_covered(embargo, weapon)
        return self._covers[key]

    def _found_covered(self, embargo: Embargo, weapon: str) -> tuple[str, bool] | None:
        above = self._tree.distances(weapon)
        surely = [kind for kind in embargo.weapons if kind in above]
        if surely:
            return min(surely, key=above.__getitem__), True
        partly = [kind for kind in embargo.weapons if self._tree.reaches(weapon, kind)]
        return (partly[0], False) if partly else None

    def _verdict(
        self, embargo: Embargo, subject: Subject, member: Position | None, doubts: list[str]
    ) -> tuple[Verdict, list[str]]:
        body = self._name(embargo.body)
        if not embargo.binding:
            return Verdict.NOT_BOUND, ["it is a voluntary or political call and binds nobody in law"]
        if member is None:
            return Verdict.NOT_BOUND, [subject.lead, f"the embargo binds the members of the {body}"]
        standing = f"{subject.state_name} in the {body}: {describe(member)}".replace("participant", "member")
        if set(member.kinds) <= {Kind.NO_RELATION, Kind.WITHDRAWN}:
            return Verdict.NOT_BOUND, [standing, f"the embargo binds the members of the {body}"]
        if len(member.kinds) > 1:
            doubts = ["whether it was a member then is not certain", *doubts]
        return Verdict.UNDETERMINED if doubts else Verdict.PROHIBITED, [standing, *doubts]

    def _name(self, actor: str) -> str:
        known = self._names.actors.get(actor)
        return known.name if known else actor


def _doubts(asked: Asked, subject: Subject, held: Held, covered: bool) -> list[str]:
    """Why it is open whether the embargo forbids the transfer, apart from who is a member."""
    in_force, met = held
    doubts = (
        ("whether it was in force then is not certain", in_force is Certainty.POSSIBLY),
        (
            "whether an exception applies, or the part of the target that it covers, the record does not say",
            met is Certainty.POSSIBLY,
        ),
        ("only some weapons of this kind are covered", not covered),
        (subject.lead, subject.company),
        (asked.rule.note, asked.in_doubt),
    )
    return [text for text, is_open in doubts if is_open]


def _period(embargo: Embargo) -> str:
    began = f"in force from {embargo.began}" if embargo.began else "in force from an unknown date"
    if embargo.ended is None:
        return began
    if embargo.ended.last == dt.date.max:  # a renewal after that day is not recorded, which does not mean that it ended
        return f"{began}, known to last until {embargo.ended.first - dt.timedelta(1)}; a later renewal is not recorded"
    return f"{began} to {embargo.ended}"


def _basis(embargo: Embargo) -> str:
    """The first act that the legal basis names: "imposed 1970 (2011-02-26)"."""
    found = _FIRST_BASIS.match(embargo.legal_basis)
    return found[0].strip() if found else embargo.legal_basis
