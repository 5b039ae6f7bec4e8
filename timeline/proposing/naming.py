"""An id and a passage → where the passage names what has the id: by any of its names, as an office-holder, as an organ.

Beside what the built-in reading settles on, a name that may mean several things counts ("Georgia"): the model chose
among them, and a person looks at what only a model proposes.
"""

import re
from collections.abc import Iterator, Sequence

from timeline.edtf import Edtf
from timeline.extraction.mentions import case_fits
from timeline.extraction.names import Bearer, Entry, finder, shared_names
from timeline.extraction.reading import Mention, Reading
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
NEAR_BEFORE, NEAR_AFTER = 2, 1  # sentences around an event's own in which a name may stand


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
        # The longest names first, so that "South Korea" names no "Korea".
        reach: list[Span] = []
        for start, end, entry in sorted(self._entries(number), key=lambda found: (found[0] - found[1], found[0])):
            inside = any(first <= start and end <= last and (first, last) != (start, end) for first, last in reach)
            bearers = [] if inside else [b for b in entry.bearers if self._fits(number, start, end, b)]
            if (entry.trap and not inside) or bearers:
                reach.append((start, end))
            if not entry.trap and any(b.kind == kind and self._bears(b, id, on) for b in bearers):
                spans.append((start, end))
        return sorted(dict.fromkeys(spans))

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
            self._found[number] = [(offset + start, offset + end, entry) for start, end, entry in entries]
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
