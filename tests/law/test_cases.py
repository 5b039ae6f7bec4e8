"""Positions checked by hand against the depositaries' lists, one a row of cases.csv."""

import csv
from pathlib import Path

import pytest

from timeline import edtf
from timeline.law.facts import shipped_facts
from timeline.law.positions import Positions

FILE = Path(__file__).with_name("cases.csv")
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['state']}-{row['treaty']}-{row['date']}")
def test_the_position_is_the_one_checked_by_hand(row: dict[str, str], positions: Positions) -> None:
    found = positions.at(row["treaty"], row["state"], edtf.parse(row["date"]))
    since = "" if found.since is None else found.since.text
    assert (found.kind.value, found.certainty.name.lower(), since) == (row["position"], row["certainty"], row["since"])


def test_every_withdrawal_since_2019_is_among_the_cases_on_the_days_around_it() -> None:
    cases = {(row["state"], row["treaty"], row["date"]) for row in ROWS}
    acts = [act for act in shipped_facts().acts if act.date is not None and act.date.first.year >= 2019]
    for act in acts:
        if act.action in ("withdrawal_notice", "withdrawal_effective"):
            assert act.date is not None
            for days in (-1, 0) if act.action == "withdrawal_notice" else (-1, 0, 1):
                day = act.date.first.fromordinal(act.date.first.toordinal() + days)
                assert (act.actor, act.treaty, day.isoformat()) in cases


def test_there_are_enough_cases_each_with_its_source() -> None:
    assert len(ROWS) >= 120
    assert len({(row["state"], row["treaty"], row["date"]) for row in ROWS}) == len(ROWS)
    assert all(row["source"] for row in ROWS)
