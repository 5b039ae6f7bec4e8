"""A document → its place among the stored ones: the same one, one with the same text, or a new row."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from timeline import edtf
from timeline.database import tables as t
from timeline.database.batches import batches, fetched_for, insert_numbered
from timeline.database.domains import FRAGMENT_LOADERS
from timeline.database.history import Changed, record, record_all
from timeline.database.search_index import file_documents, refile_document
from timeline.documents.document import Document
from timeline.review.rows import Row, document_row
from timeline.review.states import plain

# What is stored of a source where its text is not known: a row of a CSV, a quote typed in, our own summary.
CSV_LOADER = "csv"
QUOTE_LOADER = "quote"
OBSERVATION_LOADER = "own-observation"
FRAGMENTS = FRAGMENT_LOADERS
_IDENTITY = ("url", "publisher", "published")
_NAMES = ("id", "loader", *_IDENTITY)
_WITH_TEXT = f"SELECT {', '.join(_NAMES)} FROM document WHERE sha256 = {{sha256}} ORDER BY id"  # noqa: S608 - our own
_IDENTITIES = f"SELECT id, sha256, {', '.join(_IDENTITY)} FROM document WHERE sha256 IN ({{hashes}})"  # noqa: S608
_COMPLETED = (*_IDENTITY, "title", "author", "language", "licence", "reliability")


def same_document(connection: Connection, document: Document) -> int | None:
    """The key of the stored document that this one is: the same text, and nothing known of both that differs.

    An address, a publisher or a date that only one of the two has makes no other document of it.
    """
    wanted = {name: getattr(document, name) or "" for name in _IDENTITY}
    alike = [
        row
        for row in _with_text(connection, document.sha256)
        if all(not row[name] or not wanted[name] or row[name] == wanted[name] for name in _IDENTITY)
    ]
    equal = [row for row in alike if all(row[name] == wanted[name] for name in _IDENTITY)]
    whole = [row for row in alike if row["loader"] not in FRAGMENTS]
    chosen = next(iter(equal + whole), None)
    return None if chosen is None else int(chosen["id"])


def same_text(connection: Connection, sha256: str) -> int | None:
    """The key of the first stored document with this text, not counting mere quotes."""
    return next((row["id"] for row in _with_text(connection, sha256) if row["loader"] not in FRAGMENTS), None)


def complete(connection: Connection, key: int, document: Document, *, why: str) -> tuple[str, ...]:
    """Add to a stored document what was not known of it → the names of what was added; what is known stays."""
    stored = connection.execute(select(t.document).where(t.document.c.id == key)).mappings().one()
    added: Row = {name: getattr(document, name) for name in _COMPLETED if getattr(document, name) and not stored[name]}
    if not added or _taken(connection, {**stored, **added}):
        return ()
    before = {name: stored[name] for name in added}
    after = dict(added)
    if "published" in added:
        added["first_day"], added["last_day"] = edtf.days_of(document.published)
    connection.execute(update(t.document).where(t.document.c.id == key).values(added))
    if "title" in added:
        refile_document(connection, key, stored["text"], before=stored["title"], after=added["title"])
    record(connection, table="document", key=str(key), before=before, after=after, why=why)
    return tuple(before)


def insert_document(connection: Connection, document: Document, *, why: str, syndicated_from: int | None = None) -> int:
    """Store a document that is not there yet → its key. The log keeps all but the text, which its hash stands for."""
    row = document_row(document, loaded_at=_now(), syndicated_from=syndicated_from)
    key = connection.execute(insert(t.document).values(row).returning(t.document.c.id)).scalar_one()
    file_documents(connection, [(key, document.title, document.text)])
    record(connection, table="document", key=str(key), before=None, after=_logged(row), why=why)
    return int(key)


def insert_documents(connection: Connection, documents: Sequence[Document], *, why: str) -> list[int]:
    """Store those documents that are not there under the same text, address, publisher and date → the keys of all."""
    identities = [_identity(document) for document in documents]
    hashes = {identity[0] for identity in identities}
    known = _identities(connection, hashes)
    missing = {
        identity: document for identity, document in zip(identities, documents, strict=True) if identity not in known
    }
    if missing:
        loaded_at = _now()
        rows = [document_row(document, loaded_at=loaded_at) for document in missing.values()]
        for row in rows:
            row["first_day"], row["last_day"] = plain(row["first_day"]), plain(row["last_day"])
        rows_of_values = [tuple(row.values()) for row in rows]
        keys = insert_numbered(connection, t.document, rows_of_values, lambda: _keys(connection, missing))
        known.update(zip(missing, keys, strict=True))
        file_documents(connection, ((known[each], document.title, document.text) for each, document in missing.items()))
        changes = [
            Changed("document", str(known[identity]), None, _logged(row))
            for identity, row in zip(missing, rows, strict=True)
        ]
        record_all(connection, changes, why=why)
    return [known[identity] for identity in identities]


def _identity(document: Document) -> tuple[str, ...]:
    return (document.sha256, document.url, document.publisher, document.published or "")


def _identities(connection: Connection, hashes: Collection[str]) -> dict[tuple[str, ...], int]:
    """Identity → key of the stored documents with these texts."""
    return {
        row[1:]: row[0]
        for batch in batches(sorted(hashes))
        for row in fetched_for(connection, _IDENTITIES, hashes=batch)
    }


def _keys(connection: Connection, identities: Collection[tuple[str, ...]]) -> list[int]:
    """The keys of stored documents, in order."""
    known = _identities(connection, {identity[0] for identity in identities})
    return [known[identity] for identity in identities]


def _logged(row: Row) -> Row:
    """What the log keeps of a document: all but its text, which its hash stands for, and what follows from the date."""
    logged = row.copy()
    for name in ("text", "first_day", "last_day"):
        del logged[name]
    return logged


def _with_text(connection: Connection, sha256: str) -> list[Row]:
    return [dict(zip(_NAMES, row, strict=True)) for row in fetched_for(connection, _WITH_TEXT, sha256=(sha256,))]


def _taken(connection: Connection, row: dict[str, Any]) -> bool:
    """Whether another stored document has the identity that this row would have."""
    same = [t.document.c[name] == row[name] for name in ("sha256", *_IDENTITY)]
    return connection.execute(select(t.document.c.id).where(*same, t.document.c.id != row["id"])).first() is not None


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
