"""Events → the documents that they rest on, in a fixed order, each with an id that is the same in every database."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from timeline.database.batches import batches, fetched
from timeline.loaders.extracts import EXTRACT_LOADER, HEAD_LENGTH, extract_head
from timeline.loaders.package_columns import TEXTS

_CITED = "SELECT DISTINCT document_id FROM claim WHERE event_id IN ({keys})"
_STORIES = "SELECT DISTINCT syndicated_from_id FROM document WHERE id IN ({keys}) AND syndicated_from_id IS NOT NULL"
_HEADS = (
    f"SELECT id, sha256, url, publisher, published, CASE WHEN loader = '{EXTRACT_LOADER}'"  # noqa: S608 - our own
    f" THEN substr(text, 1, {HEAD_LENGTH}) ELSE '' END FROM document WHERE id IN ({{keys}})"
)
_ABOUT = (
    "SELECT id, sha256, publisher, title, url, published, author,"  # noqa: S608 - our own
    " language, coalesce(reliability, ''), licence,"
    " coalesce(retrieved, ''), loader, syndicated_from_id,"
    f" CASE WHEN loader = '{EXTRACT_LOADER}' THEN substr(text, 1, {HEAD_LENGTH}) ELSE '' END"
    " FROM document WHERE id IN ({keys})"
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents that a package names: their keys in its order, and the id of each.

    Several stored documents are one source where one is an extract of the other, or of the same document.
    """

    keys: Sequence[int]
    ids: Mapping[int, str]


def source_id(sha256: str, url: str, publisher: str, published: str) -> str:
    """The id of a document, made of what tells it from all others."""
    identity = "\0".join((sha256, url, publisher, published))
    return f"src-{hashlib.sha256(identity.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def sources_of(connection: Connection, events: Sequence[int]) -> Sources:
    """The documents that these events rest on and the first prints of their stories, by date, publisher and id."""
    wanted: set[int] = set()
    found = {row[0] for batch in batches(events) for row in fetched(connection, _CITED, batch)}
    while found:
        wanted |= found
        new = sorted(found)
        found = {row[0] for batch in batches(new) for row in fetched(connection, _STORIES, batch)} - wanted
    ordered: list[tuple[str, str, str, bool, int]] = []
    once: dict[str, str] = {}  # dates and publishers are few
    for batch in batches(sorted(wanted)):
        for key, sha256, url, publisher, published, head in fetched(connection, _HEADS, batch):
            of_text = extract_head(head)[0] if head else sha256
            names = (once.setdefault(published, published), once.setdefault(publisher, publisher))
            ordered.append((*names, source_id(of_text, url, publisher, published), bool(head), key))
    ordered.sort()
    return Sources([row[-1] for row in ordered], {row[-1]: row[2] for row in ordered})


def groups(sources: Sources) -> Iterator[tuple[str, list[int]]]:
    """Each source with its stored documents, the whole text before extracts of it."""
    for name, keys in groupby(sources.keys, key=lambda key: sources.ids[key]):
        yield name, list(keys)


def source_records(
    connection: Connection, sources: Sources, wanted: Iterable[tuple[str, list[int]]], texts: Mapping[int, str]
) -> Iterator[dict[str, str]]:
    """The rows of sources.csv for these groups; `texts` are the hashes of the documents whose text goes along."""
    some = list(wanted)
    rows = {row[0]: row for row in fetched(connection, _ABOUT, [keys[0] for _, keys in some])}
    for name, keys in some:
        yield _record(name, rows[keys[0]], sources, texts)


def _record(name: str, row: tuple[Any, ...], sources: Sources, texts: Mapping[int, str]) -> dict[str, str]:
    key, sha256, publisher, title, url, published, author, language, reliability, licence, retrieved, *rest = row
    loader, story, head = rest
    if head:
        sha256, loader = extract_head(head)
    return {
        "source_id": name,
        "sha256": sha256,
        "publisher": publisher,
        "title": title,
        "url": url,
        "published": published,
        "author": author,
        "language": language,
        "reliability": reliability,
        "licence": licence,
        "retrieved": retrieved,
        "loader": loader,
        "syndicated_from": sources.ids[story] if story is not None and sources.ids[story] != name else "",
        "text": f"{TEXTS}/{texts[key]}.txt" if key in texts else "",
    }
