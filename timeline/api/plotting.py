"""Filters and the name of a picture → an SVG or a PNG in a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import UsageError
from timeline.outputs.plots.png import png_of, ready_for_png
from timeline.outputs.plots.registry import PLOTS, Drawn, chosen_by, draw
from timeline.outputs.writing import write_binary_file
from timeline.queries.asking import filters_from
from timeline.queries.meaning import one_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

WIDTHS, HEIGHTS, SCALES = (400, 4000), (150, 20_000), (0.5, 10)
"""The least and the most pixels, and dots of a PNG to a pixel."""
NOTHING = "Nothing matches, so nothing was drawn."


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be drawn, by what, as which kind of file, and how large; None for what follows from the question.

    Raises UsageError for what cannot be drawn.
    """

    name: str
    by: tuple[str, ...]
    as_png: bool
    title: str | None = None
    source: str | None = None
    width: int = 750
    height: int | None = None
    scale: float = 2

    def __post_init__(self) -> None:
        for what, given, (least, most) in (
            ("width", self.width, WIDTHS),
            ("height", self.height, HEIGHTS),
            ("scale", self.scale, SCALES),
        ):
            if given is not None and not least <= given <= most:
                raise UsageError(f"The {what} of a picture is from {least} to {most}, not {given}.")
        if self.as_png:
            ready_for_png()

    def drawn(self, connection: "Connection", given: Mapping[str, Any]) -> Drawn:
        """The picture of what matches, as SVG."""
        filters = filters_from(connection, given)
        plot, width, height = PLOTS[self.name], self.width, self.height
        return draw(
            connection, plot, filters, self.by, width=width, height=height, named=self.title, source=self.source
        )

    def content(self, drawn: Drawn) -> bytes:
        """What stands in the file."""
        if not self.as_png:
            return drawn.svg.encode()
        return png_of(drawn.svg, width=self.width, height=drawn.height, scale=self.scale)


def picture_named(name: str, by: str | None, output: Path | None, **said: Any) -> Picture:  # noqa: ANN401 - its fields
    """What is asked for by name; the kind follows from the name of the file. Raises UsageError."""
    (chosen,) = one_of("picture", [name], tuple(PLOTS))
    divided = chosen_by(chosen, by)
    ending = ".svg" if output is None else output.suffix.lower()
    if ending not in (".svg", ".png"):
        raise UsageError(f"{output} ends neither in .svg nor in .png: name the file so that it does.")
    return Picture(chosen, divided, ending == ".png", **said)


def write_picture(
    connection: "Connection", picture: Picture, given: Mapping[str, Any], output: Path, *, force: bool
) -> tuple[str, ...]:
    """Write the picture whole or not at all → what it leaves out, in sentences. Raises UsageError, OutputFailed."""
    drawn = picture.drawn(connection, given)
    if not drawn.svg:
        return (NOTHING, *drawn.told)
    content = picture.content(drawn)
    write_binary_file(output, lambda stream: stream.write(content), force=force)
    return drawn.told
