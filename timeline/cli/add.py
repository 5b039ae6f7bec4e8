"""`timeline add`: an event told by a person, with its source → the id of the stored event."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from timeline.cli.event_options import EVENT_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, JsonOption, opened
from timeline.cli.print_json import print_json

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from timeline.documents.proposal import ProposedEvent
    from timeline.review.adding import Added
    from timeline.review.sources import SourceNamed


@with_options(EVENT_OPTIONS)
def add(given: dict[str, Any], json: JsonOption = False, db: DatabaseOption = None) -> None:
    """Add an event that you have a source for, and print its id.

    On a terminal, what the options leave out is asked for. The event counts as accepted. A source is demanded: a loaded
    document, a file, a URL with a --quote, or 'own observation', which is marked as one.

    Example: timeline add --type transfer-delivery --date 2024-04 --supplier USA --recipient Ukraine --weapon ATACMS
    --source https://example.org/report --quote "The missiles arrived in April." --publisher "Example Agency"
    """
    from timeline.api.telling import event_told, source_told
    from timeline.cli.asking import can_ask, say
    from timeline.cli.asking_events import ask_for_event
    from timeline.database.opening import reading
    from timeline.database.vocabulary import stored_vocabulary

    engine = opened(db, create=True)
    with reading(engine) as connection:
        vocabulary = stored_vocabulary(connection)
    asked = can_ask() and not all(given[name] for name in ("type", "date", "source"))
    if asked:
        given = ask_for_event(given, vocabulary)
    event, source = event_told(given, vocabulary), source_told(given)
    if asked:
        _let_confirm(event.title, event.date)
    added = _stored(engine, event, source)
    if not added.new:
        say(f"{added.event_id} tells this already; nothing was added.")
    for other in added.alike:
        say(
            f"{other} tells the same from another source. If it is one event, take the other one back: "
            f"timeline review --reject {other} --reason 'same as {added.event_id}'"
        )
    if json:
        print_json({"event_id": added.event_id, "new": added.new, "alike": added.alike})
    else:
        typer.echo(added.event_id)


def _stored(engine: "Engine", event: "ProposedEvent", source: "SourceNamed") -> "Added":
    """Store the event; a file that does not say when it was published is asked about where somebody is there."""
    from timeline.api.telling import typed_date
    from timeline.cli.asking import ask_checked, can_ask
    from timeline.database.opening import writing
    from timeline.loaders.refusals import DateMissing
    from timeline.review.adding import add_event

    try:
        with writing(engine) as connection:
            return add_event(connection, event, source, why="added")
    except DateMissing as refusal:
        if not can_ask():
            raise
        question = f"When was {refusal.document.origin} published (2024-11-20)"
        dated = replace(source, published=ask_checked(question, typed_date))
    with writing(engine) as connection:
        return add_event(connection, event, dated, why="added")


def _let_confirm(title: str, date: str) -> None:
    """Show what is about to be stored. Raises KeyboardInterrupt where the person does not want it."""
    from timeline.cli.asking import confirm, say

    say(f"{date}  {title}")
    if not confirm("Store this event?"):
        raise KeyboardInterrupt
