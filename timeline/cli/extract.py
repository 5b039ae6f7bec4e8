"""`timeline extract`: a document, or JSON lines of documents → the events in it, without a database."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.model_options import MODEL_OPTIONS, ModelOptions, model_options
from timeline.cli.option_sets import with_options
from timeline.cli.options import JsonOption
from timeline.cli.print_json import print_json
from timeline.cli.weights import ShippedWeightsOption
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.documents.document import Document
    from timeline.extraction.linear import Models


@with_options(MODEL_OPTIONS)
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
    trace: Annotated[
        bool,
        typer.Option("--trace", help="Show each sentence on its way: what was seen, weighed and decided, and why."),
    ] = False,
    sentence: Annotated[
        int | None,
        typer.Option("--sentence", min=1, metavar="N", help="With --trace: only the Nth.", show_default=False),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="TEXT", help="With --trace: only those with these words.", show_default=False),
    ] = None,
    shipped_weights: ShippedWeightsOption = False,
    given: dict[str, Any] | None = None,
    json: JsonOption = False,
) -> None:
    """Print the events that a document reports, in the same words as `timeline load`, and store nothing.

    With --input, one line of JSON a document goes in and one comes out, in the same order, for pipelines. With
    --trace, each sentence is followed instead from its words to what became of it; --json gives one object a line.

    With --with model, the language model of `timeline model` proposes events too, as in `timeline load`.

    Example: timeline extract article.txt --published 2024-11-20

    Example: timeline extract article.txt --with model --explain-refusals
    """
    if (file is None) == (input is None):
        raise UsageError("Name one FILE, or JSON lines with --input, and not both.")
    if not trace and (sentence is not None or at is not None):
        raise UsageError("--sentence and --at choose what --trace shows; add --trace.")
    options = model_options(given or {})
    if options is not None and trace:
        raise UsageError("--trace follows the built-in extractor: leave --with model out.")
    models = _models(shipped=shipped_weights)
    if options is not None:
        _with_models(
            list(_documents(file, input, published)), options, models, _Output(input is not None, json, output)
        )
    elif trace:
        from timeline.cli.tracing import Asked, print_traces
        from timeline.vocabulary.reading import shipped_vocabulary

        documents = _documents(file, input, published)
        print_traces(documents, Asked(sentence, at), shipped_vocabulary(), models, json=json, output=output)
    elif input is not None:
        _many(input, output, models)
    elif file is not None:
        _one(file, published, json, models)


@dataclass(frozen=True, slots=True)
class _Output:
    """What is printed of a document: a line of JSON as with --input, a record as with --json, or lines and blocks."""

    lines: bool
    json: bool
    path: Path | None


def _with_models(
    documents: "list[tuple[str, Document]]", options: ModelOptions, models: "Models", output: _Output
) -> None:
    """Print what the built-in extractor and a language model find."""
    from timeline.cli.found import found_in, print_found, print_header, say_language
    from timeline.cli.jsonl import write_lines
    from timeline.cli.model_extracting import extract_with_models
    from timeline.cli.model_options import BUILT_IN
    from timeline.cli.model_reading import Both
    from timeline.extraction.batch import SHOWN, event_record
    from timeline.vocabulary.reading import shipped_vocabulary

    vocabulary = shipped_vocabulary()
    lines: list[str] = []

    def told(name: str, document: "Document", both: Both) -> None:
        if both.extracted.language:
            say_language(name, both.extracted.language)
        shown = (event for event in both.extracted.proposals if event.lane in SHOWN)
        record = {
            "doc": name,
            "events": [{**event_record(event), "extractor": event.extractor or BUILT_IN} for event in shown],
        }
        if output.lines:
            lines.append(dumps(record, ensure_ascii=False))
        elif output.json:
            print_json(record)
        else:
            print_header()
            events = both.extracted.proposals
            print_found(document, found_in(document, events, (), vocabulary), both.extracted.unplaced)

    extract_with_models(documents, options, vocabulary, models, told)
    if output.lines and not options.only_asks:
        write_lines(output.path, lines)


def _models(*, shipped: bool) -> "Models":
    from timeline.cli.weights import chosen_weights
    from timeline.extraction.own_weights import models_with

    return models_with(chosen_weights(shipped=shipped))


def _many(input: Path, output: Path | None, models: "Models") -> None:
    from timeline.cli.found import say_language
    from timeline.cli.jsonl import read_lines, write_lines
    from timeline.extraction.batch import extract_lines
    from timeline.vocabulary.reading import shipped_vocabulary

    lines = extract_lines(read_lines(input), shipped_vocabulary(), models=models, foreign=say_language)
    write_lines(output, lines)


def _documents(file: Path | None, input: Path | None, published: str | None) -> "Iterator[tuple[str, Document]]":
    """The documents of either source, each with its name."""
    if file is not None:
        yield from ((document.origin, document) for document in _loaded(file, published))
    elif input is not None:
        from timeline.cli.jsonl import read_lines
        from timeline.extraction.batch import documents

        yield from documents(read_lines(input))


def _loaded(file: Path, published: str | None) -> "Iterator[Document]":
    """The document of a file or of stdin. Raises SourceRefused and UsageError."""
    from timeline.documents.document import Document
    from timeline.errors import SourceRefused
    from timeline.loaders.headers import Given
    from timeline.loaders.loading import load

    for document in load([str(file)], Given(published or ""), sys.stdin.buffer):
        if isinstance(document, SourceRefused):
            raise document
        if not isinstance(document, Document):
            raise UsageError(f"{file} is no single document; use `timeline load` for folders and CSV.")
        yield document


def _one(file: Path, published: str | None, json: bool, models: "Models") -> None:
    from timeline.cli.found import found_in, print_found, print_header, say_language
    from timeline.extraction.batch import events_record
    from timeline.extraction.extract import events_of
    from timeline.extraction.read import read
    from timeline.extraction.unplaced import unplaced
    from timeline.vocabulary.reading import shipped_vocabulary

    vocabulary = shipped_vocabulary()
    for document in _loaded(file, published):
        reading = read(document, vocabulary)
        events = events_of(reading, vocabulary, models)
        if reading.language:
            say_language(document.origin, reading.language)
        if json:
            print_json(events_record(document.origin, events))
        else:
            print_header()
            print_found(document, found_in(document, events, (), vocabulary), unplaced(reading, events))
