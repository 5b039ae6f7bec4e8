"""Documents → the index of their words: FTS5 without the text on SQLite, rows of tsvector on PostgreSQL.

Documents that come with the program are not filed: lists hide them too.

Whoever writes a document files it in the same transaction. The index holds, in this order, the terms of the title, a
gap, the terms of the text, and the levels (see `search_terms`). A tsvector keeps at most 256 places of a term and
16,383 in all, so PostgreSQL has a row for each part of a long document; parts overlap so that no phrase is torn.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from timeline.database.batches import WORTH_COPYING, copy_rows
from timeline.database.domains import REFERENCE
from timeline.database.search_terms import GAP, PARTED, in_title, levels, terms

PHRASE = 100
"""Terms of the longest phrase that is found."""
_PART = 4096
_PLACES = 256
_FILE = {
    "sqlite": "INSERT INTO document_search (rowid, terms) VALUES (?, ?)",
    "postgresql": "INSERT INTO document_search (document_id, part, terms) VALUES (%s, %s, %s::tsvector)",
}
_COPY = "COPY document_search (document_id, part, terms) FROM STDIN"
_DOCUMENTS = f"SELECT id, title, text FROM document WHERE loader <> '{REFERENCE}'"  # noqa: S608 - our own word
_FILED = {
    "sqlite": "SELECT id FROM document_search_docsize",
    "postgresql": "SELECT document_id FROM document_search",
}


def file_documents(connection: Connection, documents: Iterable[tuple[int, str, str]]) -> None:
    """File documents that are not in the index yet: key, title and text of each."""
    backend = connection.dialect.name
    rows = [row for key, title, text in documents for row in _rows(backend, key, title, text)]
    if backend == "postgresql" and len(rows) >= WORTH_COPYING:
        copy_rows(connection, _COPY, rows)
    elif rows:
        connection.exec_driver_sql(_FILE[backend], rows)


def refile_document(connection: Connection, key: int, text: str, *, before: str, after: str) -> None:
    """Put a document in its place again whose title was `before`; its text never changes."""
    if connection.dialect.name == "sqlite":
        # An index without the text must be told what it forgets.
        statement = "INSERT INTO document_search (document_search, rowid, terms) VALUES ('delete', ?, ?)"
        connection.exec_driver_sql(statement, (key, " ".join(_stream(before, text))))
    else:
        connection.exec_driver_sql("DELETE FROM document_search WHERE document_id = %s", (key,))
    file_documents(connection, [(key, after, text)])


def file_missing(connection: Connection) -> None:
    """File the documents of a database whose index was made after them."""
    missing = f"{_DOCUMENTS} AND id NOT IN ({_FILED[connection.dialect.name]}) ORDER BY id"
    found = connection.exec_driver_sql(missing, execution_options={"yield_per": 50})
    for rows in found.partitions():
        file_documents(connection, [(key, title, text) for key, title, text in rows])


def search_faults(connection: Connection) -> Iterator[str]:
    """Every document that is not filed, or under other words than its own."""
    filed = set(connection.exec_driver_sql(_FILED[connection.dialect.name]).scalars())
    known = set(connection.exec_driver_sql(f"SELECT id FROM ({_DOCUMENTS}) AS d").scalars())  # noqa: S608
    for key in sorted(known - filed):
        yield f"document {key}: search does not find it"
    for key in sorted(filed - known):
        yield f"document {key}: search finds it and it is not there"
    if known == filed:
        check = _term_faults if connection.dialect.name == "sqlite" else _part_faults
        for key in check(connection):
            yield f"document {key}: search does not find it by the words that it has"


def _rows(backend: str, key: int, title: str, text: str) -> Iterator[tuple[int | str, ...]]:
    if backend == "sqlite":
        yield key, " ".join(_stream(title, text))
        return
    for number, vector in enumerate(_vectors(title, text)):
        yield key, number, vector


def _stream(title: str, text: str) -> list[str]:
    named, told = terms(title), terms(text)
    return [*named, GAP, *told, GAP, *map(in_title, sorted(set(named))), *levels(told)]


def _vectors(title: str, text: str) -> Iterator[str]:
    """The parts of a document as PostgreSQL reads them: each term in quotation marks, with its places."""
    named, told = terms(title), terms(text)
    unplaced = [*map(in_title, sorted(set(named))), *levels(told)]
    parts = list(_parts([*named, GAP, *told]))
    for number, part in enumerate(parts):
        places: dict[str, list[str]] = {}
        for place, term in enumerate(part, start=1):
            places.setdefault(term, []).append(str(place))
        words = [f"'{term}':{','.join(at)}" for term, at in places.items()]
        beside = [*([PARTED] if len(parts) > 1 else []), *(unplaced if number == 0 else [])]
        yield " ".join([*words, *(f"'{term}'" for term in beside)])


def _parts(found: Sequence[str]) -> Iterator[Sequence[str]]:
    """The terms in parts that a tsvector can hold, each beginning with the last terms of the one before."""
    if len(found) <= _PLACES or (len(found) <= _PART and max(Counter(found).values()) <= _PLACES):
        yield found
        return
    middle = len(found) // 2
    yield from _parts(found[: middle + PHRASE])
    yield from _parts(found[middle:])


def _term_faults(connection: Connection) -> Iterator[int]:
    """SQLite: the documents that have another number of a term than is filed.

    To count each term over all documents is quick; only where a number is wrong it is asked of which document.
    """
    wanted: Counter[str] = Counter()
    for _, title, text in connection.exec_driver_sql(_DOCUMENTS, execution_options={"yield_per": 50}):
        wanted.update(_stream(title, text))
    with _vocabulary(connection, "row") as table:
        filed = dict(map(tuple, connection.exec_driver_sql(f"SELECT term, cnt FROM {table}")))  # noqa: S608
    wrong = {term for term in wanted.keys() | filed.keys() if wanted[term] != filed.get(term, 0)}
    if not wrong:
        return
    found: dict[int, Counter[str]] = {}
    with _vocabulary(connection, "instance") as table:
        for term in sorted(wrong):
            for (key,) in connection.exec_driver_sql(f"SELECT doc FROM {table} WHERE term = ?", (term,)):  # noqa: S608
                found.setdefault(key, Counter())[term] += 1
    for key, title, text in connection.exec_driver_sql(f"{_DOCUMENTS} ORDER BY id").all():
        said = Counter(term for term in _stream(title, text) if term in wrong)
        if said != found.get(key, Counter()):
            yield key


@contextmanager
def _vocabulary(connection: Connection, kind: str) -> Iterator[str]:
    """A view of what FTS5 has filed, which lasts as long as it is looked at: https://www.sqlite.org/fts5.html, 5."""
    table = "temp.search_vocabulary"
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {table} USING fts5vocab(main, document_search, {kind})")
    try:
        yield table
    finally:
        connection.exec_driver_sql(f"DROP TABLE {table}")


def _part_faults(connection: Connection) -> Iterator[int]:
    """PostgreSQL: the documents of which a part, made anew, is not the one that is filed."""
    select = (
        "SELECT count(*) FILTER (WHERE s.terms = v.terms::tsvector) = count(*)"
        " FROM (SELECT part, terms FROM document_search WHERE document_id = %s) AS s"
        " FULL JOIN (SELECT * FROM unnest(%s::int[], %s::text[]) AS v (part, terms)) AS v ON v.part = s.part"
    )
    for key, title, text in connection.exec_driver_sql(f"{_DOCUMENTS} ORDER BY id").all():
        vectors = list(_vectors(title, text))
        if not connection.exec_driver_sql(select, (key, list(range(len(vectors))), vectors)).scalar():
            yield key
