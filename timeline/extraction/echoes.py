"""A sentence that points back ("Germany followed suit") → where it says that somebody did what the one before tells."""

import re
from collections.abc import Container

from timeline.extraction.reading import Reading

_ECHO = re.compile(
    r"\b(?:(?:followed|follows|(?:will|would|(?:is|are|plans|due|expected) to) follow) (?:suit|(?:its|their) example)"
    r"|(?:did|does|(?:has|have|had|was|were) (?:since )?(?:done|doing)|(?:will|would|(?:is|are|plans|due) to) do)"
    r" (?:the same|likewise|so too)"
    r"|(?:took|takes|(?:has|have) taken) (?:the same|similar|a similar)"
    r" (?:steps?|measures?|action|decisions?|view|line|position)"
    r"|(?:made|makes) (?:the same|a similar) (?:announcement|decision|pledge|move))\b",
    re.IGNORECASE,
)
STEP_BACK = 3  # sentences before a view in which the step that it is of is told
_STEP = re.compile(
    r"\b(?:the|this|that|its|['’]s|his|their) (?:\w+ )?"
    r"(?:move|step|decision|withdrawal|announcement|pullout|exit|departure|action|vote|ratification|signing)\b"
)


def echo(reading: Reading, index: int) -> tuple[int, int] | None:
    """The words of a sentence that point back to the deed of the sentence before, which stands in the same or the
    previous paragraph; None where it has none, or names nobody who did so before them."""
    sentence = reading.sentences[index]
    if index == 0 or sentence.paragraph - reading.sentences[index - 1].paragraph > 1:
        return None
    found = _ECHO.search(reading.text, sentence.start, sentence.end)
    if found is None or not any(mention.start < found.start() for mention in reading.actors[index]):
        return None
    return found.span()


def of_a_step(reading: Reading, index: int, types: Container[str]) -> bool:
    """Whether a sentence that names no weapon or treaty is about "the step", and one just before it may tell of a deed
    of one of the types."""
    if reading.weapons[index] or reading.treaties[index]:
        return False
    sentence = reading.sentences[index]
    if not _STEP.search(reading.text, sentence.start, sentence.end):
        return False
    told = (trigger for each in reading.triggers[max(0, index - STEP_BACK) : index] for trigger in each)
    return any(kind in types for trigger in told for kind in trigger.types)
