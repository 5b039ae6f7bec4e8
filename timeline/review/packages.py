"""A package → its events with their ids, sources, claims, reviews and links, as in the database that wrote it."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from timeline.database.domains import CLAIM_FIELDS, EVENT_ORIGINS, REFERENCE
from timeline.database.facets import refresh_facets
from timeline.documents.document import Passage
from timeline.documents.proposal import LANES, STATUSES, Claim, DateBasis
from timeline.errors import SourceRefused
from timeline.loaders.event_rows import EventRow, RowFault
from timeline.loaders.extracts import Extract, extract_of
from timeline.loaders.package import Numbered, Package, Row, Span
from timeline.queries.listing import entries_of, widest_spans
from timeline.queries.treaty_acts import PREFIX as ACT_PREFIX
from timeline.review.event_rows import BATCH
from timeline.review.package_links import store_links
from timeline.review.package_sources import Stored, sources_stored, texts_of
from timeline.review.row_content import Content, content_of_entry, content_of_row
from timeline.review.row_sources import fragments
from timeline.review.writing import Cited, NewEvent, insert_unfiled, keys_of
from timeline.vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class PackageStored:
    """How many events and links are new, and how many events were there already."""

    events: int
    links: int
    unchanged: int


class PackageRowsRefused(SourceRefused):
    """Rows of events.csv that cannot be loaded, or clash with stored events. `faults` says which and why."""

    def __init__(self, origin: str, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(faults)
        rows = f"{len(faults)} rows" if len(faults) > 1 else "1 row"
        super().__init__(
            f"{origin}: {rows} of events.csv cannot be loaded, and a package is loaded whole or not at all; "
            "load its events.csv with --keep-good for the others."
        )


def store_package(connection: Connection, package: Package, vocabulary: Vocabulary, *, why: str) -> PackageStored:
    """Store the package in the connection's transaction; an event that is there with the same content is unchanged.

    Raises PackageRowsRefused and, where another table cannot be read, PackageRefused: the caller's transaction must
    then be undone, as the exception does by leaving it.
    """
    new, there, faults = _sorted_out(connection, package, vocabulary)
    if faults:
        raise PackageRowsRefused(package.origin, faults)
    sources = sources_stored(connection, package, new, why=why)
    batches = _new_events(connection, package, vocabulary, new, sources)
    refresh_facets(
        connection, [key for batch in batches for key in insert_unfiled(connection, batch, why=why)], new=True
    )
    links = store_links(connection, package, new | there, why=why)
    return PackageStored(len(new), links, len(there))


def _sorted_out(
    connection: Connection, package: Package, vocabulary: Vocabulary
) -> tuple[set[str], set[str], list[RowFault]]:
    """The ids of the events that are not stored yet, of those that are, and the rows that cannot be stored."""
    new: set[str] = set()
    there: set[str] = set()
    faults: list[RowFault] = []
    rows = package.events.rows(vocabulary)
    while batch := list(itertools.islice(rows, BATCH)):
        good = [row for row in batch if isinstance(row, EventRow)]
        stored = _stored(connection, [row.event_id for row in good])
        for row in batch:
            if isinstance(row, RowFault):
                faults.append(row)
            elif not row.event_id or row.event_id.startswith(ACT_PREFIX):
                faults.append(RowFault(row.row, (f"event_id: {row.event_id!r} is not the id of an event",)))
            elif row.event_id not in stored:
                new.add(row.event_id)
            elif differing := _differing(stored[row.event_id], row):
                faults.append(RowFault(row.row, (f"event_id: {row.event_id} is stored with another {differing}",)))
            else:
                there.add(row.event_id)
    return new, there, faults


def _stored(connection: Connection, names: Sequence[str]) -> dict[str, Content]:
    keys = list(keys_of(connection, [name for name in names if name]).values())
    return {entry.event_id: content_of_entry(entry) for entry in entries_of(connection, keys)}


def _differing(stored: Content, row: EventRow) -> str:
    content = content_of_row(row, fragments(row)) if row.sources else {**content_of_row(row, ()), "sources": []}
    return ", ".join(name for name, value in stored.items() if content[name] != value)


class _Following:
    """Rows of a table that stand in the order of the events, taken event by event."""

    def __init__(self, package: Package, table: str) -> None:
        self._package, self._table = package, table
        self._rows = package.rows(table)
        self._next = next(self._rows, None)

    def of(self, event_id: str) -> list[Numbered]:
        """The rows of this event, if they come next."""
        found = []
        while self._next is not None and self._next[1]["event_id"] == event_id:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found

    def end(self) -> None:
        """Raise PackageRefused where rows are left, which stand in another order or speak of no event."""
        if self._next is not None:
            raise self._package.refused(self._table, self._next[0], "is not in the order of events.csv")


def _new_events(
    connection: Connection, package: Package, vocabulary: Vocabulary, new: set[str], sources: Mapping[str, Stored]
) -> Iterator[list[NewEvent]]:
    """The new events, some at a time, with what the other tables say of them."""
    provenance, claims = _Following(package, "provenance"), _Following(package, "claims")
    rows = (row for row in package.events.rows(vocabulary) if isinstance(row, EventRow))
    reader = _Reader(package, vocabulary, sources)
    while batch := list(itertools.islice(rows, BATCH)):
        told = [(row, provenance.of(row.event_id), claims.of(row.event_id)) for row in batch]
        told = [each for each in told if each[0].event_id in new]
        reader.texts = texts_of(
            connection, {reader.source(number, row).key for _, _, said in told for number, row in said}
        )
        yield [reader.event(row, how, said) for row, how, said in told]
    provenance.end()
    claims.end()


@dataclass(slots=True)
class _Reader:
    """Rows of provenance.csv and claims.csv → NewEvents. `texts` are those of the documents that they quote."""

    package: Package
    vocabulary: Vocabulary
    sources: Mapping[str, Stored]
    texts: Mapping[int, str] = field(default_factory=dict)

    def event(self, row: EventRow, how: Sequence[Numbered], said: Sequence[Numbered]) -> NewEvent:
        """The event of a row of events.csv. Raises PackageRefused."""
        if len(how) != 1:
            raise self.package.refused("events", row.row, "has no row of its own in provenance.csv")
        ((number, told),) = how
        for column, known in (("origin", EVENT_ORIGINS), ("lane", LANES)):
            if told[column] not in known:
                raise self.package.refused("provenance", number, f"has the unknown {column} {told[column]!r}")
        basis = DateBasis(told["date_phrase"], told["date_rule"], told["date_anchor"])
        return NewEvent(
            row.event_id,
            replace(row.event, lane=told["lane"], basis=basis),
            tuple(self._cited(said)),
            # What comes with the program is there already, or it does not come with this one.
            origin="person" if told["origin"] == REFERENCE else told["origin"],
            review=row.review,
            review_reason=told["review_reason"],
            confidence=row.confidence,
            extractor=told["extractor"],
        )

    def source(self, number: int, row: Row) -> Stored:
        """The stored document of a claim. Raises PackageRefused."""
        found = self.sources.get(row["source_id"])
        if found is None:
            raise self.package.refused("claims", number, "speaks of a passage that is in neither sources nor quotes")
        return found

    def _cited(self, said: Sequence[Numbered]) -> Iterator[Cited]:
        """The claims of one event, by document."""
        for _, rows in itertools.groupby(said, key=lambda each: each[1]["source_id"]):
            claims = [(number, row, self.package.span("claims", number, row)) for number, row in rows]
            stored = self.source(*claims[0][:2])
            text = self.texts[stored.key]
            extract = extract_of(text) if stored.extract else None
            within = widest_spans(span for _, _, span in claims)
            yield Cited(
                stored.key,
                text,
                tuple(
                    self._claim(number, row, _place(text, extract, span, within), text) for number, row, span in claims
                ),
            )

    def _claim(self, number: int, row: Row, place: Span | None, text: str) -> Claim:
        for column, known in (("field", CLAIM_FIELDS), ("status", STATUSES)):
            if row[column] not in known:
                raise self.package.refused("claims", number, f"has the unknown {column} {row[column]!r}")
        actor = row["attributed_to"]
        if actor and actor not in self.vocabulary.actors:
            raise self.package.refused("claims", number, f"names the unknown actor {actor!r}")
        if place is None:
            raise self.package.refused("claims", number, "speaks of words that its source does not have there")
        passage = Passage(*place, text[slice(*place)])
        return Claim(row["field"], row["value"], passage, actor or None, row["status"])


def _place(text: str, extract: Extract | None, span: Span, within: Sequence[Span]) -> Span | None:
    """Where the words are in the stored text; None where they are not in it."""
    if extract is None:
        return span if span[1] <= len(text) else None
    whole = next(passage for passage in within if passage[0] <= span[0] and span[1] <= passage[1])
    return extract.stored(*span, whole)
