"""Answers of a search → the records that `--json` prints; spans are [start, end] in characters of the stored text."""

from typing import Any

from timeline.queries.search import Answer, Answers, EventBeside, Print

ANSWER_COLUMNS = (
    *("rank", "score", "document", "sha256", "title", "publisher", "date", "url", "title_highlights", "passages"),
    *("events", "also"),
)


def records(found: Answers) -> list[dict[str, Any]]:
    """One record an answer, in their order."""
    return [_record(answer) for answer in found.answers]


def _record(answer: Answer) -> dict[str, Any]:
    return {
        "rank": answer.rank,
        "score": answer.score,
        "document": answer.id,
        "sha256": answer.sha256,
        "title": answer.title,
        "publisher": answer.publisher,
        "date": answer.date,
        "url": answer.url,
        "title_highlights": [list(span) for span in answer.title_highlights],
        "passages": [
            {
                "start": span.start,
                "end": span.end,
                "text": quote,
                "highlights": [list(each) for each in span.highlights],
            }
            for span, quote in zip(answer.passages, answer.quotes, strict=True)
        ],
        "events": [_event(event) for event in answer.events],
        "also": [_print(each) for each in answer.also],
    }


def _event(event: EventBeside) -> dict[str, Any]:
    return {
        "event_id": event.event_id,
        "type": event.type,
        "date": event.date,
        "title": event.title,
        "waits_for_review": event.waits,
    }


def _print(each: Print) -> dict[str, Any]:
    return {
        "sha256": each.sha256,
        "title": each.title,
        "publisher": each.publisher,
        "date": each.date,
        "url": each.url,
    }
