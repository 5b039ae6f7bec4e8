"""A command → its CPU time, wall time and peak memory as a whole process, and a peer in an environment of its own."""

import os
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PEERS = Path(__file__).resolve().parent.parent / "build" / "peers"
TIMELINE = (sys.executable, "-m", "timeline")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU (user and system), seconds of wall clock, peak resident memory in megabytes."""

    cpu: float
    wall: float
    memory: float


def cost(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run the command once, its output thrown away; RuntimeError where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Sequence[str]], runs: int = 11) -> dict[str, list[Cost]]:
    """The costs of each command over `runs` rounds, the commands in turn, after a round that is not counted."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for round_ in range(runs + 1):
        for name, command in commands.items():
            measured = cost(command)
            if round_:
                found[name].append(measured)
    return found


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> float:
    """The median over rounds of our CPU time divided by theirs in the same round."""
    return statistics.median(one.cpu / other.cpu for one, other in zip(ours, theirs, strict=True))


def median_cpu(costs: Sequence[Cost]) -> float:
    """The median CPU seconds."""
    return statistics.median(each.cpu for each in costs)


def peer(requirement: str, program: str) -> str:
    """The path of a peer's program, installed in an environment of its own so that nothing of ours slows it down."""
    folder = PEERS / requirement.replace("==", "-")
    path = folder / "bin" / program
    if not path.exists():
        venv.create(folder, with_pip=True)
        subprocess.run(
            [
                str(folder / "bin" / "python"),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                requirement,
            ],
            check=True,
        )
    return str(path)
