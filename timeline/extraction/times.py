"""The time expressions that find_dates sees in a text → TimePhrases by sentence, those only that mean a date."""

import re

from timeline import edtf
from timeline.extraction.datelines import told_on
from timeline.extraction.dates import find_dates
from timeline.extraction.reading import Sentence, TimePhrase

_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_NAME = re.compile(r"\b(?:the|a|an|its|their|this|that|under|[\w]+['’]s?) $", re.IGNORECASE)
_TREATY = re.compile(r"(?: [\w'’-]+){0,5}? (?:treaty|convention|protocol|pact)\b", re.IGNORECASE)


def find_times(text: str, published: edtf.Edtf | None, sentences: list[Sentence]) -> list[list[TimePhrase]]:
    """The dated expressions of each sentence, in order, reckoned from the dateline where one is dated."""
    groups: list[list[TimePhrase]] = [[] for _ in sentences]
    position = 0
    for found in find_dates(text, told_on(text, published, sentences)):
        if not found.edtf or _names_a_treaty(text, found.start, found.end):
            continue
        while position < len(sentences) and sentences[position].end <= found.start:
            position += 1
        if position < len(sentences) and sentences[position].start <= found.start:
            phrase = TimePhrase(
                found.start, found.end, found.edtf, found.rule, found.anchor or "", found.plain or "", found.relation
            )
            groups[position].append(phrase)
    return groups


def _names_a_treaty(text: str, start: int, end: int) -> bool:
    """Whether a year is part of what a treaty is called, and dates nothing else: "under the 1997 Mine Ban Treaty"."""
    year = _YEAR.fullmatch(text, start, end)
    return bool(year and _BEFORE_NAME.search(text, max(0, start - 16), start) and _TREATY.match(text, end))
