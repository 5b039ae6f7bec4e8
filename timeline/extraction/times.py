"""The time expressions that find_dates sees in a text → TimePhrases by sentence, those only that mean a date."""

from timeline import edtf
from timeline.extraction.datelines import told_on
from timeline.extraction.dates import find_dates
from timeline.extraction.reading import Sentence, TimePhrase


def find_times(text: str, published: edtf.Edtf | None, sentences: list[Sentence]) -> list[list[TimePhrase]]:
    """The dated expressions of each sentence, in order, reckoned from the dateline where one is dated."""
    groups: list[list[TimePhrase]] = [[] for _ in sentences]
    position = 0
    for found in find_dates(text, told_on(text, published, sentences)):
        if not found.edtf:
            continue
        while position < len(sentences) and sentences[position].end <= found.start:
            position += 1
        if position < len(sentences) and sentences[position].start <= found.start:
            phrase = TimePhrase(
                found.start, found.end, found.edtf, found.rule, found.anchor or "", found.plain or "", found.relation
            )
            groups[position].append(phrase)
    return groups
