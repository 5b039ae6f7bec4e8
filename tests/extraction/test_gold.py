"""Which sentence of a document a passage of the gold record stands in."""

import pytest

from timeline.extraction.training.gold import annotated
from timeline.vocabulary.reading import shipped_vocabulary

TEXT = "Answers came in.\n\nKENYA. The government halted the sale of tanks on Monday. It said so twice.\n\n4. No more."
EVENT = {"type": "transfer-suspension", "status": "actual", "date": "2024-05-06", "participants": [], "weapons": []}


@pytest.mark.parametrize(
    ("prefix", "sentence"),
    [
        ("KENYA. The government halted", "The government halted the sale of tanks on Monday."),
        ("The government halted", "The government halted the sale of tanks on Monday."),
        ("It said so", "It said so twice."),
        ("", "Answers came in."),
    ],
)
def test_a_head_is_not_the_sentence_that_states_the_event(prefix: str, sentence: str) -> None:
    evidence = [{"prefix": prefix, "start": TEXT.index(prefix)}]
    gold = {"events": [{**EVENT, "treaties": [], "evidence": evidence}]}
    document = annotated({"doc": "d", "text": TEXT, "published": "2024-05-07"}, gold, shipped_vocabulary())
    (index,) = document.events[0].sentences
    stated = document.reading.sentences[index]
    assert document.reading.text[stated.start : stated.end] == sentence
