"""`timeline export` of 100,000 and 1,000,000 events → its CPU and memory beside the `sqlite3` program and pandas.

Run: python -m benchmarks.exporting [--events 100000 1000000]
The statement by hand gives the same cells, which are compared, and its cost is that of the best of three runs.
Wanted: wide CSV of 1,000,000 events at most 1.3 times the `sqlite3` program writing the same columns; several times
ahead of the same rows through pandas; at most 100 MB, the same for ten times as many events.
"""

import argparse
import csv
import itertools
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.many_events import kept
from benchmarks.measuring import TIMELINE, Cost, cost
from timeline.documents.proposal import ROLES
from timeline.loaders.columns import OF_WEAPONS

WANTED, WANTED_MEMORY = 1.3, 100.0
FORMATS = ("csv", "tsv", "jsonl", "json", "parquet", "xlsx")
MOST_IN_A_SHEET = 100_000


def _joined(value: str, condition: str = "1") -> str:
    """The values of an event's rows in one cell, as our CSV joins them; the rows are in their order already."""
    return f"group_concat(replace(coalesce({value}, ''), ';', ';;'), '; ') FILTER (WHERE {condition})"


def _parallel(value: str) -> str:
    """The same, and nothing where no row has a value."""
    return f"CASE WHEN count(nullif({value}, '')) THEN {_joined(value)} END"


def _amount(name: str) -> str:
    """A column of a weapon; whole numbers are written without a decimal point, as in our CSV."""
    whole = "CAST(l.value AS INTEGER)"
    return _parallel(f"iif(l.value = {whole}, {whole}, l.value)" if name == "value" else f"l.{name}")


def statement() -> str:
    """The columns of the wide CSV in one statement, as somebody would write it who wants them from the database."""
    who = ", ".join(
        " ".join((_joined(f"a.{part}", f"l.role = '{role}'"), "AS", f"{role}_{part}"))
        for role in ROLES
        for part in ("id", "name")
    )
    with_what = ", ".join(f"{_amount(name)} AS {name}" for name in OF_WEAPONS)
    told = ", ".join(f"{_parallel(name)} AS {name}" for name in ("url", "publisher", "published", "quote"))
    columns = [
        *("e.public_id AS event_id", "e.type_id AS type", 'y.group_name AS "group"', "e.status", "e.date"),
        "CASE WHEN e.first_day <> '0001-01-01' THEN e.first_day END AS date_first",
        "CASE WHEN e.last_day <> '9999-12-31' THEN e.last_day END AS date_last",
        *("e.date_precision", "e.title"),
        *(f"p.{role}_{part} AS {role}_{part}s" for role in ROLES for part in ("id", "name")),
        *("w.id AS weapon_ids", "w.name AS weapon_names", "t.id AS treaty_ids", "t.name AS treaty_names"),
        *(f"w.{name}" for name in OF_WEAPONS),
        *("s.number AS source_count", "s.url AS source_urls", "s.publisher AS source_publishers"),
        *("s.published AS source_dates", "s.quote AS quotes"),
        *("e.review", "e.confidence", "e.place", "e.note"),
        "iif(s.different < s.number, s.number || ' sources, ' || s.different || ' different wordings', '') AS remark",
    ]
    return f"""
SELECT {", ".join(columns)}
FROM event e JOIN event_type y ON y.id = e.type_id
LEFT JOIN (SELECT l.event_id, {who} FROM event_actor l JOIN actor a ON a.id = l.actor_id GROUP BY 1) p
  ON p.event_id = e.id
LEFT JOIN (SELECT l.event_id, {_joined("w.id")} AS id, {_joined("w.name")} AS name, {with_what}
  FROM event_weapon l JOIN weapon w ON w.id = l.weapon_id GROUP BY 1) w ON w.event_id = e.id
LEFT JOIN (SELECT l.event_id, {_joined("t.id")} AS id, {_joined("t.name")} AS name
  FROM event_treaty l JOIN treaty t ON t.id = l.treaty_id GROUP BY 1) t ON t.event_id = e.id
LEFT JOIN (SELECT event_id, count(*) AS number, {told},
    count(DISTINCT nullif(quote, '')) + sum(quote = '') AS different FROM (
    SELECT c.event_id, d.published, d.publisher, d.url, group_concat(c.quote, ' […] ') AS quote
    FROM (SELECT c.event_id, c.document_id, iif(length(c.quote) > 300, substr(c.quote, 1, 299) || '…', c.quote) AS quote
      FROM claim c WHERE NOT EXISTS (SELECT 1 FROM claim w
        WHERE w.event_id = c.event_id AND w.document_id = c.document_id AND w.id <> c.id
        AND w.start_offset <= c.start_offset AND w.end_offset >= c.end_offset
        AND (w.end_offset - w.start_offset > c.end_offset - c.start_offset OR w.id < c.id))
      ORDER BY c.event_id, c.document_id, c.start_offset) c JOIN document d ON d.id = c.document_id
    GROUP BY c.event_id, d.id ORDER BY 1, 2, 3, 4, 5) GROUP BY 1) s ON s.event_id = e.id
WHERE e.origin <> 'reference' AND (e.review = 'accepted' OR (e.review = 'proposed' AND e.lane = 'auto'))
ORDER BY e.first_day, e.last_day, e.public_id;
"""  # noqa: S608 - names of ours


