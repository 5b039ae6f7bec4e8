"""A database of many events, filled in bulk → CPU seconds and peak memory of `timeline check`, and start-up ratios.

Run: python -m benchmarks.law [--events 100000] [--keep FILE]
Wanted: `timeline check` over 100,000 events at most 20 s of CPU on one core, in at most 150 MB, which half as many need
too;
`timeline status mine-ban --on 2024-11-20` at most 4 times `sqlite-utils --version`.
"""

import argparse
import datetime as dt
import itertools
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from benchmarks.measuring import TIMELINE, Cost, cost, in_turn, median_cpu, peer, ratio
from timeline import edtf
from timeline.database import tables as t
from timeline.database.address import database_url
from timeline.database.batches import batches
from timeline.database.facets import refresh_all_facets
from timeline.database.opening import open_engine, writing
from timeline.vocabulary.reading import shipped_vocabulary

PEER = "sqlite-utils --version"
WANTED_CPU, WANTED_MEMORY, WANTED_RATIO = 20.0, 150.0, 4.0
WEAPONS, ACTORS = 400, 450
# Those that news and registers name most; the rest follow in a random order.
FIRST_WEAPONS = ("anti-personnel-mine", "cluster-munition", "missile", "battle-tank", "atacms", "landmine", "manpads")
FIRST_ACTORS = ("USA", "UKR", "RUS", "DEU", "ISR", "GBR", "FRA", "CHN", "SAU", "IRN", "POL", "LTU", "PRK", "SYR")
# What happens, how often, and who takes part: the roles that are always there, then those that may be.
KINDS: dict[str, tuple[int, Sequence[str], Sequence[str]]] = {
    "transfer-delivery": (30, ("supplier", "recipient"), ("decider", "intermediary")),
    "transfer-authorization": (18, ("supplier", "recipient"), ("decider",)),
    "transfer-agreement": (8, ("supplier", "recipient"), ("supplier",)),
    "transfer-request": (4, ("recipient",), ("supplier",)),
    "weapon-use": (15, ("user",), ("target", "host")),
    "weapon-test": (4, ("user",), ("host",)),
    "weapon-production": (5, ("producer",), ("decider",)),
    "weapon-deployment": (4, ("user",), ("host",)),
    "condemnation": (8, ("speaker",), ("target", "target")),
    "threat": (4, ("speaker",), ("target",)),
}
STATUSES = {"actual": 82, "planned": 8, "alleged": 6, "considered": 2, "denied": 2}


