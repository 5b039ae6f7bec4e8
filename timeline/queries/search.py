"""A Query → the documents that answer it, best first, each with its passages and the events beside them."""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from timeline import edtf
from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.errors import UsageError
from timeline.queries.documents import publishers_named
from timeline.queries.filters import Filters, shown
from timeline.queries.search_matching import scores
from timeline.queries.search_passages import Span, hits, merged, passages
from timeline.queries.search_syntax import Query

NEAR = 200
"""Characters between a passage and what is claimed beside it."""
_FEW = 500
_ID = 12
_D = t.document.c
_ORDER = (_D.first_day.desc(), _D.sha256, _D.url, _D.publisher, _D.published)
_HEAD = select(
    *(_D.id, _D.first_day, _D.sha256, _D.url, _D.publisher, _D.published, _D.title, _D.syndicated_from_id)
).order_by(*_ORDER)


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """Which documents are searched: those that may have been published within these inclusive days, by one of these.

    `known`: those that the connection knows of; the index has those too that were loaded after its moment.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    publishers: tuple[str, ...] = ()
    known: bool = False


def search_filters(
    connection: Connection,
    since: str | None = None,
    until: str | None = None,
    publishers: Sequence[str] = (),
    *,
    known: bool = False,
) -> SearchFilters:
    """What is given as text → filters. Raises BadDate, UnknownName, or UsageError for dates that exclude each other."""
    first, last = edtf.parse(since) if since else None, edtf.parse(until) if until else None
    if first and last and first.first > last.last:
        raise UsageError(f"--since {first} lies after --until {last}: no date can match both.")
    return SearchFilters(
        since=first.first if first else None,
        until=last.last if last else None,
        publishers=publishers_named(connection, publishers),
        known=known,
    )


@dataclass(frozen=True, slots=True)
class Print:
    """Another document that prints the same story; `date` is EDTF, "" where unknown."""

    sha256: str
    publisher: str
    date: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class EventBeside:
    """An event of which a claim lies in or near a passage; `waits` says that nobody has decided on it."""

    event_id: str
    type: str
    date: str
    title: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A document that answers a query; spans count the characters of its stored text, those of the title the title's.

    `rank` counts from 1, over pages. `events` are in or near `passages`, by date and id. A document that has the words
    only in its title has no passage.
    """

    rank: int
    score: int
    sha256: str
    title: str
    publisher: str
    date: str
    url: str
    title_highlights: tuple[tuple[int, int], ...]
    passages: tuple[Span, ...]
    quotes: tuple[str, ...]
    events: tuple[EventBeside, ...]
    also: tuple[Print, ...]

    @property
    def id(self) -> str:
        """What the document is called: the beginning of its hash, the same in every database."""
        return self.sha256[:_ID]


@dataclass(frozen=True, slots=True)
class Answers:
    """A page of answers, and how many documents match that are neither in it nor on the pages before."""

    answers: tuple[Answer, ...]
    more: int


def search(
    connection: Connection,
    query: Query,
    filters: SearchFilters | None = None,
    *,
    limit: int = 20,
    after: str = "",
    most_passages: int = 3,
) -> Answers:
    """The best answers, prints of one story as one: at most `limit`, after the answer whose hash begins with `after`.

    The order: score, then the newest (a document without a date last), then hash, address, publisher and date.
    Raises UsageError where no document that matches has such a hash.
    """
    tiers = _within(connection, scores(connection, query), filters or SearchFilters())
    page, stories = _page(connection, tiers, limit, after)
    prints = _prints(connection, stories)
    keys = set(itertools.chain.from_iterable(tiers.values()))
    told = keys.difference(each.id for printed in prints.values() for each in printed)
    texts = _texts(connection, [row.id for _, _, row in page])
    spans = {
        row.id: tuple(passages(texts[row.id], hits(texts[row.id], query), most_passages, row.title))
        for _, _, row in page
    }
    events = _events(connection, spans)
    answers = [
        Answer(
            rank=rank,
            score=score,
            **_about(row),
            title_highlights=tuple(merged((hit.start, hit.end) for hit in hits(row.title, query))),
            passages=spans[row.id],
            quotes=tuple(texts[row.id][span.start : span.end] for span in spans[row.id]),
            events=events[row.id],
            also=tuple(Print(**_about(each)) for each in prints[stories[row.sha256]] if each.id != row.id),
        )
        for rank, score, row in page
    ]
    return Answers(tuple(answers), len(told))


def _within(connection: Connection, tiers: dict[int, list[int]], filters: SearchFilters) -> dict[int, list[int]]:
    """The tiers without the documents that the filters leave out."""
    conditions = []
    if filters.since:
        conditions.append(_D.last_day >= filters.since)
    if filters.until:
        conditions.append(_D.first_day <= filters.until)
    if filters.publishers:
        conditions.append(_D.publisher.in_(filters.publishers))
    if not (conditions or filters.known):
        return tiers
    kept = set(connection.execute(select(_D.id).where(*conditions)).scalars())
    return {score: left for score, keys in tiers.items() if (left := [key for key in keys if key in kept])}


