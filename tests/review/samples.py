"""A document of our own and what may be proposed from it, by hand: storing does not depend on how extraction reads."""

from typing import Any

from timeline.documents.document import Document
from timeline.documents.proposal import Claim, DateBasis, Participant, ProposedEvent, WeaponLine

TEXT = (
    "Washington agreed on Tuesday to send 31 Abrams tanks to Ukraine.\n"
    "Human Rights Watch on Wednesday condemned a delivery of cluster munitions to Kyiv.\n"
)
DOCUMENT = Document(
    TEXT, "2024-11-20", title="Tanks", publisher="Example Agency", url="https://example.org/tanks", origin="tanks.txt"
)


def passage_claims(document: Document, words: str, **fields: str) -> tuple[Claim, ...]:
    """A claim for each field on the passage of the document that is these words."""
    start = document.text.index(words)
    passage = document.passage(start, start + len(words))
    return tuple(Claim(field, value, passage) for field, value in fields.items())


def tanks(document: Document = DOCUMENT, **changed: Any) -> ProposedEvent:  # noqa: ANN401 - any field of it
    """The tanks, as a machine reads them."""
    fields: dict[str, Any] = {
        "type": "transfer-authorization",
        "date": "2024-11-19",
        "participants": (Participant("USA", "supplier"), Participant("UKR", "recipient")),
        "weapons": (WeaponLine("abrams", 31, 31, "tanks"),),
        "title": "United States → Ukraine: M1 Abrams, transfer authorised",
        "confidence": 0.8,
        "basis": DateBasis("Tuesday", "weekday-past", "2024-11-20"),
        "claims": passage_claims(
            document,
            "Washington agreed on Tuesday to send 31 Abrams tanks to Ukraine.",
            type="transfer-authorization",
            date="2024-11-19",
            supplier="USA",
            recipient="UKR",
            weapon="abrams",
            quantity="31 tanks",
        ),
    }
    return ProposedEvent(**{**fields, **changed})


def condemnation(document: Document = DOCUMENT, **changed: Any) -> ProposedEvent:  # noqa: ANN401 - any field of it
    """The criticism, which the machine is less sure of."""
    fields: dict[str, Any] = {
        "type": "condemnation",
        "date": "2024-11-20",
        "participants": (Participant("hrw", "speaker"),),
        "weapons": (WeaponLine("cluster-munition"),),
        "confidence": 0.4,
        "lane": "review",
        "claims": passage_claims(
            document,
            "Human Rights Watch on Wednesday condemned a delivery of cluster munitions to Kyiv.",
            type="condemnation",
            date="2024-11-20",
            speaker="hrw",
            weapon="cluster-munition",
        ),
    }
    return ProposedEvent(**{**fields, **changed})
