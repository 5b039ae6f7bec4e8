"""A text → its Reading, and a Reading → the dates that its form gives to sentences, for the tests of genres."""

from collections.abc import Iterable

from timeline.documents.document import Document
from timeline.documents.proposal import ProposedEvent
from timeline.edtf import parse
from timeline.extraction.read import read
from timeline.extraction.reading import Reading
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def reading_of(text: str, published: str | None = "2024-11-20", title: str = "") -> Reading:
    """The reading of a text published on that day."""
    return read(Document(text, published, title=title), VOCABULARY)


def dated_sentences(reading: Reading) -> list[tuple[str, str]]:
    """Each dated sentence's first 20 characters with its date."""
    return [
        (reading.text[sentence.start : min(sentence.start + 20, sentence.end)], date.edtf)
        for sentence in reading.sentences
        if (date := reading.form.dated.get(sentence.index)) is not None
    ]


def told(events: Iterable[ProposedEvent]) -> list[str]:
    """Each event in one line: type, status, date, who, what with number and worth, and treaties."""
    lines = []
    for event in events:
        who = [f"{p.role}={p.actor}" for p in event.participants]
        what = []
        for line in event.weapons:
            low, high = ("" if number is None else str(number) for number in (line.quantity_min, line.quantity_max))
            number = f"*{low}" if low == high else f"*{low}..{high}"
            number = "" if number == "*" else number
            what.append(f"{line.weapon}{number}" + (f" for {line.value:.0f} {line.currency}" if line.value else ""))
        lines.append(" ".join([event.type, event.status, event.date, *who, *what, *event.treaties]))
    return lines


def passages_hold(reading: Reading) -> None:
    """Every claim of the form's events quotes the text, every field has a claim, and every event lies in its lines."""
    for event in reading.form.events:
        assert parse(event.date).text == event.date
        claimed = {(claim.field, claim.value) for claim in event.claims}
        assert {("type", event.type), ("status", event.status), ("date", event.date)} <= claimed
        assert {(p.role, p.actor) for p in event.participants} <= claimed
        assert {("weapon", line.weapon) for line in event.weapons} <= claimed
        assert {("treaty", treaty) for treaty in event.treaties} <= claimed
        for claim in event.claims:
            assert reading.document.text[claim.passage.start : claim.passage.end] == claim.passage.quote
        start = event.claims[0].passage.start
        assert any(first <= start < last for first, last in reading.form.lines)
