"""Events and a checker → their findings stored with the version of the rules, for those that are not up to date.

Findings follow from events and facts and can be made anew at any time: the change log, which tells who decided what,
leaves them out, and `db check` compares them with what the rules give.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, text

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.database.connecting import reading, writing
from timeline.errors import DatabaseUnusable
from timeline.law.findings import Check, Finding
from timeline.law.obligations import Checker
from timeline.queries.checking import computed_checks, digest_of, stale
from timeline.queries.event_facts import event_facts
from timeline.queries.findings import ruling_row, stored_checks

AT_ONCE = 2_000
"""How many events one transaction checks: others may write in between, and an interrupted check goes on from there."""
_KNOWN = 50_000
_INSERT = text(
    "INSERT INTO ruling (digest, treaty_id, article, conduct, weapon_id, rule, rule_weapon_id, verdict, reason,"
    " sources, checked, rules_version) VALUES (:digest, :treaty_id, :article, :conduct, :weapon_id, :rule,"
    " :rule_weapon_id, :verdict, :reason, :sources, :checked, :rules_version) ON CONFLICT (digest) DO UPDATE SET"
    " treaty_id = excluded.treaty_id, article = excluded.article, conduct = excluded.conduct,"
    " weapon_id = excluded.weapon_id, rule = excluded.rule, rule_weapon_id = excluded.rule_weapon_id,"
    " verdict = excluded.verdict, reason = excluded.reason, sources = excluded.sources, checked = excluded.checked,"
    " rules_version = excluded.rules_version"
)
# Those of the rules of today are left: another program may be about to use them.
_UNUSED = text(
    "DELETE FROM ruling WHERE rules_version <> :version"
    " AND NOT EXISTS (SELECT 1 FROM finding WHERE finding.ruling_id = ruling.id)"
)
# On SQLite there is one writer at a time anyway; two on PostgreSQL would each lay down the same rulings.
_ALONE = text("LOCK TABLE ruling IN SHARE ROW EXCLUSIVE MODE")


def checks(
    engine: Engine,
    keys: Sequence[int],
    checker: Checker,
    *,
    again: bool = False,
    refused: Callable[[DatabaseUnusable], None] | None = None,
) -> Iterator[tuple[int, Check]]:
    """The findings of each event as the rules give them now, in the order of the keys, all of them stored by then.

    Those that were stored for the event as it is now under these rules are read, unless `again`; the others are made
    and stored, some thousand in a transaction that ends before they are given. Where they cannot be stored, `refused`
    is told why, once, and all goes on without storing; DatabaseUnusable is raised where there is no `refused`.
    """
    rulings: Rulings | None = Rulings(anew=again)
    for batch in batches(keys, AT_ONCE):
        with reading(engine) as connection:
            wanted = list(batch) if again else stale(connection, batch, checker.version)
            known = set(wanted)
            read = dict(stored_checks(connection, [key for key in batch if key not in known]))
        made: dict[int, Check] = {}
        if wanted and rulings is not None:
            try:
                with writing(engine) as connection:
                    made = _store(connection, wanted, checker, rulings)
            except DatabaseUnusable as why:
                if refused is None:
                    raise
                refused(why)
                rulings = None
        if wanted and rulings is None:
            with reading(engine) as connection:
                made = dict(computed_checks(connection, wanted, checker))
        for key in batch:
            yield key, made[key] if key in made else read[key]


def bring_up_to_date(
    engine: Engine,
    keys: Sequence[int],
    checker: Checker,
    *,
    told: Callable[[int, int], None] | None = None,
) -> None:
    """Check and store those of the events that were not checked as they are now under these rules.

    `told` is called after each transaction with how many are done and of how many. Raises DatabaseUnusable where
    findings cannot be stored.
    """
    with reading(engine) as connection:
        wanted = stale(connection, keys, checker.version)
    rulings = Rulings()
    for done, batch in enumerate(batches(wanted, AT_ONCE)):
        with writing(engine) as connection:
            _store(connection, batch, checker, rulings)
        if told is not None:
            told(done * AT_ONCE + len(batch), len(wanted))


@dataclass(slots=True)
class Rulings:
    """The keys of rulings that this run has met, so that each is looked for once; a bounded number of them.

    With `anew` those that are stored are written again: somebody may have altered them.
    """

    anew: bool = False
    _known: dict[Finding, int] = field(default_factory=dict)

    def keys(self, connection: Connection, findings: Iterable[Finding]) -> dict[Finding, int]:
        """The key of each finding's ruling, which is stored where it is not there yet."""
        wanted = set(findings)
        found = {finding: self._known[finding] for finding in wanted if finding in self._known}
        rows = {finding: ruling_row(finding) for finding in wanted if finding not in found}
        by_digest = _keys(connection, {row["digest"]: row for row in rows.values()}, anew=self.anew)
        new = {finding: by_digest[row["digest"]] for finding, row in rows.items()}
        if len(self._known) > _KNOWN:
            self._known.clear()
        self._known.update(new)
        return found | new


def _keys(connection: Connection, rows: dict[str, dict[str, Any]], *, anew: bool) -> dict[str, int]:
    """The key of each ruling by its digest."""
    found: dict[str, int] = {}
    c = t.ruling.c
    for batch in batches(sorted(rows)):
        statement = select(c.digest, c.id).where(c.digest.in_(batch))
        if not anew:
            found.update(connection.execute(statement).all())
        missing = [rows[digest] for digest in batch if digest not in found]
        if missing:
            connection.execute(_INSERT, missing)
            digests = [row["digest"] for row in missing]
            found.update(connection.execute(select(c.digest, c.id).where(c.digest.in_(digests))).all())
    return found


def _store(connection: Connection, keys: Sequence[int], checker: Checker, rulings: "Rulings") -> dict[int, Check]:
    """Check the events, and put what is found in the place of what was stored of them."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ALONE)
    version = checker.version
    older = _take_away(connection, keys, version)
    made: dict[int, Check] = {}
    checked = []
    for key, facts in event_facts(connection, keys):
        made[key] = check = checker.check(facts)
        notices = "\n".join(check.unchecked)
        checked.append({"event_id": key, "digest": digest_of(facts), "rules_version": version, "notices": notices})
    ruled = rulings.keys(connection, (finding for check in made.values() for finding in check.findings))
    lines = [
        {"event_id": key, "position": place, "actor_id": one.actor, "role": one.role, "ruling_id": ruled[one]}
        for key, check in made.items()
        for place, one in enumerate(check.findings)
    ]
    for table, rows in ((t.finding, lines), (t.event_check, checked)):
        for batch in batches(rows):
            connection.execute(insert(table), batch)
    if older:
        connection.execute(_UNUSED, {"version": version})
    return made


def _take_away(connection: Connection, keys: Sequence[int], version: str) -> bool:
    """Delete what is stored of the events; whether any of it was made by other rules."""
    older = False
    c = t.event_check.c
    for batch in batches(keys):
        other = select(c.event_id).where(c.event_id.in_(batch), c.rules_version != version).limit(1)
        older = connection.execute(other).first() is not None or older
        for table in (t.finding, t.event_check):
            connection.execute(delete(table).where(table.c.event_id.in_(batch)))
    return older
