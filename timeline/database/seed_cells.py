"""Cells of the seed files → what a column holds."""

from collections.abc import Iterable
from typing import Any

from timeline import edtf

Row = dict[str, Any]
UNKNOWN_DATE = "XXXX"


def renamed(row: dict[str, str], names: dict[str, str]) -> Row:
    """The row with the columns of these names called otherwise."""
    return {names.get(name, name): value for name, value in row.items()}


def checked(row: Row) -> Row:
    """The row with `checked` as a number."""
    return {**row, "checked": int(row["checked"])}


def answered(row: Row, names: Iterable[str]) -> Row:
    """The row with these columns as true where the cell says yes."""
    return {**row, **{name: row[name] == "yes" for name in names}}


def dated(row: Row, names: Iterable[str]) -> Row:
    """The row with these columns as EDTF or None."""
    return {**row, **{name: date_cell(row[name]) for name in names}}


def listed(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return cell.split("|") if cell else []


def date_cell(text: str) -> str | None:
    """EDTF in normal form; None where there is no date or nothing is known of it."""
    return edtf.parse(text).text if text and text != UNKNOWN_DATE else None
