"""An SVG → a PNG, without a browser and without a network."""

from typing import Any, cast

from timeline.errors import UsageError
from timeline.outputs.extras import library

MOST_PIXELS = 100_000_000


def ready_for_png() -> None:
    """Raises ExtraMissing, which is better known before a database is read."""
    _converter()


def png_of(svg: str, *, width: int, height: int, scale: float) -> bytes:
    """The picture with `scale` dots for each pixel of the SVG. Raises ExtraMissing, UsageError for too many dots."""
    if width * height * scale * scale > MOST_PIXELS:
        raise UsageError(
            f"A PNG of {width * scale:,.0f} by {height * scale:,.0f} dots is too large: give a smaller --scale, or "
            "write an SVG, which has no dots."
        )
    return cast(bytes, _converter().svg_to_png(svg, scale=scale))


def _converter() -> Any:  # noqa: ANN401 - a module has no type of its own
    return library("vl_convert", what="PNG", extra="plot")
