"""Annotated documents → readings with their gold events, and which sentence states which event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.documents.document import Document
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.extraction.training.gold_records import annotated_records
from timeline.vocabulary.vocabulary import Vocabulary

_HEAD = 30  # characters of the longest head before a sentence that a passage may begin with
HELD_BACK = 5  # every fifth document by sorted id is only measured on


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event; tests/corpus/README.md describes its fields."""

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


def load(place: Path, vocabulary: Vocabulary, *, held_back: bool | None) -> list[Annotated]:
    """The documents of a folder or a file in order of their ids: all (None), only those held back, or only the others.

    Raises SourceRefused where there are no annotated documents; see `annotated_records`.
    """
    records = list(annotated_records(place).values())
    chosen = records if held_back is None else [r for n, r in enumerate(records) if is_held_back(n) == held_back]
    return [annotated(record, record, vocabulary) for record in chosen]


def is_held_back(number: int) -> bool:
    """Whether the document with this place in the order of ids is only measured on."""
    return number % HELD_BACK == HELD_BACK - 1


def annotated(text: Mapping[str, object], gold: Mapping[str, object], vocabulary: Vocabulary) -> Annotated:
    """One document with its gold record."""
    start = text.get("body_start")
    document = Document(
        str(text["text"]),
        str(text["published"]),
        title=str(text.get("title") or ""),
        body_start=start if isinstance(start, int) else 0,
    )
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
        sentences=tuple(sorted({_sentence(reading, *_span(e)) for e in evidence} - {-1})),  # type: ignore[attr-defined]
        core=bool(record.get("core", True)),
        record=record,
    )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, Sequence):
        raise TypeError(f"a list was expected, not {value!r}")
    return tuple(map(str, value))


def _span(evidence: Mapping[str, object]) -> tuple[int, int]:
    start = int(str(evidence["start"]))
    return start, start + len(str(evidence.get("prefix", "")).rstrip())


def _sentence(reading: Reading, start: int, end: int) -> int:
    """The sentence of a passage whose first words are given; a head ("3. Kenya.") is not what states the event."""
    for sentence in reading.sentences:
        if start < sentence.end and (end <= sentence.end or sentence.end - start > _HEAD):
            return sentence.index
    return -1
