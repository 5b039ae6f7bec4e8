"""`timeline split`: an event and documents that tell another happening → two events that are never made one again."""

from typing import Annotated

import typer

from timeline.cli.edit import ReasonOption
from timeline.cli.options import DatabaseOption, JsonOption, opened


def split(
    event: Annotated[str, typer.Argument(metavar="ID", help="The event's id, or the beginning of it.")],
    document: Annotated[
        list[str],
        typer.Option("--document", help="Tells another event: its number, the start of its SHA-256, or its URL."),
    ],
    reason: ReasonOption = "",
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Part an event that was made of two: what the named documents tell becomes an event of its own.

    `timeline explain` shows the documents of an event with their numbers. Other prints of the same story go with a
    document. The two are never made one again, whatever is loaded later. It also takes back that a person accepted a
    link same-as: the event that was withdrawn then stands again.

    Example: timeline split ev-gz3st6nc71 --document 12 --reason "Another delivery, a month later"
    """
    from timeline.cli.asking import say
    from timeline.cli.table import print_entries
    from timeline.database.opening import reading, writing
    from timeline.queries.documents import documents_named
    from timeline.queries.listing import entries_of
    from timeline.review.naming import event_key
    from timeline.review.splitting import split_event
    from timeline.review.writing import keys_of

    engine = opened(db)
    with writing(engine) as connection:
        key = event_key(connection, event)
        name = split_event(connection, key, documents_named(connection, document), reason=reason)
        keys = [key, keys_of(connection, [name])[name]]
    say(f"Two events now; the other one is {name}.")
    with reading(engine) as connection:
        entries = list(entries_of(connection, keys))
    if json:
        from timeline.outputs.json_ import write_json
        from timeline.outputs.writing import write_stdout

        write_stdout(lambda stream: write_json(entries, stream))
    else:
        print_entries(entries)
