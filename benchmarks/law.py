"""A database of many events, filled in bulk → CPU seconds and peak memory of `timeline check`, and start-up ratios.

Run: python -m benchmarks.law [--events 100000] [--keep FILE]
Wanted: `timeline check` over 100,000 events at most 20 s of CPU on one core, in at most 150 MB, which half as many need
too;
`timeline status mine-ban --on 2024-11-20` at most 4 times `sqlite-utils --version`.
"""

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.many_events import ACTORS, WEAPONS, filled
from benchmarks.measuring import TIMELINE, Cost, cost, in_turn, median_cpu, peer, ratio

PEER = "sqlite-utils --version"
WANTED_CPU, WANTED_MEMORY, WANTED_RATIO = 20.0, 150.0, 4.0


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


if __name__ == "__main__":
    main()
