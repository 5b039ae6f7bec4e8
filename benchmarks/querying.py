"""Questions about 100,000 and 1,000,000 events → their cost beside the same by hand, and how it grows.

Run: python -m benchmarks.querying [--events 100000 1000000] [--postgresql]
Wanted: "landmines and all below, recipient Ukraine, since 2022, by date", participants, weapons, treaties and sources
of every row included, at most 1.3 times the best SQL by hand on the same tables; its first page of 20 in 2 ms, and the
pages after it alike; no more than ten times as long for ten times as many rows, of a database that has just been
opened: of one that was asked before SQLite still holds what the question reads, as long as that is little.
"""

import argparse
import datetime as dt
import gc
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from benchmarks.many_events import fill, kept
from timeline.database.address import database_url
from timeline.database.opening import open_engine, reading
from timeline.queries.asking import filters_from
from timeline.queries.filters import Filters
from timeline.queries.keys import place_of
from timeline.queries.listing import counts, entries

SINCE = dt.date(2022, 1, 1)
# Of this process, where all is done by it.
_CLOCK: list[Callable[[], float]] = [time.process_time]
QUESTION = {"weapon": "landmines", "recipient": "Ukraine", "since": "2022"}
# A year before it: what may last for longer is in an index of its own.
_BEGINS = SINCE - dt.timedelta(days=366)
_BY_HAND = """
SELECT e.id, e.public_id, e.type_id, y.group_name, e.status, e.date, e.first_day, e.last_day, e.date_precision, e.title,
  e.review, e.lane, e.origin, e.confidence, e.place, e.note
FROM event_actor_facet a
JOIN event_weapon_facet w ON w.weapon_id = 'landmine' AND w.first_day = a.first_day
  AND w.last_day = a.last_day AND w.event_id = a.event_id
JOIN event e ON e.id = a.event_id JOIN event_type y ON y.id = e.type_id
WHERE a.actor_id = 'UKR' AND a.role = 'recipient' AND a.last_day >= '2022-01-01' AND {range}
  AND e.origin <> 'reference' AND (e.review = 'accepted' OR (e.review = 'proposed' AND e.lane = 'auto'))
ORDER BY a.first_day, a.last_day, e.public_id LIMIT {limit}
"""
_RANGES = (f"a.lasting AND a.first_day < '{_BEGINS}'", f"a.first_day >= '{_BEGINS}'")
_BESIDE = (
    "SELECT l.event_id, l.role, a.id, a.name FROM event_actor l JOIN actor a ON a.id = l.actor_id"
    " WHERE l.event_id IN ({keys}) ORDER BY 1, 2, 3",
    "SELECT l.event_id, w.id, w.name, l.quantity_min, l.quantity_max, l.unit, l.value, l.currency, l.conditions"
    " FROM event_weapon l JOIN weapon w ON w.id = l.weapon_id WHERE l.event_id IN ({keys}) ORDER BY 1, 2",
    "SELECT l.event_id, t.id, t.name FROM event_treaty l JOIN treaty t ON t.id = l.treaty_id"
    " WHERE l.event_id IN ({keys}) ORDER BY 1, 2",
    "SELECT c.event_id, d.published, d.publisher, d.url, d.title, d.sha256, d.author, d.retrieved, d.language,"
    " c.start_offset, c.end_offset, c.quote FROM claim c JOIN document d ON d.id = c.document_id"
    " WHERE c.event_id IN ({keys}) ORDER BY 1, 2, 3, 4, 10",
)
# What else is asked: none of it may take longer than to read the events once.
OTHERS: dict[str, dict[str, Any]] = {
    "everything": {},
    "since 2022": {"since": "2022"},
    "a bloc: recipient NATO since 2022": {"recipient": "NATO", "since": "2022"},
    "a bloc: any role, EU": {"actor": "EU"},
    "two weapons": {"weapon": ["landmine", "missile"]},
    "any role, Russia": {"actor": "Russia"},
    "not landmines": {"not_weapon": "landmine"},
    "not landmines, since 2022": {"not_weapon": "landmine", "since": "2022"},
    "text": {"text": "two ministries"},
    "quantity": {"quantity": "1000.."},
    "quantity of missiles": {"quantity": "1000..", "weapon": "missile"},
    "publisher": {"publisher": "Janes"},
    "not a publisher": {"not_publisher": "Reuters"},
    "type and status": {"type": "threat", "status": "alleged"},
}


def main() -> None:
    """Print a table for each size, and for PostgreSQL where it is asked for."""
    gc.set_threshold(50_000, 20, 50)  # as `timeline.cli.main` does
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[100_000, 1_000_000], help="How many (both sizes).")
    parser.add_argument("--postgresql", action="store_true", help="On PostgreSQL, with the first number of events.")
    given = parser.parse_args()
    found = []
    for events in () if given.postgresql else given.events:
        file = kept(events)
        engine = open_engine(database_url(str(file)))
        driver = sqlite3.connect(file)
        print(f"\nSQLite, {events:,} events")
        found.append((*table(engine, partial(_fetched, driver)), *just_opened(file)))
        engine.dispose()
    if len(found) == 2:
        rows, again, again_by_hand, once, once_by_hand = (late / soon for soon, late in zip(*found, strict=True))
        print(f"\n{rows:.1f} times as many rows take, of a database")
        print(f"  just opened: {once:.1f} times as long (wanted: as many), by hand {once_by_hand:.1f}")
        print(f"  asked again: {again:.1f} times as long, by hand {again_by_hand:.1f}")
    if given.postgresql:
        with server(given.events[0]) as engine, engine.connect() as connection:
            print(f"\nPostgreSQL, {given.events[0]:,} events; the server's part too, by the clock on the wall")
            _CLOCK.append(time.perf_counter)
            table(engine, lambda sql: list(connection.exec_driver_sql(sql).cursor.fetchall()))


