"""The trace of a sentence → the record that `extract --trace --json` prints of it, with everything that was weighed."""

from collections.abc import Mapping, Sequence
from typing import Any

from timeline.extraction.batch import event_record
from timeline.extraction.linear import Reason
from timeline.extraction.reading import Mention, Reading, TimePhrase, Trigger
from timeline.extraction.tracing import CandidateTrace, DraftTrace, SentenceTrace, Told
from timeline.extraction.weighing import Weighed


def sentence_record(doc: str, reading: Reading, trace: SentenceTrace) -> Mapping[str, Any]:
    """One sentence on its way; sentences are counted from 1, offsets are those of the document."""
    return {
        "doc": doc,
        "sentence": trace.index + 1,
        "kind": trace.kind,
        **_span(reading, trace.start, trace.end),
        "clauses": [_span(reading, *span) for span in trace.clauses],
        "names": [_mention(mention, reading) for mention in trace.mentions],
        "times": [_time(time, reading) for time in trace.times],
        "predicates": [_trigger(trigger, reading) for trigger in trace.triggers],
        "entry": _time(trace.entry, reading) if trace.entry is not None else None,
        "in_form": trace.in_form,
        "types": [_weighed(each, reading) for each in trace.types],
        "candidates": [_candidate(candidate, reading) for candidate in trace.candidates],
        "stated": [event_record(event) for event in trace.stated],
        "rests_on_it": [{**_told(told), "fields": list(told.fields)} for told in trace.cited],
    }


def _candidate(trace: CandidateTrace, reading: Reading) -> Mapping[str, Any]:
    candidate = trace.candidate
    return {
        "type": candidate.type,
        "score": _rounded(candidate.score),
        "word": trace.word,
        "predicate": candidate.trigger.lemma if candidate.trigger else None,
        "participants": [{"role": each.role, **_weighed(each, reading)} for each in trace.participants],
        "dates": [_weighed(each, reading) for each in trace.dates],
        "weapons": [_weighed(each, reading) for each in trace.weapons],
        "treaties": [_weighed(each, reading) for each in trace.treaties],
        "drafts": [_draft(draft, reading) for draft in trace.drafts],
    }


def _draft(trace: DraftTrace, reading: Reading) -> Mapping[str, Any]:
    return {
        "date": trace.date,
        "status": trace.status,
        "statuses": [_weighed(each, reading) for each in trace.statuses],
        "score": _rounded(trace.score),
        "reasons": _reasons(trace.reasons),
        "confidence": trace.confidence,
        "lane": trace.lane,
        "fate": trace.fate,
        "floor": trace.floor,
        "twin": {**_told(trace.twin), "lent": trace.lent} if trace.twin is not None else None,
        "event": event_record(trace.event) if trace.event is not None else None,
    }


def _weighed(each: Weighed, reading: Reading) -> dict[str, Any]:
    return {
        "value": each.value,
        "score": _rounded(each.score),
        "taken": each.taken,
        "why": each.why or None,
        "source": each.source or None,
        **(_span(reading, each.start, each.end) if each.start >= 0 else {"start": None, "end": None, "text": None}),
        "reasons": _reasons(each.reasons),
    }


def _mention(mention: Mention, reading: Reading) -> Mapping[str, Any]:
    return {
        "kind": mention.kind,
        "id": mention.id,
        "form": mention.form,
        **_span(reading, mention.start, mention.end),
    }


def _time(time: TimePhrase, reading: Reading) -> Mapping[str, Any]:
    return {
        "value": time.edtf,
        "rule": time.rule,
        "relation": time.relation or None,
        "anchor": time.anchor or None,
        **_span(reading, time.start, time.end),
    }


def _trigger(trigger: Trigger, reading: Reading) -> Mapping[str, Any]:
    return {
        "lemma": trigger.lemma,
        "form": trigger.form,
        "types": list(trigger.types),
        **_span(reading, trigger.start, trigger.end),
    }


def _told(told: Told) -> dict[str, Any]:
    return {"sentence": told.sentence + 1, "type": told.type, "date": told.date}


def _span(reading: Reading, start: int, end: int) -> dict[str, Any]:
    passage = reading.quoted(start, end)
    return {"start": passage.start, "end": passage.end, "text": passage.quote}


def _reasons(reasons: Sequence[Reason]) -> list[Mapping[str, Any]]:
    return [{"feature": name, "weight": _rounded(weight)} for name, weight in reasons]


def _rounded(score: float) -> float:
    return round(score, 3)
