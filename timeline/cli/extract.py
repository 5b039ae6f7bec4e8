"""`timeline extract`: a document, or JSON lines of documents → the events in it, without a database."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.options import JsonOption
from timeline.cli.print_json import print_json
from timeline.cli.weights import ShippedWeightsOption
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.extraction.linear import Models


def extract(
    file: Annotated[Path | None, typer.Argument(help="One document, or - for stdin.", show_default=False)] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When it was published, where it does not say so.")
    ] = None,
    input: Annotated[
        Path | None,
        typer.Option(
            "--input", help='JSON lines {"doc", "published", "text", "title"?}, or - for stdin.', show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Where the JSON lines go; otherwise stdout.", show_default=False)
    ] = None,
    shipped_weights: ShippedWeightsOption = False,
    json: JsonOption = False,
) -> None:
    """Print the events that a document reports, in the same words as `timeline load`, and store nothing.

    With --input, one line of JSON a document goes in and one comes out, in the same order, for pipelines.

    Example: timeline extract article.txt --published 2024-11-20
    """
    if (file is None) == (input is None):
        raise UsageError("Name one FILE, or JSON lines with --input, and not both.")
    models = _models(shipped=shipped_weights)
    if input is not None:
        _many(input, output, models)
    elif file is not None:
        _one(file, published, json, models)


def _models(*, shipped: bool) -> "Models":
    from timeline.cli.weights import chosen_weights
    from timeline.extraction.own_weights import models_with

    return models_with(chosen_weights(shipped=shipped))


def _many(input: Path, output: Path | None, models: "Models") -> None:
    from timeline.cli.jsonl import read_lines, write_lines
    from timeline.extraction.batch import extract_lines
    from timeline.vocabulary.reading import shipped_vocabulary

    write_lines(output, extract_lines(read_lines(input), shipped_vocabulary(), models=models))


def _one(file: Path, published: str | None, json: bool, models: "Models") -> None:
    from timeline.cli.found import found_in, print_found, print_header
    from timeline.documents.document import Document
    from timeline.errors import SourceRefused
    from timeline.extraction.batch import events_record
    from timeline.extraction.extract import events_of
    from timeline.extraction.read import read
    from timeline.extraction.unplaced import unplaced
    from timeline.loaders.headers import Given
    from timeline.loaders.loading import load
    from timeline.vocabulary.reading import shipped_vocabulary

    vocabulary = shipped_vocabulary()
    for document in load([str(file)], Given(published or ""), sys.stdin.buffer):
        if isinstance(document, SourceRefused):
            raise document
        if not isinstance(document, Document):
            raise UsageError(f"{file} is no single document; use `timeline load` for folders and CSV.")
        reading = read(document, vocabulary)
        events = events_of(reading, vocabulary, models)
        if json:
            print_json(events_record(document.origin, events))
        else:
            print_header()
            print_found(document, found_in(document, events, (), vocabulary), unplaced(reading, events))
