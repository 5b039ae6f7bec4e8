"""A Query → the documents that it matches, by their score: looked up in the index of either database alike.

The score says how much of a document is about the words: the sum of their levels (`timeline.database.search_terms`),
and more where they stand in the title. It follows from the document alone, so it is the same on every database.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce

from sqlalchemy import Connection

from timeline.database.search_terms import LEVELS, PARTED, in_title, levelled
from timeline.queries.search_syntax import Phrase, Query

IN_TITLE = 4
"""What words in the title add to the score: what they count where a text is about nothing else."""
_KEYS = {
    "sqlite": "SELECT rowid AS id FROM document_search WHERE document_search MATCH ?",
    "postgresql": "SELECT document_id AS id FROM document_search WHERE terms @@ %s::tsquery",
}
# Keys come as one text: to fetch each as a row takes longer than to find it.
_AS_TEXT = {"sqlite": "SELECT json_group_array(id)", "postgresql": "SELECT coalesce(json_agg(id)::text, '[]')"}
Steps = tuple[set[int], ...]
"""Documents, once for each point that a word adds to their score."""


def scores(connection: Connection, query: Query) -> dict[int, list[int]]:
    """The keys of the matching documents by their score, whole and greater than 0; the highest score first."""
    if connection.dialect.name == "postgresql":
        with _by_index(connection):
            return _scores(connection, query)
    return _scores(connection, query)


@contextmanager
def _by_index(connection: Connection) -> Iterator[None]:
    """Let PostgreSQL look every word up: of a frequent one it would rather read all documents, which takes longer."""
    for setting in ("enable_seqscan", "jit"):
        connection.exec_driver_sql(f"SET LOCAL {setting} = off")
    yield
    for setting in ("enable_seqscan", "jit"):
        connection.exec_driver_sql(f"SET LOCAL {setting} TO DEFAULT")


def _scores(connection: Connection, query: Query) -> dict[int, list[int]]:
    keys = matching(connection, query)
    points: Counter[int] = Counter()
    known: dict[tuple[str, bool], Steps] = {}
    for group in query.groups if keys else ():
        title, *levels = reduce(_either, (_told(connection, phrase, known) for phrase in group))
        for found in (*[title] * IN_TITLE, *levels):
            points.update(found & keys)
    least = len(query.groups)
    tiers = {least: list(keys - points.keys())}
    for key, more in points.items():
        tiers.setdefault(least + more, []).append(key)
    return {score: tiers[score] for score in sorted(tiers, reverse=True) if tiers[score]}


def matching(connection: Connection, query: Query) -> set[int]:
    """The keys of the documents that have one phrase of every group, and none that they may not have."""
    backend = connection.dialect.name
    if backend == "sqlite":
        asked = " AND ".join(f"({_any_of(group)})" for group in query.groups)
        if query.without:
            asked = f"({asked}) NOT ({_any_of(query.without)})"
        return _keys(connection, [_KEYS[backend]], [asked])[0]
    groups = [" | ".join(map(_tsquery, group)) for group in query.groups]
    without = " | ".join(map(_tsquery, query.without))
    whole = [*(f"({group})" for group in groups), *([f"!({without})"] if without else []), f"!'{PARTED}'"]
    # Of a long document each part has some of the words.
    parts = [f"({each}) & '{PARTED}'" for each in (*groups, *([without] if without else []))]
    parted = " INTERSECT ".join([_KEYS[backend]] * len(groups)) + (f" EXCEPT {_KEYS[backend]}" if without else "")
    return _keys(
        connection,
        [f"{_KEYS[backend]} UNION ALL SELECT id FROM ({parted}) AS parted"],  # noqa: S608 - our own
        [" & ".join(whole), *parts],
    )[0]


def _told(connection: Connection, phrase: Phrase, known: dict[tuple[str, bool], Steps]) -> Steps:
    """The steps that all words of a phrase reach."""
    words = [(term, phrase.prefix and place == len(phrase.terms)) for place, term in enumerate(phrase.terms, start=1)]
    for word in words:
        if word not in known:
            known[word] = _filed(connection, *word)
    return reduce(_both, (known[word] for word in dict.fromkeys(words)))


def _either(one: Steps, other: Steps) -> Steps:
    return tuple(these | those for these, those in zip(one, other, strict=True))


def _both(one: Steps, other: Steps) -> Steps:
    return tuple(these & those for these, those in zip(one, other, strict=True))


def _filed(connection: Connection, term: str, prefix: bool) -> Steps:
    """Of one word, or those that begin so: who has it in the title, and who at each level or a higher one."""
    backend = connection.dialect.name
    quoted = _fts_phrase if backend == "sqlite" else _tsquery
    signs = [in_title(term), *(levelled(level, term) for level in LEVELS)]
    asked = [quoted(Phrase((sign,), prefix)) for sign in signs]
    title, *levels = _keys(connection, [_KEYS[backend]] * len(asked), asked)
    for lower in range(len(levels) - 2, -1, -1):
        levels[lower] |= levels[lower + 1]
    return (title, *levels)


def _keys(connection: Connection, statements: Iterable[str], asked: Sequence[str]) -> list[set[int]]:
    """The keys that each of the statements selects."""
    as_text = _AS_TEXT[connection.dialect.name]
    # Each is read by itself: nothing says that the rows of a union come in its order.
    columns = ", ".join(f"({as_text} FROM ({statement}) AS found)" for statement in statements)
    row = connection.exec_driver_sql(f"SELECT {columns}", tuple(asked)).one()
    return [set(json.loads(keys)) for keys in row]


def _any_of(phrases: Iterable[Phrase]) -> str:
    return " OR ".join(map(_fts_phrase, phrases))


def _fts_phrase(phrase: Phrase) -> str:
    """As FTS5 reads it; terms have no quotation marks: https://www.sqlite.org/fts5.html, 3."""
    return f'"{" ".join(phrase.terms)}"{" *" if phrase.prefix else ""}'


def _tsquery(phrase: Phrase) -> str:
    """As PostgreSQL reads it; terms have no quotation marks: PostgreSQL 15, 8.11.2."""
    words = " <-> ".join(f"'{term}'" for term in phrase.terms)
    return f"({words}{':*' if phrase.prefix else ''})"
