"""Five events told by two publishers, with every field that a filter can ask about → a database."""

from typing import Any

from sqlalchemy import Connection, Engine

from timeline.database.opening import writing
from timeline.documents.document import Document
from timeline.documents.proposal import Claim, Participant, ProposedEvent, WeaponLine
from timeline.review.intake import store_document

LINES = {
    "sale": WeaponLine("himars", 18, 18, "", 10_000_000_000.0, "USD", "for use in Ukraine only"),
    "gift": WeaponLine("cluster-munition", 100, None, "shells"),
    "plan": WeaponLine("landmine", None, 300),
    "talk": WeaponLine("leopard-2"),
    "exit": WeaponLine("anti-personnel-mine"),
}
# Name, type, date, participants, place, confidence; the first two are told by Reuters, the others by Der Spiegel.
ROWS = (
    ("sale", "transfer-authorization", "2019-06-01", "supplier GBR, recipient POL", "Warsaw", 0.9),
    ("gift", "transfer-delivery", "2021-06-01", "supplier GBR, recipient FIN", "", 0.7),
    ("plan", "transfer-request", "2020", "supplier USA, recipient GBR", "Ōsaka", 0.4),
    ("talk", "transfer-refusal", "2023-04-04", "decider FIN, recipient TUR", "Türkiye, İzmir", 0.5),
    ("exit", "treaty-withdrawal", "2023~", "party FIN", "", 0.6),
)


def store_records(engine: Engine) -> None:
    """Store the events of ROWS, titled with their names."""
    with writing(engine) as connection:
        for number, rows in enumerate((ROWS[:2], ROWS[2:]), start=1):
            _store(connection, number, rows)


def _store(connection: Connection, number: int, rows: tuple[tuple[Any, ...], ...]) -> None:
    words = [f"The record speaks of {row[0]}." for row in rows]
    document = Document(
        " ".join(words),
        "2023-05-05",
        title=f"Record {number}",
        publisher=("Reuters", "Der Spiegel")[number - 1],
        url=("https://example.org/one", "https://example.org/two")[number - 1],
        reliability=("A", "C")[number - 1],
        loader="text",
    )
    proposals, start = [], 0
    for sentence, (name, kind, date, actors, place, confidence) in zip(words, rows, strict=True):
        passage = document.passage(start, start + len(sentence))
        start += len(sentence) + 1
        proposals.append(
            ProposedEvent(
                type=kind,
                date=date,
                status="planned" if name == "plan" else "actual",
                participants=tuple(Participant(each.split()[1], each.split()[0]) for each in actors.split(", ")),
                weapons=(LINES[name],),
                treaties=("mine-ban",) if name == "exit" else (),
                title=name,
                place=place,
                confidence=confidence,
                claims=(Claim("type", kind, passage),),
            )
        )
    store_document(connection, document, proposals, why="test")
