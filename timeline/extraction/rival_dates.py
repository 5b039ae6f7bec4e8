"""The two likeliest dates of a candidate → named features that tell whether the less likely one is meant after all.

Each date is weighed as if there were no other. Beside each other two tell more: a year beside a day of that year, the
day of a report beside the one that its sentence names.
"""

import functools
from collections.abc import Mapping, Sequence

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.linear import Linear
from timeline.extraction.reading import Candidate, Choice, Reading

NEAR = 3.0  # log-odds: where the second likeliest date is farther behind, it is not asked for
FINE = 3  # steps of log-odds in which it is told how far it is behind
Features = Mapping[str, Sequence[str]]
"""For the value of each date of a candidate the features of `date_choices`."""


def second_thought(
    reading: Reading, candidate: Candidate, ranked: list[Choice], features: Features, model: Linear
) -> list[Choice]:
    """The dates of a candidate, likeliest first; the second one first where the model of two says that it is meant."""
    rivals = rival_features(reading, candidate, ranked, features)
    return [ranked[1], ranked[0], *ranked[2:]] if rivals and model.score(rivals) > 0 else ranked


def ahead_of_likelier(ranked: Sequence[Choice]) -> bool:
    """Whether the first of the dates is there by a second thought."""
    return len(ranked) > 1 and ranked[0].score < ranked[1].score


def rival_features(reading: Reading, candidate: Candidate, ranked: Sequence[Choice], features: Features) -> list[str]:
    """What tells the two likeliest dates apart; nothing where no second one comes near the first."""
    if len(ranked) < 2 or ranked[0].score - ranked[1].score > NEAR:
        return []
    first, second = ranked[:2]
    of_first, of_second = (features.get(each.value, ()) for each in (first, second))
    kind, sentence = candidate.type, reading.sentences[candidate.sentence]
    places = f"{_place(reading, candidate, first)}>{_place(reading, candidate, second)}"
    relation = _relation(first.value, second.value)
    row = [
        f"behind={round(FINE * (first.score - second.score))}",
        f"places={places}",
        f"{_source(of_first)}>{_source(of_second)}",
        f"rules={first.rule}>{second.rule}",
        f"{kind}|places={places}",
        f"{kind}|second={relation}",
        f"{places}|second={relation}",
        f"{places}|precision={_precision(first.value)}>{_precision(second.value)}",
        f"{places}|told first={first.start < second.start}",
        f"{places}|kind={sentence.kind}",
    ]
    if reading.published:
        published = "|".join(_relation(reading.published, each.value) for each in (first, second))
        row.append(f"{places}|published={published}")
    return [*row, *(f"first {each}" for each in of_first), *(f"second {each}" for each in of_second)]


def _place(reading: Reading, candidate: Candidate, choice: Choice) -> str:
    """Where a date stands: in the sentence, before or behind it, or nowhere, being the publication's."""
    if choice.rule == "publication":
        return "published"
    sentence = reading.sentences[candidate.sentence]
    return "before" if choice.start < sentence.start else "here" if choice.start < sentence.end else "behind"


def _source(features: Sequence[str]) -> str:
    return features[0] if features else "head of the entry"


def _precision(value: str) -> str:
    return "open" if ".." in value else "interval" if "/" in value else str(value.count("-"))


@functools.lru_cache(maxsize=4096)
def _relation(first: str, second: str) -> str:
    """How the second date lies to the first."""
    try:
        one, other = edtf.parse(first), edtf.parse(second)
    except BadDate:
        return "unknown"
    if one.first <= other.first and other.last <= one.last:
        return "inside"
    if other.first <= one.first and one.last <= other.last:
        return "around"
    return "after" if one.last < other.first else "before" if one.first > other.last else "overlapping"
