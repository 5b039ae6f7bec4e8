"""The genres by name, and a Reading → what their parsers give together."""

from collections.abc import Callable
from typing import TypeAlias

from timeline.documents.proposal import ProposedEvent
from timeline.extraction.genres.answers import answers
from timeline.extraction.genres.arms_sale import arms_sale
from timeline.extraction.genres.chronology import chronology
from timeline.extraction.genres.depositary import depositary
from timeline.extraction.genres.licence_table import licence_table
from timeline.extraction.genres.register_notice import register_notice
from timeline.extraction.genres.replacing import in_spans, joined, start_of
from timeline.extraction.genres.status_box import status_box
from timeline.extraction.genres.transfer_register import transfer_register
from timeline.extraction.genres.treaty_table import treaty_table
from timeline.extraction.reading import Form, Mention, Reading, TimePhrase
from timeline.vocabulary.vocabulary import Vocabulary

Parser: TypeAlias = Callable[[Reading, Vocabulary], Form | None]

GENRES: dict[str, Parser] = {
    "arms sale": arms_sale,
    "notice in the Federal Register": register_notice,
    "register of transfers": transfer_register,
    "table of treaty acts": treaty_table,
    "table of licences": licence_table,
    "status box of a country profile": status_box,
    "depositary notification": depositary,
    "chronology": chronology,
    "answers in parliament": answers,
}
"""Each parser gives None for a document that has not its form. Where two read the same lines, the first one counts."""


def form_of(reading: Reading, vocabulary: Vocabulary) -> Form:
    """What the genres that know the form of a document give for it; an empty Form for ordinary text."""
    found = [form for parser in GENRES.values() if (form := parser(reading, vocabulary)) is not None]
    events: list[ProposedEvent] = []
    taken: tuple[tuple[int, int], ...] = ()
    dated: dict[int, TimePhrase] = {}
    named: dict[int, tuple[Mention, ...]] = {}
    for form in found:
        events += [event for event in form.events if not in_spans(taken, start_of(event))]
        taken = joined([*taken, *form.lines])
        dated = {**form.dated, **dated}
        named = {**form.named, **named}
    subject = next((form.subject for form in found if form.subject), "")
    return Form(tuple(events), taken, dated, named, subject)
