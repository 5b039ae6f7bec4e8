"""The dateline of a report → the day its words are reckoned from: "MADRID, June 13 (Agency) -" before "yesterday"."""

from timeline import edtf
from timeline.extraction.dates import find_dates
from timeline.extraction.reading import Sentence

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
