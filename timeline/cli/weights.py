"""The user's own weights, where there are any → which weights a command reads with, said on stderr and recorded."""

from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.visible import counted

if TYPE_CHECKING:
    from timeline.extraction.own_weights import OwnWeights

ShippedWeightsOption = Annotated[
    bool, typer.Option("--shipped-weights", help="Pass over your own weights, which timeline train makes.")
]


def chosen_weights(*, shipped: bool) -> "OwnWeights | None":
    """The user's own weights, announced; None where there are none, or none that fit. Raises SourceRefused."""
    from timeline.extraction.own_weights import own_weights

    own = None if shipped else own_weights()
    if own is None:
        return None
    if not own.fits:
        typer.echo(
            "Your own weights were learned with another version of the program and are not used: "
            "run timeline train again, or timeline train --forget.",
            err=True,
        )
        return None
    learned = counted(own.documents, "document")
    typer.echo(
        f"Your own weights {own.digest[:8]}, learned from {learned}, are in use; --shipped-weights passes them over.",
        err=True,
    )
    return own


def extractor(own: "OwnWeights | None") -> str:
    """What is stored as the extractor of events and claims: the program, and with whose weights it read."""
    from timeline.review.intake import EXTRACTOR

    return EXTRACTOR if own is None else f"{EXTRACTOR}, own weights {own.digest[:8]}"
