"""`timeline train`: what a person decided on → the person's own weights, measured before they are used."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from timeline.cli.options import DatabaseOption, JsonOption, opened
from timeline.cli.print_json import print_json
from timeline.cli.visible import counted
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.extraction.training.gold import Annotated as AnnotatedDocument
    from timeline.extraction.training.own import Comparison
    from timeline.extraction.training.scoring import Score
    from timeline.vocabulary.vocabulary import Vocabulary


def train(
    documents: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE|FOLDER]",
            help="What review --export-gold wrote, or a folder like tests/corpus; otherwise the database.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Use the new weights also where they do not help.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Remove your own weights; learn nothing.")] = False,
    json: JsonOption = False,
    db: DatabaseOption = None,
) -> None:
    """Learn weights of your own from what you accepted, rejected and edited, on top of those of the program.

    Every fifth document is kept back, and what the events found in these are worth is measured with and without your
    weights. Only where they help are they written to your data folder; extract and load then use them by themselves.

    Example: timeline train

    Example: timeline train mine.jsonl --json
    """
    if forget:
        if documents is not None or force:
            raise UsageError("--forget only removes your own weights: give nothing else with it.")
        _forget(json=json)
        return
    from timeline.extraction.training.own import compared

    found = compared(*_learned_from(documents, db))
    written = found.helps or force
    if written:
        _write(found.content)
    _print(found, written=written, json=json)


def _learned_from(place: Path | None, db: str | None) -> "tuple[list[AnnotatedDocument], Vocabulary]":
    """The annotated documents, in the order of their ids, and the names to read them with."""
    from timeline.extraction.training.gold import annotated, load

    if place is not None:
        from timeline.vocabulary.reading import shipped_vocabulary

        vocabulary = shipped_vocabulary()
        return load(place, vocabulary, held_back=None), vocabulary
    from timeline.cli.exporting_gold import left_out
    from timeline.database.opening import reading
    from timeline.database.vocabulary import stored_vocabulary
    from timeline.review.gold import gold

    with reading(opened(db, create=False)) as connection:
        vocabulary, found = stored_vocabulary(connection), gold(connection)
    for line in left_out(found):
        typer.echo(line, err=True)
    return [annotated(record, record, vocabulary) for record in found.records], vocabulary


def _write(content: bytes) -> None:
    """Make the file of own weights, whole or not at all. Raises OutputFailed."""
    from timeline.errors import OutputFailed
    from timeline.extraction.own_weights import own_path
    from timeline.outputs.writing import write_file

    path = own_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputFailed(f"{path.parent} cannot be made: {(error.strerror or str(error)).lower()}.") from error

    def write(stream: TextIO) -> None:
        stream.write(content.decode())

    write_file(path, write, force=True)


def _forget(*, json: bool) -> None:
    from timeline.errors import OutputFailed
    from timeline.extraction.own_weights import own_path

    path = own_path()
    try:
        path.unlink()
        gone = True
    except FileNotFoundError:
        gone = False
    except OSError as error:
        raise OutputFailed(f"{path} cannot be removed: {(error.strerror or str(error)).lower()}.") from error
    if json:
        print_json({"forgotten": gone, "file": str(path)})
    words = "Your own weights are removed" if gone else "There are no weights of your own"
    typer.echo(f"{words}; the program's are used.", err=True)


def _print(found: "Comparison", *, written: bool, json: bool) -> None:
    """What was measured to stdout, what follows from it to stderr."""
    from timeline.extraction.own_weights import own_path
    from timeline.outputs.writing import write_stdout

    measured = {"shipped": found.shipped_score, "own": found.own_score}

    def write(stream: TextIO) -> None:
        if json:
            told = {
                "learned_from": found.learned,
                "kept_back": found.kept_back,
                "scores": {name: _scores(total) for name, total in measured.items()},
                "helps": found.helps,
                "weights": found.own.digest,
                "written": str(own_path()) if written else None,
            }
            print_json(told, stream)
            return
        stream.write("weights\tmeasure\tprecision\trecall\tf1\tright\tproposed\tcore\n")
        for name, total in measured.items():
            for measure, hits in (("strict", total.strict), ("relaxed", total.relaxed)):
                shares = "\t".join(f"{share:.3f}" for share in total.shares(hits))
                stream.write(f"{name}\t{measure}\t{shares}\t{hits}\t{total.proposed}\t{total.core}\n")

    write_stdout(write)
    sys.stdout.flush()
    learned, kept = counted(found.learned, "document"), counted(found.kept_back, "document")
    verdict = "they help" if found.helps else "they do not help"
    then = (
        f"{own_path()} written; extract and load use it from now on."
        if written
        else "Nothing is written; --force uses them all the same."
    )
    typer.echo(f"Learned from {learned}; on the {kept} kept back {verdict}. {then}", err=True)


def _scores(total: "Score") -> dict[str, Any]:
    """Both measures as JSON has them."""
    told: dict[str, Any] = {"proposed": total.proposed, "core": total.core}
    for measure, hits in (("strict", total.strict), ("relaxed", total.relaxed)):
        precision, recall, f1 = (round(share, 4) for share in total.shares(hits))
        told[measure] = {"right": hits, "precision": precision, "recall": recall, "f1": f1}
    return told