def _fetched(driver: sqlite3.Connection, sql: str) -> list[Any]:
    return driver.execute(sql).fetchall()


def table(engine: Engine, run: Callable[[str], Sequence[Any]]) -> tuple[int, float, float]:
    """Print the costs of all questions → the rows of the first one, and the seconds of it and of the same by hand."""
    with reading(engine) as connection:
        asked = filters_from(connection, QUESTION)
        both = beside(lambda: list(entries(connection, asked)), lambda: by_hand(run), "all of it (wanted: 1.3)")
        rows = list(entries(connection, asked))
        page = "its first 20 (wanted: 2 ms)"
        beside(lambda: list(entries(connection, asked, limit=20)), lambda: by_hand(run, limit=20), page)
        late = place_of(rows[-21], "date")
        last = seconds(lambda: list(entries(connection, asked, limit=20, after=late)))
        print(f"{'its last 20':42} {1000 * last:9.2f} ms")
        first_of_others(connection)
        for name, given in OTHERS.items():
            other(connection, filters_from(connection, given), name)
    return len(rows), *both


def first_of_others(connection: Connection) -> None:
    """Print what a first page of a question takes that differs in the recipient from all that were asked before."""
    names = ["Israel", "Poland", "Egypt", "India", "Taiwan", "Japan", "Iraq", "Kuwait", "Estonia", "Romania", "Greece"]
    several = [filters_from(connection, {**QUESTION, "recipient": name}) for name in names]
    costs = [seconds(lambda asked=asked: list(entries(connection, asked, limit=20)), 1) for asked in several]  # type: ignore[misc]
    print(f"{'the first 20 of another recipient':42} {1000 * statistics.median(costs):9.2f} ms")


def just_opened(file: Path) -> tuple[float, float]:
    """Print what the question takes of a database that nothing was asked before → the seconds of ours and by hand."""
    costs = []
    for _ in range(5):
        engine, driver = open_engine(database_url(str(file))), sqlite3.connect(file)
        with reading(engine) as connection:
            asked = filters_from(connection, QUESTION)
            ours = seconds(lambda: list(entries(connection, asked)), 1)  # noqa: B023 - called at once
        costs.append((ours, seconds(lambda: by_hand(partial(_fetched, driver)), 1)))  # noqa: B023
        engine.dispose()
        driver.close()
    one, hand = (statistics.median(each) for each in zip(*costs, strict=True))
    ratio = statistics.median(mine / theirs for mine, theirs in costs)
    print(f"{'all of it, just opened':42} {1000 * one:9.2f} ms, by hand {1000 * hand:9.2f} ms: {ratio:.2f}")
    return one, hand


def beside(ours: Callable[[], Sequence[Any]], theirs: Callable[[], Sequence[Any]], name: str) -> tuple[float, float]:
    """Print the CPU of both and the ratio, the medians of rounds in turn → both, in seconds."""
    assert len(ours()) == len(theirs())
    rounds = [(seconds(ours, 1), seconds(theirs, 1)) for _ in range(7)]
    one, other = (statistics.median(each) for each in zip(*rounds, strict=True))
    ratio = statistics.median(mine / hand for mine, hand in rounds)
    print(
        f"{name:42} {1000 * one:9.2f} ms, by hand {1000 * other:9.2f} ms: {ratio:.2f}  ({len(ours())} rows)", flush=True
    )
    return float(one), float(other)


def other(connection: Connection, asked: Filters, name: str) -> None:
    """Print what a first page and the counting of all takes."""
    page = seconds(lambda: list(entries(connection, asked, limit=20)), 1)
    start = _CLOCK[-1]()
    number = counts(connection, asked).get("shown", 0)
    counted = _CLOCK[-1]() - start
    print(f"{name:42} {1000 * page:9.2f} ms, counting {1000 * counted:9.2f} ms  ({number} rows)", flush=True)


def seconds(action: Callable[[], object], runs: int = 5) -> float:
    """The least time that the action takes."""
    found = []
    for _ in range(runs):
        start = _CLOCK[-1]()
        action()
        found.append(_CLOCK[-1]() - start)
    return min(found)


def by_hand(run: Callable[[str], Sequence[Any]], limit: int = 1_000_000) -> list[tuple[Any, list[list[Any]]]]:
    """The rows of the question with what belongs to each, as one writes it who knows the tables."""
    events: list[Any] = []
    for range_ in _RANGES:
        sql = _BY_HAND.format(range=range_, limit=limit - len(events))
        events += run(sql)
    belonging: dict[int, list[list[Any]]] = defaultdict(lambda: [[], [], [], []])
    for start in range(0, len(events), 1_000):
        keys = ",".join(str(row[0]) for row in events[start : start + 1_000])
        for place, sql in enumerate(_BESIDE):
            for row in run(sql.format(keys=keys)):
                belonging[row[0]][place].append(row)
    return [(row, belonging[row[0]]) for row in events]


@contextmanager
def server(events: int) -> Iterator[Engine]:
    """A PostgreSQL server with so many events."""
    from tests.postgres import running_server

    with running_server() as running:
        running.run("CREATE DATABASE events")
        engine = open_engine(running.url("events"))
        fill(engine, events)
        yield engine
        engine.dispose()


if __name__ == "__main__":
    main()
