"""`timeline load`: files, folders, standard input → documents and their events in the database, and what was found."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.model_options import MODEL_OPTIONS, model_options
from timeline.cli.option_sets import with_options
from timeline.cli.options import DatabaseOption, opened
from timeline.cli.weights import ShippedWeightsOption

if TYPE_CHECKING:
    from timeline.cli.loading import Loading
    from timeline.loaders.headers import Given


@with_options({name: option for name, option in MODEL_OPTIONS.items() if name != "replies_to"})
def load(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help="Files, folders, or - for standard input: text, Markdown, our CSV, a release."
        ),
    ],
    published: Annotated[
        str,
        typer.Option("--published", metavar="DATE", help="When the documents were published; wins over what they say."),
    ] = "",
    url: Annotated[str, typer.Option("--url", help="Where the document is.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Who published the documents.")] = "",
    title: Annotated[str, typer.Option("--title", help="The document's title.")] = "",
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help="Load the good rows of a CSV that has bad ones too.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            min=1,
            metavar="N",
            help="How many processes read; one for each core unless said.",
            show_default=False,
        ),
    ] = None,
    shipped_weights: ShippedWeightsOption = False,
    given: dict[str, Any] | None = None,
    db: DatabaseOption = None,
) -> None:
    """Read documents, propose the events they report, store both, and print what was found.

    What is stored already is left as it is. A document that does not say when it was published is asked about on a
    terminal, and refused otherwise; the rest is loaded all the same. The exit code is 3 where anything was refused.
    Interrupted, it keeps the documents that it has finished; the same command goes on where it stopped.

    With --with model, the language model of `timeline model` proposes events too; what the text does not prove is not
    believed, and what only the model proposes waits for review. Answers are kept: nothing is asked twice.

    Example: timeline load articles/ --publisher "Example Agency"

    Example: timeline load articles/ --with model --max-tokens-total 200000
    """
    from timeline.cli.loading import Loading
    from timeline.cli.visible import counted
    from timeline.cli.weights import chosen_weights, extractor
    from timeline.database.opening import reading
    from timeline.database.vocabulary import stored_vocabulary
    from timeline.errors import SourceRefused, UsageError
    from timeline.extraction.own_weights import models_with
    from timeline.loaders.headers import Given

    if not all(paths):
        raise UsageError("A path is empty; name a file, a folder, or - for standard input.")
    options = model_options(given or {})
    about = Given(published, url, publisher, title)
    own = chosen_weights(shipped=shipped_weights)
    models = None if own is None else models_with(own)
    engine = opened(db, create=True)
    with reading(engine) as connection:
        vocabulary = stored_vocabulary(connection)
    loading = Loading(engine, vocabulary, models, extractor(own), keep_good=keep_good)
    try:
        if options is None:
            _load(paths, about, loading, jobs)
        else:
            from timeline.cli.model_loading import load_with_models

            load_with_models(paths, about, options, loading)
    finally:
        sys.stdout.flush()
        if not (options and options.only_asks) and not isinstance(sys.exception(), UsageError):
            typer.echo(loading.summary(), err=True)
        engine.dispose()
    if loading.refused or loading.refused_rows:
        rows = f", {counted(loading.refused_rows, 'row')} left out" if loading.refused_rows else ""
        sources = counted(loading.seen, "source")
        raise SourceRefused(f"{loading.refused} of {sources} refused{rows}, for the reasons above.")


def _load(paths: list[str], about: "Given", loading: "Loading", jobs: int | None) -> None:
    """Load what the built-in extractor reads alone, on several processes."""
    import contextlib

    from timeline.cli.progress import Bar
    from timeline.cores import usable_cores
    from timeline.extraction.extracting import extract_all
    from timeline.loaders.loading import how_many
    from timeline.loaders.loading import load as read

    bar = Bar("Loading", lambda: how_many(paths))
    documents = read(paths, about, sys.stdin.buffer)
    stream = extract_all(documents, loading.vocabulary, models=loading.models, jobs=jobs or usable_cores())
    try:
        with contextlib.closing(stream):
            for found, extracted in stream:
                bar.clear()
                loading.take(found, extracted)
                bar.at(loading.seen)
    finally:
        bar.clear()