_PANDAS = """
import sqlite3, sys
import pandas
rows = pandas.read_sql_query(open(sys.argv[2]).read(), sqlite3.connect(sys.argv[1]))
rows.to_csv(sys.argv[3], index=False)
"""


def main() -> None:
    """Export by each program and print the ratios to the `sqlite3` program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[100_000, 1_000_000], help="How many (both sizes).")
    parser.add_argument("--formats", nargs="+", default=list(FORMATS), choices=FORMATS, help="Only these of ours.")
    parser.add_argument("--pandas", action="store_true", help="Through pandas too, which takes gigabytes.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for events in given.events:
            print(f"\n{events:,} events")
            beside(kept(events), Path(name), events, given.formats, pandas=given.pandas)


def beside(database: Path, folder: Path, events: int, formats: Sequence[str], *, pandas: bool) -> None:
    """Print a line for each program and format."""
    sql, hand = folder / "wide.sql", folder / "hand.csv"
    sql.write_text(statement(), "utf-8")
    program = shutil.which("sqlite3")
    if program is None:
        raise RuntimeError("the sqlite3 program is not installed")
    by_hand = ["sh", "-c", f"{program} -csv -header '{database}' < '{sql}' > '{hand}'"]
    base = min((cost(by_hand) for _ in range(3)), key=lambda spent: spent.cpu)
    tell("sqlite3 program", base, base)
    for form in formats:
        if form == "xlsx" and events > MOST_IN_A_SHEET:
            continue
        file = folder / f"ours.{form}"
        tell(
            f"timeline export, {form}",
            cost([*TIMELINE, "export", "--db", str(database), "-o", str(file), "--force"]),
            base,
        )
        if form == "csv":
            print(f"  (wanted: {WANTED}, {WANTED_MEMORY:.0f} MB; cells that differ: {differing(file, hand)})")
    if pandas:
        tell("pandas", cost([sys.executable, "-c", _PANDAS, str(database), str(sql), str(folder / "pandas.csv")]), base)


def differing(ours: Path, hand: Path) -> int:
    """How many cells of two CSV files are not the same, missing ones included."""
    with ours.open(encoding="utf-8", newline="") as one, hand.open(encoding="utf-8", newline="") as other:
        rows = itertools.zip_longest(csv.reader(one), csv.reader(other), fillvalue=())
        return sum(mine != theirs for row in rows for mine, theirs in itertools.zip_longest(*row))


def tell(name: str, spent: Cost, base: Cost) -> None:
    """Print one line of the table."""
    print(f"{name:24} {spent.cpu:8.1f} s {spent.cpu / base.cpu:6.2f} {spent.memory:8.0f} MB", flush=True)


if __name__ == "__main__":
    main()
