"""Words that a reply quotes and the sentence it cites → the spans of the text that they are, to the letter."""

import functools
from dataclasses import dataclass

from timeline.extraction.as_seen import as_seen
from timeline.extraction.reading import Reading

MOST_PLACES = 8  # places of one quote in a sentence that are looked at
_SAME = {
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared, and where each of its signs came from: one blank stands for white space and what cannot
    be shown, quotation marks and dashes are plain.
    """

    text: str
    origins: tuple[int, ...]


@functools.lru_cache(maxsize=512)
def folded(text: str) -> Folded:
    """The text as it is compared."""
    signs: list[str] = []
    origins: list[int] = []
    for at, sign in enumerate(text):
        if not sign.isprintable() or sign == " ":  # as a request shows it
            if signs and signs[-1] != " ":
                signs.append(" ")
                origins.append(at)
            continue
        for one in _SAME.get(sign, sign):
            signs.append(one)
            origins.append(at)
    return Folded("".join(signs), tuple(origins))


def places(reading: Reading, sentence: int, quote: str) -> list[Span]:
    """The spans of `reading.text` in the sentence (its index) that the quote is; words are whole.

    White space, signs that nobody sees, and the shape of quotation marks and dashes may differ; letters and case not.
    """
    found = reading.sentences[sentence]
    wanted = folded(as_seen(quote).text.strip()).text.strip()
    if not wanted or len(wanted) > 2 * (found.end - found.start):
        return []
    stored = folded(reading.text[found.start : found.end])
    spans: list[Span] = []
    at = stored.text.find(wanted)
    while at >= 0 and len(spans) < MOST_PLACES:
        end = at + len(wanted)
        if _whole(stored.text, at, end) and _starts_sign(stored.origins, at) and _ends_sign(stored.origins, end):
            spans.append((found.start + stored.origins[at], found.start + stored.origins[end - 1] + 1))
        at = stored.text.find(wanted, at + 1)
    return spans


def elsewhere(reading: Reading, shown: frozenset[int], quote: str) -> int:
    """The index of the first other sentence with the quote; -1 where none has it."""
    return next((index for index in sorted(shown) if places(reading, index, quote)), -1)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the span begins and ends between words."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not before and not after


def _starts_sign(origins: tuple[int, ...], at: int) -> bool:
    return at == 0 or origins[at - 1] != origins[at]


def _ends_sign(origins: tuple[int, ...], end: int) -> bool:
    return end == len(origins) or origins[end] != origins[end - 1]
