"""Filters and what a publisher says → a release in a folder, as `timeline export --package` writes it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.outputs.package.folder import write_folder
from timeline.outputs.package.package import fill_package
from timeline.outputs.package.release import release
from timeline.queries.asking import filters_from

if TYPE_CHECKING:
    from sqlalchemy import Connection


def write_release(
    connection: "Connection", folder: Path, filters: Mapping[str, Any], said: Mapping[str, Any], *, force: bool
) -> int:
    """Write the release of the matching events → their number. Raises UsageError, OutputFailed."""
    authors: str | Sequence[str] = said.get("authors") or ()
    told = {**said, "authors": [authors] if isinstance(authors, str) else list(authors)}
    fill = fill_package(connection, filters_from(connection, filters), release(**told))
    return write_folder(folder, fill, replace=force)
