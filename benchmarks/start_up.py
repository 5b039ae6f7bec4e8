"""`timeline --help`, `show` and `names` → their whole-process CPU time as ratios to `sqlite-utils --version`.

Run: python -m benchmarks.start_up
Wanted: --help at most 1.2, show at most 3.5.
"""

import tempfile
from pathlib import Path

from benchmarks.measuring import TIMELINE, cost, in_turn, median_cpu, peer, ratio
from timeline.shipped import shipped_folder

PEER = "sqlite-utils --version"
WANTED = {"timeline --help": 1.2, "timeline show": 3.5}


def main() -> None:
    """Make a small database with the sample documents, then measure every command in turn with the peer."""
    with tempfile.TemporaryDirectory() as folder:
        database = ("--db", str(Path(folder) / "small.db"))
        cost([*TIMELINE, "load", *database, str(shipped_folder("seeds") / "documents")])
        found = in_turn(
            {
                PEER: [peer("sqlite-utils==4.2.1", "sqlite-utils"), "--version"],
                "timeline --help": [*TIMELINE, "--help"],
                "timeline show": [*TIMELINE, "show", *database, "--weapon", "landmines"],
                "timeline names": [*TIMELINE, "names", *database, "Ottawa Treaty"],
            }
        )
    print(f"{PEER}: {median_cpu(found[PEER]):.3f} s of CPU = 1")
    for name, costs in found.items():
        if name != PEER:
            wanted = f" (wanted: at most {WANTED[name]})" if name in WANTED else ""
            print(f"{name}: {median_cpu(costs):.3f} s = {ratio(costs, found[PEER]):.2f}{wanted}")


if __name__ == "__main__":
    main()
