"""A CSV row and a stored event → the same plain values, so that one can be compared with the other."""

from collections.abc import Iterable, Sequence
from typing import Any

from timeline.loaders.cells import PASSAGES, cut_quote
from timeline.loaders.event_rows import EventRow
from timeline.queries.entries import Entry
from timeline.review.row_sources import Fragment

Content = dict[str, Any]


def content_of_row(row: EventRow, sources: Sequence[Fragment]) -> Content:
    """What an export of the event that the row makes would say."""
    event = row.event
    return {
        "type": event.type,
        "status": event.status,
        "date": event.date,
        "title": event.title,
        "participants": {(one.role, one.actor) for one in event.participants},
        "weapons": {
            (line.weapon, line.quantity_min, line.quantity_max, line.unit, line.value, line.currency, line.conditions)
            for line in event.weapons
        },
        "treaties": set(event.treaties),
        "sources": sorted(
            (source.document.published or "", source.document.publisher, source.document.url, _cell(source.quotes))
            for source in sources
        ),
        "review": row.review,
        "confidence": row.confidence,
        "place": event.place,
        "note": event.note,
    }


def content_of_entry(entry: Entry) -> Content:
    """What an export of the stored event says."""
    return {
        "type": entry.type,
        "status": entry.status,
        "date": entry.date,
        "title": entry.title,
        "participants": {(role, actor.id) for role, actors in entry.participants.items() for actor in actors},
        "weapons": {
            (line.id, line.quantity_min, line.quantity_max, line.unit, line.value, line.currency, line.conditions)
            for line in entry.weapons
        },
        "treaties": {treaty.id for treaty in entry.treaties},
        "sources": sorted(
            (source.date, source.publisher, source.url, _cell(source.quotes)) for source in entry.sources
        ),
        "review": entry.review,
        "confidence": entry.confidence,
        "place": entry.place,
        "note": entry.note,
    }


def _cell(quotes: Iterable[str]) -> str:
    return PASSAGES.join(cut_quote(quote) for quote in quotes)
