"""Values ↔ cells: each direction undoes the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.loaders.cells import (
    BadCell,
    cut_quote,
    join,
    join_parallel,
    number,
    number_text,
    split,
    split_parallel,
    whole_number,
)

WORDS = st.text(max_size=8) | st.text(alphabet="; a", max_size=8)


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        ([], ""),
        (["USA"], "USA"),
        (["USA", "GBR"], "USA; GBR"),
        (["a;b", "c"], "a;;b; c"),
        (["a; b"], "a;; b"),
        ([";", ";;"], ";;; ;;;;"),
        (["", ""], "; "),
        (["a", ""], "a; "),
        ([" a", "b "], " a; b "),
    ],
)
def test_values_in_a_cell(values: list[str], cell: str) -> None:
    assert join(values) == cell
    assert split(cell) == values


@given(st.lists(WORDS))
def test_split_undoes_join(values: list[str]) -> None:
    assert split(join(values)) == ([] if values == [""] else values)


@given(WORDS)
def test_join_undoes_split(cell: str) -> None:
    try:
        values = split(cell)
    except BadCell:
        return
    assert join(values) == cell


@given(st.lists(WORDS, min_size=1))
def test_parallel_values_keep_their_number(values: list[str]) -> None:
    assert split_parallel(join_parallel(values), len(values), "weapon_ids") == values


def test_a_semicolon_by_itself_is_refused_with_its_place() -> None:
    with pytest.raises(BadCell, match="has a ';' at character 4: write '; ' between values and ';;' within one"):
        split("USA;GBR")
    with pytest.raises(BadCell, match="has 2 values where weapon_ids has 3"):
        split_parallel("1; 2", 3, "weapon_ids")


def test_a_quote_is_cut_at_300_characters() -> None:
    assert cut_quote("é" * 300) == "é" * 300
    assert cut_quote("é" * 301) == "é" * 299 + "…"
    assert cut_quote(cut_quote("é" * 1000)) == cut_quote("é" * 1000)


@given(st.floats(min_value=0, allow_nan=False, allow_infinity=False))
def test_numbers_keep_every_digit(value: float) -> None:
    assert number(number_text(value)) == value


@given(st.integers(0, 2**63 - 1))
def test_whole_numbers(value: int) -> None:
    assert whole_number(number_text(value)) == value


@pytest.mark.parametrize("text", ["-1", "1.5", "1,000", "1e3", "five", "٣", " 1", str(2**63)])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(BadCell):
        whole_number(text)


@pytest.mark.parametrize("text", ["-1", "1,5", "nan", "inf", "1e999", ".5", "5.", "0x5"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(BadCell):
        number(text)
