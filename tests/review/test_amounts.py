"""Numbers, worths and conditions as people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.documents.proposal import WeaponLine
from timeline.errors import UnknownName, UsageError
from timeline.review.amounts import quantity_words, value_words, with_amounts, with_quantity, with_value

TANKS, MISSILES = WeaponLine("tank"), WeaponLine("atacms")


def resolve(name: str) -> str:
    if name.lower() in ("tank", "atacms", "mine"):
        return name.lower()
    raise UnknownName("weapon", name)


@pytest.mark.parametrize(
    ("typed", "least", "most", "unit"),
    [
        ("31", 31, 31, ""),
        ("31 tanks", 31, 31, "tanks"),
        ("1,500 rounds of 155 mm", 1500, 1500, "rounds of 155 mm"),
        ("1 000 000 shells", 1_000_000, 1_000_000, "shells"),
        ("5..10 launchers", 5, 10, "launchers"),
        ("..300", None, 300, ""),
        ("100.. missiles", 100, None, "missiles"),
        ("", None, None, ""),
    ],
)
def test_quantities(typed: str, least: int | None, most: int | None, unit: str) -> None:
    assert with_quantity(WeaponLine("tank", 1, 2, "x"), typed) == WeaponLine("tank", least, most, unit)


@pytest.mark.parametrize("typed", ["many", "..", "-5", "5..x", "tanks 31", "3.5 tanks", "99999999999999999999"])
def test_what_is_no_quantity_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="quantity"):
        with_quantity(TANKS, typed)


def test_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(UsageError, match="write the smaller number first"):
        with_quantity(TANKS, "10..5")


@pytest.mark.parametrize(
    ("typed", "value", "currency"), [("275000000 USD", 275e6, "USD"), ("1.5 eur", 1.5, "EUR"), ("", None, "")]
)
def test_values(typed: str, value: float | None, currency: str) -> None:
    assert with_value(TANKS, typed) == WeaponLine("tank", value=value, currency=currency)


@pytest.mark.parametrize("typed", ["much", "100", "$100", "100 dollars"])
def test_what_is_no_value_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is no value"):
        with_value(TANKS, typed)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("5 USB", "Unknown currency 'USB'. Nearest: RUB, SBD, USD, USN, UZS."),
        ("5 xyz", "'XYZ' is no ISO 4217 code of a currency: write one such as USD, EUR or GBP."),
    ],
)
def test_a_currency_that_there_is_not_is_refused(typed: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(complaint)}$"):
        with_amounts([TANKS], resolve, values=[typed])
    # What a claim says, out of another's table, is kept as it stands.
    assert with_value(TANKS, typed).currency == typed[-3:].upper()


@pytest.mark.parametrize("typed", ["5 DEM", "5 sur", "5 XCG"])
def test_old_and_new_currencies_are_known(typed: str) -> None:
    (line,) = with_amounts([TANKS], resolve, values=[typed])
    assert (line.value, line.currency) == (5, typed[-3:].upper())


def test_amounts_find_their_weapon() -> None:
    lines = with_amounts(
        [TANKS, MISSILES], resolve, quantities=["ATACMS=5", "tank=31 tanks"], conditions=["atacms=not into Russia"]
    )
    assert lines == (WeaponLine("tank", 31, 31, "tanks"), WeaponLine("atacms", 5, 5, conditions="not into Russia"))


def test_the_only_weapon_needs_no_name() -> None:
    lines = with_amounts([MISSILES], resolve, quantities=["5"], conditions=["range=300 km at most"])
    assert lines == (WeaponLine("atacms", 5, 5, conditions="range=300 km at most"),)


@pytest.mark.parametrize(
    ("lines", "typed", "complaint"),
    [
        ([TANKS, MISSILES], "31", "Say which weapon the quantity '31' belongs to, as in tank=31"),
        ([], "31", "name it with --weapon"),
        ([TANKS], "mine=31", "The event does not name mine"),
        ([TANKS, MISSILES], "tonk=31", "Unknown weapon 'tonk'"),
    ],
)
def test_an_amount_of_no_weapon_is_refused(lines: list[WeaponLine], typed: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        with_amounts(lines, resolve, quantities=[typed])


@given(
    st.none() | st.integers(0, 2**63 - 1),
    st.none() | st.integers(0, 2**63 - 1),
    st.sampled_from(["", "units", "t of ore"]),
)
def test_a_line_in_words_reads_back(least: int | None, most: int | None, unit: str) -> None:
    if (least is None and most is None) or (least is not None and most is not None and least > most):
        return
    line = WeaponLine("tank", least, most, unit)
    assert with_quantity(TANKS, quantity_words(line)) == line


@given(st.floats(0.01, 1e15))
def test_a_worth_in_words_reads_back(number: float) -> None:
    line = WeaponLine("tank", value=round(number, 2), currency="USD")
    assert with_value(TANKS, value_words(line)) == line
