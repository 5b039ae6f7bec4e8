"""Stored documents that hold a word → their sentences with the actors and treaties named in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import func, or_, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Edtf
from timeline.extraction.mentions import Names, find_names
from timeline.extraction.names import finder
from timeline.extraction.reading import Mention, Sentence
from timeline.extraction.sentences import split_sentences
from timeline.extraction.words import lower
from timeline.queries.linting.contradictions import Span
from timeline.queries.linting.scope import Scope
from timeline.vocabulary.vocabulary import Vocabulary

_MOST_EVENTS = 5  # rows shown for one passage


@dataclass(frozen=True)
class Told:
    """A document as a check of its words reads it."""

    key: int
    text: str
    published: Edtf
    vocabulary: Vocabulary

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences in the order of the text."""
        return split_sentences(self.text)

    @cached_property
    def names(self) -> Names:
        """Who and what is named, persons as those for whom they spoke on the document's date."""
        return find_names(self.text, lower(self.text), finder(self.vocabulary), self.vocabulary, self.published)

    def span(self, sentence: Sentence) -> Span:
        """The passage that a sentence is."""
        return Span(self.key, sentence.start, sentence.end, self.text[sentence.start : sentence.end])

    def actors(self, start: int, end: int) -> list[Mention]:
        """The states named between two places of the text."""
        actors = self.vocabulary.actors
        return [
            mention
            for mention in self.names.actors
            if start <= mention.start and mention.end <= end and mention.id in actors
            and actors[mention.id].kind == "state" and mention.form not in ("maker", "person")
        ]  # fmt: skip

    def treaties(self, start: int, end: int) -> list[Mention]:
        """The treaties named between two places of the text."""
        return [mention for mention in self.names.treaties if start <= mention.start and mention.end <= end]

    def treaty_meant(self, start: int, end: int) -> str | None:
        """The treaty between two places, or, where the words only point back ("the treaty"), the last one before.

        None where it is not one treaty.
        """
        named = {mention.id for mention in self.treaties(start, end)}
        if named:
            return named.pop() if len(named) == 1 else None
        before = [mention.id for mention in self.names.treaties if start - 1500 <= mention.start < start]
        return before[-1] if before and len(set(before)) == 1 else None


def documents_with(scope: Scope, words: Sequence[str]) -> Iterator[Told]:
    """The documents behind the events asked for that hold one of the words (in small letters) and say their date."""
    document, claim = t.document.c, t.claim.c
    cited = select(claim.document_id).where(claim.event_id.in_(scope.keys))
    lowered = func.lower(document.text)
    statement = (
        select(document.id, document.text, document.published)
        .where(
            or_(*(lowered.like(f"%{word}%") for word in words)),
            document.published.is_not(None),
            document.published != "",
            document.id.in_(cited),
        )
        .order_by(document.first_day, document.sha256)
    )
    for key, text, published in scope.connection.execute(statement.execution_options(yield_per=20)):
        yield Told(key, text, edtf.parse(published), scope.vocabulary)


def events_at(scope: Scope, span: Span, *, actor: str, treaty: str) -> tuple[int, ...]:
    """The events asked for that a passage proves.

    Where it proves none, those of its document that are about the treaty, or about the actor and the treaty's weapons.
    """
    claim, event = t.claim.c, t.event.c
    of_document = select(claim.event_id).where(claim.document_id == span.document)
    there = of_document.where(claim.start_offset < span.end, claim.end_offset > span.start)
    treaties, actors, facet = t.event_treaty.c, t.event_actor.c, t.event_weapon_facet.c
    known = scope.vocabulary.treaties
    weapons = known[treaty].weapons if treaty in known else ()
    about = or_(
        event.id.in_(select(treaties.event_id).where(treaties.treaty_id == treaty)),
        event.id.in_(select(actors.event_id).where(actors.actor_id == actor))
        & event.id.in_(select(facet.event_id).where(facet.weapon_id.in_(weapons))),
    )
    statement = select(event.id).order_by(event.first_day, event.last_day, event.public_id).limit(_MOST_EVENTS)
    for condition in (event.id.in_(there), event.id.in_(of_document) & about):
        found = scope.connection.execute(statement.where(scope.events, condition)).scalars().all()
        if found:
            return tuple(found)
    return ()
