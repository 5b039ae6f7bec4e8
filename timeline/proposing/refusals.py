"""What of a reply is not believed → a Refusal: which kind, where, what the reply said, and why in one sentence."""

from dataclasses import dataclass

KINDS = {
    "no-answer": "no answer came, or nothing in it is of the asked form",
    "cut-short": "the answer ends in the middle; what stood whole before the end was read",
    "too-much": "the answer is longer than any honest one",
    "other-request": "the answer belongs to another document, or to a part that the document does not have",
    "form": "a part of the answer is not of the asked form",
    "type": "the type of event is not in the vocabulary",
    "status": "the status is not in the vocabulary",
    "role": "the role is not in the vocabulary",
    "unknown-id": "nothing in the vocabulary has the id",
    "sentence": "the sentence cited was not sent",
    "quote": "the words quoted do not stand in the sentence cited",
    "quote-elsewhere": "the words quoted stand in another sentence than the one cited",
    "too-short": "the words quoted are too few to state an event",
    "not-named": "the passage cited does not name the thing, nor refer to a cited one that does",
    "broader": "the passage cited names only a kind of which the weapon is one; the kind is kept",
    "far": "the passage cited is too far from the event to speak of it",
    "far-date": "the words that date the event stand far from it; whether they do is left to a person",
    "date": "the date is no EDTF date",
    "date-unread": "our own dating finds no date in the words quoted",
    "date-differs": "our own dating of the words quoted gives another date; ours is kept",
    "status-differs": "the words around the event give it another status; theirs is kept",
    "status-doubtful": "a word of planning, weighing or denying governs the event; the status is left to a person",
    "amount": "the number or sum is not what the words quoted say; ours is kept, where they say one",
    "conditions": "the words given as conditions do not stand in the sentence cited",
    "no-core": "nothing of the event is left that could stand alone",
    "twice": "the same answer tells the event twice",
    "order": "the words quoted stand beside an order to whoever reads the document",
}
"""Every kind of refusal, and what it means."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that a reply said and that was not believed, or not kept as it was said.

    `kind` is a key of KINDS. `event` is the event's place in its answer, from 1; 0 where the answer as a whole is
    meant. `field` is the field of the event; `said` what the reply said, made fit to be shown; `why` more than the kind
    tells.
    """

    kind: str
    piece: int = 0
    event: int = 0
    field: str = ""
    said: str = ""
    why: str = ""
    model: str = ""
    run: int = 0

    def __str__(self) -> str:
        """One line for a person."""
        place = f"event {self.event}" if self.event else "the answer"
        field = f", {self.field}" if self.field else ""
        said = f": “{self.said}”" if self.said else ""
        return f"{place}{field}{said}: {self.why or KINDS[self.kind]}"


def one_line(text: str) -> str:
    """A text on one line, without signs that nobody sees or that a terminal obeys."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def shown(said: object) -> str:
    """What a reply said, short and without signs that a terminal obeys or nobody sees."""
    words = one_line(str(said)[: 4 * _LONGEST])
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
