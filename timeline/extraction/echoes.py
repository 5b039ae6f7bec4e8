"""A sentence that points back ("Germany followed suit") → where it says that somebody did what the one before tells."""

import re

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
