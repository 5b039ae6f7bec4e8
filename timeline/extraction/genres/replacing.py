"""The events of a document's form and those that the models found → the form's, and of the others what it left."""

import bisect
from collections.abc import Iterable, Sequence

from timeline import edtf
from timeline.documents.proposal import ProposedEvent
from timeline.errors import BadDate
from timeline.extraction.reading import Form

MOST = 300  # events of the form that one of the models is compared with: it bounds the time that a long table takes
Spans = Sequence[tuple[int, int]]


def replaced(form: Form, found: Sequence[ProposedEvent]) -> list[ProposedEvent]:
    """The events of the form, and those of the models that neither stand in its lines nor tell the same again."""
    told: dict[tuple[str, str], list[ProposedEvent]] = {}
    for event in form.events:
        for actor in {participant.actor for participant in event.participants}:
            told.setdefault((event.type, actor), []).append(event)
    others = [event for event in found if not in_spans(form.lines, start_of(event)) and not _told_again(event, told)]
    return [*form.events, *others]


def start_of(event: ProposedEvent) -> int:
    """Where the passage begins that states an event."""
    return event.claims[0].passage.start


def joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that touch or overlap made one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def in_spans(spans: Spans, offset: int) -> bool:
    """Whether an offset lies in one of the spans, which are in order and apart."""
    place = bisect.bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return place >= 0 and offset < spans[place][1]


def _told_again(event: ProposedEvent, told: dict[tuple[str, str], list[ProposedEvent]]) -> bool:
    actors = {participant.actor for participant in event.participants}
    return any(_same(event, stated) for actor in actors for stated in told.get((event.type, actor), ())[:MOST])


def _same(event: ProposedEvent, stated: ProposedEvent) -> bool:
    """Whether an event of the same type has nobody whom the stated one lacks, and a date that can be its date."""
    if not set(event.participants) <= set(stated.participants) or not set(event.treaties) <= set(stated.treaties):
        return False
    try:
        one, other = edtf.parse(event.date), edtf.parse(stated.date)
    except BadDate:
        return False
    return one.first <= other.last and other.first <= one.last
