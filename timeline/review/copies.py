"""A document → the stored one whose story it prints again, in nearly the same words: together they are one source."""

from collections import Counter

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.database.batches import batches, insert_rows
from timeline.documents.document import Document
from timeline.review.shingles import is_print, shingles, sketch

COMMON = 20
"""So many documents are filed under one run of words. Those of a notice that all pages of a paper bear tell nothing,
and a story that ten papers print is found by its first prints."""
_COMPARED = 3
_COMMON_RUNS = 2


def original_of(connection: Connection, document: Document) -> int | None:
    """The key of the document whose story this one prints: the first that was stored of it."""
    hashes = shingles(_body(document))
    found = _filed(connection, sketch(hashes))
    shared = Counter(key for keys in found.values() for key in keys)
    likeliest = sorted(shared, key=lambda key: (-shared[key], key))[:_COMPARED]
    columns = (t.document.c.id, t.document.c.text, t.document.c.syndicated_from_id)
    rows = {row.id: row for row in connection.execute(select(*columns).where(t.document.c.id.in_(likeliest)))}
    for key in likeliest:
        if shared[key] >= _COMMON_RUNS and is_print(hashes, shingles(rows[key].text)):
            return int(rows[key].syndicated_from_id or key)
    return None


def file_document(connection: Connection, key: int, document: Document) -> None:
    """File a stored document under its runs of words, so that later prints of its story are found."""
    hashes = sketch(shingles(_body(document)))
    full = {each for each, keys in _filed(connection, hashes).items() if len(keys) >= COMMON}
    insert_rows(connection, t.document_shingle, [(each, key) for each in hashes if each not in full])


def first_print(connection: Connection, key: int) -> int:
    """The key of the document whose story this stored one prints; its own where it is the first."""
    statement = select(t.document.c.syndicated_from_id).where(t.document.c.id == key)
    return int(connection.execute(statement).scalar() or key)


def story(connection: Connection, key: int) -> list[int]:
    """The keys of all stored documents that print the same story, this one among them."""
    c = t.document.c
    first = first_print(connection, key)
    return list(connection.execute(select(c.id).where((c.id == first) | (c.syndicated_from_id == first))).scalars())


def _filed(connection: Connection, hashes: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    c = t.document_shingle.c
    for batch in batches(hashes):
        for each, key in connection.execute(select(c.hash, c.document_id).where(c.hash.in_(batch))):
            found.setdefault(each, []).append(key)
    return found


def _body(document: Document) -> str:
    return document.text[document.body_start :]
