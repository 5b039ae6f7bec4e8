"""Told in a few words: a document with its events, links between them → stored, for the checks of `timeline lint`."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, insert, select

from timeline.database import tables as t
from timeline.database.opening import writing
from timeline.documents.document import Document
from timeline.documents.proposal import Claim, DateBasis, Participant, ProposedEvent, WeaponLine
from timeline.review.intake import store_document


@dataclass(frozen=True)
class Told:
    """An event and the sentence of the document that says it; `who` is pairs of role and actor: "supplier USA".

    `claims` are further claims: field, value and words of the text. `title` names the event in what is compared.
    """

    title: str
    type: str
    date: str
    who: str
    quote: str
    weapons: str = ""
    treaty: str = ""
    status: str = "actual"
    phrase: str = ""
    number: int | None = None
    claims: tuple[tuple[str, str, str], ...] = ()


def store(engine: Engine, published: str, told: Sequence[Told], *, text: str = "", name: str = "Report") -> None:
    """One document of the sentences of the events and of `text`, with all of them."""
    sentences = dict.fromkeys([*filter(None, [text]), *(each.quote for each in told)])
    document = Document(" ".join(sentences), published, title=name, publisher="Tests", loader="text")
    with writing(engine) as connection:
        store_document(connection, document, [_proposal(document, each) for each in told], why="test")


def link(engine: Engine, one: str, relation: str, other: str, *, review: str = "accepted") -> None:
    """The event of one title stands in the relation to that of the other."""
    with writing(engine) as connection:
        keys = {row.title: row.id for row in connection.execute(select(t.event.c.id, t.event.c.title))}
        connection.execute(
            insert(t.event_link).values(
                event_id=keys[one], other_id=keys[other], relation=relation, origin="person", review=review
            )
        )


def _proposal(document: Document, told: Told) -> ProposedEvent:
    participants = tuple(Participant(each.split()[1], each.split()[0]) for each in told.who.split(", ") if each)
    said = [("type", told.type), ("date", told.date), *((each.role, each.actor) for each in participants)]
    claims = [(field, value, told.quote) for field, value in said] + list(told.claims)
    return ProposedEvent(
        type=told.type,
        date=told.date,
        status=told.status,
        participants=participants,
        weapons=tuple(WeaponLine(weapon, told.number, told.number) for weapon in told.weapons.split()),
        treaties=tuple(told.treaty.split()),
        title=told.title,
        confidence=0.9,
        basis=DateBasis(told.phrase),
        claims=tuple(_claim(document, *each) for each in claims),
    )


def _claim(document: Document, field: str, value: str, quote: str) -> Claim:
    start = document.text.index(quote)
    return Claim(field, value, document.passage(start, start + len(quote)))
