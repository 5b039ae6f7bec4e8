"""Values → the cells of a workbook: what type each has, and what Excel cannot hold."""

import datetime as dt
import importlib
import io
from dataclasses import replace
from typing import Any

import pytest

from tests.outputs.made import MADE
from timeline.errors import OutputFailed
from timeline.outputs.layouts import Table
from timeline.outputs.xlsx import LONGEST_CELL, write_xlsx
from timeline.queries.entries import Entry, WeaponEntry


def cell_of(entry: Entry, column: str) -> tuple[Any, list[str]]:
    """The one cell, and what is said of losses."""
    stream = io.BytesIO()
    losses = write_xlsx(Table([entry], chosen=(column,)), stream)
    return importlib.import_module("openpyxl").load_workbook(io.BytesIO(stream.getvalue()))["Timeline"]["A2"], losses


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "{=1}", "https://example.org", "mailto:a@b", "internal:A1", "7"]
)
def test_a_text_is_a_text(text: str) -> None:
    cell, losses = cell_of(replace(MADE[1], title=text), "title")
    assert (cell.value, cell.data_type, cell.hyperlink, losses) == (text, "s", None, [])


@pytest.mark.parametrize(
    ("number", "value", "type"),
    [
        (0, 0, "n"),
        (999_999_999_999_999, 999_999_999_999_999, "n"),
        (9_007_199_254_740_993, "9007199254740993", "s"),
        (2**63 - 1, str(2**63 - 1), "s"),
    ],
)
def test_a_number_that_excel_would_round_is_a_text(number: int, value: object, type: str) -> None:
    cell, _ = cell_of(replace(MADE[1], weapons=(WeaponEntry("w", "W", number),)), "quantity_min")
    assert (cell.value, cell.data_type) == (value, type)


def test_several_numbers_are_a_text_and_a_fraction_is_a_number() -> None:
    weapons = (WeaponEntry("v", "V", 1, value=0.1 + 0.2), WeaponEntry("w", "W", 2))
    assert cell_of(replace(MADE[1], weapons=weapons), "quantity_min")[0].value == "1; 2"
    assert cell_of(replace(MADE[1], weapons=weapons[:1]), "value")[0].value == "0.30000000000000004"
    assert cell_of(MADE[2], "value")[0].value == 1.5


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("2024-11-20", dt.datetime(2024, 11, 20)),
        ("1900-03-01", dt.datetime(1900, 3, 1)),
        ("1900-02-28", "1900-02-28"),
        ("9999-12-31", dt.datetime(9999, 12, 31)),
        ("2024-11-20~", "2024-11-20~"),
        ("2024-11", "2024-11"),
    ],
)
def test_a_day_is_a_day_where_excel_counts_it_right(date: str, value: object) -> None:
    assert cell_of(replace(MADE[1], date=date), "date")[0].value == value


@pytest.mark.parametrize("sign", ["x", "😀"])
def test_a_cell_that_is_too_long_is_cut_and_said(sign: str) -> None:
    longest = LONGEST_CELL if sign == "x" else LONGEST_CELL // 2
    whole, losses = cell_of(replace(MADE[1], note=sign * longest), "note")
    assert (whole.value, losses) == (sign * longest, [])
    cut, losses = cell_of(replace(MADE[1], note=sign * (longest + 1)), "note")
    assert cut.value == sign * (LONGEST_CELL - 1 if sign == "x" else (LONGEST_CELL - 1) // 2) + "…"
    assert losses == [
        "1 cell is longer than the 32,767 characters that Excel holds and cut: it ends in …; csv and parquet hold all."
    ]


def test_what_xml_forbids_is_replaced_and_said() -> None:
    cell, losses = cell_of(replace(MADE[1], note="a\uffffb\ufffe"), "note")
    assert cell.value == "a\ufffdb\ufffd"
    assert losses == ["In 1 cell the signs U+FFFE and U+FFFF, which Excel cannot hold, became �."]


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.outputs.xlsx.MOST_ROWS", 3)
    stream = io.BytesIO()
    write_xlsx(Table(MADE[:2]), stream)
    with pytest.raises(OutputFailed, match="An Excel sheet holds 3 rows, and there are more"):
        write_xlsx(Table(MADE), io.BytesIO())
