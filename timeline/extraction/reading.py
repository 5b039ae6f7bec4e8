"""A document's text → what the stages of extraction pass along: sentences, words, mentions, triggers, candidates."""

import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from timeline.documents.document import Document, Passage
from timeline.documents.proposal import ProposedEvent
from timeline.extraction.as_seen import Seen, in_original

QUOTES = frozenset(['"', "“", "”"])


@dataclass(frozen=True, slots=True)
class Sentence:
    """`document.text[start:end]`; `kind` is body, heading (a short line without a full stop) or entry (a list item)."""

    index: int
    start: int
    end: int
    paragraph: int
    kind: str = "body"
    dateline_end: int = 0  # where the dateline ("PARIS, May 3 - ") of the sentence ends; 0 where it has none


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `form` says how it names (official, alias, demonym, metonym, person, pronoun, …)."""

    kind: str  # actor | weapon | treaty
    id: str
    start: int
    end: int
    form: str
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class Trigger:
    """A predicate of the table found in the text, with the event types that it may state."""

    start: int
    end: int
    types: tuple[str, ...]
    form: str  # verb | participle | noun | phrase
    lemma: str


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time expression that means a date: its EDTF value and how it was found."""

    start: int
    end: int
    edtf: str
    rule: str
    anchor: str
    plain: str = ""  # the value without the direction that the words around it give ("since 2022": 2022)
    relation: str = ""


@dataclass(slots=True)
class Words:
    """The words of one sentence: lower-cased texts and their offsets in the document, and by word the numbers of its
    clause and of its main clause, with a subject of its own."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    clauses: list[int]
    mains: list[int]
    capital: list[bool]

    def quoted(self, at: int) -> bool:
        """Whether the word at an index stands after an odd number of quotation marks of its sentence."""
        return sum(map(QUOTES.__contains__, self.texts[:at])) % 2 == 1

    def at(self, offset: int) -> int:
        """The index of the word that covers or follows an offset (the last word where none does)."""
        place, last = bisect.bisect_right(self.ends, offset), len(self.ends) - 1
        return place if place < last else last


@dataclass(frozen=True, slots=True)
class Form:
    """What the parser of a genre makes of a document whose form it knows: a notice, a table, a chronology, ….

    `events` are stated by the `lines` (spans of the text), and take the place of what the models find in those lines.
    `dated` says, by the index of a sentence, when that happened which the sentence does not date itself; `named` which
    actors it names, where the form tells more than the names; `subject` the actor that the whole document is about.
    """

    events: tuple[ProposedEvent, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    dated: Mapping[int, TimePhrase] = field(default_factory=dict)
    named: Mapping[int, tuple[Mention, ...]] = field(default_factory=dict)
    subject: str = ""


@dataclass(slots=True)
class Reading:
    """Everything the stages know of one document; each stage fills the part that it answers for.

    `document` is the one that a reader sees, without signs that nobody sees; `quoted` and `in_original` give the
    passages of the one that was given. A text in another `language` than English is not read at all.
    """

    document: Document
    text: str
    published: str | None
    sentences: list[Sentence] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    actors: list[list[Mention]] = field(default_factory=list)  # by sentence, in the order of the text
    weapons: list[list[Mention]] = field(default_factory=list)
    treaties: list[list[Mention]] = field(default_factory=list)
    triggers: list[list[Trigger]] = field(default_factory=list)
    times: list[list[TimePhrase]] = field(default_factory=list)
    title_actors: tuple[str, ...] = ()
    title_weapons: tuple[str, ...] = ()
    title_treaties: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    title_ways: dict[str, tuple[str, ...]] = field(default_factory=dict)  # see `title_features`
    topic_actors: tuple[str, ...] = ()
    habits: dict[str, tuple[str, ...]] = field(default_factory=dict)  # how the document as a whole speaks of an actor
    makers: list[frozenset[str]] = field(default_factory=list)  # by sentence the countries that make its weapons
    topic_makers: frozenset[str] = frozenset()
    homes: dict[str, str] = field(default_factory=dict)  # the country of each actor
    shapes: dict[int, Any] = field(default_factory=dict)  # by sentence: see `context_features.shape_of`
    looked_at: Any = None  # what `network.close_look` saw of all sentences, where that is kept: in training
    presence: dict[int, dict[str, tuple[str, ...]]] = field(default_factory=dict)  # see `stand_in_features`
    datelines: list[tuple[int, tuple[str, ...]]] | None = None  # sentences with one, and the actors that it names
    rows: dict[tuple[int, int, "Trigger | None"], Any] = field(default_factory=dict)  # see `role_features.actor_rows`
    others: dict[str, tuple[int, list[Any]]] = field(default_factory=dict)  # see `thing_features.weapon_choices`
    weapons_told: Any = None  # see `weapon_features.Told`
    weapon_scene: Any = None  # … and `weapon_features.Scene`
    topic_weapons: tuple[str, ...] = ()
    topic_treaties: tuple[str, ...] = ()
    form: Form = field(default_factory=Form)  # what the genre of the document gives
    given: Document | None = None  # where it differs from `document`
    seen: Seen = field(default_factory=lambda: Seen(""))  # the text, and how it goes back to the one that was given
    language: str = ""  # the language or script that is not English

    def quoted(self, start: int, end: int) -> Passage:
        """The passage of the document as it was given that is read as `text[start:end]`."""
        return (self.given or self.document).passage(*self.seen.span(start, end))

    def in_original(self, event: ProposedEvent) -> ProposedEvent:
        """The event with its claims' passages taken from the document as it was given."""
        return event if self.given is None else in_original(event, self.given, self.seen)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may state an event of a type, and the word that it hangs on."""

    sentence: int
    type: str
    score: float  # log-odds of the type
    anchor: int  # index of a word of the sentence
    trigger: Trigger | None
    order: int = 0  # which of several candidates of the same sentence and type
    since: int = 0  # an offset: whom its sentence names before that alone has no part in it


class Choice(NamedTuple):
    """A value for a field with the log-odds of the model that chose it and the place in the text that speaks for it."""

    value: str
    score: float
    start: int = -1
    end: int = -1
    rule: str = ""
    anchor: str = ""
