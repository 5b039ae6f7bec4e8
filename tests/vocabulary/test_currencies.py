"""Codes of currencies."""

import re

import pytest

from timeline.errors import UnknownName
from timeline.vocabulary.currencies import ACTIVE, CURRENCIES, HISTORIC, currency_of


def test_each_code_stands_once_in_order() -> None:
    assert list(ACTIVE) == sorted(set(ACTIVE))
    assert list(HISTORIC) == sorted(set(HISTORIC))
    assert not set(ACTIVE) & set(HISTORIC)
    assert all(re.fullmatch("[A-Z]{3}", code) for code in CURRENCIES)


def test_what_is_in_use_and_what_was() -> None:
    assert {"USD", "EUR", "GBP", "CHF", "RUB", "UAH", "CNY", "JPY", "ILS", "INR", "KRW", "TRY", "XCG"} <= set(ACTIVE)
    assert {"DEM", "FRF", "ITL", "SUR", "ESP", "NLG", "HRK", "BGN", "CSK", "DDM"} <= set(HISTORIC)
    assert not {"XAU", "XTS", "XXX"} & CURRENCIES


def test_a_code_in_any_case() -> None:
    assert currency_of(" eur ") == "EUR"


def test_the_nearest_are_told() -> None:
    with pytest.raises(UnknownName, match=r"^Unknown currency 'GPB'\. Nearest: EGP, GBP, GIP, PAB\.$"):
        currency_of("gpb")
