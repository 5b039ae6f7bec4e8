"""Numbers → round steps for an axis, words for a range, and shades from few to many."""

import math
from collections.abc import Sequence

# From light to dark, each step also lighter or darker in grey (ColorBrewer's Blues).
SHADES = ("#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#2171b5", "#08306b")


def steps(most: int, wanted: int = 5) -> list[int]:
    """Whole numbers from 0 up to at least `most`, in steps of 1, 2 or 5 and their tens, about as many as wanted."""
    step, tens = 1, 1
    while most / step > wanted:
        step = next((each for each in (tens, 2 * tens, 5 * tens) if most / each <= wanted), 10 * tens)
        tens *= 10
    return list(range(0, max(most, 1) + step, step))


def range_words(certain: int, possible: int) -> str:
    """`3`, or `3–5` where two more possibly belong there."""
    return f"{possible:,}" if certain == possible else f"{certain:,}–{possible:,}"


def shade(value: int, most: int) -> str:
    """The shade of a number, 1 having the lightest: a shade a number, or where they are many, a shade for as many times
    more as the one before, so that one great number does not make all others alike."""
    if most <= len(SHADES):
        return SHADES[value - 1]
    return SHADES[min(len(SHADES) - 1, int(math.log(value) / math.log(most) * len(SHADES) + 1e-9))]


def shade_ranges(most: int) -> list[tuple[str, int, int]]:
    """The shades in use with the first and the last number of each."""
    found: list[tuple[str, int, int]] = []
    first = 1
    while first <= most:
        last = _last_of(shade(first, most), first, most)
        found.append((shade(first, most), first, last))
        first = last + 1
    return found


def _last_of(colour: str, low: int, most: int) -> int:
    """The greatest number with the shade that `low` has."""
    high = most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if shade(middle, most) == colour else (low, middle - 1)
    return low


def stretched(heights: Sequence[float], wished: float | None) -> list[float]:
    """The heights, each with the same share of what is left of the height that is wished for all of them."""
    more = 0.0 if wished is None else max(0.0, wished - sum(heights)) / len(heights)
    return [height + more for height in heights]
