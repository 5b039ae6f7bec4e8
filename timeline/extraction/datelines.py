"""The dateline of a report → the day its words are reckoned from: "MADRID, June 13 (Agency) -" before "yesterday"."""

import re

from timeline import edtf
from timeline.extraction.dates import find_dates
from timeline.extraction.reading import Candidate, Choice, Reading, Sentence

_DASH = re.compile(r" ?[–—-]+ ")
LATEST = 7  # days from a dateline to the date of the page that carries the report; beyond that it is told anew


def told_on(text: str, published: edtf.Edtf | None, sentences: list[Sentence]) -> edtf.Edtf | None:
    """The day of the first dateline where it lies at most LATEST days before publication, else `published`.

    A paper prints an agency's report on the next morning: its "yesterday" is the day before the dateline.
    """
    line = next((s for s in sentences if s.dateline_end), None)
    if line is None or published is None or published.first != published.last:
        return published
    for found in find_dates(text[line.start : line.dateline_end], published):
        if found.edtf:
            day = edtf.parse(found.edtf)
            if day.first == day.last and 0 <= (published.first - day.first).days <= LATEST:
                return day
    return published


def of_dateline(reading: Reading, candidate: Candidate, date: Choice) -> bool:
    """Whether a date stands in the dateline of a candidate's sentence, or opens the report: "30 March 2005 – The"."""
    sentence = reading.sentences[candidate.sentence]
    if sentence.start <= date.start < sentence.dateline_end:
        return True
    opens = date.start == sentence.start and sentence.paragraph == reading.sentences[0].paragraph
    return opens and bool(_DASH.match(reading.text, date.end)) and not reading.form.dated
