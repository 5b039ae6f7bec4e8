"""`timeline check`: events → which rule meant what for whom on that day, and why."""

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import CsvOption, DatabaseOption, JsonOption, opened

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from timeline.cli.checks import Checked, Told
    from timeline.law.findings import Check, Finding


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
    from timeline.cli.check_storing import tell_refused
    from timeline.cli.checks import Told, tell, write_blocks, write_lines
    from timeline.database.opening import reading
    from timeline.errors import UsageError
    from timeline.outputs.findings import write_findings_csv, write_findings_json
    from timeline.outputs.writing import write_stdout
    from timeline.queries.checking import stored_checker
    from timeline.queries.findings import finding_names
    from timeline.review.findings import checks

    if json and csv:
        raise UsageError("--json and --csv contradict each other: give one of them.")
    engine = opened(db)
    with reading(engine) as connection:
        keys = _keys(connection, events or (), given)
        checker, names = stored_checker(connection), finding_names(connection)
    # Facts and names stay until the end: the collector need not walk through them over and over.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    told = Told()
    checked = _with(
        _headed(engine, checks(engine, keys, checker, again=refresh, refused=tell_refused)), given["finding"]
    )
    if json or csv:
        write = write_findings_json if json else write_findings_csv
        write_stdout(lambda stream: write(_counted(checked, told), stream))
    else:
        show = write_blocks if sys.stdout.isatty() else write_lines
        write_stdout(lambda stream: show(checked, names, stream, told))
    tell(told)


def _keys(connection: "Connection", events: Sequence[str], given: dict[str, Any]) -> list[int]:
    """The events that are named, in that order, else those that match whatever their findings are."""
    from timeline.cli.filtering import filters_from
    from timeline.errors import UsageError
    from timeline.queries.checking import matching
    from timeline.review.naming import event_keys

    filters_from(connection, given)  # a verdict that there is not is said before anything is done
    if not events:
        return matching(connection, filters_from(connection, {**given, "finding": None}))
    if any(value for name, value in given.items() if name != "finding"):
        raise UsageError("Name events or give filters, not both; only --finding goes with events.")
    return event_keys(connection, events)


def _headed(engine: "Engine", checks: "Iterable[tuple[int, Check]]") -> "Iterator[Checked]":
    """Each event's findings with what it is shown under, read some at a time."""
    from timeline.database.batches import BATCH
    from timeline.database.opening import reading
    from timeline.queries.checking import event_heads

    remaining = iter(checks)
    while some := list(islice(remaining, BATCH)):
        with reading(engine) as connection:
            heads = list(event_heads(connection, [key for key, _ in some]))
        yield from ((head, check) for (_, head), (_, check) in zip(heads, some, strict=True))


def _with(checked: "Iterable[Checked]", verdicts: Sequence[str] | None) -> "Iterator[Checked]":
    """The events that have a finding of these verdicts, with no others; all where none is asked for."""
    from timeline.law.findings import Check

    wanted = {verdict.strip().lower() for verdict in verdicts or ()}
    for head, check in checked:
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
