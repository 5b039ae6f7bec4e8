"""A sentence that says what "the mines" are narrows the transfer of them, and nothing else."""

import pytest

from timeline.documents.document import Document
from timeline.extraction.extract import extract
from timeline.vocabulary.reading import shipped_vocabulary

SENT = "The United States approved the transfer of anti-personnel mines to Ukraine on Wednesday. "
KIND = "nonpersistent-anti-personnel-mine"


@pytest.mark.parametrize(
    ("second", "narrowed"),
    [
        ("Officials said the American-supplied mines would be nonpersistent mines that switch themselves off.", True),
        ("The mines are of the self-destructing mine family, a general said.", True),
        ("A factory in Ohio once made nonpersistent mines.", False),
        ("The mines are heavy.", False),
    ],
)
def test_what_the_mines_are(second: str, narrowed: bool) -> None:
    document = Document(SENT + second, "2024-11-20")
    events = extract(document, shipped_vocabulary())
    (sent,) = (event for event in events if event.type == "transfer-authorization")
    weapons = [line.weapon for line in sent.weapons]
    assert weapons[0] == "anti-personnel-mine"
    assert (KIND in weapons) == narrowed
    passages = [claim.passage.quote for claim in sent.claims if claim.value == KIND]
    assert passages == ([second] if narrowed else [])
