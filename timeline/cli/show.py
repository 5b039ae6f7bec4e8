"""`timeline show`: filters → the matching events, by date."""

from itertools import chain, islice
from typing import Annotated, Any

import typer

from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, JsonOption, KnownOnOption, opened

SORTS = ("date", "-date", "type", "confidence", "id")


@with_options(FILTER_OPTIONS)
def show(
    given: dict[str, Any],
    sort: Annotated[str, typer.Option("--sort", help=f"{', '.join(SORTS)}.")] = "date",
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="At most so many; how many more there are is said.")
    ] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="ID", help="Only what comes after this event: the next page.")
    ] = None,
    known_on: KnownOnOption = None,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Show events by date: a table on a terminal, tab-separated lines in a pipe.

    Events that you accepted or added are shown, and those that the machine is sure of; how many more match and wait
    for review is said on stderr. Where you name a treaty or a treaty-* type, the acts of states that are recorded
    about it (signatures, ratifications, withdrawals …) are listed among the events.

    Example: timeline show --weapon landmines --recipient Ukraine --since 2022
    """
    from timeline.cli.filtering import filters_from
    from timeline.cli.knowing import answering
    from timeline.cli.table import print_entries
    from timeline.queries.listing import counts, kept_back
    from timeline.queries.meaning import one_of
    from timeline.queries.timelines import how_many, timeline_entries

    (order,) = one_of("order", [sort], SORTS)
    with answering(opened(db), given, known_on) as connection:
        filters = filters_from(connection, given)
        entries = timeline_entries(connection, filters, sort=order, limit=limit, after=after)
        found = chain(list(islice(entries, 1)), entries)  # what is refused is refused before anything is printed
        if json:
            from timeline.outputs.json_ import write_json
            from timeline.outputs.writing import write_stdout

            write_stdout(lambda stream: write_json(found, stream))
            return
        shown = print_entries(found)
        counted = counts(connection, filters)
        more = 0
        if limit is not None:
            more = how_many(connection, filters, sort=order, after=after, counted=counted) - shown
    tell_the_rest(shown, more, kept_back(counted))


def tell_the_rest(shown: int, more: int, kept_back: dict[str, int]) -> None:
    """Say on stderr what matches and was not shown."""
    if not shown and not more:
        typer.echo("No event matches.", err=True)
    if more:
        typer.echo(f"{more} more {_verb(more, 'match', 'matches')}; raise --limit to see them.", err=True)
    for state, one, several in (
        ("review", "waits for review", "wait for review"),
        ("archive", "is archived as too doubtful", "are archived as too doubtful"),
        ("rejected", "was rejected or withdrawn", "were rejected or withdrawn"),
    ):
        if number := kept_back.get(state):
            does = f"{_verb(number, 'match', 'matches')} and {_verb(number, several, one)}"
            typer.echo(f"{number} more {does} (--include {state} shows {_verb(number, 'them', 'it')}).", err=True)


def _verb(number: int, several: str, one: str) -> str:
    return one if number == 1 else several
