"""Events that verdicts are asked of → their findings stored and up to date, or a word on stderr why they are not."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from timeline.errors import DatabaseUnusable

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from timeline.law.findings import Check
    from timeline.queries.findings import FindingNames


def tell_refused(why: DatabaseUnusable) -> None:
    """Say on stderr that findings are shown and not kept."""
    typer.echo(f"Findings are computed and not stored: {str(why)[:1].lower()}{str(why)[1:]}", err=True)


def checked_event(engine: "Engine", key: int) -> "tuple[Check, FindingNames]":
    """The findings of one event as it is now, stored where that is possible, and the names of what they speak of."""
    from timeline.database.opening import reading
    from timeline.queries.checking import stored_checker
    from timeline.queries.findings import finding_names
    from timeline.review.findings import checks

    with reading(engine) as connection:
        checker, names = stored_checker(connection), finding_names(connection)
    ((_, check),) = checks(engine, [key], checker, refused=lambda _: None)
    return check, names


def check_first(engine: "Engine", given: Mapping[str, Any]) -> None:
    """Where verdicts are asked for: check what matches otherwise and is not up to date, or say how many that are."""
    if not (given.get("finding") or given.get("not_finding")):
        return
    from timeline.api.checking import OF_FINDINGS
    from timeline.cli.filtering import filters_from
    from timeline.cli.visible import counted
    from timeline.database.opening import reading
    from timeline.queries.checking import matching, stale, stored_checker
    from timeline.review.findings import bring_up_to_date

    otherwise = {**given, **dict.fromkeys(OF_FINDINGS)}
    with reading(engine) as connection:
        filters_from(connection, given)  # an unknown verdict is said at once
        keys = matching(connection, filters_from(connection, otherwise), kept_back=True)
        checker = stored_checker(connection)
    try:
        bring_up_to_date(engine, keys, checker, told=_tell_progress)
    except DatabaseUnusable as why:
        with reading(engine) as connection:
            shown = matching(connection, filters_from(connection, otherwise))
            left = len(stale(connection, shown, checker.version))
        if not left:
            return
        was = "was" if left == 1 else "were"
        typer.echo(
            f"{counted(left, 'event')} {was} never checked, or changed since; some may be missing: {why}", err=True
        )


def _tell_progress(done: int, of: int) -> None:
    """Say how far a long check is, on a line that the next one overwrites, and the end clears."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{done} of {of} events checked\r" if done < of else "\033[K")
        sys.stderr.flush()
