"""`timeline review`: proposals and a person's decisions → accepted, rejected or withdrawn events."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from timeline.cli.edit import ReasonOption
from timeline.cli.filtering import FILTER_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, JsonOption, opened
from timeline.cli.print_json import print_json
from timeline.documents.proposal import LANES
from timeline.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from timeline.queries.entries import Entry
    from timeline.review.queue import Wanted

Names = list[str] | None
# What a proposal's state of review is, and what `show` keeps back, is no question here; --document names the sources.
_NOT_ASKED = ("review", "not_review", "include", "strict_dates", "source")
QUEUE_OPTIONS = {name: option for name, option in FILTER_OPTIONS.items() if name not in _NOT_ASKED}
_IDS = "ids of events or links parted by spaces or commas, or - to read them from standard input; several times"


@with_options(QUEUE_OPTIONS)
def review(
    events: Annotated[Names, typer.Argument(metavar="ID", help="Only these proposals.", show_default=False)] = None,
    accept: Annotated[Names, typer.Option("--accept", metavar="ID", help=f"Accept these: {_IDS}.")] = None,
    reject: Annotated[Names, typer.Option("--reject", metavar="ID", help="Reject these, with a --reason.")] = None,
    withdraw: Annotated[
        Names, typer.Option("--withdraw", metavar="ID", help="Take back events added or accepted, with a --reason.")
    ] = None,
    reason: ReasonOption = "",
    accept_all: Annotated[
        bool, typer.Option("--accept-all", help="Accept all that match and are as sure as --min-confidence.")
    ] = False,
    min_confidence: Annotated[
        float | None,
        typer.Option("--min-confidence", min=0, max=1, help="Only proposals with this confidence or more."),
    ] = None,
    given: dict[str, Any] | None = None,
    document: Annotated[
        Names, typer.Option("--document", help="From this document: its number, the start of its SHA-256, or its URL.")
    ] = None,
    lane: Annotated[Names, typer.Option("--lane", help="review, auto (both unless said) or archive.")] = None,
    links: Annotated[
        bool, typer.Option("--links", help="Only proposed links between events, which otherwise come after the events.")
    ] = False,
    export_gold: Annotated[
        Path | None,
        typer.Option(
            "--export-gold",
            metavar="FILE|-",
            help="Write the documents that are wholly decided on, with their events, as JSON lines for training.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="With --export-gold: replace the file if it exists.")] = False,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Decide on what the machine proposed: one after the other on a terminal, by id in a script.

    Without a decision, a pipe gets the queue itself as tab-separated lines, or with --links that of the links between
    events. Proposals that `timeline show` keeps back
    come first. Nothing is deleted: a rejected or withdrawn event is kept with your reason.

    Example: timeline review --weapon landmines

    Example: timeline review --accept-all --min-confidence 0.9 --document 3

    Example: timeline review --links --json

    Example: timeline review --export-gold mine.jsonl
    """
    engine = opened(db)
    if export_gold is not None:
        from timeline.cli.exporting_gold import export_gold as export

        chosen_ones = (events, accept, reject, withdraw, accept_all, links, document, lane, *(given or {}).values())
        if any(chosen_ones) or min_confidence is not None:
            raise UsageError(
                "--export-gold writes all documents that are wholly decided on: give only --force and --db with it."
            )
        export(engine, export_gold, force=force)
        return
    if force:
        raise UsageError("--force goes with --export-gold.")
    chosen = [("accept", accept), ("reject", reject), ("withdraw", withdraw)]
    if events and any(ids for _, ids in chosen):
        # `--accept A B` reads as both; the shell's words after the first come as arguments.
        if sum(bool(ids) for _, ids in chosen) > 1:
            raise UsageError(f"Say what to do with {events[0]}: put it behind --accept, --reject or --withdraw.")
        chosen = [(name, [*ids, *events] if ids else ids) for name, ids in chosen]
    if accept_all and links:
        raise UsageError("--accept-all is for events: accept links by their ids, with --accept.")
    if accept_all and (reject or withdraw or accept):
        raise UsageError("--accept-all goes with no other decision: run timeline review once for each.")
    if any(ids for _, ids in chosen):
        _decide(engine, [(name, _ids(ids)) for name, ids in chosen if ids], reason, json=json)
        return
    from timeline.database.opening import reading

    with reading(engine) as connection:
        wanted = _wanted(connection, events or (), given or {}, document or (), lane or (), min_confidence)
    if links:
        from timeline.cli.reviewing_links import review_links

        review_links(engine, wanted, asking=_at_terminal() and not json, json=json)
    elif accept_all:
        if min_confidence is None:
            raise UsageError(
                "Say how sure the machine must be, as in --accept-all --min-confidence 0.9 (0: all that match)."
            )
        _accept_all(engine, wanted, reason, json=json)
    elif _at_terminal() and not json:
        from timeline.cli.reviewing import walk

        walk(engine, wanted)
        _walk_links(engine, wanted)
    else:
        _print_queue(engine, wanted, json=json)


def _wanted(
    connection: "Connection",
    events: Sequence[str],
    given: dict[str, Any],
    documents: Sequence[str],
    lanes: Sequence[str],
    min_confidence: float | None,
) -> "Wanted":
    """The options as what to look for. Raises UsageError."""
    from timeline.cli.filtering import filters_from
    from timeline.queries.documents import documents_named
    from timeline.queries.meaning import one_of
    from timeline.review.naming import event_keys
    from timeline.review.queue import QUEUED, Wanted

    chosen = one_of("lane", lanes, LANES) or QUEUED
    found = tuple(documents_named(connection, documents))
    keys = tuple(event_keys(connection, events))
    return Wanted(filters_from(connection, given), found, chosen, min_confidence, keys)


