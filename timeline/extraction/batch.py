"""JSON Lines of documents → JSON Lines of their events: extraction without a database, for pipelines and evaluation."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from timeline import edtf
from timeline.documents.document import Document
from timeline.documents.proposal import ProposedEvent
from timeline.errors import BadDate, SourceRefused
from timeline.extraction.extract import events_of
from timeline.extraction.json_lines import document_records
from timeline.extraction.linear import Models
from timeline.extraction.read import read
from timeline.vocabulary.vocabulary import Vocabulary

SHOWN = ("auto", "review")  # the lanes that are printed unless the user asks for others
_LINE = "Each line is an object with doc, text and published (EDTF, or null), and optionally title."


def extract_lines(
    lines: Iterable[str],
    vocabulary: Vocabulary,
    lanes: Collection[str] = SHOWN,
    models: Models | None = None,
    foreign: Callable[[str, str], None] | None = None,
) -> Iterator[str]:
    """One output line for each input line that is not blank, in the same order.

    `foreign` is told the name and the language of a document that is not in English: it has no events.
    Raises SourceRefused with the number of the first line that is no document.
    """
    for doc, document in documents(lines):
        reading = read(document, vocabulary)
        if reading.language and foreign is not None:
            foreign(doc, reading.language)
        yield json.dumps(events_record(doc, events_of(reading, vocabulary, models), lanes), ensure_ascii=False)


def documents(lines: Iterable[str]) -> Iterator[tuple[str, Document]]:
    """Each line that is not blank → the name and the document that it gives. Raises SourceRefused, as above."""
    records = document_records(lines, needed=("doc", "text"), optional=("published", "title"), described=_LINE)
    for number, record in records:
        yield record["doc"], _document(record, number)


def _document(record: Mapping[str, Any], number: int) -> Document:
    published = record["published"] or None
    if published:
        try:
            published = edtf.parse(published).text
        except BadDate as fault:
            raise SourceRefused(f"Line {number}: 'published' is no date: {fault}") from fault
    return Document(record["text"], published, title=record["title"] or "", loader="jsonl")


def events_record(doc: str, events: Iterable[ProposedEvent], lanes: Collection[str] = SHOWN) -> Mapping[str, Any]:
    """The output record of one document, in the vocabulary of the evaluation guide; only the lanes asked for."""
    return {"doc": doc, "events": [event_record(event) for event in events if event.lane in lanes]}


def event_record(event: ProposedEvent) -> Mapping[str, Any]:
    """One event as it is printed."""
    return {
        "type": event.type,
        "status": event.status,
        "date": event.date,
        "participants": [{"actor": p.actor, "role": p.role} for p in event.participants],
        "weapons": [line.weapon for line in event.weapons],
        "treaties": list(event.treaties),
        "evidence": [{"start": p.start, "end": p.end, "quote": p.quote} for p in event.evidence],
        "confidence": event.confidence,
        "lane": event.lane,
    }
