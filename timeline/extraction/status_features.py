"""A Candidate with a date → named features that tell whether it happened, is planned, weighed, alleged or denied."""

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.operators import UNGOVERNED, operator
from timeline.extraction.reading import Candidate, Reading

STATUSES = ("actual", "planned", "considered", "alleged", "denied")


def status_features(reading: Reading, candidate: Candidate, date: str) -> list[str]:
    """The words around the anchor, nearest operators first, and whether the date lies after publication."""
    words = reading.words[candidate.sentence]
    at = candidate.anchor
    clause = words.clauses[at]
    features = {f"type={candidate.type}"}
    for position in range(max(0, at - 6), min(len(words.texts), at + 5)):
        word = words.texts[position]
        features.add(f"near={word}")
        if at - 3 <= position < at:
            features.add(f"just before={word}")
    for word, number in zip(words.texts, words.clauses, strict=True):
        if number == clause:
            features.add(f"clause={word}")
    governing = operator(words, at)
    features.add(f"operator={governing}")
    if governing not in UNGOVERNED:
        features.add(f"operator={governing}|{candidate.type}")
    features.add(f"form={candidate.trigger.form if candidate.trigger else 'none'}")
    if reading.published:
        try:
            value, published = edtf.parse(date), edtf.parse(reading.published)
        except BadDate:
            return sorted(features)
        if value.last > published.last:
            features.update(("future", f"future|{candidate.type}"))
    return sorted(features)