def _decide(engine: "Engine", chosen: Sequence[tuple[str, list[str]]], reason: str, *, json: bool) -> None:
    """Carry out decisions by id, all in one transaction or none."""
    from timeline.database.opening import writing
    from timeline.review.deciding import accept, reject, withdraw
    from timeline.review.linking import is_link
    from timeline.review.naming import event_keys

    decisions = {"accept": accept, "reject": reject, "withdraw": withdraw}
    done: list[tuple[str, str]] = []
    asked = 0
    with writing(engine) as connection:
        done += _decide_links(connection, chosen, reason)
        asked += sum(is_link(one) for _, ids in chosen for one in ids)
        keyed = [(name, event_keys(connection, [one for one in ids if not is_link(one)])) for name, ids in chosen]
        _check_once([key for _, keys in keyed for key in keys])
        for name, keys in keyed:
            asked += len(keys)
            if not keys:
                continue
            state = "withdrawn" if name == "withdraw" else f"{name}ed"
            done += [(public_id, state) for public_id in decisions[name](connection, keys, reason)]
    _print_done(done, asked, json=json)


def _decide_links(
    connection: "Connection", chosen: Sequence[tuple[str, list[str]]], reason: str
) -> list[tuple[str, str]]:
    """Carry out the decisions on links → their ids and states."""
    from timeline.review.linking import decide_link, is_link, link_named

    named = [(name, link_named(connection, one)) for name, ids in chosen for one in ids if is_link(one)]
    _check_once([link.key for _, link in named], "link")
    states = {"accept": "accepted", "reject": "rejected", "withdraw": "withdrawn"}
    return [(link.id, states[name]) for name, link in named if decide_link(connection, link, states[name], reason)]


def _walk_links(engine: "Engine", wanted: "Wanted") -> None:
    """Show the proposed links after the events, where nobody asked for a lane, a document or a confidence."""
    from timeline.cli.reviewing_links import review_links

    if not wanted.documents and wanted.min_confidence is None:
        review_links(engine, wanted, asking=True, json=False, quiet=True)


def _accept_all(engine: "Engine", wanted: "Wanted", reason: str, *, json: bool) -> None:
    from timeline.database.opening import writing
    from timeline.review.deciding import accept
    from timeline.review.queue import waiting

    with writing(engine) as connection:
        keys = waiting(connection, wanted)
        done = [(public_id, "accepted") for public_id in accept(connection, keys, reason)]
    _print_done(done, len(keys), json=json)


def _print_done(done: Sequence[tuple[str, str]], asked: int, *, json: bool) -> None:
    """The events that a decision changed, one a line; how many were as decided before goes to stderr."""
    if json:
        print_json([{"event_id": public_id, "review": state} for public_id, state in done])
    else:
        sys.stdout.writelines(f"{public_id}\t{state}\n" for public_id, state in done)
    same = asked - len(done)
    words = [f"{len(done)} decided"] + ([f"{same} so decided before"] if same else [])
    typer.echo(", ".join(words) + ".", err=True)


def _print_queue(engine: "Engine", wanted: "Wanted", *, json: bool) -> None:
    """The queue for programs: what `show` prints of an event, with its lane, confidence, quote and reader."""
    from timeline.cli import wording
    from timeline.cli.visible import visible
    from timeline.database.opening import reading
    from timeline.outputs.records import record
    from timeline.outputs.writing import write_stdout
    from timeline.queries.listing import entries_of
    from timeline.review.queue import extractors, waiting

    def write(stream: TextIO) -> None:
        with reading(engine) as connection:
            keys = waiting(connection, wanted)
            entries, readers = entries_of(connection, keys), extractors(connection, keys)
            if json:
                records = [{**record(e), "lane": e.lane, "extractor": readers[e.event_id]} for e in entries]
                print_json(records, stream)
                return
            stream.write("id\tlane\tconfidence\tdate\twhat\twho\tweapon\tsource\tquote\tproposed by\n")
            for entry in entries:
                sure = "" if entry.confidence is None else f"{entry.confidence:.2f}"
                told = (wording.date(entry), wording.what(entry), wording.who(entry), wording.about(entry))
                cited = (wording.source(entry), _first_quote(entry), readers[entry.event_id])
                fields = (entry.event_id, entry.lane, sure, *told, *cited)
                stream.write("\t".join(visible(" ".join(field.split())) for field in fields) + "\n")

    write_stdout(write)


def _first_quote(entry: "Entry") -> str:
    return next((source.quotes[0] for source in entry.sources if source.quotes), "")


def _ids(texts: Sequence[str]) -> list[str]:
    """The ids in the texts; `-` stands for the first word of each line of standard input but a heading."""
    found: list[str] = []
    for text in texts:
        if text.strip() == "-":
            lines = (line.split() for line in sys.stdin)
            found += [words[0] for words in lines if words and words[0] != "id"]
        else:
            found += text.replace(",", " ").split()
    return found


def _check_once(keys: Sequence[int], what: str = "event") -> None:
    if len(set(keys)) < len(keys):
        raise UsageError(f"The same {what} is given to two decisions: leave one of them out.")


def _at_terminal() -> bool:
    from timeline.cli.asking import can_ask

    return can_ask() and sys.stdout.isatty()
