"""Annotated documents → the models below the event model, learned from several selections of them side by side."""

import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from timeline.extraction.linear import Models, models_from
from timeline.extraction.network.close_look import Seen, seen_of
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
    """The models below the event model, linear and network, as records, and which fold they did not learn from."""

    record: dict[str, Any]
    contents: Sequence[Content]

    @property
    def models(self) -> Models:
        """The models, without one for the whole event."""
        reader = SentenceReader(self.contents, word_vectors())
        return models_from({**self.record, "event": {"bias": 0.0, "weights": {}}}, reader)


def lowers_of(selections: Sequence[Sequence[Annotated]], vocabulary: Vocabulary, jobs: int = 1) -> list[Lower]:
    """The models that are learned from each selection; more than one job are processes that start anew."""
    documents = {document.doc: document for selection in selections for document in selection}
    seen = {d.doc: seen_of(d.reading, range(len(d.reading.sentences))) for d in documents.values()}
    if jobs == 1:
        return [lower(selection, seen, vocabulary) for selection in selections]
    names = [[document.doc for document in selection] for selection in selections]
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, fresh, _begin, (documents, seen, vocabulary)) as pool:
        return list(pool.map(_lower_named, names))


def lower(documents: Sequence[Annotated], seen: Mapping[str, Seen], vocabulary: Vocabulary) -> Lower:
    """All models below the event model, learned from these documents; `seen` by the id of the document."""
    record = lower_models(documents, vocabulary)
    models = models_from({**record, "event": {"bias": 0.0, "weights": {}}})

    def hung_at(reading: Reading, event: GoldEvent) -> list[Candidate]:
        return places(reading, event, models)

    lessons = [lesson_of(document, seen[document.doc], hung_at, vocabulary) for document in documents]
    return Lower(record, fitted(lessons, word_vectors()))


_given: tuple[Mapping[str, Annotated], Mapping[str, Seen], Vocabulary]
"""In a process of `lowers_of`: what all selections are taken from, sent once."""


def _begin(documents: Mapping[str, Annotated], seen: Mapping[str, Seen], vocabulary: Vocabulary) -> None:
    global _given
    _given = documents, seen, vocabulary


def _lower_named(names: Sequence[str]) -> Lower:
    documents, seen, vocabulary = _given
    return lower([documents[name] for name in names], seen, vocabulary)
