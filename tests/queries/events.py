"""Eight events on purpose-made text → a stored document, for questions with known answers."""

from collections.abc import Sequence

from sqlalchemy import Engine

from timeline.database.opening import writing
from timeline.documents.document import Document
from timeline.documents.proposal import Claim, Participant, ProposedEvent, WeaponLine
from timeline.review.intake import store_document

# Lane, type, date, participants as "role actor", weapons, treaties; one sentence each.
ROWS = (
    (
        "auto",
        "transfer-authorization",
        "2024-11-20",
        "supplier USA, recipient UKR",
        "nonpersistent-anti-personnel-mine",
        "",
    ),
    ("auto", "transfer-delivery", "2023-07", "supplier USA, recipient UKR", "cluster-munition", ""),
    ("auto", "use-restriction", "2022-06-21", "decider USA", "anti-personnel-mine", ""),
    ("auto", "weapon-use", "2024-11-18/2024-11-20", "user UKR, target RUS", "m39-atacms", ""),
    ("auto", "treaty-withdrawal", "2025-03-06", "party LTU", "cluster-munition", "ccm"),
    ("auto", "condemnation", "2024-11~", "speaker amnesty, target USA", "landmine", "mine-ban"),
    ("review", "transfer-request", "../2024-11-20", "recipient UKR, supplier DEU", "anti-vehicle-mine", ""),
    ("archive", "threat", "2024", "speaker RUS", "landmine", ""),
)


def store_events(engine: Engine) -> dict[str, str]:
    """Store them all; the public id of each by its type."""
    return store_rows(engine, ROWS)


def store_rows(engine: Engine, rows: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Store such rows as one document; the public id of the last of each type."""
    sentences = [f"Sentence {number} speaks of {row[1]}." for number, row in enumerate(rows)]
    document = Document(" ".join(sentences), "2025-03-07", title="Eight events", publisher="Tests", loader="text")
    proposals = []
    start = 0
    for sentence, (lane, kind, date, actors, weapon, treaty) in zip(sentences, rows, strict=True):
        passage = document.passage(start, start + len(sentence))
        start += len(sentence) + 1
        proposals.append(
            ProposedEvent(
                type=kind,
                date=date,
                participants=tuple(Participant(each.split()[1], each.split()[0]) for each in actors.split(", ")),
                weapons=(WeaponLine(weapon, quantity_min=5, quantity_max=5),),
                treaties=(treaty,) if treaty else (),
                title=f"{kind} of {date}",
                confidence={"auto": 0.9, "review": 0.4, "archive": 0.05}[lane],
                lane=lane,
                claims=(Claim("type", kind, passage), Claim("date", date, passage)),
            )
        )
    with writing(engine) as connection:
        stored = store_document(connection, document, proposals, why="test")
    return dict(zip((row[1] for row in rows), stored.event_ids, strict=True))
