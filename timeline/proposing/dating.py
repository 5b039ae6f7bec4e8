"""A date that a reply states, with its words → what our own dating makes of those words at their place."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline import edtf
from timeline.documents.proposal import DateBasis
from timeline.edtf import Edtf
from timeline.errors import BadDate
from timeline.extraction.reading import Reading, TimePhrase
from timeline.proposing.quotes import Span

LEAD = 3  # the first sentences, whose dates hold for what the report is mainly about
RUNNING = 12  # sentences after which a date is forgotten


@dataclass(frozen=True, slots=True)
class Dated:
    """Our date with its basis and the span of its words (None: told by the document's own date).

    `kind` is empty where the reply's date is one of those that the words allow, else the kind of the refusal.
    """

    value: Edtf
    basis: DateBasis
    span: Span | None = None
    kind: str = ""


def parsed(text: str) -> Edtf | None:
    """The date; None where it is not EDTF."""
    try:
        return edtf.parse(text)
    except BadDate:
        return None


def in_reach(reading: Reading, number: int, evidence: Sequence[int]) -> bool:
    """Whether a date said in a sentence can be the date of an event told in others."""
    paragraph = reading.sentences[number - 1].paragraph
    return number <= LEAD or any(
        -1 <= own - number <= RUNNING or reading.sentences[own - 1].paragraph == paragraph for own in evidence
    )


def dated_by_words(reading: Reading, spans: Sequence[Span], number: int, stated: Edtf | None) -> Dated | None:
    """The date of the words at one of the spans of the sentence; None where our dating finds none there.

    Among the readings that the words have (with and without the direction that the words around give; from a day on
    until the report) the one stated is taken; where it is none of them, the first of ours is in which it lies, else the
    first.
    """
    first: Dated | None = None
    around: Dated | None = None
    for span in spans:
        phrases = [p for p in reading.times[number - 1] if p.start < span[1] and span[0] < p.end]
        for phrase, value in _readings(reading, phrases):
            own = edtf.parse(value)
            words = (phrase.start, phrase.end)
            text = reading.text[phrase.start : phrase.end]
            found = Dated(own, DateBasis(text, phrase.rule, phrase.anchor), words, "date-differs")
            if stated is not None and _agree(own, stated):
                return Dated(found.value, found.basis, words)
            first = first or found
            if stated is not None and own.first <= stated.first and stated.last <= own.last:
                around = around or found
    return around or first


def dated_by_report(reading: Reading, evidence: Sequence[int], stated: Edtf | None) -> Dated | None:
    """The date of an event that no words date: of its entry in a chronology, else the report's own; None without one.

    That of the dateline will do, and so will "some time before the report".
    """
    entries = [reading.form.dated[own - 1] for own in evidence if own - 1 in reading.form.dated]
    for entry in entries[:1]:
        own = edtf.parse(entry.edtf)
        span = (entry.start, entry.end) if 0 <= entry.start < entry.end else None
        text = reading.text[entry.start : entry.end] if span else ""
        basis = DateBasis(text, entry.rule, entry.anchor)
        return Dated(own, basis, span, "" if stated and _agree(own, stated) else "date-differs")
    if not reading.published:
        return None
    published = edtf.parse(reading.published)
    basis = DateBasis("", "publication", reading.published)
    before = [] if "/" in published.text else [edtf.parse(f"../{published.text}")]
    agreed = [own for own in (published, *before) if stated is not None and _agree(own, stated)]
    return Dated(agreed[0], basis) if agreed else Dated(published, basis, kind="date-differs")


def dated_at_least(reading: Reading, status: str) -> Dated | None:
    """What is certain of an event whose words our dating does not read: what is reported as done was done before the
    report, and what is to come was announced in it. None for a document without a date.
    """
    published = parsed(reading.published or "")
    if published is None:
        return None
    ahead = status in ("planned", "considered") or "/" in published.text
    value = published if ahead else edtf.parse(f"../{published.text}")
    return Dated(value, DateBasis("", "publication", published.text), kind="date-unread")


def _readings(reading: Reading, phrases: Sequence[TimePhrase]) -> list[tuple[TimePhrase, str]]:
    """Every value that may be meant, ours first: of each phrase as it stands, alone, and of all as one stretch."""
    found = [(phrase, phrase.edtf) for phrase in phrases]
    found += [(phrase, phrase.plain) for phrase in phrases if phrase.plain and phrase.plain != phrase.edtf]
    published = parsed(reading.published or "")
    for phrase in phrases:
        value = edtf.parse(phrase.edtf)
        if value.open_end and published is not None and value.first <= published.first:
            found.append((phrase, _stretch(value.text.partition("/")[0], published.text.rpartition("/")[2])))
    if len(phrases) > 1:
        ends = [phrase.plain or phrase.edtf for phrase in (phrases[0], phrases[-1])]
        found.append((phrases[0], _stretch(ends[0].partition("/")[0], ends[1].rpartition("/")[2])))
    return [(phrase, value) for phrase, value in found if value and parsed(value) is not None]


def _stretch(first: str, last: str) -> str:
    return f"{first}/{last}" if first != last else first


def _agree(own: Edtf, stated: Edtf) -> bool:
    """Whether two values have the same bounds, or the one stated is about some time within ours."""
    within = stated.loose and own.first <= stated.first and stated.last <= own.last and not own.open_start
    return within or (own.first, own.last) == (stated.first, stated.last)
