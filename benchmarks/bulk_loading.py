"""A CSV of 100,000 events → what `timeline load` costs beside the same rows through bare drivers and sqlite-utils.

Run: python -m benchmarks.bulk_loading [--events 100000] [--postgresql]
Wanted: on SQLite, checks, indexes, facets, search and the log of changes included, at most 4 times the CPU of bare
`sqlite3.executemany` into the same tables, and less than 1.5 times that of sqlite-utils; at most 250 MB. On PostgreSQL
less time than psycopg's `executemany` of the same rows. The same rows are all that a load writes: those of the index of
search too, save for sqlite-utils, which would make an index of its own.
"""

import argparse
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.many_events import kept
from benchmarks.measuring import TIMELINE, cost, peer

# What a load writes, in an order in which every row finds what it refers to.
TABLES = (
    *("document", "event", "event_actor", "event_weapon", "event_treaty", "claim", "change"),
    *("event_weapon_facet", "event_actor_facet", "event_link"),
)
SEARCH = "document_search"
WANTED, WANTED_PEER, WANTED_MEMORY = 4.0, 1.5, 250.0
_THEIRS = """
import sqlite3, sys, time
import sqlite_utils
source = sqlite3.connect(sys.argv[1])
source.row_factory = sqlite3.Row
target = sqlite_utils.Database(sys.argv[2])
spent = 0.0
for table in sys.argv[3:]:
    rows = [dict(row) for row in source.execute(f"SELECT * FROM {table}")]
    start = time.process_time()
    target[table].insert_all(rows)
    spent += time.process_time() - start
print(spent)
"""


def main() -> None:
    """Load the events, then put the rows that came of it into empty tables in other ways, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000, help="How many events (100000).")
    parser.add_argument("--postgresql", action="store_true", help="Load into PostgreSQL too.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, empty, loaded = folder / "events.csv", folder / "empty.db", folder / "loaded.db"
        cost([*TIMELINE, "export", "--db", str(kept(given.events)), "-o", str(file)])
        cost([*TIMELINE, "init", "--db", str(empty)])
        shutil.copyfile(empty, loaded)
        ours = cost([*TIMELINE, "load", "--db", str(loaded), str(file)])
        rows = {table: written(loaded, table) for table in TABLES} | {SEARCH: filed(loaded)}
        number = sum(map(len, rows.values()))
        print(
            f"{given.events:,} events, {file.stat().st_size / 1e6:.0f} MB of CSV, {number:,} rows in {len(rows)} tables"
        )
        bare = executed(folder / "bare.db", rows, empty, indexes=False)
        ruled = executed(folder / "ruled.db", rows, empty, indexes=True)
        utils = sqlite_utils(loaded, folder / "utils.db")
        tell("bare executemany", bare, bare)
        tell("executemany, with our indexes and foreign keys", ruled, bare)
        tell("sqlite-utils insert_all", utils, bare)
        tell(f"timeline load (wanted: at most {WANTED})", ours.cpu, bare)
        print(f"to sqlite-utils: {ours.cpu / utils:.2f} (wanted: less than {WANTED_PEER})")
        print(f"peak memory: {ours.memory:.0f} MB (wanted: at most {WANTED_MEMORY:.0f})", flush=True)
        if given.postgresql:
            postgresql(file, rows)


def tell(name: str, seconds: float, base: float) -> None:
    """Print one line of the table."""
    print(f"{name:50} {seconds:7.2f} s {seconds / base:6.2f}", flush=True)


def written(database: Path, table: str) -> list[tuple[Any, ...]]:
    """The rows of a table that came with the events: those that come with the program are keyed from 0 downwards."""
    connection = sqlite3.connect(database)
    key = {"document": "id", "event": "id", "change": "id"}.get(table, "event_id")
    found = connection.execute(f"SELECT * FROM {table} WHERE {key} > 0").fetchall()  # noqa: S608 - of ours
    connection.close()
    return found


def filed(database: Path) -> list[tuple[int, str]]:
    """The rows that were written into the index of search, which keeps their terms, each with its place."""
    connection = sqlite3.connect(database)
    connection.execute(f"CREATE VIRTUAL TABLE temp.filed USING fts5vocab(main, {SEARCH}, instance)")
    terms: dict[int, dict[int, str]] = {}
    for key, place, term in connection.execute("SELECT doc, offset, term FROM temp.filed"):
        terms.setdefault(key, {})[place] = term
    connection.close()
    return [(key, " ".join(placed[place] for place in sorted(placed))) for key, placed in sorted(terms.items())]


def executed(file: Path, rows: dict[str, list[tuple[Any, ...]]], empty: Path, *, indexes: bool) -> float:
    """Seconds of CPU to insert the rows by `executemany` in one transaction: into an empty database of ours, or into
    bare tables of the same columns.
    """
    if indexes:
        shutil.copyfile(empty, file)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if indexes:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM change")
    else:
        model = sqlite3.connect(empty)
        for table in TABLES:
            columns = [f'"{row[1]}" {row[2]}' for row in model.execute(f"PRAGMA table_info({table})")]
            connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        connection.execute(model.execute(f"SELECT sql FROM sqlite_master WHERE name = '{SEARCH}'").fetchone()[0])  # noqa: S608
        model.close()
    start = time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        into = f"{table} (rowid, terms)" if table == SEARCH else table
        connection.executemany(f"INSERT INTO {into} VALUES ({', '.join('?' * len(values[0]))})", values)  # noqa: S608
    connection.execute("COMMIT")
    spent = time.process_time() - start
    connection.close()
    return spent


def sqlite_utils(source: Path, target: Path) -> float:
    """Seconds of CPU that sqlite-utils needs for the rows, the reading of them not counted."""
    python = Path(peer("sqlite-utils==4.2.1", "sqlite-utils")).with_name("python")
    command = [str(python), "-c", _THEIRS, str(source), str(target), *TABLES]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def postgresql(file: Path, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    """Load into a new server's database, and the same rows into another by psycopg's `executemany`; wall clock."""
    import psycopg

    from tests.postgres import running_server

    with running_server() as server:
        for name in ("ours", "theirs"):
            server.run(f"CREATE DATABASE {name}")
            cost([*TIMELINE, "init", "--db", server.url(name).render_as_string(hide_password=False)])
        ours = cost([*TIMELINE, "load", "--db", server.url("ours").render_as_string(hide_password=False), str(file)])
        with psycopg.connect(host=str(server.folder), user="postgres", dbname="ours") as connection:
            terms = connection.execute(f"SELECT document_id, part, terms::text FROM {SEARCH}".encode()).fetchall()  # noqa: S608
        with psycopg.connect(host=str(server.folder), user="postgres", dbname="theirs") as connection:
            connection.execute("DELETE FROM change")
            start = time.perf_counter()
            for table, values in (rows | {SEARCH: terms}).items():
                marks = ", ".join(["%s"] * len(values[0]))
                into = f"{table} (document_id, part, terms)" if table == SEARCH else table
                with connection.cursor() as cursor:
                    cursor.executemany(f"INSERT INTO {into} VALUES ({marks})".encode(), typed(table, values))  # noqa: S608
            connection.commit()
            theirs = time.perf_counter() - start
    print(f"PostgreSQL: timeline load {ours.wall:.1f} s, psycopg executemany {theirs:.1f} s: {ours.wall / theirs:.2f}")


def typed(table: str, values: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Rows as PostgreSQL takes them: SQLite keeps truths as numbers."""
    if table.endswith("_facet"):
        return ((*row[:-1], bool(row[-1])) for row in values)
    return iter(values)


if __name__ == "__main__":
    main()
