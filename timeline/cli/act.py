"""`timeline act`: what a state did about a treaty, with its source → a treaty act that counts at once."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.fact_options import (
    ACT_OPTIONS,
    AMENDED_ACT_OPTIONS,
    AnywayOption,
    FactReasonOption,
    OwnOption,
)
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, JsonOption, opened_vocabulary
from timeline.cli.print_json import print_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from timeline.vocabulary.vocabulary import Vocabulary

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Record what states did about treaties: add, amend, withdraw, list.",
)
_ID = "treaty:state:action:date, as `add` prints it, or the start of it in any names."
ActArgument = Annotated[str, typer.Argument(metavar="ACT", help=f"Which act: {_ID}")]
Names = list[str] | None


@app.command()
@with_options(ACT_OPTIONS)
def add(
    given: dict[str, Any], anyway: AnywayOption = False, json: JsonOption = False, db: DatabaseOption = None
) -> None:
    """Record a signature, ratification, withdrawal … that you have a source for, and print its id.

    `status`, `check` and `show --treaty` answer with it at once; where it leaves the state is said on stderr. On a
    terminal, what the options leave out is asked for. A source is demanded; 'own observation' is marked as one.

    Example: timeline act add --treaty "Ottawa Treaty" --actor LTU --action withdrawal_notice --date 2025-06-27
    --source https://example.org/notification
    """
    from timeline.api.telling import source_told
    from timeline.cli.asking import can_ask, say
    from timeline.cli.asking_facts import ask_for_act
    from timeline.cli.fact_telling import act_told
    from timeline.database.opening import writing
    from timeline.review.act_writing import add_act

    engine, vocabulary = opened_vocabulary(db, create=True)
    if can_ask() and not all(given[name] for name in ("treaty", "actor", "action", "date", "source")):
        given = ask_for_act(given, vocabulary)
    told, source = act_told(given, vocabulary), source_told(given)
    with writing(engine) as connection:
        recorded = add_act(connection, told, source, vocabulary, anyway=anyway)
        standing = _standing(connection, told.treaty, told.actor, told.date, vocabulary)
    if not recorded.new:
        say(f"{recorded.act_id} is recorded already; nothing was added.")
    for other in recorded.alike if recorded.new else ():
        say(f"{other} is recorded too. If it is the same act, take one away: timeline act withdraw {other} --reason …")
    _tell(recorded.act_id, standing, new=recorded.new, json=json)


@app.command()
@with_options(AMENDED_ACT_OPTIONS)
def amend(
    act: ActArgument,
    given: dict[str, Any],
    reason: FactReasonOption = "",
    anyway: AnywayOption = False,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Correct an act, also one that came with the program: your version counts from then on, after upgrades too.

    An empty --effective or --note takes it away. Whatever changes but the note needs a source.

    Example: timeline act amend mine-ban:LTU:withdrawal_notice --effective 2025-12-27 --source https://example.org/n
    --reason "the depositary gives the day"
    """
    from timeline.api.telling import source_told
    from timeline.cli.asking import say
    from timeline.cli.fact_telling import act_changes
    from timeline.database.opening import writing
    from timeline.errors import UsageError
    from timeline.review.act_naming import act_named
    from timeline.review.act_writing import amend_act

    engine, vocabulary = opened_vocabulary(db)
    changes, source = act_changes(given), source_told(given)
    if not changes and not source.text:
        raise UsageError("Say what to change, for example --effective 2025-12-27 or --contested.")
    with writing(engine) as connection:
        stored = act_named(connection, act, vocabulary)
        recorded = amend_act(connection, stored, changes, source, vocabulary, anyway=anyway, why=reason)
        date = changes.get("date", stored["date"])
        standing = _standing(connection, stored["treaty_id"], stored["actor_id"], date, vocabulary)
        following = _following(connection, stored, changes)
    if not recorded.new:
        say("Nothing to change: the act says so already.")
    _tell(recorded.act_id, standing, new=recorded.new, json=json, following=following)


