"""Entries → the words of one row."""

from timeline.cli.wording import about
from timeline.queries.entries import Entry, WeaponEntry

MINE = WeaponEntry("anti-personnel-mine", "Anti-personnel mine")


def told(*weapons: WeaponEntry) -> str:
    return about(Entry("ev-1", "transfer-delivery", "transfer", "actual", "2024", weapons=weapons))


def test_that_a_named_weapon_is_a_weapon_is_not_said_again() -> None:
    root = WeaponEntry("weapon", "Weapon or military item")
    assert told(MINE, root) == "Anti-personnel mine"
    assert told(root) == "Weapon or military item"
    assert told(MINE, WeaponEntry("weapon", "Weapon or military item", value=5e8, currency="USD")) == (
        "Anti-personnel mine, Weapon or military item (USD 500,000,000)"
    )


def test_a_number_of_which_one_end_is_known_is_told_in_words() -> None:
    assert told(WeaponEntry("m", "Mine", 0, 5)) == "0-5 Mine"
    assert told(WeaponEntry("m", "Mine", 5, 5)) == "5 Mine"
    assert told(WeaponEntry("m", "Mine", 5, None)) == "at least 5 Mine"
    assert told(WeaponEntry("m", "Mine", None, 5, value=1.5, currency="EUR")) == "at most 5 Mine (EUR 1.5)"
