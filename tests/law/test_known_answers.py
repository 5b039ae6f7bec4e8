"""Totals that the press and the treaties' own secretariats gave for a day, and what changed between two days."""

import datetime as dt

import pytest

from timeline import edtf
from timeline.edtf import Certainty
from timeline.law.positions import Positions
from timeline.law.totals import changes, totals_on

# What is counted as parties are the states that had consented, in force for them or not.
KNOWN = [
    ("mine-ban", "2024-11-20", 164, 164),
    ("mine-ban", "2025-07-24", 166, 164),
    ("mine-ban", "2026-02-21", 161, 161),
    ("ccm", "2018-08-01", 103, 102),
    ("ccm", "2022-08-01", 110, 110),
    ("ccm", "2025-03-07", 111, 111),
    ("att", "2015-07-01", 69, 65),
    ("tpnw", "2022-06-21", 65, 60),
    ("tpnw", "2024-07-31", 70, 70),
]


@pytest.mark.parametrize(("treaty", "day", "parties", "in_force"), KNOWN)
def test_the_parties_on_a_known_day(treaty: str, day: str, parties: int, in_force: int, positions: Positions) -> None:
    totals = totals_on(positions, treaty, edtf.parse(day))
    assert (totals.parties, totals.in_force) == (parties, in_force)
    assert (totals.possible_parties, totals.possible_in_force) == (0, 0)


# The depositary's page of 2026-02-03.
@pytest.mark.parametrize(
    ("treaty", "parties", "signatories"),
    [("mine-ban", 162, 0), ("ccm", 112, 12), ("att", 117, 25), ("tpnw", 74, 25), ("ctbt", 178, 9), ("ccw", 128, 4)],
)
def test_parties_and_signatories_on_the_day_of_the_depositarys_page(
    treaty: str, parties: int, signatories: int, positions: Positions
) -> None:
    totals = totals_on(positions, treaty, edtf.parse("2026-02-03"))
    assert (totals.parties, totals.signatories) == (parties, signatories)


def test_undated_acts_are_counted_as_possible_only(positions: Positions) -> None:
    totals = totals_on(positions, "ccw-p1", edtf.parse("2024-11-20"))
    assert (totals.in_force, totals.possible_in_force) == (0, 119)  # one joined the CCW later
    assert totals_on(positions, "ccw-p1", edtf.parse("2026-09-01")).in_force == 120


def test_a_position_that_others_dispute_is_named(positions: Positions) -> None:
    assert totals_on(positions, "mine-ban", edtf.parse("2025-08-01")).contested == ("UKR",)
    assert totals_on(positions, "npt", edtf.parse("2024-01-01")).contested == ("PRK",)


def test_what_changed_under_the_mine_ban_treaty_since_2024(positions: Positions) -> None:
    found = changes(positions, "mine-ban", dt.date(2024, 1, 1), dt.date(2026, 12, 31))
    assert [(change.date.text, change.actor, change.before.value, change.after.value) for change in found] == [
        ("2025-03-12", "MHL", "signatory", "consented"),
        ("2025-06-25", "TON", "no-relation", "consented"),
        ("2025-06-27", "EST", "party", "withdrawal-notified"),
        ("2025-06-27", "LTU", "party", "withdrawal-notified"),
        ("2025-06-27", "LVA", "party", "withdrawal-notified"),
        ("2025-07-10", "FIN", "party", "withdrawal-notified"),
        ("2025-07-18", "UKR", "party", "suspension-claimed"),
        ("2025-08-20", "POL", "party", "withdrawal-notified"),
        ("2025-09-01", "MHL", "consented", "party"),
        ("2025-12-01", "TON", "consented", "party"),
        ("2025-12-27", "EST", "withdrawal-notified", "withdrawn"),
        ("2025-12-27", "LTU", "withdrawal-notified", "withdrawn"),
        ("2025-12-27", "LVA", "withdrawal-notified", "withdrawn"),
        ("2026-01-10", "FIN", "withdrawal-notified", "withdrawn"),
        ("2026-02-20", "POL", "withdrawal-notified", "withdrawn"),
    ]
    assert {change.certainty for change in found} == {Certainty.CERTAINLY}


def test_a_change_dated_by_its_month_is_possible_in_that_month(positions: Positions) -> None:
    found = [one for one in changes(positions, "cfe", dt.date(2024, 5, 10), dt.date(2024, 5, 20)) if one.actor == "BLR"]
    assert [(one.date.text, one.before.value, one.after.value, one.certainty) for one in found] == [
        ("2024-05", "party", "suspension-claimed", Certainty.POSSIBLY)
    ]
