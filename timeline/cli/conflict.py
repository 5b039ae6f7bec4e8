"""`timeline conflict`: the sourced assertion that a state was in an armed conflict, which can put off a withdrawal."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.fact_options import AMENDED_CONFLICT_OPTIONS, CONFLICT_OPTIONS, FactReasonOption, OwnOption
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, JsonOption, opened_vocabulary
from timeline.cli.print_json import print_json

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.vocabulary.vocabulary import Vocabulary

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Say that a state was in an armed conflict, which can put off a withdrawal: add, amend, withdraw, list.",
)
ConflictArgument = Annotated[
    str, typer.Argument(metavar="CONFLICT", help="Which one: state:beginning, as `add` prints it, or the state.")
]


@app.command()
@with_options(CONFLICT_OPTIONS)
def add(given: dict[str, Any], json: JsonOption = False, db: DatabaseOption = None) -> None:
    """Assert that a state was in an armed conflict, with your source, and print the assertion's id.

    Mine Ban and CCM Art. 20(3) put off a withdrawal while the state is in one. That it was is never assumed: only what
    is said here counts. Which withdrawals it bears on is said on stderr.

    Example: timeline conflict add --actor Mali --began 2012-01 --what "armed conflict in the north"
    --source https://example.org/report
    """
    from timeline.api.telling import source_told
    from timeline.cli.asking import can_ask, say
    from timeline.cli.asking_facts import ask_for_conflict
    from timeline.cli.fact_telling import conflict_told
    from timeline.database.opening import writing
    from timeline.review.conflict_writing import add_conflict

    engine, vocabulary = opened_vocabulary(db, create=True)
    if can_ask() and not all(given[name] for name in ("actor", "began", "what", "source")):
        given = ask_for_conflict(given, vocabulary)
    told, source = conflict_told(given, vocabulary), source_told(given)
    with writing(engine) as connection:
        named, new = add_conflict(connection, told, source, vocabulary)
        bearing = _bearing(connection, told.actor, vocabulary)
    if not new:
        say(f"{named} is recorded already; nothing was added.")
    _tell(named, bearing, new=new, json=json)


@app.command()
@with_options(AMENDED_CONFLICT_OPTIONS)
def amend(
    conflict: ConflictArgument,
    given: dict[str, Any],
    reason: FactReasonOption = "",
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Correct an assertion, or say when the conflict ended; an empty --ended takes the end away.

    Example: timeline conflict amend UKR:2022-02 --ended 2027 --source https://example.org/peace --reason "it ended"
    """
    from timeline.api.telling import source_told
    from timeline.cli.asking import say
    from timeline.cli.fact_telling import conflict_changes
    from timeline.database.opening import writing
    from timeline.errors import UsageError
    from timeline.review.conflict_writing import amend_conflict, conflict_named

    engine, vocabulary = opened_vocabulary(db)
    changes, source = conflict_changes(given), source_told(given)
    if not changes and not source.text:
        raise UsageError("Say what to change, for example --ended 2027.")
    with writing(engine) as connection:
        stored = conflict_named(connection, conflict, vocabulary)
        named, new = amend_conflict(connection, stored, changes, source, vocabulary, why=reason)
        bearing = _bearing(connection, stored["actor_id"], vocabulary)
    if not new:
        say("Nothing to change: the assertion says so already.")
    _tell(named, bearing, new=new, json=json)


@app.command()
def withdraw(
    conflict: ConflictArgument, reason: FactReasonOption = "", json: JsonOption = False, db: DatabaseOption = None
) -> None:
    """Take an assertion away, also one that came with the program; upgrades do not bring it back.

    Example: timeline conflict withdraw UKR:2022-02 --reason "not for us to say"
    """
    from timeline.database.opening import writing
    from timeline.review.conflict_writing import conflict_id, conflict_named, withdraw_conflict

    engine, vocabulary = opened_vocabulary(db)
    with writing(engine) as connection:
        stored = conflict_named(connection, conflict, vocabulary)
        withdraw_conflict(connection, stored, why=reason)
        bearing = _bearing(connection, stored["actor_id"], vocabulary)
    _tell(conflict_id(stored), bearing, new=False, json=json)


@app.command("list")
def list_conflicts(
    actor: Annotated[list[str] | None, typer.Option("--actor", metavar="NAME", help="Of this state.")] = None,
    own: OwnOption = False,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """List the armed conflicts that are asserted, with their sources and how far they are checked.

    Example: timeline conflict list
    """
    from timeline.cli.fact_printing import print_rows
    from timeline.cli.fact_telling import acting
    from timeline.database.opening import reading
    from timeline.queries.treaty_facts import conflict_list
    from timeline.review.conflict_writing import conflict_id

    engine, vocabulary = opened_vocabulary(db)
    actors = [acting(vocabulary, name) for name in actor or ()]
    with reading(engine) as connection:
        rows = [{"conflict_id": conflict_id(row), **row} for row in conflict_list(connection, actors=actors, own=own)]
    shown = ("actor_id", "began", "ended", "what", "checked", "origin", "source", "conflict_id")
    print_rows(rows, shown, json=json, nothing="No armed conflict is recorded that matches.")


def _bearing(connection: "Connection", actor: str, vocabulary: "Vocabulary") -> list[str]:
    """Where the state's notices of withdrawal under clauses about armed conflict stand now, a line each."""
    from timeline.queries.consequences import put_off

    name = vocabulary.name_of("actor", actor)
    return [
        f"{name} under {vocabulary.name_of('treaty', treaty)}: {words}" for treaty, words in put_off(connection, actor)
    ]


def _tell(named: str, bearing: list[str], *, new: bool, json: bool) -> None:
    """The id on stdout, the withdrawals that it bears on on stderr; both in the JSON."""
    from timeline.cli.asking import say
    from timeline.cli.visible import visible

    if json:
        print_json({"conflict_id": named, "new": new, "withdrawals": bearing})
        return
    for line in bearing:
        say(visible(line))
    typer.echo(named)
