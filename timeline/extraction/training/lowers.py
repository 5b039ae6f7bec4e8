"""Annotated documents → the models below the event model, learned from a selection of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.extraction.linear import Models, models_from
from timeline.extraction.network.sentence_reader import SentenceReader
from timeline.extraction.network.word_vectors import word_vectors
from timeline.extraction.reading import Candidate, Reading
from timeline.extraction.training.deciding import lower_models, places
from timeline.extraction.training.gold import Annotated, GoldEvent
from timeline.extraction.training.network.fitting import fitted
from timeline.extraction.training.network.lessons import lesson_of
from timeline.extraction.training.network.whole_numbers import Content
from timeline.vocabulary.vocabulary import Vocabulary


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


def lower(documents: Sequence[Annotated], vocabulary: Vocabulary) -> Lower:
    """All models below the event model, learned from documents of a `school`, whose sentences were looked at."""
    record = lower_models(documents, vocabulary)
    models = models_from({**record, "event": {"bias": 0.0, "weights": {}}})

    def hung_at(reading: Reading, event: GoldEvent) -> list[Candidate]:
        return places(reading, event, models)

    lessons = [lesson_of(document, document.reading.looked_at, hung_at, vocabulary) for document in documents]
    return Lower(record, fitted(lessons, word_vectors()))
