"""JSON Lines of documents → JSON Lines of their events: extraction without a database, for pipelines and evaluation."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from timeline import edtf
from timeline.documents.document import Document
from timeline.documents.proposal import ProposedEvent
from timeline.errors import BadDate, SourceRefused
from timeline.extraction.extract import extract
from timeline.vocabulary.vocabulary import Vocabulary

SHOWN = ("auto", "review")  # the lanes that are printed unless the user asks for others
_LINE = "Each line is an object with doc, text and published (EDTF, or null), and optionally title."


def extract_lines(lines: Iterable[str], vocabulary: Vocabulary, lanes: Collection[str] = SHOWN) -> Iterator[str]:
    """One output line for each input line that is not blank, in the same order.

    Raises SourceRefused with the number of the first line that is no document.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            doc, document = document_of(line, number)
            yield json.dumps(events_record(doc, extract(document, vocabulary), lanes), ensure_ascii=False)


def document_of(line: str, number: int) -> tuple[str, Document]:
    """One input line → the document's id and the document. Raises SourceRefused where it is not one."""
    try:
        record = json.loads(line)
    except ValueError as fault:
        raise SourceRefused(f"Line {number} is not JSON ({fault}). {_LINE}") from fault
    if not isinstance(record, dict):
        raise SourceRefused(f"Line {number} is not a JSON object. {_LINE}")
    for name, needed in (("doc", True), ("text", True), ("published", False), ("title", False)):
        value = record.get(name)
        if (value is None and needed) or not (value is None or isinstance(value, str)):
            raise SourceRefused(f"Line {number}: {name!r} must be a text. {_LINE}")
    published = record.get("published") or None
    if published:
        try:
            published = edtf.parse(published).text
        except BadDate as fault:
            raise SourceRefused(f"Line {number}: 'published' is no date: {fault}") from fault
    return record["doc"], Document(record["text"], published, title=record.get("title") or "", loader="jsonl")


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
