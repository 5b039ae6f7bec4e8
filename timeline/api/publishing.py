"""What matches → what is published: a release, a picture."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from timeline.api.connected import Connected, filters_given


class Publishing(Connected):
    """What is written to files for others."""

    def package(
        self,
        folder: str | os.PathLike[str],
        *,
        title: str | None = None,
        authors: str | Sequence[str] = (),
        version: str | None = None,
        date: str | None = None,
        licence: str | None = None,
        texts: bool = False,
        force: bool = False,
        known_on: str | None = None,
        **filters: Any,  # noqa: ANN401
    ) -> int:
        """Write a release of the events that match, as `timeline export --package` does → how many there are.

        `load` reads the folder back. A package that is there is replaced with `force` only. Raises UsageError,
        OutputFailed.
        """
        from timeline.api.releasing import write_release

        given = filters_given(filters)
        said = {
            "title": title,
            "authors": authors,
            "version": version,
            "date": date,
            "licence": licence,
            "texts": texts,
        }
        self._check_first(given, known_on)
        with self._answering(given, known_on) as connection:
            return write_release(connection, Path(folder), given, said, force=force)

    def plot(
        self,
        path: str | os.PathLike[str],
        picture: str = "timeline",
        *,
        by: str | None = None,
        title: str | None = None,
        source_line: str | None = None,
        width: int = 750,
        height: int | None = None,
        scale: float = 2,
        force: bool = False,
        known_on: str | None = None,
        **filters: Any,  # noqa: ANN401
    ) -> tuple[str, ...]:
        """Draw what matches as SVG or PNG, by the ending of the path, as `timeline plot` does → what is left out.

        `picture` is timeline, years, matrix or positions. Raises UsageError, OutputFailed, and ExtraMissing where a PNG
        needs a library that is not installed.
        """
        from timeline.api.plotting import picture_named, write_picture

        given, output = filters_given(filters), Path(path)
        size: dict[str, Any] = {"width": width, "height": height, "scale": scale}
        wanted = picture_named(picture, by, output, title=title, source=source_line, **size)
        self._check_first(given, known_on)
        with self._answering(given, known_on) as connection:
            return write_picture(connection, wanted, given, output, force=force)
