"""A notice's sentence on its principal contractors → their names as it writes them, and the first one that is known."""

import re
from dataclasses import dataclass

from timeline.extraction.genres.stating import Stated
from timeline.extraction.genres.within import actors_in, sentence_at
from timeline.extraction.reading import Reading
from timeline.vocabulary.vocabulary import Vocabulary

_CONTRACTORS = re.compile(
    r"\b(?:principal|prime) contractors?(?: for this \w+)?\s+(?:will be|would be|is|are|were|was)\s+",
    re.IGNORECASE,
)
_END = re.compile(r"(?<!\b[SF]t)(?<!\bInc)(?<!\bCorp)(?<!\bCo)\.(?=\s+[A-Z][a-z]+[ ,]|\s*\Z|\n)|\n\n|;")
COMPANY = "arms-maker"
LONGEST = 400  # characters of the sentence that are kept


@dataclass(frozen=True, slots=True)
class Contractors:
    """`words` as written; `known` is the first company that the vocabulary has."""

    words: str
    known: Stated | None


def contractors(reading: Reading, vocabulary: Vocabulary) -> Contractors | None:
    """The contractors of a notice; None where it names none."""
    found = _CONTRACTORS.search(reading.text, reading.document.body_start)
    if found is None:
        return None
    stop = _END.search(reading.text, found.end(), found.end() + LONGEST)
    end = stop.start() if stop else min(len(reading.text), found.end() + LONGEST)
    companies = [
        mention for mention in actors_in(reading, found.end(), end) if vocabulary.actors[mention.id].kind == COMPANY
    ]
    known = Stated(companies[0].id, sentence_at(reading, companies[0].start)) if companies else None
    return Contractors(" ".join(reading.text[found.end() : end].split()), known)
