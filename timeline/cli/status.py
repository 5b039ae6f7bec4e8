"""`timeline status`: a treaty, a state or both → who was bound on that day, since when, and who says so."""

from typing import Annotated

import typer

from timeline.cli.options import CsvOption, DatabaseOption, JsonOption, KnownOnOption, opened
from timeline.errors import UsageError


def status(
    treaty: Annotated[
        str | None, typer.Argument(metavar="[TREATY]", help='The treaty: "Ottawa Treaty", CCM, mine-ban …')
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            "--actor",
            help="This state; without a treaty, under every treaty. EU, NATO, G7, UN P5 and CSTO mean their members on "
            "the date too, members:BODY the members of any body alone.",
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="On this date (EDTF: 2024-11-20, 2024-11 …); else today.")
    ] = None,
    changed: Annotated[bool, typer.Option("--changes", help="List what changed instead of the positions.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="With --changes: from this date on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="With --changes: up to and including this date.")
    ] = None,
    known_on: KnownOnOption = None,
    json: JsonOption = False,
    csv: CsvOption = False,
    db: DatabaseOption = None,
) -> None:
    """Say which state was bound by which treaty on a date: party since when, signatory, withdrawn, no relation.

    Answers are computed from dated acts, each with its source; "possibly" where the acts or the date leave it open.
    This is an aid to an analyst, not legal advice.

    Example: timeline status "Ottawa Treaty" --on 2024-11-20

    Example: timeline status --actor Ukraine --on 2024-11-20

    Example: timeline status --changes --since 2024
    """
    from timeline.api.standings import changes_named, positions_named
    from timeline.cli.knowing import moment_told, reading_known
    from timeline.cli.status_lines import print_answer
    from timeline.cli.status_notices import tell

    _check(treaty, actor, on, changed=changed, between=(since, until), forms=(json, csv))
    with reading_known(opened(db), moment_told(known_on)) as connection:
        if changed:
            answer = changes_named(connection, treaty, actor or [], since, until)
        else:
            answer = positions_named(connection, treaty, actor or [], on)
    if json or csv:
        from timeline.cli.status_records import print_csv, print_records

        (print_records if json else print_csv)(answer, changed=changed)
    else:
        print_answer(answer, changed=changed)
    tell(answer)


def _check(
    treaty: str | None,
    actor: list[str] | None,
    on: str | None,
    *,
    changed: bool,
    between: tuple[str | None, str | None],
    forms: tuple[bool, bool],
) -> None:
    """Raises UsageError for options that do not go together."""
    if all(forms):
        raise UsageError("--json and --csv contradict each other: give one of them.")
    if changed and on:
        raise UsageError("--changes takes --since and --until instead of --on.")
    if not changed and any(between):
        raise UsageError("--since and --until go with --changes; for the positions on one date use --on.")
    if treaty is not None and not treaty.strip():
        raise UsageError("The name of the treaty is empty; leave it out to ask for all treaties of a state.")
    if not (treaty or actor or changed):
        raise UsageError(
            'Name a treaty, as in timeline status "Ottawa Treaty", or a state, as in timeline status --actor Ukraine; '
            "--changes alone lists what changed under all treaties."
        )
