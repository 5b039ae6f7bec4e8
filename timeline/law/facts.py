"""The shipped facts in seeds/*.csv → LawFacts, everything that positions and obligations are computed from."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline.law.acts import Act, act_of
from timeline.law.circumstances import (
    ArmedConflict,
    Beginning,
    Membership,
    beginning_of,
    conflict_of,
    membership_of,
)
from timeline.law.positions import Positions
from timeline.law.rules import TreatyRules, rules_of
from timeline.vocabulary.treaties import Treaty

if TYPE_CHECKING:  # a question about positions needs none of them
    from timeline.law.conducts import ConductRule
    from timeline.law.embargoes import Embargo
    from timeline.law.provisions import Condition, Provision

# Raise it whenever the code gives another answer for the same facts: stored findings are then recomputed.
CODE_VERSION = 4


@dataclass(frozen=True, slots=True)
class LawFacts:
    """Facts as plain values, whatever they were read from."""

    rules: Mapping[str, TreatyRules]
    acts: tuple[Act, ...] = ()
    provisions: "tuple[Provision, ...]" = ()
    conditions: "tuple[Condition, ...]" = ()
    conducts: "tuple[ConductRule, ...]" = ()
    embargoes: "tuple[Embargo, ...]" = ()
    memberships: tuple[Membership, ...] = ()
    conflicts: tuple[ArmedConflict, ...] = ()
    beginnings: tuple[Beginning, ...] = ()

    def positions(self) -> Positions:
        """The positions that these facts give."""
        return Positions(
            self.acts,
            self.rules,
            memberships=self.memberships,
            conflicts=self.conflicts,
            beginnings=self.beginnings,
        )

    @property
    def version(self) -> str:
        """Twelve hex digits that change with any fact or rule and with the code, and not with the order of rows."""
        digest = hashlib.sha256(str(CODE_VERSION).encode())
        groups: list[Iterable[object]] = [
            self.rules.values(),
            self.acts,
            self.provisions,
            self.conditions,
            self.conducts,
            self.embargoes,
            self.memberships,
            self.conflicts,
            self.beginnings,
        ]
        for group in groups:
            for line in sorted(map(repr, group)):
                digest.update(line.encode())
            digest.update(b"\0")
        return digest.hexdigest()[:12]


def treaty_rules(treaties: Iterable[Treaty]) -> dict[str, TreatyRules]:
    """The rules of the treaties, those of treaty_rules.csv where it has them."""
    from timeline.vocabulary.reading import seed_rows  # facts out of a database need none of the vocabulary

    rows = {row["treaty_id"]: row for row in seed_rows("treaty_rules")}
    return {treaty.id: rules_of(treaty, rows.get(treaty.id)) for treaty in treaties}


@cache
def shipped_facts() -> LawFacts:
    """The facts that come with the program; read once a process."""
    from timeline.law.conducts import conduct_rule_of
    from timeline.law.embargoes import embargo_of
    from timeline.law.provisions import condition_of, provision_of
    from timeline.vocabulary.reading import seed_rows, shipped_vocabulary

    return LawFacts(
        rules=treaty_rules(shipped_vocabulary().treaties.values()),
        acts=tuple(act_of(row) for row in seed_rows("treaty_actions")),
        provisions=tuple(provision_of(row) for row in seed_rows("treaty_provisions")),
        conditions=tuple(condition_of(row) for row in seed_rows("provision_conditions")),
        conducts=tuple(conduct_rule_of(row) for row in seed_rows("conducts")),
        embargoes=tuple(embargo_of(row) for row in seed_rows("embargoes")),
        memberships=tuple(membership_of(row) for row in seed_rows("memberships")),
        conflicts=tuple(conflict_of(row) for row in seed_rows("armed_conflicts")),
        beginnings=tuple(beginning_of(row) for row in seed_rows("states")),
    )
