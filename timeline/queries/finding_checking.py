"""The findings of a database → those that are not what was computed, or not what the rules give today, each a line."""

from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from timeline.database import tables as t
from timeline.database.batches import batches, fetched
from timeline.queries.checking import computed_checks, event_heads, stale, stored_checker
from timeline.queries.findings import footing_from, footing_row, ruling_from, ruling_row, stored_checks

SAMPLE = 1_000
"""Of how many events the findings are made again; of more events, that many spread evenly: a check must stay quick."""
_UNCHECKED = text(
    "SELECT DISTINCT public_id FROM finding JOIN event ON event.id = finding.event_id"
    " WHERE NOT EXISTS (SELECT 1 FROM event_check WHERE event_check.event_id = finding.event_id) ORDER BY public_id"
)

_VERDICTS = "SELECT event_id, verdicts FROM event_check WHERE event_id IN ({keys})"


def finding_faults(connection: Connection) -> Iterator[str]:
    """Every stored text that was altered, and every event of a sample whose findings the rules would not give.

    Findings of events that changed since, or were checked under other rules, are no faults: they are made anew when
    they are asked for.
    """
    for event_id in connection.execute(_UNCHECKED).scalars():
        yield f"event {event_id}: it has findings and no record of a check; run `timeline check --refresh {event_id}`"
    altered = "its text is not the one that was computed; run `timeline check --refresh`"
    rows = connection.execution_options(yield_per=1_000)
    for row in rows.execute(select(t.ruling).order_by(t.ruling.c.id)):
        if ruling_row(ruling_from(row))["digest"] != row.digest:
            yield f"ruling {row.id}: {altered}"
    for row in rows.execute(select(t.footing).order_by(t.footing.c.id)):
        if footing_row(footing_from(row), row.rules_version)["digest"] != row.digest:
            yield f"footing {row.id}: {altered}"
    yield from _sampled(connection)


def _sampled(connection: Connection) -> Iterator[str]:
    c = t.event_check.c
    if connection.execute(select(c.event_id).limit(1)).first() is None:
        return
    checker = stored_checker(connection)
    statement = select(c.event_id).where(c.rules_version == checker.version).order_by(c.event_id)
    keys = list(connection.execute(statement).scalars())
    keys = keys[:: max(1, -(-len(keys) // SAMPLE))]
    changed = set(stale(connection, keys, checker.version))
    keys = [key for key in keys if key not in changed]
    wanted, kept = computed_checks(connection, keys, checker), stored_checks(connection, keys)
    bits = {row[0]: row[1] for batch in batches(keys) for row in fetched(connection, _VERDICTS, batch)}
    for (_, head), (key, right), (_, found) in zip(event_heads(connection, keys), wanted, kept, strict=True):
        if right != found or bits[key] != sum({finding.verdict.bit for finding in right.findings}):
            yield (
                f"event {head.event_id}: its findings are not what the rules give;"
                f" run `timeline check --refresh {head.event_id}`"
            )
