"""An id and a passage → where the passage names what has the id: by any of its names, as an office-holder, as an organ.

Beside what the built-in reading settles on, a name that may mean several things counts ("Georgia"): the model chose
among them, and a person looks at what only a model proposes.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.edtf import Edtf
from timeline.extraction.candidates import GROUPS
from timeline.extraction.mentions import case_fits
from timeline.extraction.names import Bearer, Entry, finder, shared_names
from timeline.extraction.reading import Mention, Reading
from timeline.extraction.refining import COVERED
from timeline.extraction.words import lower
from timeline.proposing.pieces import TITLE
from timeline.proposing.quotes import Span
from timeline.vocabulary.actors import PERSON
from timeline.vocabulary.vocabulary import Vocabulary

_LINE_ENDS = str.maketrans("\n\r\t\u00a0\u2009\u202f", "      ")
_PERSONAL = ("person", "surname")
_REFERRING = re.compile(
    r"\b(?:the|this|that|these|those|such|both|its|their|his|her|our|my|he|she|it|they|we|him|them|us|who|which|whose|"
    r"itself|themselves|himself|herself|one|ones|former|latter|each|neither|either|another)\b",
    re.IGNORECASE,
)
_ADMINISTRATION = re.compile(r"\s(?:administration|government|cabinet|presidency|ministry)\b", re.IGNORECASE)
NEAR_BEFORE, NEAR_AFTER = 2, 1  # sentences around an event's own in which a name may stand


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a thing is named for an event: its id, the passages that prove it, the place and sentence of the name."""

    id: str
    passages: tuple[Span, ...]
    name: Span
    number: int


