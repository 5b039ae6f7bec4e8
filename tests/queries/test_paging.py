"""Pages of a list, one after the other → the whole list, on both databases, read off ranges of indexes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Connection, Engine, event, text

from benchmarks.many_events import fill
from timeline.database.opening import open_engine, reading
from timeline.errors import UsageError
from timeline.queries import keys
from timeline.queries.asking import filters_from
from timeline.queries.keys import SORTS, matching_keys, place_of
from timeline.queries.listing import counts, entries
from timeline.queries.timelines import how_many, timeline_entries

QUESTIONS: list[dict[str, Any]] = [
    {},
    {"since": "2015"},
    {"since": "2015", "strict_dates": True},
    {"on": "2016"},
    {"until": "1995"},
    {"since": "0001-05"},
    {"weapon": "missile"},
    {"weapon": ["missile", "landmine"], "since": "2005"},
    {"weapon": "missile", "exact": True},
    {"weapon": "weapon", "actor": "USA", "since": "2010", "until": "2019"},
    {"weapon": "landmine", "recipient": "Ukraine", "since": "2000"},
    {"supplier": ["USA", "Germany"], "recipient": ["Ukraine", "Israel"]},
    {"actor": "NATO", "since": "2015"},
    {"actor": "NATO", "weapon": "missile", "strict_dates": True},
    {"actor": "USA", "not_weapon": "landmine", "not_type": "threat"},
    {"recipient": "Ukraine", "quantity": "10..", "weapon": "weapon"},
    {"treaty": "mine-ban"},
    {"treaty": "mine-ban", "since": "2015"},
    {"text": "two ministries", "not_publisher": "Reuters"},
    {"not_actor": "EU", "reliability": ["A", "B"], "since": "2000"},
    {"not_actor": "EU", "since": "2000", "strict_dates": True},
    {"finding": "prohibited"},
]
RANGES = {
    "landmine in Ukraine's hands": (
        {"weapon": "landmine", "recipient": "Ukraine", "since": "2015"},
        [
            "SEARCH led USING INDEX ix_event_actor_facet_lasting (actor_id=? AND role=? AND first_day<?)",
            "SEARCH led USING PRIMARY KEY (actor_id=? AND role=? AND first_day>?)",
        ],
    ),
    "since a year": (
        {"since": "2015"},
        [
            "SEARCH event USING INDEX ix_event_lasting (first_day<?)",
            "SEARCH event USING INDEX ix_event_first_day_last_day_public_id (first_day>?)",
        ],
    ),
}


@pytest.fixture
def sqlite_engine(sqlite_file: Path) -> Iterator[Engine]:
    """An engine on a migrated SQLite database: plans are those of SQLite."""
    opened = open_engine(URL.create("sqlite", database=str(sqlite_file)), create=False)
    yield opened
    opened.dispose()


def pages(connection: Connection, given: dict[str, Any], sort: str, size: int) -> list[str]:
    """The ids of all entries, asked for page by page."""
    filters = filters_from(connection, given)
    found: list[str] = []
    while True:
        last = found[-1] if found else None
        left = how_many(connection, filters, sort=sort, after=last)
        page = [each.event_id for each in timeline_entries(connection, filters, sort=sort, limit=size, after=last)]
        assert len(page) == min(size, left)
        found += page
        if len(page) < size:
            return found


def test_pages_give_the_whole_list(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    # So that some pages are found one by one, some partly and some not.
    monkeypatch.setattr(keys, "_NEAR", 40)
    fill(engine, 400)
    with reading(engine) as connection:
        for given in QUESTIONS:
            filters = filters_from(connection, given)
            for sort in SORTS:
                whole = [each.event_id for each in timeline_entries(connection, filters, sort=sort)]
                assert pages(connection, given, sort, max(7, len(whole) // 3)) == whole, (given, sort)
            assert how_many(connection, filters) == len(whole)


def test_nothing_comes_after_what_is_not_there(engine: Engine) -> None:
    with reading(engine) as connection, pytest.raises(UsageError, match="Nothing here has the id 'ev-0'"):
        list(timeline_entries(connection, filters_from(connection, {}), after="ev-0"))


@pytest.mark.parametrize("analyzed", [False, True])
@pytest.mark.parametrize("name", RANGES)
def test_a_page_is_read_off_a_range(sqlite_engine: Engine, name: str, analyzed: bool) -> None:
    given, wanted = RANGES[name]
    fill(sqlite_engine, 3_000)
    if not analyzed:
        with sqlite_engine.begin() as connection:
            connection.execute(text("DELETE FROM sqlite_stat1"))
    asked: list[tuple[str, Any]] = []
    with reading(sqlite_engine) as connection:
        filters = filters_from(connection, given)
        event.listen(connection, "before_cursor_execute", lambda *seen: asked.append((seen[2], seen[3])))
        list(timeline_entries(connection, filters, limit=2_000))
        plans = [
            [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
            for statement, values in list(asked)
            if "event.public_id" in statement and "ORDER BY" in statement
        ]
    assert [plan[0] for plan in plans] == wanted
    assert not [line for plan in plans for line in plan if "TEMP B-TREE FOR ORDER BY" in line or "SCAN" in line]


def test_all_are_counted_off_an_index(sqlite_engine: Engine) -> None:
    asked: list[str] = []
    with reading(sqlite_engine) as connection:
        filters = filters_from(connection, {})
        event.listen(connection, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
        assert counts(connection, filters) == {}
        (statement,) = list(asked)
    assert "GROUP BY event.review, event.lane, event.origin" in statement


def test_a_late_page_costs_no_more_than_the_first(sqlite_engine: Engine) -> None:
    fill(sqlite_engine, 3_000)
    steps: list[int] = []
    with reading(sqlite_engine) as connection:
        filters = filters_from(connection, {"since": "1960"})
        late = place_of(list(entries(connection, filters))[-4], "date")
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        for after in (None, late):
            steps.append(0)
            driver.set_progress_handler(lambda: steps.append(steps.pop() + 1), 10)
            assert len(matching_keys(connection, filters, limit=3, after=after)) == 3
            driver.set_progress_handler(None, 10)
    assert steps[1] < 3 * steps[0]
