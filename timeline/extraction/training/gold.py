"""A folder of annotated documents → readings with their gold events, and which sentence states which event."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.documents.document import Document
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.vocabulary.vocabulary import Vocabulary

HELD_BACK = 5  # every fifth document by sorted id is only measured on


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event: see the evaluation guide for its fields."""

    type: str
    status: str
    dates: tuple[str, ...]  # the date, then the accepted ones
    participants: frozenset[tuple[str, str]]
    weapons: tuple[str, ...]
    treaties: tuple[str, ...]
    sentences: tuple[int, ...]
    core: bool
    record: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A reading with its gold events."""

    doc: str
    reading: Reading
    events: tuple[GoldEvent, ...]


def load(folder: Path, vocabulary: Vocabulary, *, held_back: bool | None) -> list[Annotated]:
    """The documents of a folder in order of their ids: all (None), only those held back, or only the others."""
    texts = _records(folder / "documents.jsonl")
    gold = _records(folder / "gold.jsonl")
    chosen = []
    for number, doc in enumerate(sorted(texts)):
        held = number % HELD_BACK == HELD_BACK - 1
        if held_back is None or held == held_back:
            chosen.append(annotated(texts[doc], gold[doc], vocabulary))
    return chosen


def _records(path: Path) -> dict[str, dict[str, object]]:
    return {record["doc"]: record for record in map(json.loads, path.read_text("utf-8").splitlines()) if record}


def annotated(text: Mapping[str, object], gold: Mapping[str, object], vocabulary: Vocabulary) -> Annotated:
    """One document with its gold record."""
    document = Document(str(text["text"]), str(text["published"]), title=str(text.get("title") or ""))
    reading = read(document, vocabulary)
    events = gold["events"]
    if not isinstance(events, list):
        raise TypeError(f"{text['doc']}: events must be a list")
    return Annotated(str(text["doc"]), reading, tuple(_event(record, reading) for record in events))


def _event(record: Mapping[str, object], reading: Reading) -> GoldEvent:
    evidence, accepted, people = record["evidence"], record.get("accept_dates") or [], record["participants"]
    return GoldEvent(
        type=str(record["type"]),
        status=str(record["status"]),
        dates=(str(record["date"]), *_texts(accepted)),
        participants=frozenset((p["actor"], p["role"]) for p in people),  # type: ignore[attr-defined]
        weapons=_texts(record["weapons"]),
        treaties=_texts(record["treaties"]),
        sentences=tuple(sorted({_sentence(reading, int(e["start"])) for e in evidence} - {-1})),  # type: ignore[attr-defined]
        core=bool(record.get("core", True)),
        record=record,
    )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, Sequence):
        raise TypeError(f"a list was expected, not {value!r}")
    return tuple(map(str, value))


def _sentence(reading: Reading, offset: int) -> int:
    for sentence in reading.sentences:
        if offset < sentence.end:
            return sentence.index
    return -1
