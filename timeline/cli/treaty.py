"""`timeline treaty`: a treaty that the program does not know, or knows otherwise → its rules, which count at once."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from timeline.cli.fact_options import AMENDED_OPTIONS, TREATY_OPTIONS, FactReasonOption, OwnOption
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, JsonOption, opened, opened_vocabulary
from timeline.cli.print_json import print_json

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, help="Record treaties and their rules: add, amend, show, list."
)
TreatyArgument = Annotated[str, typer.Argument(metavar="TREATY", help="Which treaty: its id or any name of it.")]


@app.command()
@with_options(TREATY_OPTIONS)
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its usual name.", show_default=False)] = "",
    id: Annotated[str, typer.Option("--id", help="Its id; made of the name unless given.")] = "",
    given: dict[str, Any] | None = None,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Record a treaty with its names, dates, rules, weapons and provisions, and print its id.

    On a terminal without a name or a source, what the options leave out is asked for. What states did about it is
    recorded with `timeline act add`; of those without an act, nothing is said unless --coverage complete.

    Example: timeline treaty add "My Protocol" --adopted 2020-05-01 --in-force 2021 --entry-after-months 6
    --notice-months 12 --provision "1; transfer; landmines; prohibited" --source https://example.org/text
    """
    from timeline.api.telling import source_told
    from timeline.cli.asking import can_ask, confirm, say
    from timeline.cli.asking_facts import ask_for_treaty
    from timeline.cli.fact_telling import treaty_told
    from timeline.database.opening import writing
    from timeline.errors import UsageError
    from timeline.review.treaty_checks import id_of
    from timeline.review.treaty_writing import add_treaty

    engine, vocabulary = opened_vocabulary(db, create=True)
    answers = {**(given or {}), "name": name}
    asked = can_ask() and not (name and answers["source"])
    if asked:
        answers = ask_for_treaty(answers, vocabulary)
    if not answers["name"].strip():
        raise UsageError('The treaty lacks a name: timeline treaty add "My Protocol" …')
    told, source = treaty_told(answers, vocabulary), source_told(answers)
    key = id or id_of(told.columns["name"])
    if asked:
        say(f"{key}: {told.columns['name']}, {len(told.provisions)} provisions")
        if not confirm("Store this treaty?"):
            raise KeyboardInterrupt
    with writing(engine) as connection:
        add_treaty(connection, key, told, source, vocabulary)
    if json:
        print_json({"treaty_id": key, "new": True})
    else:
        typer.echo(key)


@app.command()
@with_options(AMENDED_OPTIONS)
def amend(
    treaty: TreatyArgument,
    given: dict[str, Any],
    reason: FactReasonOption = "",
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Correct a treaty, also one that came with the program: your version counts from then on, after upgrades too.

    --other-name, --weapon and --provision add to what there is, --without-… take away; an empty date or text takes it
    away. Whatever changes but names and --status needs a source.

    Example: timeline treaty amend "Ottawa Treaty" --other-name "The Mines Convention" --reason "as our files call it"
    """
    from timeline.api.telling import source_told
    from timeline.cli.asking import say
    from timeline.cli.fact_telling import treaty_told
    from timeline.database.opening import writing
    from timeline.errors import UsageError
    from timeline.review.treaty_writing import amend_treaty

    engine, vocabulary = opened_vocabulary(db)
    key = vocabulary.resolve("treaty", treaty)
    if all(value is None for value in given.values()):
        raise UsageError("Say what to change, for example --notice-months 12 or --other-name TNT.")
    told, source = treaty_told(given, vocabulary), source_told(given)
    with writing(engine) as connection:
        changed = amend_treaty(connection, key, told, source, vocabulary, why=reason)
    if not changed:
        say("Nothing to change: the treaty says so already.")
    if json:
        print_json({"treaty_id": key, "changed": changed})
    else:
        typer.echo(key)


@app.command()
def show(treaty: TreatyArgument, json: JsonOption = False, db: DatabaseOption = None) -> None:
    """Show all that is recorded of a treaty: names, dates, rules, weapons and provisions, with their sources.

    Example: timeline treaty show "Ottawa Treaty"
    """
    from timeline.cli.fact_printing import print_fields
    from timeline.database.opening import reading
    from timeline.queries.meaning import meaning
    from timeline.queries.treaty_facts import treaty_record

    with reading(opened(db)) as connection:
        record = treaty_record(connection, meaning(connection, "treaty", treaty))
    if json:
        print_json(record)
    else:
        print_fields(_fields(record))


@app.command("list")
def list_treaties(own: OwnOption = False, json: JsonOption = False, db: DatabaseOption = None) -> None:
    """List the treaties by id, with the numbers of their provisions and acts.

    Example: timeline treaty list
    """
    from timeline.cli.fact_printing import print_rows
    from timeline.database.opening import reading
    from timeline.queries.treaty_facts import treaty_list

    with reading(opened(db)) as connection:
        rows = treaty_list(connection, own=own)
    shown = ("id", "name", "kind", "adopted", "entry_into_force", "end_date", "provisions", "acts")
    print_rows(rows, (*shown, "checked", "origin", "source"), json=json, nothing="No treaty is recorded that matches.")


def _fields(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The record as labelled lines; what says nothing is left out."""
    from timeline.cli.fact_printing import cell

    rules: dict[str, Any] = record["rules"]
    listed = ("names", "rules", "weapons", "provisions", "source", "checked", "origin")
    for label, value in record.items():
        if label not in listed and cell(value):
            yield label, cell(value)
    for name in record["names"]:
        yield "called", name
    for label, value in rules.items():
        if label not in ("source", "checked", "origin") and cell(value):
            yield label, cell(value)
    for weapon in record["weapons"]:
        yield "weapon", weapon
    for each in record["provisions"]:
        told = [each[name] for name in ("article", "conduct", "weapon_id", "rule", "exception") if each[name]]
        yield "provision", f"{'; '.join(told)} [{_whose(each)}]"
    yield "source", f"{record['source'] or 'none'} [{_whose(record, name_source=False)}]"
    if rules.get("source"):
        yield "rules from", f"{rules['source']} [{_whose(rules, name_source=False)}]"


def _whose(row: dict[str, Any], *, name_source: bool = True) -> str:
    """Whose word a fact is, and how many sources agree."""
    yours = "yours" if row["origin"] == "user" else "shipped"
    source = f": {row['source']}" if name_source and row["source"] else ""
    return f"{yours}, checked {row['checked']}{source}"
