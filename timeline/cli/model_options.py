"""The options that let a language model propose events too → what `extract` and `load` are to do with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from timeline.errors import UsageError

BUILT_IN, MODEL = "built-in", "model"
_Paths = list[Path] | None

MODEL_OPTIONS: dict[str, Any] = {
    "with_": Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="built-in|model",
            help="Who proposes events: the built-in extractor, or beside it the language model of timeline model.",
        ),
    ],
    "names": Annotated[
        list[str] | None,
        typer.Option("--model", metavar="NAME", help="Another model than the one set up; several times: they vote."),
    ],
    "dry_run": Annotated[
        bool | None,
        typer.Option("--dry-run", help="Print the requests to the model and their size in tokens; send nothing."),
    ],
    "requests_to": Annotated[
        Path | None,
        typer.Option(
            "--requests-to", metavar="FILE|-", help="Write the requests as a batch file instead of sending them."
        ),
    ],
    "replies_from": Annotated[
        _Paths,
        typer.Option(
            "--replies-from", metavar="FILE", help="Take the answers from a batch file, send nothing; several times."
        ),
    ],
    "replies_to": Annotated[
        Path | None,
        typer.Option(
            "--replies-to",
            metavar="FILE",
            help="Add each answer to this batch file at once, and ask for nothing that is answered there.",
        ),
    ],
    "explain": Annotated[
        bool | None,
        typer.Option("--explain-refusals", help="Say on stderr what of the answers was not believed, and why."),
    ],
    "token_limit": Annotated[
        int | None,
        typer.Option("--max-tokens-total", min=1, metavar="N", help="Send no request that might cost more in all."),
    ],
    "yes": Annotated[
        bool | None,
        typer.Option("--yes", help="Agree that documents are sent to the model's address, where nobody can be asked."),
    ],
}


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """What is to be done with a model. `names` are other models than the one set up."""

    names: tuple[str, ...] = ()
    dry_run: bool = False
    requests_to: Path | None = None
    replies_from: tuple[Path, ...] = ()
    replies_to: Path | None = None
    explain: bool = False
    token_limit: int | None = None
    yes: bool = False

    @property
    def sends(self) -> bool:
        """Whether anything goes to an endpoint."""
        return not (self.dry_run or self.requests_to or self.replies_from)

    @property
    def only_asks(self) -> bool:
        """Whether the requests are all that is wanted."""
        return self.dry_run or self.requests_to is not None


def model_options(given: Mapping[str, Any]) -> ModelOptions | None:
    """The options as they were given; None where the built-in extractor reads alone. Raises UsageError."""
    rest = {name: value for name, value in given.items() if name != "with_" and value}
    if given["with_"] not in (None, BUILT_IN, MODEL):
        raise UsageError(f"--with {given['with_']} means nothing: it is {BUILT_IN} or {MODEL}.")
    if given["with_"] != MODEL:
        if rest:
            raise UsageError(f"{_OPTIONS[next(iter(rest))]} is about a language model: add --with {MODEL}.")
        return None
    ways = [name for name in ("dry_run", "requests_to", "replies_from") if name in rest]
    if len(ways) > 1:
        raise UsageError(f"{_OPTIONS[ways[0]]} and {_OPTIONS[ways[1]]} exclude each other: run the command twice.")
    idle = [name for name in ("replies_to", "token_limit", "yes") if ways and name in rest]
    if idle:
        raise UsageError(f"{_OPTIONS[ways[0]]} sends nothing, so that {_OPTIONS[idle[0]]} has no use: leave it out.")
    names, replies_from = (tuple(dict.fromkeys(rest.pop(name, ()))) for name in ("names", "replies_from"))
    if not all(name.strip() for name in names):
        raise UsageError("--model is empty: name a model as the endpoint does.")
    return ModelOptions(names=names, replies_from=replies_from, **rest)


_OPTIONS = {
    "names": "--model",
    "dry_run": "--dry-run",
    "requests_to": "--requests-to",
    "replies_from": "--replies-from",
    "replies_to": "--replies-to",
    "explain": "--explain-refusals",
    "token_limit": "--max-tokens-total",
    "yes": "--yes",
}
