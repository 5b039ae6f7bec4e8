"""A planned deed that is dated by the report → the day to come that its clause names, if there is one."""

from timeline import edtf
from timeline.extraction.reading import Candidate, Choice, Reading


def planned_for(reading: Reading, candidate: Candidate) -> Choice | None:
    """The one date after publication in the clause of a planned deed: "is to receive jets next month".

    Of 601 planned core events of the annotated documents with such a date 542 bear it, 16 only that of the report.
    """
    if not reading.published:
        return None
    latest, words = edtf.parse(reading.published).last, reading.words[candidate.sentence]
    clause = words.clauses[candidate.anchor]
    coming = [
        phrase
        for phrase in reading.times[candidate.sentence]
        if words.clauses[words.at(phrase.start)] == clause and edtf.parse(phrase.edtf).first > latest
    ]
    if len(coming) != 1:
        return None
    (phrase,) = coming
    return Choice(phrase.edtf, 0.0, phrase.start, phrase.end, phrase.rule, phrase.anchor)
