"""Filters as people give them, by name → the events they mean, the same on SQLite and PostgreSQL."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.queries.records import store_records
from timeline.database.opening import reading
from timeline.errors import UsageError
from timeline.queries.asking import REPEATED, filters_from
from timeline.queries.entries import Entry
from timeline.queries.listing import entries
from timeline.queries.ranges import confidence_range, quantity_range, value_range

CASES: list[tuple[dict[str, Any], str]] = [
    ({}, "sale plan gift exit talk"),
    ({"weapon": "landmines"}, "plan exit"),
    ({"weapon": "landmines", "exact": True}, "plan"),
    ({"not_weapon": ["landmines", "battle-tank"]}, "sale gift"),
    ({"supplier": "Britain"}, "sale gift"),
    ({"supplier": "EU"}, "sale"),
    ({"supplier": "members:european union"}, "sale"),
    ({"supplier": "EU", "exact": True}, ""),
    ({"recipient": "EU"}, "sale plan? gift"),
    ({"recipient": "EU", "strict_dates": True}, "sale gift"),
    ({"not_recipient": "EU"}, "plan? exit talk"),
    ({"not_recipient": "EU", "strict_dates": True}, "exit talk"),
    ({"actor": "NATO"}, "sale plan gift exit? talk"),
    ({"actor": "NATO", "not_actor": "Turkey"}, "sale plan gift exit?"),
    ({"party": "NATO"}, "exit?"),
    ({"decider": ["Finland", "USA"]}, "talk"),
    ({"not_decider": "Finland"}, "sale plan gift exit"),
    ({"supplier": "UN P5", "recipient": "G7"}, "plan"),
    ({"party": "EU"}, "exit"),
    ({"party": "EU", "strict_dates": True}, "exit"),
    ({"not_party": "EU"}, "sale plan gift talk"),
    ({"treaty": "Ottawa Treaty"}, "exit"),
    ({"not_treaty": "mine-ban"}, "sale plan gift talk"),
    ({"type": "transfer", "not_type": "transfer-request"}, "sale gift talk"),
    ({"status": "planned"}, "plan"),
    ({"not_status": "planned"}, "sale gift exit talk"),
    ({"publisher": "reuters"}, "sale gift"),
    ({"not_publisher": "REUTERS"}, "plan exit talk"),
    ({"reliability": "a"}, "sale gift"),
    ({"reliability": ["A", "C"]}, "sale plan gift exit talk"),
    ({"source": "1"}, "sale gift"),
    ({"not_source": "https://example.org/two"}, "sale gift"),
    ({"confidence": "0.6.."}, "sale gift exit"),
    ({"confidence": ["..0.4", "0.85..0.95"]}, "sale plan"),
    ({"not_confidence": "0.6.."}, "plan talk"),
    ({"quantity": "18"}, "sale plan"),
    ({"quantity": "200.."}, "plan gift"),
    ({"quantity": "200.. Shells"}, "gift"),
    ({"quantity": "50..99"}, "plan"),
    ({"quantity": "1..", "weapon": "battle-tank"}, ""),
    ({"not_quantity": "1.."}, "exit talk"),
    ({"value": "1000000.. usd"}, "sale"),
    ({"value": "..5"}, ""),
    ({"value": "1.. EUR"}, ""),
    ({"place": "warsaw"}, "sale"),
    ({"place": "türkiye"}, "talk"),
    ({"place": "ŌSAKA"}, "plan"),
    ({"text": "UKRAINE ONLY"}, "sale"),
    ({"text": "speaks of gift"}, "gift"),
    ({"text": "100%_of it"}, ""),
    ({"not_text": ["gift", "sale"]}, "plan exit talk"),
    ({"on": "2020-05"}, "plan?"),
    ({"on": "2023-04-04"}, "exit? talk"),
    ({"since": "2021", "until": "2022"}, "gift"),
]  # fmt: skip


@pytest.fixture
def told(engine: Engine) -> Engine:
    """The events of `records.ROWS` stored."""
    store_records(engine)
    return engine


def _shown(entry: Entry) -> str:
    return entry.title + ("?" if entry.possible else "")


def test_every_filter_finds_what_it_says(told: Engine) -> None:
    with reading(told) as connection:
        for asked, wanted in CASES:
            found = entries(connection, filters_from(connection, asked))
            # Acts of states are listed by `timelines`, not here.
            assert " ".join(map(_shown, found)) == wanted, asked


def test_every_filter_has_a_case() -> None:
    asked = {name.removeprefix("not_") for case, _ in CASES for name in case}
    roles_alike = {"speaker", "target", "user", "host", "producer", "intermediary", "review", "finding"}
    assert set(REPEATED) - asked == roles_alike


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"weapon": ["landmines"], "not_weapon": ["landmine"]}, "--weapon and --not-weapon name the same"),
    ({"recipient": "Poland", "not_recipient": ["POL", "USA"]}, "--recipient and --not-recipient name the same"),
    ({"on": "2024", "since": "2023"}, "--on names the whole time asked about"),
    ({"since": "2024", "until": "2023"}, "--since 2024 lies after --until 2023: no date can match both."),
    ({"recipient": "members:Ukraine"}, "Unknown body with recorded members 'Ukraine'"),
    ({"publisher": "Reutrs"}, "Unknown publisher 'Reutrs'. Nearest: Reuters."),
    ({"publisher": "xx"}, "Unknown publisher 'xx'. Known: American Society"),
    ({"source": "77"}, "No loaded document is '77'"),
    ({"since": ""}, "The date is empty."),
    ({"recipient": ""}, "Unknown actor ''"),
    ({"strict_dates": "no"}, "strict_dates is on or off: give it True or False, not 'no'."),
    ({"reliability": "g"}, "Unknown reliability 'g'. Known: A, B, C, D, E, F."),
    ({"text": "  "}, "--text needs words to look for."),
    ({"place": "a\0b"}, "--place cannot look for a NUL"),
    ({"quantity": "many"}, "'many' is no range of quantity"),
    ({"quantity": "9..3"}, "The quantity '9..3' ends below its beginning"),
    ({"value": "5 dollars"}, "'dollars' is no ISO 4217 code"),
    ({"value": "5.. USB"}, "Unknown currency 'USB'. Nearest: RUB"),
    ({"confidence": "2.."}, "'2..' is no range of confidence"),
    ({"confidence": "0.9"}, "write 0.9.. for at least that much."),
    ({"type": "transfr"}, "Unknown type 'transfr'"),
]


def test_what_cannot_be_is_refused_in_one_sentence(told: Engine) -> None:
    with reading(told) as connection:
        for asked, said in REFUSED:
            with pytest.raises(UsageError) as caught:
                filters_from(connection, asked)
            assert said in str(caught.value)
            assert "\n" not in str(caught.value)


@given(st.text(max_size=12))
def test_any_text_is_a_range_or_refused(text: str) -> None:
    for read in (quantity_range, value_range, confidence_range):
        try:
            found = read(text)
        except UsageError:
            continue
        assert found.least <= found.most


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_ranges_come_back(one: int, other: int) -> None:
    least, most = sorted((one, other))
    assert dataclasses.astuple(quantity_range(f"{least}..{most} shells")) == (float(least), float(most), "shells")
