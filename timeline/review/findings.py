"""Events and a checker → their findings stored with the version of the rules, for those that are not up to date.

Findings follow from events and facts and can be made anew at any time: the change log, which tells who decided what,
leaves them out, and `db check` compares them with what the rules give.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeAlias

from sqlalchemy import Connection, Engine, text

from timeline.database import tables as t
from timeline.database.batches import batches, fetched, insert_rows
from timeline.database.connecting import reading, writing
from timeline.errors import DatabaseUnusable
from timeline.law.findings import Check
from timeline.law.obligations import Checker
from timeline.queries.checking import computed_checks, digest_of, stale
from timeline.queries.event_facts import event_facts
from timeline.queries.findings import Line, stored_checks, stored_lines
from timeline.review.rulings import Rulings, delete_unused

AT_ONCE = 1_000
"""How many events one transaction checks: others may write in between, and an interrupted check goes on from there."""
_STATES = "SELECT event_id, digest, rules_version, verdicts, notices FROM event_check WHERE event_id IN ({keys})"
_DELETE = "DELETE FROM {table} WHERE event_id IN ({keys})"
_State: TypeAlias = tuple[int, str, str, int, str]
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
    rulings: Rulings | None = Rulings(checker.version, anew=again)
    stored = False
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
                stored = True
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
    if stored:
        _tidy(engine, checker.version)


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
    rulings = Rulings(checker.version)
    for done, batch in enumerate(batches(wanted, AT_ONCE)):
        with writing(engine) as connection:
            _store(connection, batch, checker, rulings)
        if told is not None:
            told(done * AT_ONCE + len(batch), len(wanted))
    if wanted:
        _tidy(engine, checker.version)


def _store(connection: Connection, keys: Sequence[int], checker: Checker, rulings: Rulings) -> dict[int, Check]:
    """Check the events, and put what is found in the place of what was stored of them, where that is something else."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ALONE)
    made: dict[int, Check] = {}
    digests: dict[int, str] = {}
    for key, facts in event_facts(connection, keys):
        made[key] = check = checker.check(facts)
        digests[key] = digest_of(facts)
    rulings.store(connection, (group for check in made.values() for group in check.groups))
    states: dict[int, _State] = {}
    lines: dict[int, list[Line]] = {}
    for key, check in made.items():
        verdicts, lines[key] = rulings.lines(key, check.groups)
        states[key] = (key, digests[key], checker.version, verdicts, "\n".join(check.unchecked))
    stored = {row[0]: row for row in fetched(connection, _STATES, keys)}
    found = stored_lines(connection, keys)
    other = sorted(key for key in keys if stored.get(key) != states[key] or found.get(key, []) != lines[key])
    there = [key for key in other if key in stored or key in found]
    if there:
        for table in (t.finding, t.event_check):
            connection.exec_driver_sql(_DELETE.format(table=table.name, keys=",".join(map(str, there))))
    insert_rows(connection, t.finding, [line for key in other for line in lines[key]])
    insert_rows(connection, t.event_check, [states[key] for key in other])
    return made


def _tidy(engine: Engine, version: str) -> None:
    """Delete the texts of older rules that are used no more; where somebody else is writing they are left."""
    with suppress(DatabaseUnusable), writing(engine) as connection:
        delete_unused(connection, version)
