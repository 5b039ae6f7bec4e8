"""`timeline edit`: an event and what a person sets in it → the event so changed, the machine's reading beside it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.event_options import EVENT_OPTIONS
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, JsonOption, opened

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from timeline.review.changes import Changes
    from timeline.review.sources import SourceNamed
    from timeline.vocabulary.vocabulary import Vocabulary

ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept in the history of the event.")]


@with_options(EVENT_OPTIONS)
def edit(
    event: Annotated[str, typer.Argument(metavar="ID", help="The event's id, or the beginning of it.")],
    given: dict[str, Any],
    clear: Annotated[
        list[str] | None,
        typer.Option("--clear", metavar="FIELD", help="Take away what a field says: recipient, note …"),
    ] = None,
    reason: ReasonOption = "",
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Correct an event: what you set counts from then on, and what the machine read stays beside it.

    An actor, weapon or treaty option replaces all that the event has of that kind. With --source, or with --quote from
    a document of the event, your reading stands on those words; alone, they add a source. On a terminal without any
    option, the fields are asked for.

    Example: timeline edit ev-gz3st6nc71 --date 2024-11-19 --reason "The Pentagon's release gives Tuesday."
    """
    from timeline.api.telling import changes_told, source_told
    from timeline.cli.asking import can_ask
    from timeline.database.opening import reading
    from timeline.database.vocabulary import stored_vocabulary
    from timeline.errors import UsageError
    from timeline.review.naming import event_key

    engine = opened(db)
    with reading(engine) as connection:
        vocabulary = stored_vocabulary(connection)
        key = event_key(connection, event)
    if not clear and not any(value is not None for value in given.values()):
        if not can_ask():
            raise UsageError("Say what to change, for example --date 2024-11-19 or --clear recipient.")
        edit_by_asking(engine, vocabulary, key, reason)
    else:
        changes, source = changes_told(given, clear or (), vocabulary), source_told(given)
        set_fields(engine, vocabulary, key, changes, source, reason)
    _show(engine, key, json=json)


def edit_by_asking(engine: "Engine", vocabulary: "Vocabulary", key: int, reason: str = "") -> None:
    """Ask at the terminal what shall be changed and why, and change it."""
    from timeline.api.telling import changes_told, source_told
    from timeline.cli.asking import ask
    from timeline.cli.asking_events import ask_for_changes

    given, cleared = ask_for_changes(dict.fromkeys(EVENT_OPTIONS), vocabulary)
    changes = changes_told(given, cleared, vocabulary)
    if changes.fields and not reason:
        reason = ask("Why")
    set_fields(engine, vocabulary, key, changes, source_told(given), reason)


def set_fields(
    engine: "Engine",
    vocabulary: "Vocabulary",
    key: int,
    changes: "Changes",
    source: "SourceNamed",
    reason: str,
) -> None:
    """Write the changes in one transaction, and say on stderr which fields are the person's now."""
    from timeline.cli.asking import say
    from timeline.database.opening import writing
    from timeline.documents.proposal import ProposedEvent
    from timeline.review.editing import edit_event
    from timeline.vocabulary.titles import event_title

    def titled(event: ProposedEvent) -> str:
        parts = (event.participants, event.weapons, event.treaties)
        return event_title(event.type, event.status, *parts, vocabulary)

    with writing(engine) as connection:
        fields = edit_event(
            connection,
            key,
            changes,
            reason=reason,
            resolve=lambda name: vocabulary.resolve("weapon", name),
            titled=titled,
            source=source,
        )
    if not fields:
        say("Nothing to change: the event says so already.")
    elif fields == ("event",):
        say("The event has one more source.")
    else:
        say(f"Set by you: {', '.join(field for field in fields if field != 'event')}.")


def _show(engine: "Engine", key: int, *, json: bool) -> None:
    """Print the event as it is now, as `timeline show` does."""
    from timeline.database.opening import reading
    from timeline.queries.listing import entries_of

    with reading(engine) as connection:
        entries = list(entries_of(connection, [key]))
    if json:
        from timeline.outputs.json_ import write_json
        from timeline.outputs.writing import write_stdout

        write_stdout(lambda stream: write_json(entries, stream))
        return
    from timeline.cli.table import print_entries

    print_entries(entries)
