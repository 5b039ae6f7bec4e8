"""The events of a database → the tables of a package, each written as its rows come."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from sqlalchemy import Connection

from timeline.database.batches import batches, fetched
from timeline.database.vocabulary import stored_vocabulary
from timeline.documents.proposal import ROLES
from timeline.law.findings import EventFacts
from timeline.law.obligations import Checker
from timeline.loaders.cells import cut_quote, join, number_text
from timeline.outputs.csv_ import cell_texts, csv_line
from timeline.outputs.findings import finding_record
from timeline.outputs.package.passages import Cited, cited_by_events, cited_of_documents
from timeline.outputs.package.schema import columns_of
from timeline.outputs.package.sources import Sources, groups, source_records
from timeline.outputs.records import record, whole_if_whole
from timeline.queries.checking import stored_checker
from timeline.queries.entries import Entry
from timeline.queries.event_facts import facts_told
from timeline.queries.listing import entries_of
from timeline.vocabulary.vocabulary import Vocabulary

Row = Mapping[str, str]
_PROVENANCE = (
    "SELECT id, public_id, origin, lane, review_reason, extractor, date_phrase, date_rule, date_anchor"
    " FROM event WHERE id IN ({keys})"
)
_LINKS = (
    "SELECT l.event_id, e.public_id, l.relation, o.public_id, l.quote, l.origin, l.review, l.other_id FROM event_link l"
    " JOIN event e ON e.id = l.event_id JOIN event o ON o.id = l.other_id WHERE l.event_id IN ({keys})"
)
_NAMES = "SELECT id, public_id FROM event WHERE id IN ({keys})"


class TableFiles:
    """Open files of tables, each with its header; they are closed with the stack that they were opened on."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._open: dict[str, TextIO] = {}
        self.rows: dict[str, int] = {}

    def write(self, table: str, rows: Iterable[Iterable[str]]) -> None:
        """Append rows, each with a cell for every column; `rows` of the object counts them."""
        if table not in self._open:
            path = self._folder / f"{table}.csv"
            stream = self._stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            stream.write(csv_line(columns_of(table)))
            self._open[table] = stream
            self.rows[table] = 0
        for cells in rows:
            self._open[table].write(csv_line(cells))
            self.rows[table] += 1


def write_tables(
    connection: Connection, events: Sequence[int], sources: Sources, texts: Mapping[int, str], folder: Path
) -> dict[str, int]:
    """Write all tables but the codebook for the events with these keys → how many rows each has.

    `texts` are the hashes of those documents whose text goes along.
    """
    with ExitStack() as stack:
        files = TableFiles(folder, stack)
        _write_events(connection, events, sources, texts, files)
        _write_sources(connection, events, sources, texts, files)
        _write_links(connection, events, files)
        _write_vocabulary(stored_vocabulary(connection), files)
        return files.rows


def _write_events(
    connection: Connection, events: Sequence[int], sources: Sources, texts: Mapping[int, str], files: TableFiles
) -> None:
    """The tables that have rows for each event, batch by batch, all in the order of the events."""
    checker = stored_checker(connection)
    place = {key: number for number, key in enumerate(sources.keys)}
    of_entries: dict[str, Callable[[Entry], Iterable[Iterable[str]]]] = {
        "events": lambda entry: [cell_texts(record(entry))],
        "participants": _participants,
        "event_weapons": _weapons,
        "event_treaties": _treaties,
        "findings": lambda entry: _findings(entry, checker),
    }
    for table in (*of_entries, "provenance", "claims"):
        files.write(table, ())
    for batch in batches(events):
        rows = {row[0]: row[1:] for row in fetched(connection, _PROVENANCE, batch)}
        files.write("provenance", (rows[key] for key in batch))
        for entry in entries_of(connection, batch):
            for table, rows_of in of_entries.items():
                files.write(table, rows_of(entry))
        cited = cited_by_events(connection, batch)
        for key in batch:
            documents = sorted(cited.get(key, {}).items(), key=lambda pair: place[pair[0]])
            for document, found in documents:
                files.write("claims", _claims(rows[key][0], sources.ids[document], found, whole=document in texts))


def _participants(entry: Entry) -> Iterator[tuple[str, ...]]:
    for role in ROLES:
        for actor in sorted(entry.participants.get(role, ()), key=lambda actor: actor.id):
            yield entry.event_id, role, actor.id


def _weapons(entry: Entry) -> Iterator[tuple[str, ...]]:
    for weapon in sorted(entry.weapons, key=lambda weapon: weapon.id):
        yield (
            *(entry.event_id, weapon.id, number_text(weapon.quantity_min), number_text(weapon.quantity_max)),
            *(weapon.unit, number_text(whole_if_whole(weapon.value)), weapon.currency, weapon.conditions),
        )


