"""A picture with a title, a legend, notes and a source line → a whole SVG of the width, and height, asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from timeline.errors import UsageError
from timeline.outputs.plots.measuring import width_of, wrapped
from timeline.outputs.plots.svg import FONTS, GREY, element, moved, plain, text

MARGIN = 16
_TITLE, _WORDS, _NOTE = 17, 12, 11
_SAMPLE = 30  # the width of a sample in the legend


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry of a legend: elements drawn in a box of 24 by 12 pixels, and what they mean."""

    drawn: str
    means: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn between the title and the legend, as elements of SVG from its own top left corner, and its height.

    `defined` are patterns and gradients that they use. `notes` are sentences that belong to the picture in print,
    `told` those that are only said to who makes it.
    """

    drawn: Sequence[str]
    height: float
    legend: Sequence[Sample] = ()
    notes: Sequence[str] = ()
    told: Sequence[str] = ()
    defined: Sequence[str] = ()


Draw = Callable[[float, float | None], Picture]
"""The width that a picture has and the height that is wished, None for its own → the picture, never lower than it needs
to be."""


def page(draw: Draw, *, title: str, source: str, width: int, height: int | None = None) -> tuple[str, int, Picture]:
    """The SVG, its height, and the picture that stands in it. Raises UsageError where the height is too little."""
    inner = width - 2 * MARGIN
    picture = draw(inner, None)
    top, bottom = _head(title, inner), _foot(picture, source, inner)
    around = top.height + bottom.height + 2 * MARGIN
    if height is not None:
        picture = draw(inner, height - around)
        if picture.height + around > height + 1:
            least = int(picture.height + around) + 1  # a picture that is wished too low is as low as it can be
            raise UsageError(f"A height of {height} is too little for this picture: give {least} or more, or none.")
    whole = round(picture.height + around) if height is None else height
    parts = (
        element("title", plain(title)),
        element("desc", plain(" ".join([*picture.notes, source]))),
        *([element("defs", *picture.defined)] if picture.defined else []),
        element("rect", width=width, height=whole, fill="#ffffff"),
        moved(MARGIN, MARGIN, *top.drawn),
        moved(MARGIN, MARGIN + top.height, *picture.drawn),
        moved(MARGIN, whole - MARGIN - bottom.height, *bottom.drawn),
    )
    return _svg("\n".join(parts), width, whole), whole, picture


def _svg(inside: str, width: int, height: int) -> str:
    return (
        element(
            "svg",
            f"\n{inside}\n",
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {width} {height}",
            font_family=FONTS,
            role="img",
        )
        + "\n"
    )


def _head(title: str, width: float) -> Picture:
    lines = wrapped(title, width, _TITLE, bold=True)
    drawn = [text(0, 14 + 21 * place, line, size=_TITLE, bold=True) for place, line in enumerate(lines)]
    return Picture(drawn, 21 * len(lines) + 10)


def _foot(picture: Picture, source: str, width: float) -> Picture:
    """The legend in as many lines as it takes, the notes and the source line."""
    drawn: list[str] = []
    x, y = 0.0, 16.0
    for sample in picture.legend:
        lines = wrapped(sample.means, width - _SAMPLE, _WORDS)
        long = _SAMPLE + max(width_of(line, _WORDS) for line in lines)
        if x and x + long > width:
            x, y = 0, y + 19
        drawn.append(moved(x, y, sample.drawn))
        drawn += [text(x + _SAMPLE, y + 10 + 15 * place, line, size=_WORDS) for place, line in enumerate(lines)]
        x, y = x + long + 18, y + 15 * (len(lines) - 1)
    y += 30 if picture.legend else 6
    for sentence in (*picture.notes, source):
        for line in wrapped(sentence, width, _NOTE):
            drawn.append(text(0, y, line, size=_NOTE, fill=GREY))
            y += 14
        y += 2
    return Picture(drawn, y - 12)
