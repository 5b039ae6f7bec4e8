"""Filters → exactly the events they ask for, in their order, the same on SQLite and PostgreSQL."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.queries.events import store_events
from timeline.database.opening import reading
from timeline.queries.entries import NamedId, SourceEntry, WeaponEntry
from timeline.queries.filters import Filters
from timeline.queries.listing import SHOWN, counts, entries, entry, not_shown

DAY = dt.date(2024, 11, 20)
CASES: list[tuple[dict[str, Any], list[str]]] = [
    (
        {},
        [
            "use-restriction", "transfer-delivery", "condemnation", "weapon-use", "transfer-authorization",
            "treaty-withdrawal",
        ],
    ),
    ({"weapon": ("landmine",)}, ["use-restriction", "condemnation", "transfer-authorization"]),
    ({"weapon": ("anti-personnel-mine",)}, ["use-restriction", "transfer-authorization"]),
    ({"weapon": ("cluster-munition",)}, ["transfer-delivery", "weapon-use", "treaty-withdrawal"]),
    ({"weapon": ("ballistic-missile",)}, ["weapon-use"]),
    ({"weapon": ("landmine", "srbm")}, ["use-restriction", "condemnation", "weapon-use", "transfer-authorization"]),
    ({"actor": ("RUS",)}, ["weapon-use"]),
    ({"roles": (("supplier", ("USA",)), ("recipient", ("UKR",)))}, ["transfer-delivery", "transfer-authorization"]),
    ({"roles": (("target", ("USA",)),)}, ["condemnation"]),
    ({"treaty": ("ccm",)}, ["treaty-withdrawal"]),
    ({"type": ("weapon-use", "condemnation")}, ["condemnation", "weapon-use"]),
    ({"status": ("planned",)}, []),
    ({"since": DAY}, ["condemnation", "weapon-use", "transfer-authorization", "treaty-withdrawal"]),
    ({"since": DAY, "strict_dates": True}, ["transfer-authorization", "treaty-withdrawal"]),
    ({"until": dt.date(2024, 11, 19)}, ["use-restriction", "transfer-delivery", "condemnation", "weapon-use"]),
    ({"until": dt.date(2024, 11, 19), "strict_dates": True}, ["use-restriction", "transfer-delivery"]),
    ({"weapon": ("landmine",), "include": frozenset({"review"}), "since": DAY, "until": DAY},
     ["transfer-request", "condemnation", "transfer-authorization"]),
    ({"weapon": ("landmine",), "include": frozenset({"archive"}), "type": ("threat",)}, ["threat"]),
    ({"review": ("accepted",)}, []),
    ({"review": ("proposed",), "type": ("transfer-request", "threat")}, ["transfer-request"]),
]  # fmt: skip


@pytest.fixture
def ids(engine: Engine) -> dict[str, str]:
    """The events stored, public id by type."""
    return store_events(engine)


def test_each_filter_finds_its_events(engine: Engine, ids: dict[str, str]) -> None:
    with reading(engine) as connection:
        for asked, wanted in CASES:
            found = list(entries(connection, Filters(**asked)))
            assert [each.type for each in found] == wanted, asked
            assert counts(connection, Filters(**asked)).get(SHOWN, 0) == len(wanted), asked
    assert len(ids) == 8


def test_what_is_kept_back_is_counted(engine: Engine, ids: dict[str, str]) -> None:
    with reading(engine) as connection:
        assert not_shown(connection, Filters()) == {"review": 1, "archive": 1}
        assert not_shown(connection, Filters(weapon=("cluster-munition",))) == {}
        assert not_shown(connection, Filters(include=frozenset({"review", "archive"}))) == {}
    assert ids


@pytest.mark.parametrize(
    ("sort", "first"), [("date", "use-restriction"), ("-date", "treaty-withdrawal"), ("type", "condemnation")]
)
def test_orders(engine: Engine, ids: dict[str, str], sort: str, first: str) -> None:
    with reading(engine) as connection:
        found = [each.event_id for each in entries(connection, Filters(), sort=sort, limit=1)]
    assert found == [ids[first]]


def test_an_entry_is_whole(engine: Engine, ids: dict[str, str]) -> None:
    with reading(engine) as connection:
        found = entry(connection, ids["weapon-use"])
        nothing = entry(connection, "ev-0000000000")
    assert nothing is None
    assert found is not None
    assert (found.date, found.date_first, found.date_last, found.date_precision) == (
        "2024-11-18/2024-11-20",
        dt.date(2024, 11, 18),
        dt.date(2024, 11, 20),
        "interval",
    )
    assert found.participants == {"user": (NamedId("UKR", "Ukraine"),), "target": (NamedId("RUS", "Russia"),)}
    assert [each.id for each in found.weapons] == ["m39-atacms"]
    assert isinstance(found.weapons[0], WeaponEntry)
    assert found.weapons[0].quantity_max == 5
    (source,) = found.sources
    assert isinstance(source, SourceEntry)
    assert (source.publisher, source.date, source.quotes) == (
        "Tests",
        "2025-03-07",
        ("Sentence 3 speaks of weapon-use.",),
    )


def test_an_uncertain_date_is_marked(engine: Engine, ids: dict[str, str]) -> None:
    with reading(engine) as connection:
        found = {each.type: each.possible for each in entries(connection, Filters(since=DAY))}
    assert found == {
        "condemnation": True,
        "weapon-use": True,
        "transfer-authorization": False,
        "treaty-withdrawal": False,
    }
    assert ids
