"""The proposed links between events → a list for programs, or one question after the other at the terminal."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, TextIO

from timeline.cli.asking import ask, say
from timeline.cli.print_json import print_json
from timeline.cli.visible import visible

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from timeline.review.linking import LinkTold
    from timeline.review.queue import Wanted

_QUESTION = "[a]ccept, [r]eject, [n]ext or [q]uit"
_SHOWN = (
    *("event_id", "event_date", "event_title", "relation", "other_id", "other_date", "other_title"),
    *("quote", "origin", "review"),
)


def review_links(engine: "Engine", wanted: "Wanted", *, asking: bool, json: bool, quiet: bool = False) -> None:
    """Ask about each proposed link of the wanted events, or list them; `quiet` says nothing where none waits."""
    from timeline.database.opening import reading
    from timeline.outputs.writing import write_stdout
    from timeline.review.linking import waiting_links

    with reading(engine) as connection:
        found = waiting_links(connection, wanted.filters, wanted.events)
    if asking:
        if found or not quiet:
            _walk(engine, found)
        return

    def write(stream: TextIO) -> None:
        told = [{"id": link.id, **{name: asdict(link)[name] for name in _SHOWN}} for link in found]
        if json:
            print_json(told, stream)
            return
        stream.write("\t".join(("id", *_SHOWN)) + "\n")
        for row in told:
            stream.write("\t".join(visible(" ".join(str(field).split())) for field in row.values()) + "\n")

    write_stdout(write)


def _walk(engine: "Engine", found: "list[LinkTold]") -> None:
    """Show each link and do as the person says; each decision is a transaction of its own."""
    if not found:
        say("No link waits for a decision.")
    for number, link in enumerate(found, start=1):
        sys.stdout.write(f"\n── link {number} of {len(found)} ──\n")
        for date, title, name in (
            (link.event_date, link.event_title, link.event_id),
            (f"  {link.relation} {link.other_date}", link.other_title, link.other_id),
        ):
            sys.stdout.write(visible(f"{date}  {title} ({name})\n"))
        if link.quote:
            sys.stdout.write(visible(f"  “{link.quote}”\n"))
        sys.stdout.flush()
        if not _decided(engine, link):
            return


def _decided(engine: "Engine", link: "LinkTold") -> bool:
    """Ask until the link is decided or passed over; False where the person quits."""
    from timeline.database.opening import writing
    from timeline.review.linking import decide_link

    while True:
        answer = ask(_QUESTION).lower()[:1]
        if answer in ("q", "n"):
            return answer == "n"
        if answer not in ("a", "r"):
            say("Answer with one of the letters in brackets.")
            continue
        reason = ask("Why (empty: not rejected after all)") if answer == "r" else ""
        if answer == "r" and not reason:
            continue
        with writing(engine) as connection:
            decide_link(connection, link, "accepted" if answer == "a" else "rejected", reason)
        return True
