"""A stream with Documents in it → the same stream, in its order, each Document with its events; on several processes.

The order of the stream is kept, so that what is stored does not depend on the number of processes. They start anew
(`spawn`), which takes each a second: a short stream stays in this one.
"""

import itertools
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from timeline.documents.document import Document, Passage
from timeline.documents.proposal import ProposedEvent
from timeline.errors import SourceRefused
from timeline.vocabulary.vocabulary import Vocabulary

if TYPE_CHECKING:
    from timeline.extraction.linear import Models

T = TypeVar("T")

ENOUGH = 250_000
"""Characters of text from which further processes are worth their start."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was read in a document: its events, the passages on a weapon that gave none, and its language if another
    than English, which is why there are none."""

    proposals: tuple[ProposedEvent, ...]
    unplaced: tuple[Passage, ...]
    language: str = ""


def extracted(document: Document, vocabulary: Vocabulary, models: "Models | None" = None) -> Extracted:
    """What is read in one document, in this process; by the shipped models unless others are given.

    A bug's traceback says in which document it showed. Tables of events come by here too: only documents need what
    reads them, which takes a third of a second to import.
    """
    from timeline.extraction.extract import events_of
    from timeline.extraction.read import read
    from timeline.extraction.unplaced import unplaced

    try:
        reading = read(document, vocabulary)
        proposals = events_of(reading, vocabulary, models)
        return Extracted(tuple(proposals), tuple(unplaced(reading, proposals)), reading.language)
    except BaseException as error:
        error.add_note(f"while reading {document.origin or document.title or document.sha256}")
        raise


def extract_all(
    found: Iterable[T],
    vocabulary: Vocabulary,
    *,
    models: "Models | None" = None,
    jobs: int = 1,
    enough: int = ENOUGH,
) -> Generator[tuple[T | SourceRefused, Extracted | None], None, None]:
    """Each thing of the stream in its order, Documents with what was read in them; up to `jobs` processes read.

    A Document whose reading ended its process has a SourceRefused in its place. Closing it ends the processes.
    """
    rest = iter(found)
    ahead: list[T] = []
    if jobs > 1 and _is_long(rest, ahead, enough):
        from timeline.extraction.workers import Workers

        with Workers[T](vocabulary, models, jobs) as workers:
            yield from workers.over(itertools.chain(ahead, rest))
        return
    for each in itertools.chain(ahead, rest):
        yield each, extracted(each, vocabulary, models) if isinstance(each, Document) else None


def _is_long(rest: Iterator[T], ahead: list[T], enough: int) -> bool:
    """Whether the stream holds several documents and so many characters; what was read of it to tell is in `ahead`."""
    documents = length = 0
    for each in rest:
        ahead.append(each)
        if isinstance(each, Document):
            documents += 1
            length += len(each.text)
        if documents > 1 and length >= enough:
            return True
    return False
