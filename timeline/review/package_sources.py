"""The sources of a package → stored documents: those that are there, whole texts that it brings, extracts of others."""

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection, update

from timeline import edtf
from timeline.database import tables as t
from timeline.database.batches import BATCH, batches, fetched, fetched_for
from timeline.database.domains import FRAGMENT_LOADERS, RELIABILITIES
from timeline.database.history import Changed, record_all
from timeline.documents.document import Document
from timeline.errors import BadDate
from timeline.loaders.cells import LONGEST_QUOTE
from timeline.loaders.extracts import EXTRACT_LOADER, extract_head, extract_text
from timeline.loaders.package import Package, Row
from timeline.review.copies import file_document, filed
from timeline.review.stored_documents import insert_documents

_ALIKE = "SELECT id, sha256, url, publisher, published FROM document WHERE sha256 IN ({hashes})"
_TEXTS = "SELECT id, text FROM document WHERE id IN ({keys})"
Passage: TypeAlias = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored document that a source is; `extract` where it is an extract of it and not its text."""

    key: int
    extract: bool


def texts_of(connection: Connection, documents: Collection[int]) -> dict[int, str]:
    """The texts of these documents."""
    return {key: text for batch in batches(sorted(documents)) for key, text in fetched(connection, _TEXTS, batch)}


def sources_stored(connection: Connection, package: Package, events: Collection[str], *, why: str) -> dict[str, Stored]:
    """The source id → the stored document, for every source that one of these events quotes, stored where it is new.

    First prints of a story are stored with those of their prints that are quoted. Raises PackageRefused.
    """
    stories = {row["source_id"]: row["syndicated_from"] for _, row in package.rows("sources") if row["syndicated_from"]}
    wanted = {row["source_id"] for _, row in package.rows("quotes") if row["event_id"] in events}
    more = wanted
    while more:
        more = {stories[source] for source in more if source in stories} - wanted
        wanted |= more
    found: dict[str, Stored] = {}
    stored: set[str] = set()
    quotes = _Quotes(package, events)
    rows = ((number, row, quotes.of(row["source_id"])) for number, row in package.rows("sources"))
    needed = (each for each in rows if each[1]["source_id"] in wanted)
    while batch := list(itertools.islice(needed, BATCH)):
        stored |= _store(connection, package, batch, found, why=why)
    quotes.end()
    _tell_stories(connection, found, {source: stories[source] for source in stored if source in stories}, why=why)
    return found


class _Quotes:
    """The rows of quotes.csv, which stand in the order of the sources, taken source by source."""

    def __init__(self, package: Package, events: Collection[str]) -> None:
        self._package, self._events = package, events
        self._rows = package.rows("quotes")
        self._next = next(self._rows, None)

    def of(self, source: str) -> list[Passage]:
        """The passages that the events quote of this source, which comes next."""
        found = []
        while self._next is not None and self._next[1]["source_id"] == source:
            number, row = self._next
            start, end = self._package.span("quotes", number, row)
            if len(row["quote"]) != min(end - start, LONGEST_QUOTE):
                raise self._package.refused("quotes", number, "has a quote that is not as long as its place says")
            if row["event_id"] in self._events:
                found.append((start, end, row["quote"]))
            self._next = next(self._rows, None)
        return found

    def end(self) -> None:
        """Raise PackageRefused where rows are left, which stand in another order or speak of no source."""
        if self._next is not None:
            raise self._package.refused("quotes", self._next[0], "is not in the order of sources.csv")


def _store(
    connection: Connection,
    package: Package,
    batch: Sequence[tuple[int, Row, list[Passage]]],
    found: dict[str, Stored],
    *,
    why: str,
) -> set[str]:
    """Find or store some sources, which are added to `found` → the ids of those that are new."""
    there = _stored_alike(connection, {row["sha256"] for _, row, _ in batch})
    missing = []
    for number, row, passages in batch:
        key = there.get((row["sha256"], row["url"], row["publisher"], row["published"]))
        if key is None:
            missing.append((row["source_id"], _document(package, number, row, passages)))
        else:
            found[row["source_id"]] = Stored(key, extract=False)
    documents = [document for _, document in missing]
    before = set(_stored_alike(connection, {document.sha256 for document in documents}).values())
    keys = insert_documents(connection, documents, why=why)
    new = set()
    for (source, document), key in zip(missing, keys, strict=True):
        found[source] = Stored(key, document.loader == EXTRACT_LOADER)
        if key not in before:
            new.add(source)
            if document.loader != EXTRACT_LOADER:
                file_document(connection, key, filed(connection, document))
    return new


def _stored_alike(connection: Connection, hashes: Collection[str]) -> dict[tuple[str, ...], int]:
    """Hash, address, publisher and date → key of the stored documents with these texts."""
    return {
        tuple(row[1:]): row[0]
        for some in batches(sorted(hashes))
        for row in fetched_for(connection, _ALIKE, hashes=some)
    }


def _document(package: Package, number: int, row: Row, passages: Sequence[Passage]) -> Document:
    """The text that the package has of a source, else an extract. Raises PackageRefused."""
    if row["reliability"] and row["reliability"] not in RELIABILITIES:
        raise package.refused("sources", number, f"has the unknown reliability {row['reliability']!r}")
    try:
        published, retrieved = (
            edtf.parse(row[name]).text if row[name] else None for name in ("published", "retrieved")
        )
    except BadDate as error:
        raise package.refused("sources", number, f"has no date: {error}".rstrip(".")) from error
    document = Document(
        _text(package, number, row) or _extract(package, number, row, passages),
        published,
        title=row["title"],
        publisher=row["publisher"],
        author=row["author"],
        url=row["url"],
        language=row["language"],
        licence=row["licence"],
        retrieved=retrieved,
        reliability=row["reliability"] or None,
        loader=row["loader"] if row["text"] else EXTRACT_LOADER,
    )
    if row["text"] and document.sha256 != row["sha256"]:
        raise package.refused("sources", number, f"names {row['text']}, which has another hash")
    return document


def _text(package: Package, number: int, row: Row) -> str:
    """The text of a source where the package has it. Raises PackageRefused."""
    if not row["text"]:
        return ""
    if row["text"] not in package.texts or not _is_whole(row["loader"]):
        raise package.refused("sources", number, f"names {row['text']!r}, which is no text in this package")
    try:
        return package.text(row["text"]).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise package.refused("sources", number, f"names {row['text']}, which is not UTF-8") from error


def _is_whole(loader: str) -> bool:
    """Whether this may be the loader of a document whose text is known."""
    return loader not in FRAGMENT_LOADERS and re.fullmatch("[a-z0-9-]{1,40}", loader) is not None


def _extract(package: Package, number: int, row: Row, passages: Sequence[Passage]) -> str:
    text = extract_text(row["sha256"], row["loader"], passages)
    try:
        extract_head(text)
    except ValueError as error:
        raise package.refused("sources", number, "has no hash or no loader") from error
    return text


def _tell_stories(connection: Connection, found: Mapping[str, Stored], stories: Mapping[str, str], *, why: str) -> None:
    """Say of new documents whose story they print."""
    c = t.document.c
    changes = []
    for source, story in sorted(stories.items()):
        if source in found and story in found and found[source].key != found[story].key:
            after = {"syndicated_from_id": found[story].key}
            connection.execute(update(t.document).where(c.id == found[source].key).values(after))
            changes.append(Changed("document", str(found[source].key), {"syndicated_from_id": None}, after))
    record_all(connection, changes, why=why)
