"""Events and a checker → their findings stored with the version of the rules, for those that are not up to date.

Findings follow from events and facts and can be made anew at any time: the change log, which tells who decided what,
leaves them out, and `db check` compares them with what the rules give.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, text

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.database.connecting import reading, writing
from timeline.law.findings import Check, Finding
from timeline.law.obligations import Checker
from timeline.queries.checking import digest_of, stale
from timeline.queries.event_facts import event_facts

AT_ONCE = 2_000
"""How many events one transaction checks: others may write in between, and an interrupted check goes on from there."""
_KNOWN = 50_000
_INSERT = text(
    "INSERT INTO ruling (digest, treaty_id, article, conduct, weapon_id, rule, rule_weapon_id, verdict, reason,"
    " sources, checked, rules_version) VALUES (:digest, :treaty_id, :article, :conduct, :weapon_id, :rule,"
    " :rule_weapon_id, :verdict, :reason, :sources, :checked, :rules_version) ON CONFLICT (digest) DO NOTHING"
)
_UNUSED = text("DELETE FROM ruling WHERE NOT EXISTS (SELECT 1 FROM finding WHERE finding.ruling_id = ruling.id)")
# On SQLite there is one writer at a time anyway; two on PostgreSQL would each lay down the same rulings.
_ALONE = text("LOCK TABLE ruling IN SHARE ROW EXCLUSIVE MODE")


def bring_up_to_date(
    engine: Engine,
    keys: Sequence[int],
    checker: Checker,
    *,
    again: bool = False,
    told: Callable[[int, int], None] | None = None,
) -> int:
    """Check those of the events that were not checked as they are now under these rules, or all of them `again`.

    How many were checked; `told` is called after each transaction with how many are done and of how many. Raises
    DatabaseUnusable where findings cannot be stored.
    """
    with reading(engine) as connection:
        wanted = list(keys) if again else stale(connection, keys, checker.version)
    rulings = Rulings()
    done = 0
    for batch in batches(wanted, AT_ONCE):
        with writing(engine) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(_ALONE)
            checks = [(key, digest_of(facts), checker.check(facts)) for key, facts in event_facts(connection, batch)]
            _store(connection, checks, rulings, checker.version)
            done += len(batch)
            if done == len(wanted):
                connection.execute(_UNUSED)
        if told is not None:
            told(done, len(wanted))
    return done


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


@dataclass(slots=True)
class Rulings:
    """The keys of rulings that this run has met, so that each is looked for once; a bounded number of them."""

    _known: dict[Finding, int] = field(default_factory=dict)

    def keys(self, connection: Connection, findings: Iterable[Finding]) -> dict[Finding, int]:
        """The key of each finding's ruling, which is stored where it is not there yet."""
        wanted = set(findings)
        found = {finding: self._known[finding] for finding in wanted if finding in self._known}
        rows = {finding: ruling_row(finding) for finding in wanted if finding not in found}
        by_digest = _keys(connection, {row["digest"]: row for row in rows.values()})
        new = {finding: by_digest[row["digest"]] for finding, row in rows.items()}
        if len(self._known) > _KNOWN:
            self._known.clear()
        self._known.update(new)
        return found | new


def _keys(connection: Connection, rows: dict[str, dict[str, Any]]) -> dict[str, int]:
    """The key of each ruling by its digest."""
    found: dict[str, int] = {}
    c = t.ruling.c
    for batch in batches(sorted(rows)):
        statement = select(c.digest, c.id).where(c.digest.in_(batch))
        found.update(connection.execute(statement).all())
        missing = [rows[digest] for digest in batch if digest not in found]
        if missing:
            connection.execute(_INSERT, missing)
            digests = [row["digest"] for row in missing]
            found.update(connection.execute(select(c.digest, c.id).where(c.digest.in_(digests))).all())
    return found


def _store(connection: Connection, checks: Sequence[tuple[int, str, Check]], rulings: Rulings, version: str) -> None:
    """Put these findings in the place of those that the events had."""
    for events in batches([key for key, _, _ in checks]):
        for table in (t.finding, t.event_check):
            connection.execute(delete(table).where(table.c.event_id.in_(events)))
    keys = rulings.keys(connection, (finding for _, _, check in checks for finding in check.findings))
    lines = [
        {"event_id": key, "position": place, "actor_id": one.actor, "role": one.role, "ruling_id": keys[one]}
        for key, _, check in checks
        for place, one in enumerate(check.findings)
    ]
    checked = [
        {"event_id": key, "digest": digest, "rules_version": version, "notices": "\n".join(check.unchecked)}
        for key, digest, check in checks
    ]
    for table, rows in ((t.finding, lines), (t.event_check, checked)):
        for batch in batches(rows):
            connection.execute(insert(table), batch)
