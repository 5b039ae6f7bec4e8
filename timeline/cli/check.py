"""`timeline check`: events → which rule meant what for whom on that day, and why."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import CsvOption, DatabaseOption, JsonOption, KnownOnOption, opened

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from timeline.cli.checks import Checked, Told
    from timeline.law.findings import Check, Finding
    from timeline.queries.checking import EventHead
    from timeline.queries.filters import Filters
    from timeline.queries.findings import FindingNames

# What says which findings are shown, also of events that are named.
_NARROWING = ("finding", "treaty", "actor", "supplier", "recipient")


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
    known_on: KnownOnOption = None,
    json: JsonOption = False,
    csv: CsvOption = False,
    db: DatabaseOption = None,
) -> None:
    """Check which treaty rules and embargoes covered each event, and whom they bound on its date.

    For each participant: the verdict (prohibited, restricted, contested, signatory, not-bound, undetermined), the
    article, and the reason with its dates and sources. It is an aid to an analyst, not legal advice. Findings are kept
    in the database, and made anew where an event, a fact or a rule has changed.

    Filters say which events are checked; --finding shows only findings with that verdict. Where events are named,
    --treaty, --actor, --supplier and --recipient too say which of their findings are shown.

    Example: timeline check --weapon landmines --recipient Ukraine --finding prohibited
    """
    from contextlib import nullcontext

    from timeline.cli.check_storing import tell_refused
    from timeline.cli.checks import Told, tell
    from timeline.cli.filtering import filters_from
    from timeline.cli.knowing import moment_told, reading_known
    from timeline.database.opening import reading
    from timeline.errors import UsageError
    from timeline.queries.checking import computed_checks, stored_checker
    from timeline.queries.findings import finding_names
    from timeline.review.findings import checks

    if json and csv:
        raise UsageError("--json and --csv contradict each other: give one of them.")
    if refresh and known_on is not None:
        raise UsageError("--refresh and --known-on contradict each other: what was known then is not checked anew.")
    at = moment_told(known_on)
    engine = opened(db)
    told = Told()
    with reading_known(engine, at) as connection:
        keys = _keys(connection, events or (), given)
        wanted = _wanted(filters_from(connection, given), named=bool(events))
        checker, names = stored_checker(connection), finding_names(connection)
        # What is kept stays until a cache is full, and little refers to itself: to look for that takes a sixth.
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)
        if at is not None:
            found = _headed(lambda: nullcontext(connection), computed_checks(connection, keys, checker))
            _write(_with(found, wanted, told), names, told, json=json, csv=csv)
    if at is None:
        found = _headed(lambda: reading(engine), checks(engine, keys, checker, again=refresh, refused=tell_refused))
        _write(_with(found, wanted, told), names, told, json=json, csv=csv)
    tell(told)


def _keys(connection: "Connection", events: Sequence[str], given: dict[str, Any]) -> list[int]:
    """The events that are named, in that order, else those that match whatever their findings are."""
    from timeline.cli.filtering import filters_from
    from timeline.errors import UsageError
    from timeline.queries.checking import matching
    from timeline.review.naming import event_keys

    filters_from(connection, given)  # a verdict that there is not is said before anything is done
    if not events:
        return matching(connection, filters_from(connection, {**given, "finding": None, "not_finding": None}))
    if any(value for name, value in given.items() if name not in _NARROWING):
        options = [f"--{name}" for name in _NARROWING]
        raise UsageError(
            "Name events or give filters, not both; "
            f"with events go only {', '.join(options[:-1])} and {options[-1]}, which say what is shown of them."
        )
    return event_keys(connection, events)


def _write(checked: "Iterable[Checked]", names: "FindingNames", told: "Told", *, json: bool, csv: bool) -> None:
    """Write the findings to stdout in the form that is asked for."""
    from timeline.cli.check_lines import write_lines
    from timeline.cli.checks import write_blocks
    from timeline.outputs.findings import write_findings_csv, write_findings_json
    from timeline.outputs.writing import write_stdout

    if json or csv:
        write = write_findings_json if json else write_findings_csv
        write_stdout(lambda stream: write(_counted(checked, told), stream))
    else:
        show = write_blocks if sys.stdout.isatty() else write_lines
        write_stdout(lambda stream: show(checked, names, stream, told))


def _headed(
    read: "Callable[[], AbstractContextManager[Connection]]", checks: "Iterable[tuple[int, Check]]"
) -> "Iterator[Checked]":
    """Each event's findings with what it is shown under, read some at a time."""
    from timeline.database.batches import BATCH
    from timeline.queries.checking import event_heads

    remaining = iter(checks)
    while some := list(islice(remaining, BATCH)):
        with read() as connection:
            heads = list(event_heads(connection, [key for key, _ in some]))
        yield from ((head, check) for (_, head), (_, check) in zip(heads, some, strict=True))


def _wanted(filters: "Filters", *, named: bool) -> "Callable[[EventHead, Finding], bool] | None":
    """Which findings are shown, None for all; of events that are `named` also by treaty and by whom they are about."""
    from timeline import edtf
    from timeline.edtf import Certainty
    from timeline.queries.blocs import membership_of

    treaties, actors, acting = (filters.treaty, filters.actor, filters.roles) if named else ((), (), ())
    hidden = filters.excluded.finding
    if not (filters.finding or hidden or treaties or actors or acting):
        return None

    def about(one: "Finding", named: Sequence[str], date: str) -> bool:
        return membership_of(edtf.parse(date), {one.actor}, named, filters.blocs) is not Certainty.NO

    def wanted(head: "EventHead", one: "Finding") -> bool:
        return (
            (not filters.finding or one.verdict in filters.finding)
            and one.verdict not in hidden
            and (not treaties or one.treaty in treaties)
            and (not actors or about(one, actors, head.date))
            and (not acting or any(one.role == role and about(one, ids, head.date) for role, ids in acting))
        )

    return wanted


def _with(
    checked: "Iterable[Checked]", wanted: "Callable[[EventHead, Finding], bool] | None", told: "Told"
) -> "Iterator[Checked]":
    """The events that have a finding that is wanted, with no others; all where nothing is asked for."""
    for head, check in checked:
        if wanted is None:
            yield head, check
        elif (only := check.only(partial(wanted, head))).groups:
            yield head, only
        else:
            told.passed_over += 1


def _counted(checked: "Iterable[Checked]", told: "Told") -> "Iterator[tuple[str, Finding]]":
    """The findings with the ids of their events, each taken into account."""
    from timeline.cli.checks import notices_of

    for head, check in checked:
        told.count(head.event_id, check, notices_of(check))
        for finding in check.findings:
            yield head.event_id, finding
