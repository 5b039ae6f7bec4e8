"""The trace of a sentence → lines for a reader, indented by stage."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from timeline.documents.proposal import ProposedEvent
from timeline.extraction.linear import Reason
from timeline.extraction.reading import Reading
from timeline.extraction.tracing import CandidateTrace, DraftTrace, SentenceTrace, Told
from timeline.extraction.weighing import Weighed

MISSED = 3  # values of a field that were not taken and are shown with their reasons


def document_lines(name: str, reading: Reading) -> Iterator[str]:
    """What the document is, and what it is about as a whole, which weighs in every sentence."""
    document = reading.document
    title = " ".join(f"{name}: {document.title or 'untitled'}".split())
    yield f"{title} ({document.published or 'undated'})"
    about = {"actors": reading.topic_actors, "weapons": reading.topic_weapons, "treaties": reading.topic_treaties}
    for kind, ids in about.items():
        if ids:
            yield f"  {kind} it is about: {' '.join(ids)}"


def sentence_lines(trace: SentenceTrace, reading: Reading) -> Iterator[str]:
    """One sentence on its way, with its place in the document."""
    text, place = reading.text, reading.quoted(trace.start, trace.end)
    yield f"sentence {trace.index + 1} ({trace.kind}, {place.start}-{place.end})"
    yield from (f"  [{number}] {_words(text, *span)}" for number, span in enumerate(trace.clauses))
    yield from _section(
        "names", (f"{m.kind} {m.id}, {m.form} “{_words(text, m.start, m.end)}”" for m in trace.mentions)
    )
    yield from _section("times", _times(trace, text))
    yield from _section(
        "predicates",
        (f"{t.lemma}, {t.form} “{_words(text, t.start, t.end)}”: {' '.join(t.types)}" for t in trace.triggers),
    )
    yield from _section("types", _choices(trace.types, lambda each: each.value))
    if not trace.types:
        yield "  no event is looked for: it names too little of arms"
    for candidate in trace.candidates:
        yield from _candidate(candidate, text)
    if trace.in_form:
        yield "  the form of the document says what stands here"
    yield from _section("stated by the form of the document", (_event(event) for event in trace.stated))
    yield from _section("rests on it too", (f"{_told(told)}: {', '.join(told.fields)}" for told in trace.cited))


def _section(name: str, lines: Iterable[str]) -> Iterator[str]:
    for place, line in enumerate(lines):
        if place == 0:
            yield f"  {name}"
        yield f"    {line}"


def _times(trace: SentenceTrace, text: str) -> Iterator[str]:
    for time in trace.times:
        relation = f", {time.relation}" if time.relation else ""
        anchor = f", from {time.anchor}" if time.anchor else ""
        yield f"{time.edtf} “{_words(text, time.start, time.end)}”, rule {time.rule}{relation}{anchor}"
    if trace.entry is not None:
        yield f"{trace.entry.edtf} at the head of the entry “{_words(text, trace.entry.start, trace.entry.end)}”"


def _choices(weighed: Sequence[Weighed], said: Callable[[Weighed], str]) -> Iterator[str]:
    """Those taken, with a star, and the likeliest of the others; how many more there are."""
    missed = 0
    for each in weighed:
        missed += not each.taken
        if each.taken or missed <= MISSED:
            why = f", {each.why}" if each.why else ""
            yield f"{'*' if each.taken else '-'} {said(each)} {each.score:+.2f}{why}{_because(each.reasons)}"
    if missed > MISSED:
        yield f"  {missed - MISSED} more, less likely"


def _because(reasons: Sequence[Reason]) -> str:
    told = "; ".join(f"{name} {weight:+.2f}" for name, weight in reasons)
    return f" ⟵ {told}" if told else ""


def _candidate(trace: CandidateTrace, text: str) -> Iterator[str]:
    candidate = trace.candidate
    form = f" ({candidate.trigger.lemma}, {candidate.trigger.form})" if candidate.trigger else ""
    yield f"  candidate {candidate.type} at “{trace.word}”{form}"
    fields = (
        ("participants", trace.participants),
        ("dates", trace.dates),
        ("weapons", trace.weapons),
        ("treaties", trace.treaties),
    )
    for name, weighed in fields:
        lines = _choices(weighed, lambda each: _value(each, text))
        yield from ("  " + line for line in _section(name, lines))
    if not trace.drafts:
        yield "    dropped: nothing dates it"
    for draft in trace.drafts:
        yield from _draft(draft)


def _value(each: Weighed, text: str) -> str:
    named = f" “{_words(text, each.start, each.end)}”" if each.start >= 0 else ""
    role = f"{each.role} " if each.role else ""
    return f"{role}{each.value}{named} ({each.source})"


def _draft(trace: DraftTrace) -> Iterator[str]:
    yield f"    event of {trace.date}"
    yield from ("    " + line for line in _section("status", _choices(trace.statuses, lambda each: each.value)))
    yield f"      whole {trace.score:+.2f}{_because(trace.reasons)}"
    yield f"      confidence {trace.confidence:.2f}, lane {trace.lane}"
    yield f"      {_fate(trace)}"


def _fate(trace: DraftTrace) -> str:
    if trace.event is not None:
        return f"told: {_event(trace.event)}"
    if trace.fate == "form":
        return "dropped: the form of the document says it"
    if trace.fate == "unsaid":
        return "dropped: nobody said so"
    if trace.fate == "not done":
        return "dropped: its words say that it was not done"
    if trace.fate == "undone":
        return "dropped: it consents to a step that undoes it"
    if trace.twin is not None:
        how = "merged into" if trace.lent else "dropped: it repeats"
        return f"{how} {_told(trace.twin)}"
    rated = "log-odds of the whole" if trace.fate == "hopeless" else "confidence"
    return f"dropped: {rated} below {trace.floor}"


def _event(event: ProposedEvent) -> str:
    who = " ".join(f"{each.role}={each.actor}" for each in event.participants)
    what = " ".join((*(line.weapon for line in event.weapons), *event.treaties))
    return "; ".join(filter(None, (f"{event.type} {event.status} {event.date}", who, what, event.lane)))


def _told(told: Told) -> str:
    return f"sentence {told.sentence + 1}, {told.type} {told.date}"


def _words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())