def _page(
    connection: Connection, tiers: Mapping[int, list[int]], limit: int, after: str
) -> tuple[list[tuple[int, int, Any]], dict[str, int]]:
    """Rank, score and row of the best document of each of the next stories; and all texts up to there, with the story.

    Documents with the same text are one story, also where nobody has found that.
    """
    page: list[tuple[int, int, Any]] = []
    stories: dict[str, int] = {}
    told: set[int] = set()
    reached = not after
    ranked = _ranked(connection, tiers)
    while not reached or len(page) < limit:
        score, row = next(ranked, (0, None))
        if row is None:
            break
        story = stories.setdefault(row.sha256, _story(row))
        if story in told or _story(row) in told:
            continue
        told.add(story)
        if reached:
            page.append((len(told), score, row))
        reached = reached or row.sha256.startswith(after)
    if not reached:
        raise UsageError(f"No document that matches has the id {after!r}; give that of the last one you have seen.")
    return page, stories


def _ranked(connection: Connection, tiers: Mapping[int, list[int]]) -> Iterator[tuple[int, Any]]:
    """The documents of all tiers in the order of the answers, each with its score."""
    for score, keys in tiers.items():
        for row in _few(connection, keys) if len(keys) <= _FEW else _many(connection, set(keys)):
            yield score, row


def _few(connection: Connection, keys: Sequence[int]) -> list[Any]:
    return list(connection.execute(_HEAD.where(_D.id.in_(keys))))


def _many(connection: Connection, keys: set[int]) -> Iterator[Any]:
    """Those of the keys from all documents in their order: where many match, the first are found soon."""
    place, size, left = 0, _FEW, len(keys)
    while left:
        rows = connection.execute(_HEAD.limit(size).offset(place)).all()
        for row in rows:
            if row.id in keys:
                left -= 1
                yield row
        place, size = place + size, 4 * size
        if not rows:
            break


def _story(row: Any) -> int:  # noqa: ANN401 - a row of _HEAD
    """The key of the document that was the first to print what this one prints."""
    return int(row.syndicated_from_id or row.id)


def _about(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of _HEAD
    return {
        "sha256": row.sha256,
        "title": row.title,
        "publisher": row.publisher,
        "date": row.published,
        "url": row.url,
    }


def _prints(connection: Connection, stories: Mapping[str, int]) -> dict[int, list[Any]]:
    """All documents of each of these stories, in the order of the answers; a story is known by a text of it."""
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    firsts: list[Any] = sorted(set(stories.values()))
    texts: list[Any] = sorted(stories)
    for column, wanted in ((_D.id, firsts), (_D.syndicated_from_id, firsts), (_D.sha256, texts)):
        for batch in batches(wanted):
            for row in connection.execute(_HEAD.where(column.in_(batch))):
                found[stories.get(row.sha256, _story(row))][row.id] = row
    return {story: sorted(rows.values(), key=_order) for story, rows in found.items()}


def _order(row: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a row of _HEAD
    return (-row.first_day.toordinal(), row.sha256, row.url, row.publisher, row.published)


def _texts(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for batch in batches(keys):
        found.update((key, text) for key, text in connection.execute(select(_D.id, _D.text).where(_D.id.in_(batch))))
    return found


def _events(connection: Connection, spans: Mapping[int, Sequence[Span]]) -> dict[int, tuple[EventBeside, ...]]:
    """For each document the events that have a claim in or near one of its passages."""
    claim, event = t.claim.c, t.event.c
    found: dict[int, dict[str, EventBeside]] = defaultdict(dict)
    for batch in batches(sorted(spans)):
        rows = connection.execute(
            select(
                *(claim.document_id, claim.start_offset, claim.end_offset),
                *(event.public_id, event.type_id, event.date, event.title, event.review, event.lane),
            )
            .join_from(t.claim, t.event, claim.event_id == event.id)
            .where(claim.document_id.in_(batch), shown(Filters(include=frozenset({"review"}))))
            .order_by(event.first_day, event.last_day, event.public_id)
        )
        for row in rows:
            near = any(
                row.start_offset < span.end + NEAR and span.start - NEAR < row.end_offset
                for span in spans[row.document_id]
            )
            if near:
                waits = row.review == "proposed" and row.lane == "review"
                beside = EventBeside(row.public_id, row.type_id, row.date, row.title, waits)
                found[row.document_id].setdefault(row.public_id, beside)
    return {key: tuple(found[key].values()) for key in spans}
