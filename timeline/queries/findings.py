"""Stored findings → plain Checks, and the names of what they speak of."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.law.findings import Check, Finding, Verdict

KEPT = 50_000
"""How many findings are kept for events that have the same ones; more would be memory that grows with the events."""
_Line: TypeAlias = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class FindingNames:
    """The names of what findings speak of, by id."""

    actors: Mapping[str, str]
    weapons: Mapping[str, str]
    treaties: Mapping[str, str]

    def actor(self, id: str) -> str:
        """The name of an actor; the id where there is none."""
        return self.actors.get(id, id)

    def weapon(self, id: str) -> str:
        """The name of a weapon; the id where there is none."""
        return self.weapons.get(id, id)

    def treaty(self, id: str) -> str:
        """The name of a treaty, or "arms embargo of … on …"; the id where there is none."""
        return self.treaties.get(id, id)


def finding_names(connection: Connection) -> FindingNames:
    """The names of all actors, weapons, treaties and embargoes."""
    actors, weapons, treaties = (
        {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name))}
        for table in (t.actor, t.weapon, t.treaty)
    )
    e = t.embargo.c
    embargoes = {
        id: f"arms embargo of the {actors.get(by, by)} on {actors.get(target, target)}"
        for id, by, target in connection.execute(select(e.id, e.imposed_by_id, e.target_id))
    }
    return FindingNames(actors, weapons, {**embargoes, **treaties})


def stored_checks(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, Check]]:
    """The findings of each event as they were stored last, in the order of the keys."""
    known: dict[_Line, Finding] = {}
    c = t.event_check.c
    for batch in batches(keys):
        notices = dict(connection.execute(select(c.event_id, c.notices).where(c.event_id.in_(batch))).all())
        lines = _lines(connection, batch)
        if len(known) > KEPT:
            known.clear()
        known.update(_findings(connection, {line for event in lines.values() for line in event} - known.keys()))
        for key in batch:
            findings = tuple(known[line] for line in lines.get(key, ()))
            yield key, Check(findings, tuple(notices.get(key, "").splitlines()))


def _lines(connection: Connection, keys: Sequence[int]) -> dict[int, list[_Line]]:
    f = t.finding.c
    statement = select(f.event_id, f.ruling_id, f.actor_id, f.role).where(f.event_id.in_(keys))
    found: dict[int, list[_Line]] = {}
    for event, *line in connection.execute(statement.order_by(f.event_id, f.position)):
        found.setdefault(event, []).append((line[0], line[1], line[2]))
    return found


def _findings(connection: Connection, lines: set[_Line]) -> Iterator[tuple[_Line, Finding]]:
    rulings = {}
    for batch in batches(sorted({ruling for ruling, _, _ in lines})):
        found = connection.execute(select(t.ruling).where(t.ruling.c.id.in_(batch)))
        rulings.update({row.id: row for row in found})
    for line in lines:
        yield line, finding_of(rulings[line[0]], line[1], line[2])


def finding_of(row: Any, actor: str, role: str) -> Finding:  # noqa: ANN401 - a row of the table
    """The finding that a stored ruling is about an actor in a role."""
    return Finding(
        treaty=row.treaty_id,
        article=row.article,
        conduct=row.conduct,
        weapon=row.weapon_id,
        actor=actor,
        role=role,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        sources=tuple(row.sources.splitlines()),
        rules_version=row.rules_version,
        rule=row.rule,
        rule_weapon=row.rule_weapon_id,
        checked=row.checked,
    )


def ruling_row(finding: Finding) -> dict[str, Any]:
    """The row of a finding's ruling, with the digest of all the rest."""
    row = {
        "treaty_id": finding.treaty,
        "article": finding.article,
        "conduct": finding.conduct,
        "weapon_id": finding.weapon,
        "rule": finding.rule,
        "rule_weapon_id": finding.rule_weapon,
        "verdict": finding.verdict.value,
        "reason": finding.reason,
        "sources": "\n".join(finding.sources),
        "checked": finding.checked,
        "rules_version": finding.rules_version,
    }
    return {"digest": hashlib.sha256(repr(tuple(row.values())).encode()).hexdigest(), **row}
