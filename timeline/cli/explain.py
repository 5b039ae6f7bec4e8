"""`timeline explain`: an event's id → each field with the passages that say so, the rule that dated it, its history."""

import shutil
import sys
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from timeline.cli.options import DatabaseOption, JsonOption, KnownOnOption, opened
from timeline.cli.print_json import print_json
from timeline.cli.visible import visible

if TYPE_CHECKING:
    from timeline.database.moments import Moment


def explain(
    event: Annotated[
        str, typer.Argument(metavar="ID", help="The id of an event or a treaty act, or the beginning of it.")
    ],
    known_on: KnownOnOption = None,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Explain an event: each field with the passages that say so, the rule that dated it, claims that differ, and what
    treaties and embargoes say of it.

    Numbers in brackets name the passages, which are listed below between « » in their line of the document. The id of
    a treaty act (act-…) gives the act with its sources, and the events that agree or date it otherwise.

    Example: timeline explain ev-gz3st6nc71
    """
    from timeline.api.accounts import account_record
    from timeline.cli.accounts import account_lines
    from timeline.cli.check_storing import checked_event
    from timeline.cli.knowing import checked_known, moment_told, reading_known
    from timeline.outputs.writing import write_stdout
    from timeline.review.account import account
    from timeline.review.naming import event_key

    at = moment_told(known_on)
    if event.strip().lower().startswith("act-"):
        _explain_act(event.strip(), at, json=json, db=db)
        return
    engine = opened(db)
    with reading_known(engine, at) as connection:
        key = event_key(connection, event)
        if at is not None:
            told, (check, names) = account(connection, key), checked_known(connection, key)
    if at is None:
        check, names = checked_event(engine, key)
        with reading_known(engine, at) as connection:
            told = account(connection, key)

    def write(stream: TextIO) -> None:
        if json:
            print_json(account_record(told, check), stream)
        else:
            stream.writelines(visible(line) + "\n" for line in account_lines(told, terminal_width(), (check, names)))

    write_stdout(write)


def _explain_act(id: str, at: "Moment | None", *, json: bool, db: str | None) -> None:
    """Print what is recorded of a treaty act. Raises UnknownName, or AmbiguousName with the acts whose ids begin so."""
    from timeline.cli.act_lines import act_lines, act_record
    from timeline.cli.knowing import reading_known
    from timeline.errors import AmbiguousName, UnknownName
    from timeline.outputs.writing import write_stdout
    from timeline.queries.act_comparing import compared
    from timeline.queries.filters import Filters
    from timeline.queries.standing_sources import sources_of
    from timeline.queries.treaty_acts import acts_of, find_acts

    with reading_known(opened(db), at) as connection:
        acts = find_acts(connection, id)
        if not acts:
            raise UnknownName("treaty act", id, ["timeline show --treaty NAME lists the acts with their ids"])
        if len(acts) > 1:
            raise AmbiguousName("treaty act", id, [each.id for each in acts[:5]])
        filters = Filters(treaty=(acts[0].treaty.id,), actor=(acts[0].actor.id,), type=(acts[0].type,))
        found = compared(connection, acts_of(connection, filters), filters)
        sources = sources_of(connection, [acts[0].act.source])

    def write(stream: TextIO) -> None:
        if json:
            print_json(act_record(acts[0], sources, found), stream)
        else:
            stream.writelines(visible(line) + "\n" for line in act_lines(acts[0], sources, found, terminal_width()))

    write_stdout(write)


def terminal_width() -> int | None:
    """The width of the terminal that stdout is; None where it is none: lines in a pipe are not broken."""
    return max(40, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None
