"""Annotated documents → answers to what is asked about selections of them, found side by side in several processes."""

import functools
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from timeline.extraction.network.close_look import Seen, seen_of
from timeline.extraction.reading import Reading
from timeline.extraction.training.gold import Annotated
from timeline.vocabulary.vocabulary import Vocabulary

AT_ONCE = 50  # documents whose meanings one process is asked for
Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Given(NamedTuple):
    """What every question is about: the documents by their ids, and the vocabulary that they were read with."""

    documents: Mapping[str, Annotated]
    vocabulary: Vocabulary

    def named(self, names: Iterable[str]) -> list[Annotated]:
        """The documents of these ids."""
        return [self.documents[name] for name in names]


@dataclass(frozen=True, slots=True)
class School:
    """The documents, and processes that hold them, too; without processes the questions are answered here."""

    given: Given
    pool: ProcessPoolExecutor | None = None

    def ask(self, question: Callable[[Given, Task], Answer], tasks: Sequence[Task]) -> list[Answer]:
        """The answers to a question that is put once for each task, in the order of the tasks."""
        if self.pool is None:
            return [question(self.given, task) for task in tasks]
        return list(self.pool.map(functools.partial(_answer, question), tasks))


@contextmanager
def school(documents: Iterable[Annotated], vocabulary: Vocabulary, jobs: int = 1) -> Iterator[School]:
    """A school of these documents; more than one job are processes that start anew, and give the same answers.

    What the sentences mean is found out once and kept with the documents: it takes most of the time of reading.
    """
    given = Given({document.doc: document for document in documents}, vocabulary)
    unseen = [document.reading for document in given.documents.values() if document.reading.looked_at is None]
    if jobs == 1:
        for reading in unseen:
            reading.looked_at = _seen(reading)
        yield School(given)
        return
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, fresh) as pool:
        for reading, seen in zip(unseen, pool.map(_seen, unseen, chunksize=AT_ONCE), strict=True):
            reading.looked_at = seen
    with ProcessPoolExecutor(jobs, fresh, _begin, (given,)) as pool:
        yield School(given, pool)


def _seen(reading: Reading) -> Seen:
    return seen_of(reading, range(len(reading.sentences)))


_given: Given
"""In a process of a school: what all questions are about, sent once."""


def _begin(given: Given) -> None:
    global _given
    _given = given


def _answer(question: Callable[[Given, Task], Answer], task: Task) -> Answer:
    return question(_given, task)
