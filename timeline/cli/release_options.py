"""What a publisher says of a release → the options of `timeline export --package`, and what they mean."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from timeline.outputs.package.release import Release

RELEASE_OPTIONS: dict[str, Any] = {
    "package": Annotated[
        Path | None,
        typer.Option(
            "--package",
            metavar="DIR",
            help="Write a release instead: a folder of tables with a codebook, sums, licence and citation.",
            show_default=False,
        ),
    ],
    "release_title": Annotated[str | None, typer.Option("--release-title", metavar="TEXT", help="Its title.")],
    "release_author": Annotated[
        list[str] | None,
        typer.Option(
            "--release-author", metavar="NAME", help="Who is to be cited: 'Family, Given', or a body. May be repeated."
        ),
    ],
    "release_version": Annotated[str | None, typer.Option("--release-version", metavar="TEXT", help="Its version.")],
    "release_date": Annotated[
        str | None, typer.Option("--release-date", metavar="DATE", help="Its day; without one it bears no date.")
    ],
    "licence": Annotated[
        str | None,
        typer.Option(
            "--licence", "--license", metavar="NAME", help="Its licence: CC-BY-4.0, CC0-1.0 …; none unless said."
        ),
    ],
    "with_texts": Annotated[
        bool,
        typer.Option("--with-texts", help="Put the whole texts of the documents in it too: third parties' rights."),
    ],
}


def release_from(given: Mapping[str, Any]) -> "Release":
    """What the options say. Raises UsageError where one means nothing, or says something of no package."""
    from timeline.errors import UsageError
    from timeline.outputs.package.release import release

    said = [name for name in RELEASE_OPTIONS if name != "package" and given[name]]
    if given["package"] is None and said:
        raise UsageError(f"--{said[0].replace('_', '-')} says something of a release: add --package DIR.")
    return release(
        title=given["release_title"],
        authors=given["release_author"] or (),
        version=given["release_version"],
        date=given["release_date"],
        licence=given["licence"],
        texts=bool(given["with_texts"]),
    )


def refuse_beside_package(**options: object) -> None:
    """Raise UsageError for an option of one file, which means nothing beside --package."""
    from timeline.errors import UsageError

    for name, value in options.items():
        if value:
            raise UsageError(
                f"--{name} is for an export to one file, --package for a folder of tables: give one of them."
            )
