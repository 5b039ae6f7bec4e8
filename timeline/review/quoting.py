"""The words that a person quotes → the passages of the stored text that they are, to the letter."""

import re
from collections.abc import Iterator

from timeline.documents.document import Document, Passage
from timeline.errors import UsageError

_GAPS = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
# Keyboards, PDF viewers and word processors change these on the way to the clipboard; the stored text keeps its own.
_SAME = ('"“”„«»″', "'‘’‚′`´", "-‐‑‒–—―−", "…")
_LIKE = {character: f"[{re.escape(group)}]" for group in _SAME for character in group}


def find_passages(document: Document, quote: str) -> tuple[Passage, ...]:
    """Each part of a quote (parts stand around `[…]`) as a passage of the document, one after the other.

    White space, the shape of quotation marks and dashes, and at last upper and lower case may differ; the passage
    has the letters of the document. Raises `UsageError` with the nearest words where a part is not in the text.
    """
    return tuple(_passages(document, parts_of(quote)))


def parts_of(quote: str) -> list[str]:
    """The parts of a quote, which stand around `[…]`."""
    return [part for part in _GAPS.split(quote.strip()) if part]


def _passages(document: Document, parts: list[str]) -> Iterator[Passage]:
    if not parts:
        raise UsageError("The quote is empty: give the words of the source that say it.")
    position = 0
    for part in parts:
        start, end = _span(document.text, part, position)
        yield document.passage(start, end)
        position = end


def _span(text: str, part: str, position: int) -> tuple[int, int]:
    exact = text.find(part, position)
    if exact >= 0:
        return exact, exact + len(part)
    pattern = r"\s+".join("".join(_LIKE.get(letter) or re.escape(letter) for letter in word) for word in part.split())
    for flags in (0, re.IGNORECASE):
        found = re.compile(pattern, flags).search(text, position)
        if found:
            return found.span()
    elsewhere = " after the words quoted before it" if position else ""
    raise UsageError(
        f"The document does not say {_short(part)}{elsewhere}. Nearest words: {_short(_nearest(text, part))}."
    )


def _nearest(text: str, part: str) -> str:
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(part, text)
    if found is None:
        return text
    start = text.rfind(" ", 0, found.dest_start + 1) + 1
    end = text.find(" ", found.dest_end)
    return " ".join(text[start : end if end >= 0 else len(text)].split())


def _short(words: str, length: int = 120) -> str:
    return f"“{words if len(words) <= length else words[: length - 1] + '…'}”"
