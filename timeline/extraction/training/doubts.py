"""Documents that the models of dates did not learn from → the model that tells the two likeliest dates apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from timeline.extraction.candidates import candidates
from timeline.extraction.date_features import date_choices
from timeline.extraction.decisions import dates_scored
from timeline.extraction.linear import Models
from timeline.extraction.rival_dates import rival_features
from timeline.extraction.training.agreement import date_agrees
from timeline.extraction.training.fitting import Design
from timeline.extraction.training.gold import Annotated, GoldEvent

STRENGTH = 8.0  # L2 penalty
LEAST = 4  # doubts that must have a feature for it to be learned


class Doubt(NamedTuple):
    """The features of two dates of which one alone is right, whether it is the second, and the part of its document."""

    features: list[str]
    second: bool
    part: int


def doubts_of(document: Annotated, part: int, models: Models) -> Iterator[Doubt]:
    """The doubts of a document: those of its candidates that tell of one core event alone."""
    reading = document.reading
    stated: dict[tuple[int, str], list[GoldEvent]] = defaultdict(list)
    for event in document.events:
        for index in event.sentences:
            stated[index, event.type].append(event)
    asked = [c for c in candidates(reading, models) if len(stated[c.sentence, c.type]) == 1 and not c.order]
    scored = dates_scored(reading, asked, models) if asked else ()
    for candidate, ranked in zip(asked, scored, strict=True):
        (event,) = stated[candidate.sentence, candidate.type]
        if not event.core or len(ranked) < 2:
            continue
        first, second = (date_agrees(event.dates, choice.value) for choice in ranked[:2])
        if first != second:
            features = {choice.value: row for choice, row in date_choices(reading, candidate)}
            if row := rival_features(reading, candidate, ranked, features):
                yield Doubt(row, second, part)


def rival_date_model(doubts: Iterable[Doubt]) -> dict[str, Any]:
    """Whether the second likeliest date is meant."""
    doubts = list(doubts)
    labels = [float(doubt.second) for doubt in doubts]
    bias, weights = Design([doubt.features for doubt in doubts], LEAST).fit(labels, STRENGTH)
    return {"bias": bias, "weights": weights}
