"""Words and a width → how long they are in print, and the lines in which they fit."""

import re
import unicodedata

from timeline.outputs.legible import in_one_line

# The advance widths of Liberation Sans (and Arial, Helvetica), in thousandths of the size, from the blank to `~`.
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556,) * 10,
    *(278, 278, 584, 584, 584, 556, 1015),
    *(667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667),
    *(944, 667, 667, 611, 278, 278, 278, 469, 556, 333),
    *(556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500),
    *(722, 500, 500, 500, 334, 260, 334, 584),
)
_OTHER, _WIDE = 640, 1000
_BOLD = 1.09
_FOREIGN = 1.15  # what other fonts are longer
# Scripts that Liberation Sans has no letters of: Armenian; Arabic and all to the east of it; Chinese, Japanese, Korean
# and what comes after them, emoji too. It has Latin, Greek, Cyrillic, Hebrew, arrows.
_NO_LETTERS = re.compile("[\u0530-\u058f\u0600-\u1cff\u2e80-\ufaff\ufb50-\ufdff\ufe70-\ufeff\U00010000-\U0010ffff]")


def is_foreign(words: str) -> bool:
    """Whether another font is needed for some of the words."""
    return _NO_LETTERS.search(words) is not None


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """How long one line of these words is, in pixels; of signs outside of Latin a little more than is usual."""
    thousandths = sum(_width(sign) for sign in words)
    return thousandths * size / 1000 * (_BOLD if bold else 1) * (_FOREIGN if is_foreign(words) else 1)


def wrapped(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The words in lines no longer than the width; a word that is longer is broken where it must be. Never none."""
    lines = [""]
    for word in in_one_line(words).split(" "):
        for piece in _pieces(word, width, size, bold=bold):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if lines[-1] and width_of(longer, size, bold=bold) > width:
                lines.append(piece)
            else:
                lines[-1] = longer
    return lines


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """The word, or the parts of one that is longer than a line."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size, bold=bold) > width and not unicodedata.combining(sign):
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _width(sign: str) -> int:
    place = ord(sign) - 32
    if 0 <= place < len(_WIDTHS):
        return _WIDTHS[place]
    if unicodedata.combining(sign):
        return 0
    base = ord(unicodedata.normalize("NFD", sign)[0]) - 32
    if 0 <= base < len(_WIDTHS):
        return _WIDTHS[base]
    return _WIDE if unicodedata.east_asian_width(sign) in "WF" or sign in "→—…" else _OTHER
