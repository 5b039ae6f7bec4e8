"""What a document says of itself above its text is no report of an event."""

from timeline.documents.document import Document
from timeline.extraction.extract import extract
from timeline.extraction.read import read
from timeline.extraction.unplaced import unplaced
from timeline.vocabulary.reading import shipped_vocabulary

HEADER = "---\ntitle: Ukraine receives cluster munitions from Germany\npublished: 2023-07-08\n---\n\n"
BODY = "The United States approved the transfer of cluster munitions to Ukraine on Friday.\n"


def test_nothing_is_taken_from_the_header() -> None:
    vocabulary = shipped_vocabulary()
    document = Document(HEADER + BODY, "2023-07-08", body_start=len(HEADER))
    events = extract(document, vocabulary)
    assert {event.type for event in events} >= {"transfer-authorization"}
    passages = [passage for event in events for passage in event.evidence]
    passages += unplaced(read(document, vocabulary), events)
    assert {passage.quote for passage in passages} == {BODY.strip()}
    assert all(passage.start >= len(HEADER) for passage in passages)
