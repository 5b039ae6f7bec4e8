"""Annotated documents → the models below the event model, learned from a selection of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.extraction.linear import Models, models_from
from timeline.extraction.network.sentence_reader import SentenceReader
from timeline.extraction.network.word_vectors import word_vectors
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.training.deciding import lower_models, places
from timeline.extraction.training.gold import GoldEvent
from timeline.extraction.training.network.fitting import SEEDS, fitted
from timeline.extraction.training.network.lessons import lesson_of
from timeline.extraction.training.network.whole_numbers import Content
from timeline.extraction.training.school import Given, School


@dataclass(frozen=True, slots=True)
class Lower:
    """The models below the event model, linear and network, as records."""

    record: dict[str, Any]
    contents: Sequence[Content]

    @property
    def models(self) -> Models:
        """The models, without one for the whole event."""
        reader = SentenceReader(self.contents, word_vectors())
        return models_from({**self.record, "event": {"bias": 0.0, "weights": {}}}, reader)


def lowers_from(pupils: School, selections: Sequence[Sequence[str]]) -> list[Lower]:
    """All models below the event model, for each selection of the documents of a school by their ids."""
    records = pupils.ask(_record_of, selections)
    tasks = [(docs, record, seed) for docs, record in zip(selections, records, strict=True) for seed in SEEDS]
    contents = pupils.ask(_content_of, tasks)
    starts = range(0, len(contents), len(SEEDS))
    return [Lower(record, contents[n : n + len(SEEDS)]) for record, n in zip(records, starts, strict=True)]


def _record_of(given: Given, docs: Sequence[str]) -> dict[str, Any]:
    return lower_models(given.named(docs), given.vocabulary)


def _content_of(given: Given, task: tuple[Sequence[str], dict[str, Any], int]) -> Content:
    docs, record, seed = task
    models = models_from({**record, "event": {"bias": 0.0, "weights": {}}})

    def hung_at(reading: Reading, event: GoldEvent) -> list[Candidate]:
        return places(reading, event, models)

    lessons = [lesson_of(each, each.reading.looked_at, hung_at, given.vocabulary) for each in given.named(docs)]
    return fitted(seed, lessons, word_vectors())
