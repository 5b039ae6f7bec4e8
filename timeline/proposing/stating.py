"""One event of an answer → a ProposedEvent of what the text proves of it, or None, with what was refused on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.documents.proposal import ROLES, STATUSES, Claim, Participant, ProposedEvent, WeaponLine
from timeline.edtf import Edtf
from timeline.extraction.reading import Reading
from timeline.proposing.answers import Cited, EventRead, Named
from timeline.proposing.dating import Dated, dated_at_least, dated_by_report, dated_by_words, in_reach, parsed
from timeline.proposing.naming import Names, Proof, near, overlapping, refers
from timeline.proposing.pieces import TITLE, Piece
from timeline.proposing.quotes import Span, elsewhere, places
from timeline.proposing.refusals import Refusal, shown
from timeline.proposing.scope import doubtful, lowered
from timeline.proposing.worth import Amount, weapon_line
from timeline.vocabulary.titles import event_title

LEAST_WORDS = 3  # of the words that state an event; fewer would stand in any text


@dataclass(frozen=True, slots=True)
class Things:
    """What is left of an event's participants, weapons (with their amounts) and treaties, each with its proof."""

    people: Mapping[Participant, Proof]
    weapons: Mapping[WeaponLine, tuple[Proof, tuple[Amount, ...]]]
    treaties: Mapping[str, Proof]


@dataclass(slots=True)
class Stating:
    """The state of one event's verification."""

    reading: Reading
    names: Names
    piece: Piece
    event: EventRead
    refusals: list[Refusal] = field(default_factory=list)
    evidence: list[tuple[int, Span]] = field(default_factory=list)  # the sentence's number, the quoted span
    note: str = ""  # what a person should know who decides

    def refuse(self, kind: str, field: str = "", said: object = "", why: str = "") -> None:
        """Write down one thing that is not believed."""
        self.refusals.append(Refusal(kind, self.piece.number, self.event.number, field, shown(said), why))

    @property
    def numbers(self) -> list[int]:
        """The numbers of the event's own sentences."""
        return [number for number, _ in self.evidence]

    def found(self, cited: Cited, field: str) -> list[Span]:
        """The places of a quote in the sentence that it is cited from; nothing where it is refused."""
        index = cited.sentence - 1
        if index not in self.piece.sentences:
            self.refuse("sentence", field, cited.sentence)
            return []
        spans = places(self.reading, index, cited.quote)
        if not spans:
            other = elsewhere(self.reading, self.piece.sentences, cited.quote) + 1
            why = f"the words stand in sentence {other}, not in {cited.sentence}" if other else ""
            self.refuse("quote-elsewhere" if other else "quote", field, cited.quote, why)
        return spans


def stated(
    reading: Reading, names: Names, piece: Piece, event: EventRead
) -> tuple[ProposedEvent | None, list[Refusal]]:
    """The event with a claim for every field that is left, its confidence and lane yet to be set."""
    state = Stating(reading, names, piece, event)
    return _verified(state), state.refusals


def _verified(state: Stating) -> ProposedEvent | None:
    event, vocabulary = state.event, state.names.vocabulary
    if event.type not in vocabulary.event_types:
        state.refuse("type", "type", event.type)
        return None
    if event.status not in STATUSES:
        state.refuse("status", "status", event.status)
        return None
    _prove(state)
    if not state.evidence:
        state.refuse("no-core", why="no words of the text state the event")
        return None
    dated = _dated(state)
    if dated is None:
        state.refuse("no-core", why="nothing dates the event")
        return None
    status = _status(state, dated)
    people = dict(_people(state, dated.value))
    weapons = dict(_weapons(state, dated.value))
    treaties = dict(_treaties(state, dated.value))
    if not (people or weapons or treaties):
        state.refuse("no-core", why="no participant, weapon or treaty of the event is left")
        return None
    return _event(state, dated, status, Things(people, weapons, treaties))


