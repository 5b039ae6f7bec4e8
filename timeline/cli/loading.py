"""What the loaders give, one after the other → stored, printed and counted."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import typer

from timeline.cli.asking import ask_checked, can_ask
from timeline.cli.found import Found, found_in, print_found, print_header, say_language
from timeline.cli.visible import counted
from timeline.documents.document import Document, Passage
from timeline.errors import SourceRefused
from timeline.loaders.event_csv import EventTable
from timeline.loaders.event_rows import EventRow, RowFault
from timeline.loaders.headers import published_date
from timeline.loaders.loading import Loaded
from timeline.loaders.package import Package
from timeline.loaders.refusals import DateMissing
from timeline.loaders.walking import Skipped

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from timeline.extraction.extracting import Extracted
    from timeline.extraction.linear import Models
    from timeline.review.intake import Stored
    from timeline.review.model_answers import Answers
    from timeline.review.stored_events import StoredEvents
    from timeline.vocabulary.vocabulary import Vocabulary

SHOWN_FAULTS = 100


def dated(found: DateMissing) -> Document:
    """The document with the date that the person at the terminal says."""
    question = f"When was {found.document.origin} published (2024-11-20)"
    return replace(found.document, published=ask_checked(question, published_date))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage that refers to itself: rows make none, and the search takes a twentieth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@dataclass(slots=True)
class Loading:
    """One run of `timeline load`: each document is one transaction, each CSV file one.

    `models` are None for the shipped ones; `extractor` says who read, and with whose weights.
    """

    engine: "Engine"
    vocabulary: "Vocabulary"
    models: "Models | None"
    extractor: str
    keep_good: bool = False
    documents: int = 0
    unchanged: int = 0
    refused: int = 0
    refused_rows: int = 0
    skipped: int = 0
    events: set[str] = field(default_factory=set)
    archived: int = 0
    rows: int = 0
    _headed: bool = field(default=False)
    _events: "StoredEvents | None" = field(default=None)

    @property
    def seen(self) -> int:
        """How many sources there were, those left out on purpose not counted."""
        return self.documents + self.unchanged + self.refused

    def take(
        self,
        found: Loaded | Skipped | SourceRefused,
        extracted: "Extracted | None" = None,
        answers: "Answers | None" = None,
    ) -> None:
        """Store and print one thing that the loaders found, or say why not; a document with what was read in it."""
        match found:
            case Document():
                self._document(found, extracted, answers)
            case EventTable():
                self._table(found)
            case Package():
                self._package(found)
            case Skipped():
                self.skipped += 1
                typer.echo(str(found), err=True)
            case DateMissing() if can_ask():
                self._document(dated(found))
            case SourceRefused():
                self._refuse(str(found))

    def summary(self) -> str:
        """The last line: what was loaded, what was there already, what was refused."""
        events = counted(len(self.events) + self.rows, "event")
        archived = f" ({self.archived} archived as too doubtful)" if self.archived else ""
        loaded = f"{self.documents} loaded with {events}{archived}, {self.unchanged} unchanged, {self.refused} refused"
        return f"{loaded}, {self.skipped} skipped." if self.skipped else f"{loaded}."

    def _refuse(self, why: str) -> None:
        self.refused += 1
        typer.echo(f"Refused: {why}", err=True)

    def _document(
        self, document: Document, extracted: "Extracted | None" = None, answers: "Answers | None" = None
    ) -> None:
        from timeline.database.opening import writing
        from timeline.extraction.extracting import extracted as read
        from timeline.review.intake import store_document
        from timeline.review.stored_events import StoredEvents

        reading = extracted or read(document, self.vocabulary, self.models)
        proposals = reading.proposals
        with writing(self.engine) as connection:
            why = f"loaded {document.origin}"
            self._events = self._events or StoredEvents(connection)
            stored = store_document(
                connection,
                document,
                proposals,
                why=why,
                extractor=self.extractor,
                events=self._events,
                answers=answers,
            )
        if stored.added:
            self._added(document, stored)
            return
        if not stored.new:
            self.unchanged += 1
            added = f" but for {', '.join(stored.completed)}, which it now has" if stored.completed else ""
            typer.echo(f"{document.origin}: unchanged{added}.", err=True)
            return
        self.documents += 1
        self.events.update(stored.event_ids)
        self.archived += sum(proposal.lane == "archive" for proposal in proposals)
        if not document.encoding.startswith("utf"):
            typer.echo(
                f"{document.origin}: its encoding was guessed to be {document.encoding}; check its accents.", err=True
            )
        if reading.language:
            say_language(document.origin, reading.language)
        if not self._headed:
            print_header()
            self._headed = True
        if stored.reworded:
            typer.echo(
                f"{document.origin}: prints the story of document {stored.syndicated_from} in nearly the same words; "
                "the two count as one source.",
                err=True,
            )
        elif stored.syndicated_from is not None:
            supported = counted(len(stored.event_ids), "event")
            typer.echo(
                f"{document.origin}: a copy of a text that is stored; one more print of a source of {supported}.",
                err=True,
            )
            return
        found = found_in(document, proposals, stored.event_ids, self.vocabulary)
        self._print(document, found, reading.unplaced)

    def _added(self, document: Document, stored: "Stored") -> None:
        """Print what models found beyond what is stored of a document that was there already."""
        self.documents += 1
        self.events.update(stored.event_ids)
        more = counted(len(stored.added), "event")
        typer.echo(f"{document.origin}: was there already; {more} more, which only a model proposes.", err=True)
        self._print(document, found_in(document, stored.added, stored.event_ids, self.vocabulary), ())

    def _print(self, document: Document, found: Sequence[Found], unplaced: Iterable[Passage]) -> None:
        if not self._headed:
            print_header()
            self._headed = True
        print_found(document, found, unplaced)

    def _table(self, table: EventTable) -> None:
        """Load a CSV whole, or its good rows; the reasons against the others are listed."""
        from timeline.database.opening import writing
        from timeline.review.event_rows import RowsRefused, store_event_rows

        bad = _Bad(table.origin)
        try:
            with _uncollected(), writing(self.engine) as connection:
                rows = self._good(table, bad)
                stored = store_event_rows(connection, rows, why=f"loaded {table.origin}", keep_good=self.keep_good)
                if bad.rows and not self.keep_good:
                    raise RowsRefused(())
        except RowsRefused as refusal:
            bad.end()
            if bad.rows:
                rows_at_fault = counted(bad.rows, "bad row")
                why = f"{table.origin} has {rows_at_fault}, listed above; nothing of it is loaded without --keep-good."
            else:
                _Bad(table.origin).list(refusal.faults)
                why = f"{table.origin}: {refusal}"
            self._refuse(why)
            return
        bad.end()
        faults = bad.rows + _Bad(table.origin).list(stored.clashes)
        if not (stored.events or stored.unchanged or faults):
            self._refuse(f"{table.origin} holds a header and no rows; nothing to load.")
            return
        self.documents += stored.events > 0
        self.unchanged += not stored.events
        self.rows += stored.events
        self.refused_rows += faults
        loaded = f"{counted(stored.events, 'event')} loaded, {stored.unchanged} unchanged"
        typer.echo(f"{table.origin}: {loaded}, {counted(faults, 'row')} refused.", err=True)

    def _package(self, package: Package) -> None:
        """Load a package whole; the reasons against its rows are listed."""
        from timeline.database.opening import writing
        from timeline.review.packages import PackageRowsRefused, store_package

        try:
            with writing(self.engine) as connection:
                stored = store_package(connection, package, self.vocabulary, why=f"loaded {package.origin}")
        except SourceRefused as refusal:
            if isinstance(refusal, PackageRowsRefused):
                _Bad(package.events.origin).list(refusal.faults)
            self._refuse(str(refusal))
            return
        self.documents += stored.events > 0 or stored.links > 0
        self.unchanged += not (stored.events or stored.links)
        self.rows += stored.events
        loaded = f"{counted(stored.events, 'event')} and {counted(stored.links, 'link')} loaded"
        typer.echo(f"{package.origin}: {loaded}, {counted(stored.unchanged, 'event')} unchanged.", err=True)

    def _good(self, table: EventTable, bad: "_Bad") -> Iterator[EventRow]:
        """The good rows; the bad ones are listed as they come, and after one nothing more is stored."""
        for row in table.rows(self.vocabulary):
            if isinstance(row, RowFault):
                bad.say(row)
            elif self.keep_good or not bad.rows:
                yield row


class _Bad:
    """What is wrong with the rows of a file, said of up to a hundred of them; `rows` counts all."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self.rows = 0

    def say(self, fault: RowFault) -> None:
        """Say what is wrong with one row more."""
        self.rows += 1
        if self.rows <= SHOWN_FAULTS:
            typer.echo(f"{self._origin} {fault}", err=True)

    def end(self) -> None:
        """Say how many there are more."""
        if self.rows > SHOWN_FAULTS:
            typer.echo(f"{self._origin}: {self.rows - SHOWN_FAULTS} more rows are at fault.", err=True)

    def list(self, faults: Iterable[RowFault]) -> int:
        """Say all of it; how many there are."""
        for fault in faults:
            self.say(fault)
        self.end()
        return self.rows
