"""A document → the stored one whose story it prints again, in nearly the same words: together they are one source."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.database.batches import batches, fetched, insert_rows
from timeline.documents.document import Document
from timeline.review.shingles import is_print, runs, sketch

COMMON = 20
"""So many documents are filed under one run of words. Those of a notice that all pages of a paper bear tell nothing,
and a story that ten papers print is found by its first prints."""
_COMPARED = 3
_COMMON_RUNS = 2
_FILED = "SELECT hash, document_id FROM document_shingle WHERE hash IN ({keys})"
_TEXTS = "SELECT id, text, syndicated_from_id FROM document WHERE id IN ({keys})"


@dataclass(frozen=True, slots=True)
class Filed:
    """The runs of words of a document, the hashes under which it is filed, and which documents are filed under each."""

    runs: frozenset[str]
    hashes: list[int]
    found: dict[int, list[int]]


def filed(connection: Connection, document: Document) -> Filed:
    """Where a document belongs that is not stored yet."""
    told = runs(document.text[document.body_start :])
    hashes = sketch(told)
    found: dict[int, list[int]] = {}
    for batch in batches(hashes):
        for each, key in fetched(connection, _FILED, batch):
            found.setdefault(each, []).append(key)
    return Filed(told, hashes, found)


def original_of(connection: Connection, filed: Filed) -> int | None:
    """The key of the document whose story this one prints: the first that was stored of it."""
    shared = Counter(key for keys in filed.found.values() for key in keys)
    likeliest = sorted(shared, key=lambda key: (-shared[key], key))[:_COMPARED]
    likeliest = [key for key in likeliest if shared[key] >= _COMMON_RUNS]
    rows = {row[0]: row for row in fetched(connection, _TEXTS, likeliest)} if likeliest else {}
    for key in likeliest:
        _, text, first = rows[key]
        if is_print(filed.runs, runs(text)):
            return int(first or key)
    return None


def file_document(connection: Connection, key: int, filed: Filed) -> None:
    """File a stored document under its runs of words, so that later prints of its story are found."""
    rows = [(each, key) for each in filed.hashes if len(filed.found.get(each, ())) < COMMON]
    insert_rows(connection, t.document_shingle, rows)


def first_print(connection: Connection, key: int) -> int:
    """The key of the document whose story this stored one prints; its own where it is the first."""
    statement = select(t.document.c.syndicated_from_id).where(t.document.c.id == key)
    return int(connection.execute(statement).scalar() or key)


def story(connection: Connection, key: int) -> list[int]:
    """The keys of all stored documents that print the same story, this one among them."""
    c = t.document.c
    first = first_print(connection, key)
    return list(connection.execute(select(c.id).where((c.id == first) | (c.syndicated_from_id == first))).scalars())
