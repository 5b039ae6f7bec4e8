"""`timeline search`: words → the documents that have them, the passages, and the events beside those."""

from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from timeline.cli.options import DatabaseOption, JsonOption, KnownOnOption, opened


class SearchCommand(TyperCommand):
    """`-Russia` is a word that may not occur, `--limt` a mistyped option; after a bare `--` all are words."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - the signature is Typer's
        """Read the arguments, and refuse what begins as an option does and is none."""
        behind = args[args.index("--") + 1 :] if "--" in args else []
        rest = super().parse_args(ctx, list(args))
        words = ctx.params["words"] or ()
        for word in words[: len(words) - len(behind)]:
            # What has a space before its `=` was in quotation marks: words.
            if word.startswith("--") and not any(map(str.isspace, word.partition("=")[0])):
                ctx.ignore_unknown_options = False
                super().parse_args(ctx, [word])  # tells it in Typer's words, with the nearest
        return rest


SETTINGS = {"cls": SearchCommand, "context_settings": {"ignore_unknown_options": True}}


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS", help='Words; "phrases" in quotation marks; begin*; -word for what may not occur; OR.'
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Published from this date on: 2024, 2024-11 (EDTF).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Published up to and including this date.")
    ] = None,
    publisher: Annotated[
        list[str] | None, typer.Option("--publisher", help="Of this publisher; repeat it for any of several.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="At most so many documents; how many more match is said.")
    ] = 20,
    after: Annotated[
        str | None, typer.Option("--after", metavar="ID", help="Go on after the document with this id.")
    ] = None,
    known_on: KnownOnOption = None,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Search the text of all documents, best first: the passage with the words, and the events that it tells of.

    All words must occur, an English one in the singular or the plural. Put a phrase in quotation marks within those of
    your shell. A document counts as published within the dates where it possibly was.

    Example: timeline search '"cluster munitions" Ukraine -Russia'
    """
    from timeline.api.search_records import records
    from timeline.cli.knowing import moment_told, reading_known
    from timeline.cli.search_lines import print_answers
    from timeline.cli.visible import counted
    from timeline.queries.search import search as answers_to
    from timeline.queries.search import search_filters
    from timeline.queries.search_syntax import parse_query

    query = parse_query(" ".join(words or ()))
    at = moment_told(known_on)
    with reading_known(opened(db), at) as connection:
        filters = search_filters(connection, since, until, publisher or [], known=at is not None)
        found = answers_to(connection, query, filters, limit=limit, after=after or "", most_passages=3 if json else 1)
    if json:
        from timeline.cli.print_json import print_json

        print_json(records(found))
    else:
        print_answers(found)
    if not found.answers and not found.more:
        typer.echo("No document matches.", err=True)
    elif found.more:
        on = f"; raise --limit, or go on with --after {found.answers[-1].id}" if found.answers else "; raise --limit"
        typer.echo(f"{counted(found.more, 'more document')} {'matches' if found.more == 1 else 'match'}{on}.", err=True)
