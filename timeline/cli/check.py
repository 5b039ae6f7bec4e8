"""`timeline check`: events → which rule meant what for whom on that day, and why."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import CsvOption, DatabaseOption, JsonOption, opened

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.cli.checks import Checked, Told
    from timeline.law.findings import Finding
    from timeline.law.obligations import Checker


@with_options(FILTER_OPTIONS)
def check(
    events: Annotated[
        list[str] | None, typer.Argument(metavar="EVENT", help="Only these events.", show_default=False)
    ] = None,
    *,
    given: dict[str, Any],
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Check all of them again, not only what changed since the last check.")
    ] = False,
    json: JsonOption = False,
    csv: CsvOption = False,
    db: DatabaseOption = None,
) -> None:
    """Check which treaty rules and embargoes covered each event, and whom they bound on its date.

    For each participant: the verdict (prohibited, restricted, contested, signatory, not-bound, undetermined), the
    article, and the reason with its dates and sources. It is an aid to an analyst, not legal advice. Findings are kept
    in the database, and made anew where an event, a fact or a rule has changed.

    Example: timeline check --weapon landmines --recipient Ukraine --finding prohibited
    """
    from timeline.cli.check_storing import store_findings
    from timeline.cli.checks import Told, tell, write_blocks, write_lines
    from timeline.database.opening import reading
    from timeline.errors import UsageError
    from timeline.outputs.findings import write_findings_csv, write_findings_json
    from timeline.outputs.writing import write_stdout
    from timeline.queries.checking import stored_checker
    from timeline.queries.findings import finding_names

    if json and csv:
        raise UsageError("--json and --csv contradict each other: give one of them.")
    engine = opened(db)
    with reading(engine) as connection:
        keys = _keys(connection, events or (), given, kept_back=refresh)
        checker = stored_checker(connection)
    stored = store_findings(engine, keys, checker, again=refresh)
    told = Told()
    with reading(engine) as connection:
        keys = _keys(connection, events or (), given)
        checked = _checked(connection, keys, None if stored else checker, given["finding"] or ())
        if json or csv:
            write = write_findings_json if json else write_findings_csv
            write_stdout(lambda stream: write(_counted(checked, told), stream))
        else:
            names = finding_names(connection)
            show = write_blocks if sys.stdout.isatty() else write_lines
            write_stdout(lambda stream: show(checked, names, stream, told))
    tell(told)


def _keys(
    connection: "Connection", events: Sequence[str], given: dict[str, Any], *, kept_back: bool = False
) -> list[int]:
    """The events that are named, in that order, else those that match whatever their findings are."""
    from timeline.cli.filtering import filters_from
    from timeline.errors import UsageError
    from timeline.queries.checking import matching
    from timeline.review.naming import event_keys

    filters = filters_from(connection, {**given, "finding": None})
    if not events:
        return matching(connection, filters, kept_back=kept_back)
    if any(value for name, value in given.items() if name != "finding"):
        raise UsageError("Name events or give filters, not both.")
    return event_keys(connection, events)


def _checked(
    connection: "Connection", keys: Sequence[int], checker: "Checker | None", verdicts: Sequence[str]
) -> "Iterator[Checked]":
    """The events with their findings, as stored, or by the checker where there is one; only of `verdicts` if any."""
    from timeline.database.domains import VERDICTS
    from timeline.law.findings import Check
    from timeline.queries.checking import computed_checks, event_heads
    from timeline.queries.findings import stored_checks
    from timeline.queries.meaning import one_of

    wanted = one_of("verdict", verdicts, VERDICTS)
    checks = stored_checks(connection, keys) if checker is None else computed_checks(connection, keys, checker)
    for (_, head), (_, check) in zip(event_heads(connection, keys), checks, strict=True):
        if not wanted:
            yield head, check
        elif findings := tuple(finding for finding in check.findings if finding.verdict in wanted):
            yield head, Check(findings, check.unchecked)


def _counted(checked: "Iterable[Checked]", told: "Told") -> "Iterator[tuple[str, Finding]]":
    """The findings with the ids of their events, each taken into account."""
    from timeline.cli.checks import notices_of

    for head, check in checked:
        told.count(head.event_id, check.findings, notices_of(check))
        for finding in check.findings:
            yield head.event_id, finding
