"""`timeline export --package`: filters and what a publisher says → a folder, and a word on what is in it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from timeline.cli.asking import can_ask, confirm

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.outputs.package.release import Release


def export_package(
    connection: "Connection", given: Mapping[str, Any], folder: Path, release: "Release", *, force: bool
) -> dict[str, int]:
    """Write the package of the matching events → how many more are kept back, by what would include them."""
    from timeline.cli.filtering import filters_from
    from timeline.cli.visible import counted
    from timeline.outputs.package.folder import write_folder
    from timeline.outputs.package.package import fill_package
    from timeline.queries.listing import not_shown

    filters = filters_from(connection, given)
    number = write_folder(folder, fill_package(connection, filters, release), replace=force)
    kept_back = not_shown(connection, filters)
    typer.echo(f"Wrote {folder} with {counted(number, 'event')}.", err=True)
    if release.texts:
        typer.echo("It holds whole texts of third parties: see its README.md before you publish it.", err=True)
    return kept_back


def may_replace_package(folder: Path, *, force: bool) -> bool:
    """Whether a package in that place may be replaced. Raises OutputFailed where something is there and is to stay."""
    from timeline.errors import OutputFailed
    from timeline.outputs.package.folder import stands

    if not stands(folder) or force:
        return force
    if not can_ask():
        raise OutputFailed(f"{folder} holds a package already; use --force to replace it, or name another folder.")
    if not confirm(f"{folder} holds a package already. Replace it?", default=False):
        raise OutputFailed(f"{folder} stays as it was; nothing was written.")
    return True