def _prove(state: Stating) -> None:
    """Find the words that state the event."""
    for cited in state.event.evidence:
        spans = state.found(cited, "evidence")
        if not spans:
            continue
        sentence = state.reading.sentences[cited.sentence - 1]
        words = len(cited.quote.split())
        if words < LEAST_WORDS and spans[0][1] - spans[0][0] < sentence.end - sentence.start:
            state.refuse("too-short", "evidence", cited.quote)
        elif (cited.sentence, spans[0]) not in state.evidence:
            state.evidence.append((cited.sentence, spans[0]))


def _dated(state: Stating) -> Dated | None:
    """Our own date of the event; None where nothing gives one."""
    said = state.event.date
    if said is None:
        return None
    date = parsed(said.edtf)
    if date is None:
        state.refuse("date", "date", said.edtf)
    dated: Dated | None = None
    if said.phrase.strip():
        spans = state.found(Cited(sentence=said.sentence, quote=said.phrase), "date")
        if spans and not in_reach(state.reading, said.sentence, state.numbers):
            state.refuse("far-date", "date", said.phrase)
        if spans:
            words = dated_by_words(state.reading, spans, said.sentence, date)
            dated = words or dated_at_least(state.reading, state.event.status)
    else:
        dated = dated_by_report(state.reading, state.numbers, date)
    if dated is not None and dated.kind:
        state.note = f"the model's date: {date}" if date else ""
        state.refuse(dated.kind, "date", said.edtf, f"{_our(dated)} (the answer says {shown(said.edtf)})")
    return dated


def _our(dated: Dated) -> str:
    of = f" of “{shown(dated.basis.phrase)}”" if dated.basis.phrase else ""
    return f"our own dating{of} gives {dated.value}"


def _status(state: Stating, dated: Dated) -> str:
    status = state.event.status
    if status != "actual":
        return status
    spans = [span for _, span in state.evidence]
    said = parsed(state.event.date.edtf) if state.event.date else None
    stated = [said] if said else []
    other = lowered(state.reading, state.event.type, spans, state.numbers, [dated.value, *stated])
    if other:
        state.refuse("status-differs", "status", status, f"the words around the event, or its date, say {other}")
    elif doubtful(state.reading, state.event.type, spans, state.numbers):
        state.refuse("status-doubtful", "status", status)
    return other or status


def _people(state: Stating, on: Edtf) -> Iterator[tuple[Participant, Proof]]:
    """Each participant that is proved, as the actor that an event records."""
    for role, named in state.event.participants:
        if role not in ROLES:
            state.refuse("role", "participants", role or named.id)
            continue
        proof = _proof(state, "actor", named, on)
        if proof:
            yield Participant(proof.id, role), proof


def _weapons(state: Stating, on: Edtf) -> Iterator[tuple[WeaponLine, tuple[Proof, tuple[Amount, ...]]]]:
    known: set[str] = set()
    for weapon in state.event.weapons:
        proof = _proof(state, "weapon", weapon, on)
        if proof and proof.id not in known:
            known.add(proof.id)
            line, amounts = weapon_line(state.reading, weapon, proof, state.refuse)
            yield line, (proof, amounts)


def _treaties(state: Stating, on: Edtf) -> Iterator[tuple[str, Proof]]:
    for named in state.event.treaties:
        proof = _proof(state, "treaty", named, on)
        if proof:
            yield named.id, proof


def _proof(state: Stating, kind: str, named: Named, on: Edtf) -> Proof | None:
    """Where the thing is named by the passage cited, or by the one that it refers to."""
    names = state.names
    if not names.known(kind, named.id):
        state.refuse("unknown-id", kind, named.id)
        return None
    id = names.recorded(named.id, on) if kind == "actor" else named.id
    spans = state.found(named, kind)
    if not spans or not id:
        if spans:
            state.refuse("not-named", kind, named.id, "the person held no office then that speaks for one actor")
        return None
    here = names.named(kind, id, named.sentence, on)
    if here and any(any(overlapping(span, here)) or not names.named_by(kind, span, named.sentence) for span in spans):
        if not (near(state.reading, named.sentence, state.numbers) or names.about(id)):
            state.refuse("far", kind, f"{named.id}: {named.quote}")
            return None
        return _direct(state, named, id, spans, here)
    return _referred(state, kind, named, id, spans[0], on)


