"""The replies of one model in one run about a document → the events of them that the text proves, and what it does not.

Nothing that a reply says is believed. What is left is made of ids of the vocabulary, of words of the stored text, and
of dates and numbers that our own rules read in those words.
"""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.documents.proposal import ProposedEvent
from timeline.extraction.confidence import REVIEW
from timeline.extraction.reading import Reading
from timeline.proposing.answers import Answer, read_answer
from timeline.proposing.exchange import Reply, document_start, piece_and_run
from timeline.proposing.happenings import equal, pairs, with_passages_of
from timeline.proposing.naming import Names
from timeline.proposing.orders import orders
from timeline.proposing.pieces import Piece
from timeline.proposing.refusals import Refusal, shown
from timeline.proposing.stating import stated
from timeline.vocabulary.vocabulary import Vocabulary

ALONE = 0.34
"""The confidence of what only a model proposes and nothing speaks against: a place in the queue, no measured share."""
DOUBT = 0.03  # what each refusal in an event takes from that, down to the least that review shows
ORDERED = "stands beside an order to whoever reads the document by machine"


@dataclass(frozen=True, slots=True)
class Verified:
    """The events of a reply in the order of the text, all in the lane *review*; `refusals` in the order of the answer.

    `dropped` counts the events of which nothing is left that could stand alone. `whole` is that every piece was
    answered to the end: what is not among the events was not found by the model.
    """

    events: tuple[ProposedEvent, ...]
    refusals: tuple[Refusal, ...]
    dropped: int = 0
    whole: bool = False


def verified(reading: Reading, pieces: Sequence[Piece], replies: Sequence[Reply], vocabulary: Vocabulary) -> Verified:
    """What is left of the replies; never raises for anything that a reply holds.

    Each claim's passage is of the document as it was given: `claim.passage.quote == document.text[start:end]`.
    """
    names = Names(reading, vocabulary)
    ordered = orders(reading)
    refusals: list[Refusal] = []
    found: list[ProposedEvent] = []
    dropped = 0
    answers = _answers(reading, pieces, replies, refusals)
    for number, answer in sorted(answers.items()):
        refusals += [replace(refusal, piece=number) for refusal in answer.refusals]
        events: list[ProposedEvent] = []
        for event in answer.events:
            proposed, refused = stated(reading, names, pieces[number], event)
            if proposed is not None and ordered and any(n in ordered for n in _numbers(reading, proposed)):
                refused.append(Refusal("order", number, event.number, said=shown(proposed.title)))
                proposed = replace(proposed, note="; ".join(filter(None, (ORDERED, proposed.note))))
            refusals += refused
            dropped += proposed is None
            if proposed is None:
                continue
            unread = sum(refusal.event == event.number for refusal in answer.refusals)
            proposed = _rated(proposed, len(refused) + unread)
            if any(equal(proposed, other) for other in events):
                refusals.append(Refusal("twice", number, event.number, said=shown(proposed.title)))
            else:
                events.append(proposed)
        found = _joined(found, events, vocabulary)
    whole = len(answers) == len(pieces) and all(answer.whole for answer in answers.values())
    ready = sorted(map(reading.in_original, found), key=lambda e: (e.evidence[0], e.type, e.date, e.title))
    return Verified(tuple(ready), tuple(refusals), dropped, whole)


def _answers(
    reading: Reading, pieces: Sequence[Piece], replies: Sequence[Reply], refusals: list[Refusal]
) -> dict[int, Answer]:
    """The answer to each piece that has one; of several replies to one piece the first that can be read."""
    answers: dict[int, Answer] = {}
    sha256 = (reading.given or reading.document).sha256
    for reply in replies:
        piece, _ = piece_and_run(reply.custom_id)
        if not sha256.startswith(document_start(reply.custom_id) or "-") or not 0 <= piece < len(pieces):
            refusals.append(Refusal("other-request", said=shown(reply.custom_id)))
            continue
        if piece in answers and answers[piece].whole:
            continue
        if reply.content is None:
            refusals.append(Refusal("no-answer", piece, said=shown(reply.error)))
            continue
        answer = read_answer(reply.content, cut=reply.finish_reason == "length")
        if piece not in answers or answer.whole:
            if any(refusal.kind == "no-answer" for refusal in answer.refusals):
                refusals += [replace(refusal, piece=piece) for refusal in answer.refusals]
            else:
                answers[piece] = answer
    return answers


def _numbers(reading: Reading, event: ProposedEvent) -> set[int]:
    """The numbers of the sentences that state an event."""
    starts = {claim.passage.start for claim in event.claims if claim.field == "type"}
    return {bisect.bisect_right(reading.sentences, start, key=lambda s: s.start) for start in starts}


def _rated(event: ProposedEvent, refused: int) -> ProposedEvent:
    """The event in the queue, the lower the more of it was refused."""
    confidence = REVIEW if event.note.startswith(ORDERED) else max(REVIEW, round(ALONE - DOUBT * refused, 2))
    return replace(event, confidence=confidence, lane="review")


def _joined(found: list[ProposedEvent], more: list[ProposedEvent], vocabulary: Vocabulary) -> list[ProposedEvent]:
    """The events of several pieces: those of the next that were found in an earlier one lend it their passages.

    Two events of one answer stay two: the model told them apart.
    """
    same = dict(pairs(more, found, vocabulary))
    joined = list(found)
    for place, event in enumerate(more):
        if place in same:
            joined[same[place]] = with_passages_of(joined[same[place]], event)
        else:
            joined.append(event)
    return joined
