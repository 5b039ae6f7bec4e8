"""`timeline dates`: JSON lines of documents → their time expressions, one JSON line each."""

from pathlib import Path
from typing import Annotated

import typer

MODES = ("auto", "news", "narrative")


def dates(
    input: Annotated[
        Path,
        typer.Option(
            "--input", help='JSON lines {"doc", "dct", "text"}, or - for stdin; "dct" is the document\'s date.'
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", help="Where the JSON lines go; otherwise stdout.", show_default=False)
    ] = None,
    mode: Annotated[
        str,
        typer.Option(
            "--mode",
            help="news dates a phrase against the document's date, narrative against the date before it in the text; "
            "auto chooses for each document.",
        ),
    ] = "auto",
) -> None:
    """Find the dates, times and durations in documents, resolved to TIMEX3 values and EDTF, with the rule that did it.

    Out goes {"doc", "start", "end", "text", "type", "value", "edtf", "first", "last", "rule"}, one a line.

    Example: timeline dates --input documents.jsonl --output dates.jsonl
    """
    from timeline.cli.jsonl import read_lines, write_lines
    from timeline.extraction.dates.serve import date_records
    from timeline.queries.meaning import one_of

    (chosen,) = one_of("mode", [mode], MODES)
    write_lines(output, date_records(read_lines(input), chosen))