def _direct(state: Stating, named: Named, id: str, spans: Sequence[Span], here: Sequence[Span]) -> Proof:
    """The words quoted where they hold the name, else the sentence that does."""
    for span in spans:
        inside = next(overlapping(span, here), None)
        if inside:
            whole = (min(span[0], inside[0]), max(span[1], inside[1]))
            return Proof(id, (whole,), inside, named.sentence)
    sentence = state.reading.sentences[named.sentence - 1]
    return Proof(id, ((sentence.start, sentence.end),), here[0], named.sentence)


def _referred(state: Stating, kind: str, named: Named, id: str, span: Span, on: Edtf) -> Proof | None:
    """A pronoun, "the ministry", "the mines": only with the passage that says whose or which."""
    other = named.named_in
    silent = not state.names.named_by(kind, span, named.sentence)  # of another thing of the kind
    speaks = refers(named.quote) or (state.names.about(id) and silent)
    if other is None or not speaks or not near(state.reading, named.sentence, state.numbers):
        return _kind_above(state, kind, named, id)
    if other.sentence == TITLE:
        if state.names.named(kind, id, TITLE, on):
            return Proof(id, (span,), span, named.sentence)
        state.refuse("not-named", kind, f"{named.id}: {other.quote}", "the title does not name it")
        return None
    spans = state.found(other, kind)
    here = state.names.named(kind, id, other.sentence, on) if spans else []
    if not here:
        return _kind_above(state, kind, named, id) if spans else None
    proof = _direct(state, _as_named(named, other), id, spans, here)
    return Proof(id, (span, *proof.passages), span, named.sentence)


def _kind_above(state: Stating, kind: str, named: Named, id: str) -> Proof | None:
    """Of a weapon that is not named, the kind that the words quoted name; of anything else nothing."""
    spans = state.found(named, kind) if kind == "weapon" and near(state.reading, named.sentence, state.numbers) else []
    above = state.names.kind_above(id, named.sentence, spans)
    if above is None:
        state.refuse("not-named", kind, f"{named.id}: {named.quote}")
        return None
    state.refuse("broader", kind, f"{named.id}: {named.quote}", f"the words name only {above[0]}, which is kept")
    return Proof(above[0], (spans[0],), above[1], named.sentence)


def _as_named(named: Named, other: Cited) -> Named:
    """The thing as the other passage names it."""
    return Named(id=named.id, sentence=other.sentence, quote=other.quote)


def _event(state: Stating, dated: Dated, status: str, things: Things) -> ProposedEvent:
    type, reading = state.event.type, state.reading
    people, lines, treaties = tuple(things.people), tuple(things.weapons), tuple(things.treaties)
    evidence = [span for _, span in state.evidence]
    said: list[tuple[str, str, Span]] = [("type", type, span) for span in evidence]
    said.append(("status", status, evidence[0]))
    said.append(("date", dated.value.text, dated.span or evidence[0]))
    said += [(person.role, person.actor, span) for person, proof in things.people.items() for span in proof.passages]
    for line, (proof, amounts) in things.weapons.items():
        said += [("weapon", line.weapon, span) for span in proof.passages]
        said += [(amount.field, amount.value, amount.span) for amount in amounts]
    said += [("treaty", treaty, span) for treaty, proof in things.treaties.items() for span in proof.passages]
    return ProposedEvent(
        type=type,
        date=dated.value.text,
        status=status,
        participants=people,
        weapons=lines,
        treaties=treaties,
        title=event_title(type, status, people, lines, treaties, state.names.vocabulary),
        note=state.note,
        basis=dated.basis,
        claims=tuple(Claim(f, v, reading.document.passage(*span), status=status) for f, v, span in dict.fromkeys(said)),
    )
