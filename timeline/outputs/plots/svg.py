"""Shapes and words → the text of SVG elements; whatever stands in the words is shown and never read as SVG.

No element refers to anything outside of its file, and nothing in it runs.
"""

import re
from html import escape

from timeline.outputs.legible import in_one_line
from timeline.outputs.plots.measuring import is_foreign

# Liberation Sans has the widths of Arial and Helvetica, so that a text is as long on any machine as it was measured.
FONTS = "'Liberation Sans', Arial, Helvetica, sans-serif"
# Some viewers look for a missing letter in one font for the whole line, and take whichever they come upon.
_FOREIGN_FONTS = "'Noto Sans', 'DejaVu Sans', 'Arial Unicode MS', sans-serif"
INK = "#222222"
GREY = "#555555"
_AWAY = re.compile("[\ud800-\udfff]")  # no characters by themselves: bytes of a command line that were no UTF-8


def element(name: str, *inside: str, **attributes: str | float) -> str:
    """`<name attribute="…">…</name>`; `_` in an attribute's name stands for `-`, and one that is "" is left out."""
    told = "".join(f' {key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items() if value != "")
    return f"<{name}{told}>{''.join(inside)}</{name}>" if inside else f"<{name}{told}/>"


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 12,
    anchor: str = "",
    bold: bool = False,
    fill: str = INK,
    halo: bool = False,
) -> str:
    """One line of words on the base line `y`; `anchor` is start, middle or end. A halo keeps it clear of lines."""
    around: dict[str, str | float] = {"stroke": "#ffffff", "stroke_width": 3, "paint_order": "stroke"} if halo else {}
    return element(
        "text",
        plain(words),
        x=x,
        y=y,
        font_size=size,
        text_anchor="" if anchor == "start" else anchor,
        font_weight="bold" if bold else "",
        fill=fill,
        font_family=_FOREIGN_FONTS if is_foreign(words) else "",
        **around,
    )


def upwards(words: str, size: float) -> str:
    """One line of words that begins at the origin and is read from bottom to top."""
    return element("g", text(0, 0, words, size=size), transform="rotate(-90)")


def plain(words: str) -> str:
    """The words as character data of XML; what cannot be shown is a square, which every font has."""
    return escape(_AWAY.sub("\ufffd", in_one_line(words)).replace("\ufffd", "□"))


def told(words: str, *shapes: str) -> str:
    """Shapes with the words that a viewer shows where one points at them, and a screen reader reads."""
    return element("g", element("title", plain(words)), *shapes)


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = "#cccccc", width: float = 1) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width)


def moved(x: float, y: float, *inside: str) -> str:
    """Elements drawn from another origin."""
    return element("g", *inside, transform=f"translate({number(x)} {number(y)})")


def number(value: float) -> str:
    """At most two decimals: the same text from any machine's arithmetic, and a small file."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _value(value: str | float) -> str:
    return escape(_AWAY.sub("\ufffd", value)) if isinstance(value, str) else number(value)
