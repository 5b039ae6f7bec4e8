"""`timeline stats`: filters and what to count by → numbers of events and sums of their worth."""

from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import CsvOption, DatabaseOption, JsonOption, KnownOnOption, opened

if TYPE_CHECKING:
    from timeline.queries.counting import Count, Counts

_BY = "decade, year, month, type, group, status, review, weapon, treaty, publisher, actor, any role, or pair"


@with_options(FILTER_OPTIONS)
def stats(
    given: dict[str, Any],
    by: Annotated[
        str, typer.Option("--by", metavar="WHAT,…", help=f"What to count by: {_BY} (supplier and recipient).")
    ] = "year",
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="At most so many rows; how many more there are is said.")
    ] = None,
    json: JsonOption = False,
    csv: CsvOption = False,
    known_on: KnownOnOption = None,
    db: DatabaseOption = None,
) -> None:
    """Count events, and add up what they are worth, by year, type, weapon, supplier and recipient, or whatever else.

    "3 to 5" means that three events certainly belong there and two more possibly: their dates are wider than the
    period, or uncertain. Nothing is shared out among periods. An event counts in each row that it belongs to, with two
    weapons in two rows, so that rows may add up to more than the total, which counts each event once; "weapons" beside
    a named one is no row of its own. Sums are of
    what sources say of each event: a sale that was decided, notified and delivered is three events, so ask for one
    type when you add up.

    Example: timeline stats --weapon landmines --by year,type

    Example: timeline stats --type transfer-delivery --since 2022 --by pair --csv
    """
    import sys

    from timeline.cli.filtering import filters_from
    from timeline.cli.knowing import answering
    from timeline.errors import UsageError
    from timeline.outputs.counts import write_counts_csv, write_counts_json
    from timeline.outputs.writing import write_stdout
    from timeline.queries.counting import counts, first_rows
    from timeline.queries.dimensions import dimensions_named
    from timeline.queries.listing import not_shown

    if json and csv:
        raise UsageError("--json and --csv contradict each other: give one of them.")
    chosen = dimensions_named([by])
    with answering(opened(db), given, known_on) as connection:
        filters = filters_from(connection, given)
        found = counts(connection, filters, chosen)
        kept_back = not_shown(connection, filters)
    shown = first_rows(found, limit)
    form = write_counts_json if json else write_counts_csv if csv else _table if sys.stdout.isatty() else _lines
    write_stdout(lambda stream: form(shown, stream))
    _tell(found, len(found.rows) - len(shown.rows), kept_back)


def _tell(found: "Counts", cut: int, kept_back: dict[str, int]) -> None:
    """Say on stderr what the rows leave out."""
    from timeline.cli.show import tell_the_rest
    from timeline.cli.visible import counted

    if found.total.possible:
        typer.echo(f"{range_words(found.total)} {'event' if found.total.possible == 1 else 'events'} in all.", err=True)
    if cut:
        typer.echo(f"{counted(cut, 'more row')}; raise --limit to see them.", err=True)
    tell_the_rest(found.total.possible, 0, kept_back)


def range_words(count: "Count") -> str:
    """`3`, or `3 to 5` where two more possibly belong there."""
    return _range(count.certain, count.possible, str)


def _range(certain: float, possible: float, words: Any) -> str:  # noqa: ANN401
    if certain == possible:
        return str(words(possible))
    return f"{words(certain)} to {words(possible)}"


def _value_words(counts: "Counts", count: "Count") -> str:
    from timeline.outputs.counts import number

    def words(value: float) -> str:
        return f"{number(value):,}"

    told = (
        f"{code} {_range(count.certain_value.get(code, 0), count.possible_value[code], words)}".strip()
        for code in counts.currencies
        if code in count.possible_value
    )
    return "; ".join(told)


def _rows(counts: "Counts") -> list[list[str]]:
    """What is read in each row: names where there are any, "none named" where an event says nothing."""
    return [
        [
            *(
                counts.names.get(name, {}).get(value, value) or "none named"
                for name, value in zip(counts.by, key, strict=True)
            ),
            range_words(count),
            _value_words(counts, count),
        ]
        for key, count in counts.rows.items()
    ]


def _words(counts: "Counts", name: str, value: str) -> str:
    return counts.names.get(name, {}).get(value, value) or "none named"


def _lines(counts: "Counts", stream: TextIO) -> None:
    from timeline.cli.visible import visible

    stream.write("\t".join((*counts.by, "events", "worth")) + "\n")
    stream.writelines("\t".join(visible(" ".join(cell.split())) for cell in row) + "\n" for row in _rows(counts))


def _table(counts: "Counts", stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from timeline.cli.visible import visible

    rows = _rows(counts)
    worth = any(row[-1] for row in rows)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in counts.by:
        table.add_column(name.capitalize(), overflow="fold")
    table.add_column("Events", justify="right", no_wrap=True)
    if worth:
        table.add_column("Worth", justify="right", overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in (row if worth else row[:-1])))
    if rows:
        Console(file=stream, highlight=False).print(table)
