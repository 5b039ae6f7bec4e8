"""families.csv → made-up sentences with what a careful annotator reads in each, and what extraction finds instead.

Every text is synthetic and no source of fact: real states, organisations and office-holders in made-up events.
A situation (`family`) is told in several ways (`variant`); a text on several lines has several readings that the
evaluation guide allows, and `none` is the reading that it states no event. Status, date, weapons and treaties may each
list alternatives, parted by `|`.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline.documents.document import Document
from timeline.documents.proposal import ProposedEvent
from timeline.extraction.batch import SHOWN
from timeline.extraction.extract import extract
from timeline.extraction.read import read
from timeline.extraction.training.agreement import STRICT_ROLES, date_agrees, things_agree
from timeline.extraction.training.gold import GoldEvent
from timeline.vocabulary.reading import shipped_vocabulary

FILE = Path(__file__).resolve().parent / "families.csv"
FIELDS = ("type", "status", "date", "roles", "things")
CAUSES = {
    "predicate": "no predicate of the wanted type stands in the sentence",
    "threshold": "the right event is proposed, but not shown",
    "rank": "the right event is shown, but another one is surer",
    "fields": "an event of the wanted type is proposed, but misses in other fields",
    "type": "a predicate of the wanted type stands in the sentence, but no event of that type is proposed",
    "negation": "an event is shown that did not happen",
}
VOCABULARY = shipped_vocabulary()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text of a family with its readings; None among them where it may state no event."""

    family: str
    variant: str
    published: str
    text: str
    readings: tuple[GoldEvent | None, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the surest shown event found in it, and the fields in which that misses the nearest reading."""

    sentence: Sentence
    found: ProposedEvent | None
    others: int  # how many more events are shown
    wrong: tuple[str, ...]
    cause: str  # one of CAUSES, empty where all is right


@cache
def sentences() -> tuple[Sentence, ...]:
    """All of families.csv, in its order."""
    texts: dict[tuple[str, str, str, str], list[GoldEvent | None]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = row["family"], row["variant"], row["published"], row["text"]
            texts.setdefault(key, []).append(None if row["type"] == "none" else _reading(row))
    return tuple(Sentence(*key, tuple(readings)) for key, readings in texts.items())


def _reading(row: dict[str, str]) -> GoldEvent:
    pairs = (pair.partition("=") for pair in row["roles"].split())
    return GoldEvent(
        type=row["type"],
        status=row["status"],
        dates=tuple(row["date"].split("|")),
        participants=frozenset((actor, role) for role, _, actor in pairs),
        weapons=tuple(filter(None, row["weapons"].split("|"))),
        treaties=tuple(filter(None, row["treaties"].split("|"))),
        sentences=(0,),
        core=True,
        record=row,
    )


@cache
def judged() -> tuple[Judged, ...]:
    """Every sentence judged."""
    return tuple(map(judge, sentences()))


def judge(sentence: Sentence) -> Judged:
    """The surest event that is shown, held against the readings of the sentence."""
    proposed = extract(Document(sentence.text, sentence.published), VOCABULARY)
    shown = [event for event in proposed if event.lane in SHOWN]
    if not shown:
        wrong: tuple[str, ...] = () if None in sentence.readings else ("found",)
        return Judged(sentence, None, 0, wrong, cause(sentence, proposed, []) if wrong else "")
    surest = max(shown, key=lambda e: e.confidence)
    misses = [("surplus",) if reading is None else misfits(reading, surest) for reading in sentence.readings]
    wrong = min(misses, key=lambda m: ("type" in m or "surplus" in m, len(m)))
    return Judged(sentence, surest, len(shown) - 1, wrong, cause(sentence, proposed, shown) if wrong else "")


def cause(sentence: Sentence, proposed: list[ProposedEvent], shown: list[ProposedEvent]) -> str:
    """Which of CAUSES made a sentence go wrong: where to mend it."""
    if None in sentence.readings:
        return "negation"
    readings = [reading for reading in sentence.readings if reading is not None]
    fitting = [e for e in proposed if any(not misfits(reading, e) for reading in readings)]
    if fitting:
        return "rank" if any(event in shown for event in fitting) else "threshold"
    types = {reading.type for reading in readings}
    if types & {event.type for event in proposed}:
        return "fields"
    triggers = read(Document(sentence.text, sentence.published), VOCABULARY).triggers
    return "type" if types & {kind for row in triggers for trigger in row for kind in trigger.types} else "predicate"


def misfits(reading: GoldEvent, found: ProposedEvent) -> tuple[str, ...]:
    """The FIELDS in which an event misses a reading by the guide's strict rules, and by its status."""
    people = {(p.actor, p.role) for p in found.participants}
    need = {p for p in reading.participants if p[1] in STRICT_ROLES}
    weapons = [line.weapon for line in found.weapons]
    modest = len(people - reading.participants) <= 1
    holds = {
        "type": found.type == reading.type,
        "status": found.status in reading.status.split("|"),
        "date": date_agrees(reading.dates, found.date),
        "roles": need <= people and modest,
        "things": things_agree(reading, weapons, found.treaties, VOCABULARY)
        and len(weapons) <= len(reading.weapons) + 2,
    }
    return tuple(name for name in FIELDS if not holds[name])


def tally(column: str) -> dict[str, tuple[int, int]]:
    """How many sentences of each family or variant are right, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for case in judged():
        name = str(getattr(case.sentence, column))
        right, total = counts.get(name, (0, 0))
        counts[name] = right + (not case.wrong), total + 1
    return counts


def table(column: str) -> Iterator[str]:
    """One line a family or variant: its name, the right ones, all of them."""
    for name, (right, total) in tally(column).items():
        yield f"{name}\t{right}\t{total}\t{100 * right / total:.0f} %"
