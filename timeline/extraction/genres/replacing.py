"""The events of a document's form and those that the models found → the form's, and of the others what it left."""

from collections.abc import Sequence

from timeline import edtf
from timeline.documents.proposal import ProposedEvent
from timeline.errors import BadDate
from timeline.extraction.reading import Form


def replaced(form: Form, found: Sequence[ProposedEvent]) -> list[ProposedEvent]:
    """The events of the form, and those of the models that neither stand in its lines nor tell the same again."""
    told: dict[str, list[ProposedEvent]] = {}
    for event in form.events:
        told.setdefault(event.type, []).append(event)
    others = [e for e in found if not _in_lines(form, e) and not any(_same(e, o) for o in told.get(e.type, ()))]
    return [*form.events, *others]


def _in_lines(form: Form, event: ProposedEvent) -> bool:
    """Whether the sentence that states an event lies in a line of the form."""
    return in_lines(form.lines, event.claims[0].passage.start)


def in_lines(lines: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of the spans."""
    return any(start <= offset < end for start, end in lines)


def _same(event: ProposedEvent, stated: ProposedEvent) -> bool:
    """Whether an event of the same type has nobody whom the stated one lacks, and a date that can be its date."""
    if not set(event.participants) <= set(stated.participants) or not set(event.treaties) <= set(stated.treaties):
        return False
    try:
        one, other = edtf.parse(event.date), edtf.parse(stated.date)
    except BadDate:
        return False
    return one.first <= other.last and other.first <= one.last
