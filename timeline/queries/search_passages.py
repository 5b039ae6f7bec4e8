"""A text and a Query → where the words stand, and the passages of it that show most of them."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.database.search_terms import LONGEST, Folded
from timeline.queries.search_syntax import Phrase, Query

MOST_HITS = 2_000
"""Places looked at in one text: a book may have a word a hundred thousand times."""
_LONGEST_HIT = 2_000  # characters of a phrase; what a hostile document puts between two words is longer
_WIDEST = 320
_MOST_WITHIN = 400  # hits of a passage
_REACH = 140
# What stands before a text in Markdown.
_HEADER = re.compile(r"---\n.*?\n---\n", re.DOTALL)
# A sentence ends where a stop sign is followed by a space, or a paragraph ends, or a line before one of another kind.
_END = re.compile(r"[.!?…]['\"”’)\]]*(?=\s)|[。！？]|\n(?=[^\S\n]*(?:\n|[-–*•#>|]|[0-9]+[.)]\s|[\w-]+:\s))")


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A span of a text in which one group of a Query is found."""

    start: int
    end: int
    group: int


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a text, and within it the spans of the words that were searched; all count the text's characters."""

    start: int
    end: int
    highlights: tuple[tuple[int, int], ...]


def hits(text: str, query: Query) -> list[Hit]:
    """Where the query's phrases stand in the text, at most MOST_HITS of each, in the order of the text."""
    looked_in = Folded(text)
    return sorted(
        Hit(*looked_in.span(start, min(end, start + _LONGEST_HIT)), number)
        for number, group in enumerate(query.groups)
        for phrase in group
        for start, end in itertools.islice(_places(looked_in.text, phrase), MOST_HITS)
    )


def _places(folded: str, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Where a phrase stands in a folded text: to look for its first word as it is takes a fifth of a pattern's time."""
    pattern, first = _pattern(phrase), phrase.terms[0]
    at = folded.find(first)
    while at >= 0:
        match = pattern.match(folded, at)
        if match:
            yield match.span()
        at = folded.find(first, match.end() if match else at + 1)


def passages(text: str, found: Sequence[Hit], limit: int, title: str = "") -> list[Span]:
    """The passages with most of the groups, at most `limit`, in the order of the text; they do not overlap.

    What is said of the document before its text, and where the text says its `title`, is chosen last.
    """
    header = match.end() if (match := _HEADER.match(text)) else 0

    def order(told: tuple[tuple[int, int], list[Hit]]) -> tuple[object, ...]:
        """Most different words first, then most words, then the first."""
        (start, end), within = told
        again = start < header or (bool(title) and title in text[start:end])
        return (again, -len({hit.group for hit in within}), -len(within), start)

    spans = sorted(_sentences(text, found), key=order)
    chosen = sorted(spans[:limit])
    return [Span(start, end, tuple(merged((hit.start, hit.end) for hit in within))) for (start, end), within in chosen]


def merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in their order, those that overlap as one."""
    first, last = -1, -1
    for start, end in sorted(spans):
        if start < last:
            last = max(last, end)
            continue
        if last >= 0:
            yield first, last
        first, last = start, end
    if last >= 0:
        yield first, last


def _sentences(text: str, found: Sequence[Hit]) -> Iterator[tuple[tuple[int, int], list[Hit]]]:
    """The sentences around the hits with the hits in them, each once; of a long sentence the parts that have hits."""
    place = last = 0
    while place < len(found):
        if found[place].start < last:
            place += 1
            continue
        start, last = _around(text, found[place], last)
        within = list(
            itertools.takewhile(
                lambda hit: hit.start < last,  # noqa: B023 - used at once
                found[place : place + _MOST_WITHIN],
            )
        )
        yield (start, last), [hit for hit in within if hit.end <= last]
        place += len(within)


def _around(text: str, hit: Hit, not_before: int) -> tuple[int, int]:
    """The sentence that the hit stands in, or of a long one the words about it; without the spaces at its ends."""
    low = max(not_before, hit.start - _WIDEST)
    start = next(reversed([match.end() for match in _END.finditer(text, low, hit.start)]), None)
    if start is None:
        start = low if low in (0, not_before) else _word_start(text, max(low, hit.start - _REACH), hit.start)
    high = max(hit.end, min(len(text), start + _WIDEST))
    match = _END.search(text, hit.end, high)
    end = match.end() if match else high if high == len(text) else _word_end(text, hit.end, high)
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end


def _word_start(text: str, low: int, high: int) -> int:
    """The first place from `low` on where a word begins."""
    return next((place for place in range(low, high) if text[place - 1].isspace()), low)


def _word_end(text: str, low: int, high: int) -> int:
    """The last place before `high` where a word ends."""
    return next((place for place in range(high, low, -1) if text[place].isspace()), high)


@lru_cache(maxsize=256)
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """What matches a phrase in a folded text where, and only where, its terms are those of the phrase.

    Between two words lie spaces; between letters and digits there may be none.
    """
    pieces = []
    for place, term in enumerate(phrase.terms):
        digits = term[0] in "0123456789"
        same = "[0-9]" if digits else "[^ 0-9]"
        cut = len(term) == LONGEST or (phrase.prefix and place == len(phrase.terms) - 1)
        before = ""
        if place:
            before = " +" if (phrase.terms[place - 1][0] in "0123456789") == digits else " *"
        pieces.append(f"{before}(?<!{same}){re.escape(term)}{f'{same}{{0,{LONGEST}}}' if cut else f'(?!{same})'}")
    return re.compile("".join(pieces))
