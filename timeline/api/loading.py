"""Files and folders → what became of each: loaded, there already, or refused with its reason."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.database.opening import reading, writing
from timeline.database.vocabulary import stored_vocabulary
from timeline.documents.document import Document
from timeline.errors import SourceRefused
from timeline.extraction.extracting import extract_all
from timeline.loaders.event_csv import EventTable
from timeline.loaders.event_rows import EventRow, RowFault
from timeline.loaders.headers import Given
from timeline.loaders.loading import load as sources
from timeline.loaders.package import Package
from timeline.review.event_rows import RowsRefused, store_event_rows
from timeline.review.intake import EXTRACTOR, store_document
from timeline.review.stored_events import StoredEvents

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from timeline.extraction.extracting import Extracted
    from timeline.vocabulary.vocabulary import Vocabulary

LISTED = 100
"""Bad rows of one table that are told each."""


@dataclass(slots=True)
class Loaded:
    """`documents` are the origins of what was loaded, `unchanged` of what was there already, `skipped` of what a folder
    held besides; `refused` says of each other source, or row of a table, what is wrong with it.

    `event_ids` are those of the documents' events; `rows` counts the events of tables.
    """

    documents: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    event_ids: list[str] = field(default_factory=list)
    rows: int = 0


def load(engine: "Engine", paths: Sequence[str], about: Given, *, jobs: int, keep_good: bool) -> Loaded:
    """Load the paths, read with the shipped weights; `about` is said of documents that do not say it themselves."""
    with reading(engine) as connection:
        vocabulary = stored_vocabulary(connection)
    loaded = Loaded()
    events: StoredEvents | None = None
    for found, extracted in extract_all(sources(paths, about, io.BytesIO()), vocabulary, jobs=jobs):
        match found:
            case Document():
                events = _document(engine, found, extracted, events, loaded)
            case EventTable():
                _table(engine, found, vocabulary, loaded, keep_good=keep_good)
            case Package():
                _package(engine, found, vocabulary, loaded)
            case SourceRefused():
                loaded.refused.append(str(found))
            case _:
                loaded.skipped.append(str(found))
    loaded.event_ids = list(dict.fromkeys(loaded.event_ids))
    return loaded


def _document(
    engine: "Engine", document: Document, extracted: "Extracted | None", events: StoredEvents | None, loaded: Loaded
) -> StoredEvents:
    with writing(engine) as connection:
        events = events or StoredEvents(connection)
        stored = store_document(
            connection,
            document,
            extracted.proposals if extracted else (),
            why=f"loaded {document.origin}",
            extractor=EXTRACTOR,
            events=events,
        )
    (loaded.documents if stored.new else loaded.unchanged).append(document.origin)
    if stored.new:
        loaded.event_ids += stored.event_ids
    return events


def _table(engine: "Engine", table: EventTable, vocabulary: "Vocabulary", loaded: Loaded, *, keep_good: bool) -> None:
    """A table is read once, and loaded whole, or with `keep_good` its good rows."""
    bad = _Bad(table.origin)
    try:
        with writing(engine) as connection:
            good = bad.left_out(table.rows(vocabulary), keep_good=keep_good)
            stored = store_event_rows(connection, good, why=f"loaded {table.origin}", keep_good=keep_good)
            if bad.rows and not keep_good:
                raise RowsRefused(())
    except RowsRefused as refusal:
        loaded.refused += bad.told()
        if not bad.rows:
            loaded.refused += [*_listed(table, refusal.faults), f"{table.origin}: {refusal}"]
        return
    loaded.refused += [*bad.told(), *_listed(table, stored.clashes)]
    (loaded.documents if stored.events else loaded.unchanged).append(table.origin)
    loaded.rows += stored.events


@dataclass(slots=True)
class _Bad:
    """The rows of a table that are at fault: how many, and what is wrong with the first of them."""

    origin: str
    rows: int = 0
    first: list[str] = field(default_factory=list)

    def left_out(self, rows: Iterable[EventRow | RowFault], *, keep_good: bool) -> Iterator[EventRow]:
        """The good rows; unless they are kept, none after one that is at fault."""
        for row in rows:
            if isinstance(row, RowFault):
                self.rows += 1
                if self.rows <= LISTED:
                    self.first.append(f"{self.origin} {row}")
            elif keep_good or not self.rows:
                yield row

    def told(self) -> list[str]:
        """What is wrong with the first ones, and that there are more."""
        more = self.rows - len(self.first)
        return [*self.first, f"{self.origin}: {more} more rows are at fault."] if more else self.first


def _package(engine: "Engine", package: Package, vocabulary: "Vocabulary", loaded: Loaded) -> None:
    """Store a package whole, or nothing of it."""
    from timeline.review.packages import PackageRowsRefused, store_package

    try:
        with writing(engine) as connection:
            stored = store_package(connection, package, vocabulary, why=f"loaded {package.origin}")
    except SourceRefused as refusal:
        if isinstance(refusal, PackageRowsRefused):
            loaded.refused += _listed(package.events, refusal.faults)
        loaded.refused.append(str(refusal))
        return
    (loaded.documents if stored.events or stored.links else loaded.unchanged).append(package.origin)
    loaded.rows += stored.events


def _listed(table: EventTable, faults: Iterable[RowFault]) -> list[str]:
    """What is wrong with the first rows at fault, and that there are more."""
    bad = _Bad(table.origin)
    for _ in bad.left_out(faults, keep_good=True):
        pass
    return bad.told()
