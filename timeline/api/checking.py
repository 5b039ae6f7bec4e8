"""Events named, or filters → their findings, stored and up to date where that is possible."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from timeline.database.opening import reading
from timeline.errors import DatabaseUnusable
from timeline.queries.asking import filters_from
from timeline.queries.checking import computed_checks, matching, stored_checker
from timeline.review.findings import bring_up_to_date, checks
from timeline.review.naming import event_keys

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from timeline.api.events import Reading
    from timeline.law.findings import Check, Finding


OF_FINDINGS = ("finding", "not_finding")
"""The filters that ask for stored findings."""


def findings_of(
    engine: "Engine", known: "Reading", events: Sequence[str], given: Mapping[str, Any], *, stored: bool
) -> "Iterator[tuple[str, Finding]]":
    """Each finding with the id of its event, in the order of the events; computed from `known` where not `stored`."""
    with known() as connection:
        filters = filters_from(connection, given)
        keys = event_keys(connection, events) if events else _matching(connection, given)
        names = _public_ids(connection, keys)
        computed = [] if stored else list(computed_checks(connection, keys, stored_checker(connection)))
    for key, check in checks_of(engine, keys) if stored else computed:
        for finding in check.findings:
            verdict = finding.verdict.value
            if verdict not in filters.excluded.finding and (not filters.finding or verdict in filters.finding):
                yield names[key], finding


def checks_of(engine: "Engine", keys: Sequence[int]) -> "Iterator[tuple[int, Check]]":
    """The findings of each event, stored where the database can be written to."""
    with reading(engine) as connection:
        checker = stored_checker(connection)
    yield from checks(engine, keys, checker, refused=lambda _: None)


def check_matching(engine: "Engine", given: Mapping[str, Any]) -> None:
    """Bring the stored findings of what matches up to date; a database that cannot be written to stays as it is."""
    with reading(engine) as connection:
        keys = matching(connection, filters_from(connection, given), kept_back=True)
        checker = stored_checker(connection)
    with suppress(DatabaseUnusable):
        bring_up_to_date(engine, keys, checker)


def check_known(connection: "Connection", given: Mapping[str, Any]) -> None:
    """Where verdicts are asked for: find those of what matches otherwise, as it was known, for this connection."""
    from timeline.database import tables as t
    from timeline.database.batches import insert_rows

    filters_from(connection, given)  # an unknown verdict is said at once
    if not any(given.get(name) for name in OF_FINDINGS):
        return
    keys = matching(connection, filters_from(connection, {**given, **dict.fromkeys(OF_FINDINGS)}), kept_back=True)
    found = computed_checks(connection, keys, stored_checker(connection))
    rows = [(key, "", "", sum({finding.verdict.bit for finding in check.findings}), "") for key, check in found]
    insert_rows(connection, t.event_check, rows)


def _matching(connection: "Connection", given: Mapping[str, Any]) -> list[int]:
    return matching(connection, filters_from(connection, {**given, **dict.fromkeys(OF_FINDINGS)}))


def _public_ids(connection: "Connection", keys: Sequence[int]) -> dict[int, str]:
    from timeline.database.batches import batches
    from timeline.review.states import public_ids_of

    return {key: name for batch in batches(keys) for key, name in public_ids_of(connection, batch).items()}
