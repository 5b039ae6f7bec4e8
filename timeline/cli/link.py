"""`timeline link`: two events and what the one did to the other → a link between them, or one taken back."""

from typing import Annotated

import typer

from timeline.cli.options import DatabaseOption, JsonOption, opened
from timeline.cli.print_json import print_json
from timeline.database.domains import EVENT_RELATIONS


def link(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The later event: its id, or the beginning of it.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The earlier event.")],
    relation: Annotated[
        str,
        typer.Option("--as", metavar="RELATION", help=f"What the first is to the other: {', '.join(EVENT_RELATIONS)}."),
    ],
    quote: Annotated[str, typer.Option("--quote", help="The words of a source that say so.")] = "",
    source: Annotated[
        str,
        typer.Option(
            "--source",
            help="Where the quote is: a loaded document, a file, a URL. Unless given, the "
            "documents of the two events are searched.",
        ),
    ] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the link back, with a --reason.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why, for the log.")] = "",
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Say that an event reverses, extends, implements, delivers … an earlier one, or that two are the same.

    The link is printed under its id, EVENT:RELATION:OTHER, which timeline review takes too. A link that was proposed is
    thereby accepted. Nothing is deleted: a link that was taken back is kept with your reason.

    Example: timeline link ev-7q2x usa-mines-2022-06-21 --as partly-reverses --quote "an exception for Ukraine"
    """
    from timeline.database.opening import writing
    from timeline.errors import UsageError
    from timeline.review.linking import link_named, make_link, relation_of, remove_link
    from timeline.review.naming import event_key

    kind = relation_of(relation)
    if source and not quote:
        raise UsageError("Give the words of the source that say so, with --quote.")
    with writing(opened(db)) as connection:
        if remove:
            named = f"{event}:{kind}:{other}"
            found = link_named(connection, named)
            new, quoted = remove_link(connection, found, reason), True
            found = link_named(connection, named)
        else:
            keys = event_key(connection, event), event_key(connection, other)
            made = make_link(
                connection, keys[0], kind, keys[1], quote=quote, source=source, why=reason.strip() or "linked"
            )
            found, new, quoted = made.link, made.new, made.quoted
    if not new:
        typer.echo(f"{found.id} is {found.review} already; nothing was changed.", err=True)
    if not quoted:
        typer.echo(
            "No document of the two events has these words; they are kept as yours. --source names where.", err=True
        )
    if json:
        print_json(
            {
                "id": found.id,
                "event_id": found.event_id,
                "relation": found.relation,
                "other": found.other_id,
                "quote": found.quote,
                "review": found.review,
                "new": new,
            }
        )
    else:
        typer.echo(f"{found.id}\t{found.review}")
