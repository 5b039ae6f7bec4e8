"""The values of an event ↔ the text of a CSV cell; each direction undoes the other exactly.

Several values in a cell are joined by `; `; a `;` inside a value is doubled. Columns that are parallel to others
(quantities to weapons, quotes to sources) have one element each, and an empty cell where all elements are empty.
"""

import math
import re
from collections.abc import Sequence

SEPARATOR = "; "
PASSAGES = " […] "  # joins the passages of one source in its quote
LONGEST_QUOTE = 300
_TOKEN = re.compile(r";;|; |;")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_LARGEST_INTEGER = 2**63 - 1
_LONGEST_INTEGER = len(str(_LARGEST_INTEGER))


class BadCell(ValueError):
    """A cell that cannot be read; `str()` says why."""


def join(values: Sequence[str]) -> str:
    """Values → cell. No values and one empty value both give an empty cell."""
    return SEPARATOR.join(value.replace(";", ";;") for value in values)


def split(cell: str) -> list[str]:
    """Cell → values, read from the left; an empty cell holds none. Raises BadCell for a `;` that is neither."""
    if not cell:
        return []
    if cell.count(";") == cell.count(SEPARATOR):  # each of them stands between values
        return cell.split(SEPARATOR)
    values, start = [""], 0
    for found in _TOKEN.finditer(cell):
        values[-1] += cell[start : found.start()]
        start = found.end()
        if found[0] == ";;":
            values[-1] += ";"
        elif found[0] == SEPARATOR:
            values.append("")
        else:
            raise BadCell(f"has a ';' at character {found.start() + 1}: write '; ' between values and ';;' within one")
    values[-1] += cell[start:]
    return values


def join_parallel(values: Sequence[str]) -> str:
    """One value for each element of another column → cell, empty where all of them are."""
    return join(values) if any(values) else ""


def split_parallel(cell: str, count: int, owner: str) -> list[str]:
    """Cell → one value for each of the `count` elements of the column `owner`. Raises BadCell."""
    values = split(cell) or [""] * count
    if len(values) != count:
        raise BadCell(f"has {len(values)} values where {owner} has {count}: they must be parallel")
    return values


def cut_quote(quote: str) -> str:
    """The quote as it is exported: to 300 characters, the last of them `…` where it was longer."""
    return quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…"


def number_text(number: float | None) -> str:
    """A number in the fewest digits that read back as the same number; None is empty."""
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else repr(number)


def whole_number(text: str) -> int | None:
    """Digits → the number, "" → None. Raises BadCell."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_INTEGER) or int(text) > _LARGEST_INTEGER:
        raise BadCell(f"{text!r} is no whole number: write digits only, as in 1500")
    return int(text)


def number(text: str) -> float | None:
    """Digits with or without a decimal point → the number, "" → None. Raises BadCell."""
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or math.isinf(float(text)):
        raise BadCell(f"{text!r} is no number: write digits, with a point before decimals, as in 275000000 or 0.9")
    return float(text)