class Names:
    """What is named where in one document; every sentence is searched once."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        self.reading = reading
        self.vocabulary = vocabulary
        self._kinds: dict[str, Sequence[Sequence[Mention]]] = {
            "actor": reading.actors,
            "weapon": reading.weapons,
            "treaty": reading.treaties,
        }
        self._found: dict[int, list[tuple[int, int, Entry]]] = {}

    def known(self, kind: str, id: str) -> bool:
        """Whether the vocabulary has the id, written exactly so."""
        if kind == "actor":
            return id in self.vocabulary.actors
        return id in (self.vocabulary.weapons if kind == "weapon" else self.vocabulary.treaties)

    def recorded(self, id: str, on: Edtf | None) -> str:
        """The actor that an event records for this one: its state, or the state that the person acts for that day."""
        if self.vocabulary.actors[id].kind != PERSON:
            return self.vocabulary.state_of(id)
        states = self._acts_for(id, on)
        return states.pop() if len(states) == 1 else ""

    def named(self, kind: str, id: str, number: int, on: Edtf | None) -> list[Span]:
        """The places in the sentence with that number (0: the title) where the thing with that id is named.

        A weapon is named by the name of any kind of it as well. `on` is when an office must have been held.
        """
        settled = [] if number == TITLE else self._kinds[kind][number - 1]
        spans = [(m.start, m.end) for m in settled if m.form != "former" and self._means(kind, m.id, id)]
        # The longest names first. A treaty's name may name a weapon.
        reach: list[Span] = []
        traps = [(start, end) for start, end, entry in self._entries(number) if entry.trap]
        for start, end, entry in sorted(self._entries(number), key=lambda found: (found[0] - found[1], found[0])):
            # "Cluster bombs" are bombs; "South Korea" names no Korea.
            within = traps if kind == "weapon" else [*traps, *reach]
            inside = any(first <= start and end <= last for first, last in within)
            bearers = [b for b in entry.bearers if b.kind == kind and self._fits(number, start, end, b)]
            if inside or not bearers:
                continue
            reach.append((start, end))
            if any(self._bears(b, id, on) or self._in_office(number, end, b, id, on) for b in bearers):
                spans.append((start, end))
        if kind == "weapon":
            spans += self._implied(id, number)
        return sorted(dict.fromkeys(spans))

    def named_by(self, kind: str, span: Span, number: int) -> bool:
        """Whether the words at the span name something of the kind: then it is that which they speak of."""
        return any(overlapping(span, [(m.start, m.end) for m in self._kinds[kind][number - 1]]))

    def _implied(self, id: str, number: int) -> list[Span]:
        """Where a weapon is meant without a name: a treaty on it; for arms in general, the predicate of a transfer."""
        if number == TITLE:
            return []
        reading, vocabulary = self.reading, self.vocabulary
        spans = [
            (m.start, m.end)
            for m in reading.treaties[number - 1]
            for covered in [vocabulary.treaties[m.id].weapons]
            if len(covered) <= COVERED
            and any(id in self.vocabulary.ancestors(c) | vocabulary.descendants(c) for c in covered)
        ]
        if not vocabulary.weapons[id].parents:
            spans += [
                (t.start, t.end) for t in reading.triggers[number - 1] if any(GROUPS[k] == "transfer" for k in t.types)
            ]
        return spans

    def kind_above(self, weapon: str, number: int, spans: Sequence[Span]) -> tuple[str, Span] | None:
        """The narrowest kind of the weapon that the words at the spans name, if they name one, and where."""
        above = self.vocabulary.ancestors(weapon) - {weapon}
        found = [
            (-len(self.vocabulary.ancestors(m.id)), m.start, m.id, (m.start, m.end))
            for m in self.reading.weapons[number - 1]
            if m.id in above and any(overlapping((m.start, m.end), spans))
        ]
        return min(found)[2:] if found else None

    def _text(self, number: int) -> tuple[str, int]:
        """A sentence, or the title, and the offset at which it starts."""
        if number == TITLE:
            return self.reading.document.title, 0
        sentence = self.reading.sentences[number - 1]
        return self.reading.text[sentence.start : sentence.end], sentence.start

    def _entries(self, number: int) -> list[tuple[int, int, Entry]]:
        if number not in self._found:
            text, offset = self._text(number)
            entries = finder(self.vocabulary).find(lower(text.translate(_LINE_ENDS)))
            self._found[number] = [(offset + start, offset + end, entry) for start, _, end, entry in entries]
        return self._found[number]

    def _fits(self, number: int, start: int, end: int, bearer: Bearer) -> bool:
        text, offset = self._text(number)
        start, end = start - offset, end - offset
        opposed = start > 0 and text[start - 1] == "-" and bearer.kind == "actor"  # "anti-American"
        return not opposed and case_fits(text, start, end, bearer)

    def _bears(self, bearer: Bearer, id: str, on: Edtf | None) -> bool:
        if bearer.kind == "actor" and bearer.form in _PERSONAL:
            return bearer.form == "person" and self._acts_for(bearer.id, on) == {id}
        if bearer.kind == "actor" and bearer.text.lower() in shared_names():
            return False  # whose parliament it is, the built-in reading says
        return self._means(bearer.kind, bearer.id, id)

    def _in_office(self, number: int, end: int, bearer: Bearer, id: str, on: Edtf | None) -> bool:
        """Whether a surname names who held office then: an administration, or a person whom the text names in full."""
        if bearer.kind != "actor" or bearer.form != "surname":
            return False
        text, offset = self._text(number)
        names = _full_names(self.vocabulary).get(bearer.id, ())
        introduced = any(name in self.reading.text for name in names)
        governing = introduced or _ADMINISTRATION.match(text, end - offset) is not None
        return governing and self._acts_for(bearer.id, on) == {id}

    def _means(self, kind: str, named: str, id: str) -> bool:
        if kind == "actor":
            return named in self.vocabulary.actors and self.vocabulary.state_of(named) == id
        return named == id or (kind == "weapon" and id in self.vocabulary.ancestors(named))

    def _acts_for(self, person: str, on: Edtf | None) -> set[str]:
        offices = self.vocabulary.offices_of(person, on) if on is not None else []
        return {self.vocabulary.state_of(office.actor_id) for office in offices}

    def about(self, id: str) -> bool:
        """Whether the document as a whole, or its title, is about the thing."""
        r = self.reading
        topics = (r.topic_actors, r.topic_weapons, r.topic_treaties, r.title_actors, r.title_weapons, r.title_treaties)
        return any(id in topic for topic in topics) or id == r.form.subject


def refers(quote: str) -> bool:
    """Whether words can speak of what another passage names: a pronoun, or a thing that is known already."""
    return _REFERRING.search(quote) is not None


def near(reading: Reading, number: int, evidence: Sequence[int]) -> bool:
    """Whether a sentence stands with the event's own ones: among, just before or after, or in their paragraph."""
    if number == TITLE:
        return True
    paragraph = reading.sentences[number - 1].paragraph
    return any(
        -NEAR_AFTER <= own - number <= NEAR_BEFORE or reading.sentences[own - 1].paragraph == paragraph
        for own in evidence
    )


def overlapping(span: Span, others: Sequence[Span]) -> Iterator[Span]:
    """Those of the others that share a character with the span."""
    return (other for other in others if other[0] < span[1] and span[0] < other[1])


@functools.lru_cache(maxsize=4)
def _full_names(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The names of each person that are more than a surname."""
    found: dict[str, list[str]] = {}
    for name in vocabulary.names:
        if name.kind == "actor" and " " in name.text and vocabulary.actors[name.id].kind == PERSON:
            found.setdefault(name.id, []).append(name.text)
    return found
