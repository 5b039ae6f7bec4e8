"""`timeline lint`: what cannot be right in the database, with the events and the passages."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import CsvOption, DatabaseOption, JsonOption, KnownOnOption, opened
from timeline.cli.visible import counted, visible

if TYPE_CHECKING:
    from timeline.queries.linting.contradictions import Fault, PassageRow

COLUMNS = ("check", "certainty", "message", "event_ids", "dates", "titles", "sources", "quotes")
_INDENT = "    "


@with_options(FILTER_OPTIONS)
def lint(
    given: dict[str, Any],
    check: Annotated[
        list[str] | None, typer.Option("--check", metavar="NAME", help="Only this check; may be given several times.")
    ] = None,
    possible: Annotated[
        bool, typer.Option("--possible", help="Show too what only may be wrong, as dates or acts are uncertain.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the checks, and look at nothing.")] = False,
    known_on: KnownOnOption = None,
    json: JsonOption = False,
    csv: CsvOption = False,
    db: DatabaseOption = None,
) -> None:
    """Look for what cannot be right: dates, offices, treaty positions and amounts that contradict each other.

    Each fault is shown with its events and the passages. Without filters all events are looked at that `show` would
    list. The exit code is 5 where something is found, as with `db check`.

    Example: timeline lint --actor Ukraine --possible
    """
    if list_:
        _list(json)
        return
    from timeline.cli.filtering import filters_from
    from timeline.cli.knowing import answering
    from timeline.edtf import Certainty
    from timeline.errors import UsageError
    from timeline.outputs.writing import write_stdout
    from timeline.queries.linting.checks import CHECKS
    from timeline.queries.linting.running import faults
    from timeline.queries.linting.scope import Scope
    from timeline.queries.listing import not_shown
    from timeline.queries.meaning import one_of

    if json and csv:
        raise UsageError("Choose one of --json and --csv.")
    names = one_of("check", check or (), tuple(CHECKS)) or tuple(CHECKS)
    tally = dict.fromkeys(Certainty, 0)
    with answering(opened(db), given, known_on) as connection:
        scope = Scope(connection, filters_from(connection, given))
        found = _counting(faults(scope, tuple(dict.fromkeys(names)), least=Certainty.POSSIBLY), tally)
        shown = (fault for fault in found if possible or fault.certainty is Certainty.CERTAINLY)
        write = _write_json if json else _write_csv if csv else _write
        write_stdout(lambda stream: write(shown, stream))
        waiting = not_shown(connection, scope.filters).get("review", 0)
    if waiting:
        were = "1 event that waits for review was" if waiting == 1 else f"{waiting} events that wait for review were"
        typer.echo(f"{were} not looked at (--include review does).", err=True)
    _tell(tally[Certainty.CERTAINLY], tally[Certainty.POSSIBLY], possible)


def _list(json: bool) -> None:
    from timeline.cli.print_json import print_json
    from timeline.queries.linting.checks import CHECKS

    if json:
        print_json([{"check": name, "about": each.about} for name, each in CHECKS.items()])
        return
    if not sys.stdout.isatty():
        for name, each in CHECKS.items():
            typer.echo(f"{name}\t{each.about}")
        return
    column, width = max(map(len, CHECKS)), max(40, shutil.get_terminal_size().columns)
    for name, each in CHECKS.items():
        beside = column + 2 <= width // 2
        indent = " " * (column + 2 if beside else 4)
        text = f"{name.ljust(column)}  {each.about}" if beside else f"{name}\n{indent}{each.about}"
        for line in text.split("\n"):
            typer.echo(textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False))


def _counting(faults: "Iterable[Fault]", tally: dict[Any, int]) -> "Iterator[Fault]":
    for fault in faults:
        tally[fault.certainty] += 1
        yield fault


def _tell(certain: int, possible: int, shown: bool) -> None:
    """Say on stderr what was found and what is kept back; raises FaultsFound where something was listed."""
    from timeline.errors import FaultsFound

    them = "it" if possible == 1 else "them"
    kept_back = (
        "" if shown or not possible else f" {possible} more {_are(possible)} possible (--possible shows {them})."
    )
    number = certain + (possible if shown else 0)
    if number:
        raise FaultsFound(
            f"{counted(number, 'contradiction')} found, listed above: correct the events with `timeline edit`, or "
            f"reject them with `timeline review`.{kept_back}"
        )
    typer.echo(f"Nothing found.{kept_back.replace(' more', '')}", err=True)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def certainty_word(fault: "Fault") -> str:
    """`certain` or `possible`."""
    from timeline.edtf import Certainty

    return "certain" if fault.certainty is Certainty.CERTAINLY else "possible"


def _write_json(faults: "Iterable[Fault]", stream: TextIO) -> None:
    """An array, one fault after another, as `show --json` prints events."""
    import json
    from dataclasses import asdict

    between = "["
    for fault in faults:
        record = {
            "check": fault.check,
            "certainty": certainty_word(fault),
            "events": [asdict(event) for event in fault.events],
            "message": fault.message,
            "passages": [asdict(passage) for passage in fault.passages],
        }
        stream.write(between + "\n" + json.dumps(record, ensure_ascii=False))
        between = ","
    stream.write("[]\n" if between == "[" else "\n]\n")


def _fields(fault: "Fault") -> tuple[str, str, str, list[str], list[str], list[str], list[str], list[str]]:
    events, passages = fault.events, fault.passages
    return (
        fault.check,
        certainty_word(fault),
        fault.message,
        [event.event_id for event in events],
        [event.date for event in events],
        [event.title for event in events],
        [_source(passage) for passage in passages],
        [passage.quote for passage in passages],
    )


def _write_csv(faults: "Iterable[Fault]", stream: TextIO) -> None:
    """One row a fault; several events and passages in a cell are joined as in our other CSV."""
    from timeline.loaders.cells import join
    from timeline.outputs.csv_ import csv_line

    stream.write(csv_line(COLUMNS))
    for fault in faults:
        stream.write(csv_line(each if isinstance(each, str) else join(each) for each in _fields(fault)))


def _write(faults: "Iterable[Fault]", stream: TextIO) -> None:
    """Blocks on a terminal; a header and one line a fault, fields parted by tabs, in a pipe."""
    if stream.isatty():
        width = max(40, shutil.get_terminal_size().columns)
        for fault in faults:
            stream.writelines(_block(fault, width))
        return
    stream.write("\t".join(COLUMNS) + "\n")
    for fault in faults:
        cells = (each if isinstance(each, str) else " | ".join(each) for each in _fields(fault))
        stream.write("\t".join(visible(" ".join(cell.split())) for cell in cells) + "\n")


def _block(fault: "Fault", width: int) -> Iterator[str]:
    """The check and what is wrong, then a line for each event and each passage; wrapped, nothing is cut."""
    mark = "" if certainty_word(fault) == "certain" else " (possible)"
    yield _wrapped(f"{fault.check}{mark}: {fault.message}", width, "")
    for event in fault.events:
        yield _wrapped(f"{event.date}  {event.event_id}  {event.title}", width, _INDENT)
    for passage in fault.passages:
        yield _wrapped(f"“{' '.join(passage.quote.split())}” ({_source(passage)})", width, _INDENT)
    yield "\n"


def _wrapped(text: str, width: int, indent: str) -> str:
    below = indent + "  "
    filled = textwrap.fill(visible(text), width, initial_indent=indent, subsequent_indent=below, break_on_hyphens=False)
    return filled + "\n"


def _source(passage: "PassageRow") -> str:
    name = passage.publisher or passage.title or passage.url or "unnamed source"
    return f"{name}, {passage.date}" if passage.date else name
