"""families.csv → how many sentences are read rightly, and each failure with what was found instead.

Run it with `python -m tests.extraction.families_report`.
"""

import sys
from collections import Counter
from collections.abc import Iterator

from tests.extraction.families import CAUSES, Judged, judged, table
from timeline.documents.proposal import ProposedEvent
from timeline.extraction.training.gold import GoldEvent


def lines() -> Iterator[str]:
    """The whole report, tab-separated."""
    cases = judged()
    right = sum(not case.wrong for case in cases)
    yield f"# right\t{right}\t{len(cases)}\t{100 * right / len(cases):.1f} %"
    for column in ("variant", "family"):
        yield f"# by {column}"
        yield from table(column)
    yield "# wrong in"
    causes = Counter(" ".join(case.wrong) for case in cases if case.wrong)
    yield from (f"{cause}\t{count}" for cause, count in sorted(causes.items(), key=lambda c: (-c[1], c[0])))
    yield "# by cause"
    reasons = Counter(case.cause for case in cases if case.wrong)
    yield from (f"{name}\t{reasons[name]}\t{meaning}" for name, meaning in CAUSES.items())
    yield f"# shown beside the surest event\t{sum(case.others for case in cases)}"
    yield "# failures"
    for case in cases:
        if case.wrong:
            yield from failure(case)


def failure(case: Judged) -> Iterator[str]:
    """One sentence that was misread: itself, its readings, and what was found."""
    yield f"{case.sentence.family}\t{case.sentence.variant}\t{case.cause}\t{' '.join(case.wrong)}\t{case.sentence.text}"
    for reading in case.sentence.readings:
        yield f"\twanted\t{_wanted(reading) if reading else 'none'}"
    yield f"\tfound\t{_found(case.found) if case.found else 'none'}"


def _wanted(reading: GoldEvent) -> str:
    people = " ".join(sorted(f"{role}={actor}" for actor, role in reading.participants))
    things = "|".join((*reading.weapons, *reading.treaties))
    return f"{reading.type}\t{reading.status}\t{'|'.join(reading.dates)}\t{people}\t{things}"


def _found(event: ProposedEvent) -> str:
    people = " ".join(sorted(f"{p.role}={p.actor}" for p in event.participants))
    things = "|".join((*(line.weapon for line in event.weapons), *event.treaties))
    return f"{event.type}\t{event.status}\t{event.date}\t{people}\t{things}\t{event.confidence}"


if __name__ == "__main__":
    sys.stdout.writelines(line + "\n" for line in lines())
