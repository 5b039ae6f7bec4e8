"""What a mark stands for → its colour, shape and pattern: told apart by the colour-blind, and in grey.

Colours are Okabe and Ito's, whose lighter ones get a darker line around them.
"""

from dataclasses import dataclass

from timeline.outputs.plots.svg import element, number

BLUE, SKY, GREEN, ORANGE, VERMILION, PURPLE, BLACK = (
    *("#0072B2", "#56B4E9", "#009E73", "#E69F00", "#D55E00", "#CC79A7", "#000000"),
)
RADIUS = 5.0


@dataclass(frozen=True, slots=True)
class Look:
    """The colour of a mark, that of the line around it, and its shape: corners as shares of the radius."""

    fill: str
    stroke: str
    corners: tuple[tuple[float, float], ...] = ()


_SQUARE = ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85))
_DIAMOND = ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0))
_UP = ((0, -1.1), (1.15, 0.9), (-1.15, 0.9))
_DOWN = ((0, 1.1), (1.15, -0.9), (-1.15, -0.9))
_CROSS = (
    *((-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4)),
    *((0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4)),
)
# By the group of an event's type; () is a circle.
LOOKS: dict[str, Look] = {
    "transfer": Look(BLUE, "#004F7C"),
    "use policy": Look(VERMILION, "#8F3F00", _SQUARE),
    "weapon": Look(BLACK, BLACK, _DIAMOND),
    "treaty": Look(GREEN, "#00694C", _UP),
    "position": Look(PURPLE, "#8A3F67", _DOWN),
    "law": Look(ORANGE, "#7A5400", _CROSS),
}
OTHER = Look("#888888", "#444444")


def look_of(group: str) -> Look:
    """The look of a group, that of any other where it has none of its own."""
    return LOOKS.get(group, OTHER)


def symbol(look: Look, x: float, y: float, *, hollow: bool = False, dashed: bool = False) -> str:
    """The shape at a place: filled, or hollow where the day is not known; dashed where it is doubtful."""
    fill = "#ffffff" if hollow else look.fill
    width, dashes = 1.4 if hollow else 0.8, "2.2 1.6" if dashed else ""
    if not look.corners:
        return element(
            "circle", cx=x, cy=y, r=RADIUS, fill=fill, stroke=look.stroke, stroke_width=width, stroke_dasharray=dashes
        )
    points = " ".join(f"{number(x + RADIUS * dx)},{number(y + RADIUS * dy)}" for dx, dy in look.corners)
    return element("polygon", points=points, fill=fill, stroke=look.stroke, stroke_width=width, stroke_dasharray=dashes)


def stripes(
    name: str, colour: str, *, behind: str = "#ffffff", gap: float = 5, thick: float = 1.6, turn: int = 45
) -> str:
    """A pattern of slanting lines, to be used as `url(#name)`."""
    return element(
        "pattern",
        element("rect", width=gap, height=gap, fill=behind),
        element("rect", width=thick, height=gap, fill=colour),
        id=name,
        width=gap,
        height=gap,
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({turn})",
    )


def fading(name: str, colour: str, *, to_left: bool) -> str:
    """A gradient that thins out towards an open end."""
    stops = (("0", "0.08"), ("1", "0.4")) if to_left else (("0", "0.4"), ("1", "0.08"))
    return element(
        "linearGradient",
        *(element("stop", offset=at, stop_color=colour, stop_opacity=opacity) for at, opacity in stops),
        id=name,
    )