def _treaties(entry: Entry) -> Iterator[tuple[str, ...]]:
    for treaty in sorted(entry.treaties, key=lambda treaty: treaty.id):
        yield entry.event_id, treaty.id


def _findings(entry: Entry, checker: Checker) -> Iterator[Iterable[str]]:
    for finding in checker.check(_facts(entry)).findings:
        found = finding_record(entry.event_id, finding)
        yield (join(value) if isinstance(value, list) else value for value in found.values())


def _facts(entry: Entry) -> EventFacts:
    """What a check sees of an event as the package has it: its passages to 300 characters.

    Whoever loads the package, and has the same rules, finds the same.
    """
    participants = sorted((role, actor.id) for role, actors in entry.participants.items() for actor in actors)
    weapons = sorted(entry.weapons, key=lambda weapon: weapon.id)
    conditions = (weapon.conditions for weapon in weapons)
    quotes = (cut_quote(quote) for source in entry.sources for quote in source.quotes)
    return facts_told(
        entry.type,
        entry.date,
        tuple((actor, role) for role, actor in participants),
        tuple(weapon.id for weapon in weapons),
        entry.status,
        (entry.title, entry.note, entry.place, *conditions, *quotes),
    )


def _claims(event_id: str, source: str, cited: Cited, *, whole: bool) -> Iterator[tuple[str, ...]]:
    for said in cited.claims if whole else cited.kept():
        where = str(said.start), str(said.end)
        yield (event_id, source, *where, said.field, said.value, said.status, said.attributed_to)


def _write_sources(
    connection: Connection, events: Sequence[int], sources: Sources, texts: Mapping[int, str], files: TableFiles
) -> None:
    """sources.csv and quotes.csv, both in the order of the sources."""
    among = frozenset(events)
    for table in ("sources", "quotes"):
        files.write(table, ())
    for batch in batches(list(groups(sources))):
        files.write("sources", (found.values() for found in source_records(connection, sources, batch, texts)))
        cited = cited_of_documents(connection, [key for _, keys in batch for key in keys], among)
        names = _public_ids(connection, {event for of_document in cited.values() for event in of_document})
        for source, keys in batch:
            quotes = {
                (start, -end, names[event], quote)
                for key in keys
                for event, found in cited.get(key, {}).items()
                for (start, end), quote in found.passages.items()
            }
            files.write("quotes", ((source, name, str(s), str(-e), quote) for s, e, name, quote in sorted(quotes)))


def _public_ids(connection: Connection, events: Iterable[int]) -> dict[int, str]:
    ordered = sorted(events)
    return {key: name for batch in batches(ordered) for key, name in fetched(connection, _NAMES, batch)}


def _write_links(connection: Connection, events: Sequence[int], files: TableFiles) -> None:
    """The links between events that are both in the package."""
    among = frozenset(events)
    files.write("links", ())
    for batch in batches(events):
        place = {key: number for number, key in enumerate(batch)}
        rows = [row for row in fetched(connection, _LINKS, batch) if row[-1] in among]
        rows.sort(key=lambda row: (place[row[0]], row[3], row[2]))
        for _, event, relation, other, quote, origin, review, _ in rows:
            files.write("links", [(event, relation, other, cut_quote(quote), origin, review)])


def _write_vocabulary(vocabulary: Vocabulary, files: TableFiles) -> None:
    """All that the database has a name for: the choice from which events, and whoever goes on with them, are told."""
    files.write(
        "actors",
        (
            (
                *(one.id, one.kind, one.name, one.official_name, one.iso2, one.cow, one.parent_id, one.country_id),
                *(one.notes, one.source, str(one.checked)),
            )
            for _, one in sorted(vocabulary.actors.items())
        ),
    )
    files.write(
        "weapons",
        (
            (
                *(one.id, one.name, join(one.parents), join([f"{scheme} {code}" for scheme, code in one.codes])),
                *(one.notes, one.source, str(one.checked)),
            )
            for _, one in sorted(vocabulary.weapons.items())
        ),
    )
    files.write(
        "treaties",
        (
            (
                *(one.id, one.name, one.full_name, one.kind, one.adopted, one.opened, one.entry_into_force),
                *(one.depositary, one.status, one.end_date, join(one.weapons), one.source, str(one.checked)),
            )
            for _, one in sorted(vocabulary.treaties.items())
        ),
    )
    files.write(
        "event_types",
        (
            (one.id, one.group, one.name, one.description, one.plover, one.cameo)
            for _, one in sorted(vocabulary.event_types.items())
        ),
    )
