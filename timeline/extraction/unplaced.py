"""A Reading and the events found in it → the sentences that speak of a weapon's fate and gave no event."""

from collections.abc import Iterable

from timeline.documents.document import Passage
from timeline.documents.proposal import ProposedEvent
from timeline.extraction.reading import Reading


def unplaced(reading: Reading, events: Iterable[ProposedEvent]) -> list[Passage]:
    """The sentences with a weapon or treaty and a predicate that no event cites, in the order of the text.

    They are what a careful reader checks by hand: something was said, and the program could not say what, who or when.
    """
    cited = {passage.start for event in events for passage in event.evidence}  # a passage is always a whole sentence
    passages = [
        reading.quoted(sentence.start, sentence.end)
        for sentence in reading.sentences
        if sentence.kind != "heading"
        and (reading.weapons[sentence.index] or reading.treaties[sentence.index])
        and reading.triggers[sentence.index]
    ]
    return [passage for passage in passages if passage.start not in cited]
