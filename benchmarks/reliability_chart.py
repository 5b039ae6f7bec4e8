"""Bins of stated confidence and how often they were right → a plain SVG chart."""

from collections.abc import Sequence

SIDE, LEFT, TOP = 320, 52, 16  # pixels of the square, and where it begins
STRICT, LOOSE, EVEN = "#1b5e9c", "#c2621d", "#8a8a8a"
Point = tuple[float, float]


def chart(strict: Sequence[Point], loose: Sequence[Point]) -> str:
    """The chart: stated confidence to the right, the share that was right upwards, both from 0 to 1."""
    width, height = LEFT + SIDE + 16, TOP + SIDE + 48
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif"'
        ' font-size="12" role="img" aria-label="Share of events that were right, by stated confidence">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#444444"/>',
        f'<path d="{_path([(0.0, 0.0), (1.0, 1.0)])}" stroke="{EVEN}" stroke-dasharray="4 4" fill="none"/>',
    ]
    for tenth in range(0, 11, 2):
        x, y = _place((tenth / 10, tenth / 10))
        lines.append(f'<text x="{x}" y="{TOP + SIDE + 16}" text-anchor="middle">{tenth / 10:.1f}</text>')
        lines.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{tenth / 10:.1f}</text>')
    for points, colour, name, row in ((loose, LOOSE, "loosely right", 0), (strict, STRICT, "strictly right", 1)):
        lines.append(f'<path d="{_path(points)}" stroke="{colour}" stroke-width="2" fill="none"/>')
        lines += [f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>' for x, y in map(_place, points)]
        lines.append(f'<text x="{LEFT + 10}" y="{TOP + 18 + 16 * row}" fill="{colour}">{name}</text>')
    lines.append(f'<text x="{LEFT + SIDE // 2}" y="{height - 10}" text-anchor="middle">stated confidence</text>')
    middle = TOP + SIDE // 2
    turned = f'text-anchor="middle" transform="rotate(-90 14 {middle})"'
    lines.append(f'<text x="14" y="{middle}" {turned}>share that was right</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def _place(point: Point) -> Point:
    return round(LEFT + SIDE * point[0], 1), round(TOP + SIDE * (1 - point[1]), 1)


def _path(points: Sequence[Point]) -> str:
    return "M " + " L ".join(f"{x} {y}" for x, y in map(_place, points)) if points else ""
