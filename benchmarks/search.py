"""100 MB of articles → how long the first answers take: the query itself, the whole command, and FTS5's own ranking.

Run: python -m benchmarks.search [--megabytes 100] [--postgresql] [--postgres URL]
Wanted: the first 20 answers of each usual question within 25 ms, inside the process. PostgreSQL is a server of its own,
as in the tests, or at URL a database in which nothing is yet. A phrase of words that many documents have takes longer
there: its index knows no places, so that the words of each of those documents are read, 20 microseconds each.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, insert

from benchmarks.articles import articles
from benchmarks.measuring import TIMELINE, cost
from timeline.database import tables as t
from timeline.database.address import database_url
from timeline.database.opening import open_engine, reading, writing
from timeline.database.search_index import file_documents
from timeline.documents.document import Document
from timeline.queries.search import search
from timeline.queries.search_syntax import parse_query
from timeline.review.rows import document_row

BATCH = 500
RUNS = 7
# The articles have few words, and each of them many times: what is usual here is frequent elsewhere.
USUAL = (
    "landmines",
    "landmines Ukraine",
    '"cluster munitions"',
    '"cluster munitions" Ukraine -Norway',
    "F-16 Israel Grenfell",
    "howitz*",
    "ratify OR ratified Lithuania",
)
HARD = ("minister", "the minister committee price", '"the minister"', "min*", "m*")
"""Words of nearly every document."""


def main() -> None:
    """Make the database, and print each figure beside what is wanted."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--megabytes", type=int, default=100)
    asked.add_argument("--postgresql", action="store_true", help="Also on PostgreSQL, on a server of its own.")
    asked.add_argument("--postgres", metavar="URL")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        address = str(Path(name) / "search.db")
        measure(address, given.megabytes)
        for words in USUAL[:2]:
            whole = [cost([*TIMELINE, "--db", address, "search", words]) for _ in range(5)]
            print(f"timeline search {words!r}: {1000 * statistics.median(each.wall for each in whole):.0f} ms, whole")
    if given.postgresql:
        from tests.postgres import running_server

        with running_server() as server:
            server.run("CREATE DATABASE search")
            measure(server.url("search").render_as_string(hide_password=False), given.megabytes)
    if given.postgres:
        measure(given.postgres, given.megabytes)


def measure(address: str, megabytes: int) -> None:
    """Store so much text in a new database and ask it."""
    engine = open_engine(database_url(address))
    store(engine, megabytes * 1_000_000)
    print(f"{engine.dialect.name}: milliseconds, median of {RUNS}, for the first 20 answers")
    with reading(engine) as connection:
        for words in (*USUAL, *HARD):
            found = search(connection, parse_query(words))
            ours = timed(partial(search, connection, parse_query(words)))
            wanted = " (wanted: at most 25)" if words in USUAL else ""
            peer = f"; FTS5 alone {timed(partial(ranked, connection, words))}" if _plain(engine, words) else ""
            print(f"  {words!r}: {ours}{wanted}, {len(found.answers) + found.more} match{peer}")
    engine.dispose()


def store(engine: Engine, size: int) -> None:
    """So many characters of articles, written as documents are, without events; prints what the index takes of it."""
    spent, written, number = 0.0, 0, 0
    start = time.perf_counter()
    with writing(engine) as connection:
        for batch in _batches(size):
            rows = [document_row(document, loaded_at="2026-01-01T00:00:00+00:00") for document in batch]
            connection.execute(insert(t.document), [{"id": number + at, **row} for at, row in enumerate(rows, start=1)])
            filing = time.perf_counter()
            file_documents(connection, [(number + at, row["title"], row["text"]) for at, row in enumerate(rows, 1)])
            spent += time.perf_counter() - filing
            number += len(rows)
            written += sum(len(document.text) for document in batch)
    total = time.perf_counter() - start
    print(
        f"{engine.dialect.name}: {number} documents, {written / 1e6:.0f} MB stored in {total:.0f} s, "
        f"of which the index {spent:.0f} s ({1000 * spent / number:.2f} ms a document)"
    )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def timed(ask: Callable[[], object]) -> str:
    """Milliseconds of the clock and of this process's CPU, each the median of RUNS."""
    found = []
    for _ in range(RUNS):
        start, busy = time.perf_counter(), time.process_time()
        ask()
        found.append((1000 * (time.perf_counter() - start), 1000 * (time.process_time() - busy)))
    clock, cpu = (statistics.median(each) for each in zip(*found, strict=True))
    return f"{clock:.1f} ({cpu:.1f} of CPU)"


def ranked(connection: Connection, word: str) -> list[object]:
    """The keys of the first 20 by FTS5's own BM25, without texts, passages or events."""
    statement = "SELECT rowid FROM document_search WHERE document_search MATCH ? ORDER BY rank LIMIT 20"
    return list(connection.exec_driver_sql(statement, (word,)).all())


def _plain(engine: Engine, words: str) -> bool:
    return engine.dialect.name == "sqlite" and words.isalpha()


def _batches(size: int) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for number, text in enumerate(articles(size)):
        date = f"{1995 + number % 30}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        batch.append(Document(text, date, title=f"Report {number}", publisher=f"Paper {number % 40}"))
        size -= len(text)
        if size <= 0 or len(batch) == BATCH:
            yield batch
            batch = []
        if size <= 0:
            return


if __name__ == "__main__":
    main()
