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
    features = {"type=" + candidate.type}
    features.update(["near=" + word for word in words.texts[max(0, at - 6) : at + 5]])
    features.update(["just before=" + word for word in words.texts[max(0, at - 3) : at]])
    features.update(["clause=" + word for word, of in zip(words.texts, words.clauses, strict=True) if of == clause])
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
