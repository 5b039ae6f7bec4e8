"""Event features: how far a document is about the field stands beside each of its drafts."""

from timeline.documents.document import Document
from timeline.extraction.event_features import event_features
from timeline.extraction.extract import draft_events
from timeline.extraction.linear import shipped_models
from timeline.extraction.read import read
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
EVENT = "Berlin delivered howitzers to Ukraine on Tuesday. "
OTHER = "Heavy rain closed the airport for hours. "


def features(text: str) -> list[set[str]]:
    """The features of each draft that say something of the whole document."""
    reading = read(Document(text, "2024-03-07"), VOCABULARY)
    rows = event_features(reading, draft_events(reading, VOCABULARY, shipped_models()))
    return [{name for name in row if name.startswith(("named=", "likely=", "sentences="))} for row in rows]


def test_every_draft_knows_how_much_of_its_document_names_arms() -> None:
    full, half = features(EVENT * 4), features((EVENT + OTHER) * 4)
    assert full and half
    assert all({"named=9", "sentences=0"} <= row for row in full)
    assert all({"named=5", "sentences=1"} <= row for row in half)
    assert {name for name in full[0] if name.startswith("likely=")} != {
        name for name in half[0] if name.startswith("likely=")
    }
