"""A list of dated entries ("8 April – …", "2024-11-20: …", "Nov. 2024. …") → the date of every sentence of an entry.

The words of an entry are left to the models: what the form tells is only when that happened which a sentence does not
date itself. An entry begins with its date and a mark that parts the date from the words. A year or a month on a line
of its own heads the entries below it, whose days may then be bare numbers.
"""

import itertools
from collections.abc import Iterator, Sequence

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.genres.entry_heads import Head, heads_of
from timeline.extraction.reading import Form, Reading, Sentence, TimePhrase
from timeline.vocabulary.vocabulary import Vocabulary

FEWEST = 3  # entries that make a list
OUT_OF_ORDER = 0.2  # the share of entries that may stand out of their order
COVERED = 0.5  # the share of the sentences that the entries must hold


def chronology(reading: Reading, vocabulary: Vocabulary) -> Form | None:  # noqa: ARG001
    """The dates of the entries; None for a text that is no list of at least FEWEST dated entries in their order."""
    heads = list(heads_of(reading))
    entries = [head for head in heads if not head.section]
    days = [day for head in entries if (day := _first_day(head.date)) is not None]
    if len({head.date.edtf for head in entries}) < FEWEST or not _in_order(days) or _to_come(days, reading.published):
        return None
    dated = dict(_dated(reading, heads))
    told = [s for s in reading.sentences if s.kind != "heading" or s.index in dated]
    return Form(dated=dated) if len(dated) >= COVERED * len(told) else None


def _in_order(days: Sequence[int]) -> bool:
    """Whether the days go forward, or back, with few exceptions."""
    steps = [later - earlier for earlier, later in itertools.pairwise(days)]
    allowed = OUT_OF_ORDER * len(steps)
    return bool(steps) and min(sum(step < 0 for step in steps), sum(step > 0 for step in steps)) <= allowed


def _to_come(days: Sequence[int], published: str | None) -> bool:
    """Whether most days lie after the publication: a programme of what will be, no record of what was."""
    if published is None:
        return False
    last = edtf.parse(published).last.toordinal()
    return 2 * sum(day > last for day in days) > len(days)


def _first_day(date: TimePhrase) -> int | None:
    try:
        return edtf.parse(date.edtf).first.toordinal()
    except BadDate:
        return None


def _dated(reading: Reading, heads: list[Head]) -> Iterator[tuple[int, TimePhrase]]:
    """The index of each sentence of an entry with the entry's date. What follows the last entry belongs to none."""
    phrases = {phrase.start: phrase for phrases in reading.times for phrase in phrases}
    closed = _end_of_last(reading.text, heads[-1])
    upcoming = iter([*heads, None])
    head, following = None, next(upcoming)
    date: TimePhrase | None = None
    for sentence in reading.sentences:
        while following is not None and following.start < sentence.end:
            head, following = following, next(upcoming)
            date = head.date
        if head is None or date is None or sentence.start >= closed:
            continue
        if sentence.start > head.end:
            date = _within(reading, sentence, phrases) or date
        yield sentence.index, date


def _within(reading: Reading, sentence: Sentence, phrases: dict[int, TimePhrase]) -> TimePhrase | None:
    """The date that begins a sentence inside an entry and heads the rest of it: "12 May. The ministry protests"."""
    phrase = phrases.get(sentence.start)
    if phrase is None:
        return None
    after = reading.text[phrase.end : phrase.end + 3]
    return phrase if after[:1] == "." or after in (" – ", " — ", " - ") else None


def _end_of_last(text: str, last: Head) -> int:
    """Where the last entry ends: at the empty line after its words."""
    begin = last.end
    while begin < len(text) and text[begin].isspace():
        begin += 1
    gap = text.find("\n\n", begin)
    return gap if gap >= 0 else len(text)
