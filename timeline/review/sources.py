"""What a person names as the source of an event → a stored document and the passages of it that say so.

A source is a document that is loaded already (its key, or the start of its SHA-256), a file, a URL with a quote,
or the person's own observation, which is stored as what it is.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.documents.document import Document, Passage
from timeline.errors import SourceRefused, UsageError
from timeline.loaders.cells import PASSAGES
from timeline.loaders.headers import Given
from timeline.loaders.loading import read
from timeline.loaders.reading import Source
from timeline.queries.documents import URL, loaded_document
from timeline.review.quoting import find_passages, parts_of
from timeline.review.stored_documents import (
    FRAGMENTS,
    OBSERVATION_LOADER,
    QUOTE_LOADER,
    insert_document,
    same_document,
)

OWN_OBSERVATION = "own observation"


@dataclass(frozen=True, slots=True)
class SourceNamed:
    """A source as a person gives it; `published` is EDTF or any date that a header may have."""

    text: str
    quote: str = ""
    publisher: str = ""
    published: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stored document and the passages of it that a person points at."""

    document_id: int
    document: Document
    passages: tuple[Passage, ...]


def evidence(connection: Connection, named: SourceNamed, *, otherwise: str, why: str) -> Evidence:
    """Find the source, storing what is not stored yet, and the quote in it.

    `otherwise` are the words of an own observation without a quote. Without a quote the whole of a document is the
    passage. Raises UsageError, AmbiguousName, SourceRefused.
    """
    key, document = _found(connection, named, otherwise)
    passages = find_passages(document, named.quote) if named.quote else (document.passage(*_body(document)),)
    if key is None:
        key = same_document(connection, document)
    if key is None:
        key = insert_document(connection, document, why=why)
    return Evidence(key, document, passages)


def stored_document(connection: Connection, key: int) -> Document:
    """The document under that key, as far as reading its passages needs."""
    row = connection.execute(select(t.document).where(t.document.c.id == key)).mappings().one()
    names = ("text", "title", "publisher", "author", "url", "loader", "language")
    return Document(published=row["published"] or None, **{name: row[name] for name in names})


def _found(connection: Connection, named: SourceNamed, otherwise: str) -> tuple[int | None, Document]:
    """The key of the document where it is stored, and the document."""
    text = named.text.strip()
    given = Given(named.published, publisher=named.publisher, title=named.title)
    if text.casefold().replace("-", " ") == OWN_OBSERVATION:
        words = named.quote or otherwise
        return None, Document(
            words, given.published or None, title=given.title, publisher=OWN_OBSERVATION, loader=OBSERVATION_LOADER
        )
    if URL.fullmatch(text):
        return _at_url(connection, text, named, given)
    key = loaded_document(connection, text)
    if key is not None:
        return key, stored_document(connection, key)
    if os.path.isfile(text):  # noqa: PTH113 - no error where the text is too long for a name
        return _in_file(connection, text, given)
    raise UsageError(
        f"{text!r} is no source: name a loaded document (its number or the start of its SHA-256), a file, "
        f"a URL with --quote, or '{OWN_OBSERVATION}'."
    )


def _at_url(connection: Connection, url: str, named: SourceNamed, given: Given) -> tuple[int | None, Document]:
    """The stored document of that address that holds the quote, else the quote as all that is known of the source."""
    columns = (t.document.c.id, t.document.c.loader)
    rows = connection.execute(select(*columns).where(t.document.c.url == url).order_by(t.document.c.id)).all()
    whole = [int(row.id) for row in rows if row.loader not in FRAGMENTS]
    if not named.quote:
        if not whole:
            raise UsageError(f"No document of {url} is loaded: give the words that say it with --quote.")
        return whole[0], stored_document(connection, whole[0])
    for key in whole:
        document = stored_document(connection, key)
        if _holds(document, named.quote):
            return key, document
    words = PASSAGES.join(parts_of(named.quote))
    return None, Document(
        words, given.published or None, title=given.title, publisher=given.publisher, url=url, loader=QUOTE_LOADER
    )


def _holds(document: Document, quote: str) -> bool:
    try:
        find_passages(document, quote)
    except UsageError:
        return False
    return True


def _in_file(connection: Connection, text: str, given: Given) -> tuple[int | None, Document]:
    document = read(Source(text, Path(text)), given)
    if not isinstance(document, Document):
        raise SourceRefused(f"{text} is a table of events, not a source document: load it with timeline load.")
    return same_document(connection, document), document


def _body(document: Document) -> tuple[int, int]:
    """Where the text of a document begins and ends, without its header and the blanks around it."""
    text = document.text
    start = document.body_start if text[document.body_start :].strip() else 0
    return start + len(text[start:]) - len(text[start:].lstrip()), len(text.rstrip())
