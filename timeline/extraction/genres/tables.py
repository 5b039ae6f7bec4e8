"""Lines of a text in columns (parted by bars, tabs, slashes, dots or blanks) → tables of cells with their offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FEWEST = 3  # rows, the one of the headings among them, that make a table
WIDEST = 2000  # characters of a line that is looked at
_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[\s|+:=_–—-]*\Z")  # a line that only draws a rule under the headings
_PARTS = {
    "bar": re.compile(r"(?<!\s)\s*\|\s*"),
    "tab": re.compile(r"(?<! ) *\t[ \t]*"),
    "semicolon": re.compile(r"(?<! ) *; *"),
    "slash": re.compile(r"(?<! ) +/(?: +|(?=\n|\Z))"),
    "dots": re.compile(r"(?<! ) *(?:\.{3,}|(?:\. ){3,}|…{2,}) *"),
    "blanks": re.compile(r" {2,}"),
}
"""What parts the cells of a line, the surest mark first."""
_OF = {
    "bar": ("|",),
    "tab": ("\t",),
    "semicolon": (";",),
    "slash": (" /",),
    "dots": ("...", ". .", "…"),
    "blanks": ("  ",),
}
_SIGNS = tuple(sign for signs in _OF.values() for sign in signs)  # quick to look for: one is in every line with a mark
_FEWEST_MARKS = {"semicolon": 3, "slash": 2}


@dataclass(frozen=True, slots=True)
class Cell:
    """`text == document[start:end]`, without blanks at its ends; empty cells keep their place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a line, which is `document[start:end]`."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows between two lines that are none, with the lines inside it that have one cell only (group headings)."""

    rows: tuple[Row, ...]
    alone: tuple[Row, ...]


def tables_of(text: str, start: int) -> Iterator[Table]:
    """The tables of a text from an offset on, in order: at least FEWEST rows parted alike, of two or more cells.

    An empty line or one of a single cell ends no table: it parts its groups. Time is linear in the length.
    """
    rows: list[Row] = []
    alone: list[Row] = []
    mark = ""
    for line in _LINE.finditer(text, start):
        if not rows and not any(sign in line.group() for sign in _SIGNS):
            continue
        if not line.group().strip() or _RULE.match(line.group()):
            continue
        found = _mark(line.group(), mark)
        if found == "" and len(line.group().strip()) < 60 and rows:
            alone.append(_row(line, "blanks"))
        elif found and (found == mark or not rows):
            rows.append(_row(line, found))
            mark = found
        else:
            yield from _closed(rows, alone)
            rows, alone, mark = ([_row(line, found)] if found else []), [], found
    yield from _closed(rows, alone)


def _closed(rows: list[Row], alone: list[Row]) -> Iterator[Table]:
    if len(rows) >= FEWEST:
        yield Table(tuple(rows), tuple(alone))


def _mark(line: str, current: str) -> str:
    """The mark that parts a line into cells: that of the line before, else the surest one that is there."""
    if len(line) > WIDEST:
        return ""
    inside = line.strip(" |\t\r")
    if current and _PARTS[current].search(inside):
        return current
    for name, mark in _PARTS.items():
        fewest = _FEWEST_MARKS.get(name, 1)
        if sum(inside.count(sign) for sign in _OF[name]) >= fewest and len(mark.findall(inside)) >= fewest:
            return name
    return ""


def _row(line: re.Match[str], mark: str) -> Row:
    text = line.group()
    left = len(text) - len(text.lstrip(" |\r" if mark == "bar" else " \r"))
    right = len(text.rstrip(" |\r" if mark == "bar" else " \r"))
    cells: list[Cell] = []
    position = left
    for part in _PARTS[mark].finditer(text, left, right):
        cells.append(_cell(line, position, part.start()))
        position = part.end()
    cells.append(_cell(line, position, right))
    return Row(line.start(), line.end(), tuple(cells))


def _cell(line: re.Match[str], start: int, end: int) -> Cell:
    piece = line.group()[start:end]
    start += len(piece) - len(piece.lstrip())
    return Cell(line.start() + start, line.start() + start + len(piece.strip()), piece.strip())