@app.command()
def withdraw(
    act: ActArgument, reason: FactReasonOption = "", json: JsonOption = False, db: DatabaseOption = None
) -> None:
    """Take an act away that never happened, also one that came with the program; upgrades do not bring it back.

    The change log keeps what it said, and your reason.

    Example: timeline act withdraw mine-ban:LTU:withdrawal_notice:2025-06-26 --reason "entered twice"
    """
    from timeline.database.opening import writing
    from timeline.review.act_naming import act_id, act_named
    from timeline.review.act_writing import withdraw_act

    engine, vocabulary = opened_vocabulary(db)
    with writing(engine) as connection:
        stored = act_named(connection, act, vocabulary)
        withdraw_act(connection, stored, why=reason)
        standing = _standing(connection, stored["treaty_id"], stored["actor_id"], stored["date"], vocabulary)
        following = _following(connection, stored, None)
    _tell(act_id(stored), standing, new=False, json=json, following=following)


@app.command("list")
def list_acts(
    treaty: Annotated[Names, typer.Option("--treaty", metavar="NAME", help="Of this treaty.")] = None,
    actor: Annotated[Names, typer.Option("--actor", metavar="NAME", help="Of this state or organisation.")] = None,
    own: OwnOption = False,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """List treaty acts by date with their ids, sources and how far they are checked.

    Example: timeline act list --own
    """
    from timeline.cli.fact_printing import print_rows
    from timeline.cli.fact_telling import acting
    from timeline.database.opening import reading
    from timeline.queries.treaty_facts import act_list
    from timeline.review.act_naming import act_id

    engine, vocabulary = opened_vocabulary(db)
    treaties = [vocabulary.resolve("treaty", name) for name in treaty or ()]
    actors = [acting(vocabulary, name) for name in actor or ()]
    with reading(engine) as connection:
        rows = [
            {"act_id": act_id(row), **row} for row in act_list(connection, treaties=treaties, actors=actors, own=own)
        ]
    shown = ("date", "treaty_id", "actor_id", "action", "effective_date", "checked", "origin", "source", "act_id")
    print_rows(rows, shown, json=json, nothing="No act is recorded that matches.")


def _following(connection: "Connection", stored: "Mapping[str, Any]", changes: "Mapping[str, Any] | None") -> list[str]:
    """The ids of recorded acts that follow from the stored one, and so may no longer be so once it is changed.

    `changes` are what it says otherwise now, None where it was taken away. One that says the day of effect that it
    was given agrees.
    """
    from timeline.queries.consequences import following
    from timeline.review.act_naming import act_id

    if changes is not None and not any(
        name in changes and changes[name] != stored[column]
        for name, column in (("date", "date"), ("effective", "effective_date"))
    ):
        return []
    treaty, actor = stored["treaty_id"], stored["actor_id"]
    moved = (changes or {}).get("date")
    acts = following(connection, treaty, actor, stored["action"], stored["date"], moved=moved)
    rows = ({"treaty_id": treaty, "actor_id": actor, "action": act.action, "date": act.date} for act in acts)
    return [act_id(row) for row in rows if not changes or str(row["date"]) != changes.get("effective")]


def _standing(connection: "Connection", treaty: str, actor: str, date: str | None, vocabulary: "Vocabulary") -> str:
    """Where the act leaves its state, in a line; empty for an act without a date."""
    from timeline import edtf
    from timeline.queries.consequences import position_words

    if not date:
        return ""
    words = position_words(connection, treaty, actor, edtf.parse(date))
    names = f"{vocabulary.name_of('actor', actor)} under {vocabulary.name_of('treaty', treaty)}"
    return f"{names} on {date}: {words}"


def _tell(act: str, standing: str, *, new: bool, json: bool, following: "Sequence[str] | None" = None) -> None:
    """The id on stdout, where it leaves the state on stderr; both in the JSON. `following` are acts to be looked at."""
    from timeline.cli.asking import say
    from timeline.cli.visible import visible

    if json:
        told = {"act_id": act, "new": new, "standing": standing}
        print_json(told if following is None else {**told, "still_counting": list(following)})
        return
    for other in following or ():
        say(
            f"{other} is recorded too and still counts; if it is no longer so: timeline act withdraw {other} "
            "--reason …, or amend it."
        )
    if standing:
        say(visible(standing))
    typer.echo(act)