def main() -> None:
    """Fill a database, check all of its events, check them again, and measure the start of two commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000, help="How many events (100000).")
    parser.add_argument("--keep", type=Path, help="Fill this new file, and keep it.")
    given = parser.parse_args()
    print(f"Weapons: {WEAPONS}, 1 to 3 an event; actors: {ACTORS}, 1 to 4 an event; each as often as 1 / its rank.")
    with tempfile.TemporaryDirectory() as folder:
        half = filled(Path(folder) / "half.db", given.events // 2)
        refresh = [*TIMELINE, "check", "--refresh", "--db"]
        before = calibration()
        tell(f"timeline check --refresh, {given.events // 2} events", cost([*refresh, str(half)]))
        file = filled(given.keep or Path(folder) / "law.db", given.events)
        for name in ("check", "check --refresh", "check", "check --refresh --json", "show --finding prohibited"):
            tell(f"timeline {name}", cost([*TIMELINE, *name.split(), "--db", str(file)]))
        print(f"with findings: {file.stat().st_size / 1e6:.0f} MB")
        print(f"a fixed loop in Python, before and after: {before:.2f} s, {calibration():.2f} s")
        start_up(file)


def filled(file: Path, events: int) -> Path:
    """A new database with so many events."""
    cost([*TIMELINE, "init", "--db", str(file)])
    fill(file, events)
    print(f"{events} events: {file.stat().st_size / 1e6:.0f} MB")
    return file


def calibration() -> float:
    """Seconds of CPU for three million small steps: what else runs on the machine slows both them and a check."""
    start = time.process_time()
    kept: dict[int, tuple[int, str]] = {}
    for step in range(3_000_000):
        kept[step & 1023] = (step, str(step))
    return time.process_time() - start


def tell(name: str, spent: Cost) -> None:
    """Print what a check of all events took."""
    print(
        f"{name}: {spent.cpu:.1f} s of CPU (wanted: at most {WANTED_CPU:.0f}),"
        f" peak {spent.memory:.0f} MB (wanted: at most {WANTED_MEMORY:.0f})",
        flush=True,
    )


def start_up(file: Path) -> None:
    """Print the ratios of two commands to the peer."""
    database = ("--db", str(file))
    found = in_turn(
        {
            PEER: [peer("sqlite-utils==4.2.1", "sqlite-utils"), "--version"],
            "timeline status": [*TIMELINE, "status", *database, "mine-ban", "--on", "2024-11-20"],
            "timeline show": [*TIMELINE, "show", *database, "--weapon", "landmines", "--limit", "20"],
        },
        runs=5,
    )
    print(f"{PEER}: {median_cpu(found[PEER]):.3f} s of CPU = 1")
    for name, costs in found.items():
        if name != PEER:
            print(f"{name}: {median_cpu(costs):.3f} s = {ratio(costs, found[PEER]):.2f} (wanted: {WANTED_RATIO})")


def fill(file: Path, number: int) -> None:
    """Add so many accepted events to a database, the same ones every time."""
    engine = open_engine(database_url(str(file)))
    rows = made(number)
    with writing(engine) as connection:
        while batch := list(itertools.islice(rows, 5_000)):
            for place, table in enumerate((t.event, t.event_actor, t.event_weapon)):
                insert_rows(connection, table, [row for event in batch for row in event[place]])
        refresh_all_facets(connection)
    engine.dispose()


def insert_rows(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 - a light table
    """Insert rows in batches."""
    for batch in batches(rows):
        connection.execute(insert(table), batch)


def made(number: int) -> Iterator[tuple[list[dict[str, Any]], ...]]:
    """For each event its row, and those of its participants and its weapons: few are in most events, most in few."""
    chance = random.Random(3)
    vocabulary = shipped_vocabulary()
    weapons = in_front(FIRST_WEAPONS, chance.sample(sorted(vocabulary.weapons), len(vocabulary.weapons)))[:WEAPONS]
    states = [id for id, actor in sorted(vocabulary.actors.items()) if actor.kind == "state"]
    others = [id for id, actor in sorted(vocabulary.actors.items()) if actor.kind not in ("state", "person")]
    known = [*chance.sample(states, len(states)), *chance.sample(others, len(others))]
    actors = in_front(FIRST_ACTORS, known)[:ACTORS]
    by_weapon, by_actor = skew(len(weapons)), skew(len(actors))
    kinds, often = list(KINDS), list(itertools.accumulate(weight for weight, _, _ in KINDS.values()))
    for key in range(1, number + 1):
        (kind,) = chance.choices(kinds, cum_weights=often)
        _, always, sometimes = KINDS[kind]
        roles = [*always, *(role for role in sometimes if chance.random() < 0.25)]
        named = chance.choices(actors, cum_weights=by_actor, k=len(roles))
        carried = set(chance.choices(weapons, cum_weights=by_weapon, k=chance.choice((1, 1, 1, 2, 3))))
        (status,) = chance.choices(list(STATUSES), weights=list(STATUSES.values()))
        yield (
            [event_row(key, kind, status, date(chance))],
            [{"event_id": key, "actor_id": a, "role": r} for a, r in sorted(set(zip(named, roles, strict=True)))],
            [{"event_id": key, "weapon_id": weapon} for weapon in sorted(carried)],
        )


def in_front(first: Sequence[str], others: Sequence[str]) -> list[str]:
    """All of them once, the first ones before the others."""
    return list(dict.fromkeys([*first, *others]))


def skew(number: int) -> list[float]:
    """Cumulative weights of 1 / rank, the usual assumption (Zipf's): of 450 the first is chosen in 15 of 100 cases."""
    return list(itertools.accumulate(1 / rank for rank in range(1, number + 1)))


def date(chance: random.Random) -> str:
    """A day of 1990 to 2025 mostly, else its month or year; some are approximate."""
    day = dt.date(1990, 1, 1) + dt.timedelta(int(chance.random() ** 0.5 * 13_000))
    text = day.isoformat()[: chance.choices((10, 7, 4), weights=(80, 15, 5))[0]]
    return text + "~" if chance.random() < 0.03 else text


def event_row(key: int, kind: str, status: str, text: str) -> dict[str, Any]:
    """The row of an event."""
    when = edtf.parse(text)
    return {
        "id": key,
        "public_id": f"ev-{key:010}",
        "type_id": kind,
        "status": status,
        "date": text,
        "first_day": when.first,
        "last_day": when.last,
        "date_precision": when.precision,
        "title": f"{kind} {key}",
        "review": "accepted",
        "lane": "auto",
        "origin": "person",
    }


if __name__ == "__main__":
    main()
