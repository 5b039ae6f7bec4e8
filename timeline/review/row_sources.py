"""The sources that CSV rows name → passages of stored documents; a document is made of a quote that none holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from timeline.database.batches import batches, fetched_for
from timeline.documents.document import Document, Passage
from timeline.documents.proposal import Claim
from timeline.loaders.cells import PASSAGES
from timeline.loaders.event_rows import EventRow, SourceRow
from timeline.review.sources import OWN_OBSERVATION
from timeline.review.stored_documents import CSV_LOADER, FRAGMENTS, OBSERVATION_LOADER, insert_documents
from timeline.review.writing import Cited

_LOADED = """
SELECT url, publisher, published, id, text FROM document
WHERE url IN ({urls}) AND loader NOT IN ({fragments}) ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a row gives of one source: the quoted passages, standing one after the other in a text of their own."""

    document: Document
    passages: tuple[Passage, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words of the passages."""
        return tuple(passage.quote for passage in self.passages)

    def claims(self, status: str) -> tuple[Claim, ...]:
        """Each passage proves the happening as a whole: a row does not say which of its fields a quote is about."""
        return _claims(self.passages, status)


def fragments(row: EventRow) -> tuple[Fragment, ...]:
    """The sources of a row; one that names none is the word of whoever wrote the row.

    Two sources of a row of which the same is known are two all the same: line ends keep their texts apart.
    """
    sources = row.sources or (SourceRow(publisher=OWN_OBSERVATION, quotes=_own_words(row)),)
    if len(sources) == 1:
        return (_fragment(sources[0], 0),)
    times: Counter[SourceRow] = Counter()
    found = []
    for source in sources:
        found.append(_fragment(source, times[source]))
        times[source] += 1
    return tuple(found)


def cite(
    connection: Connection, rows: Sequence[tuple[Sequence[Fragment], str]], without: set[str], *, why: str
) -> list[tuple[Cited, ...]]:
    """The fragments and status of each row → the stored documents with the row's claims on them, in the same order.

    `without` are addresses of which no document is loaded, known from other rows of the transaction; it grows.
    """
    whole = _Whole(connection, [fragment for sources, _ in rows for fragment in sources], without)
    held = [[whole.holding(fragment, status) for fragment in sources] for sources, status in rows]
    made = insert_documents(
        connection,
        [
            fragment.document
            for (sources, _), found in zip(rows, held, strict=True)
            for fragment, document in zip(sources, found, strict=True)
            if document is None
        ],
        why=why,
    )
    keys = iter(made)
    cited = []
    for (sources, status), found in zip(rows, held, strict=True):
        pairs = zip(sources, found, strict=True)
        cited.append(tuple(document or _as_made(fragment, next(keys), status) for fragment, document in pairs))
    return cited


class _Whole:
    """The loaded documents of some addresses, searched for the quotes of rows that name these addresses."""

    def __init__(self, connection: Connection, wanted: Sequence[Fragment], without: set[str]) -> None:
        urls = sorted({fragment.document.url for fragment in wanted} - without - {""})
        self._found: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
        for batch in batches(urls):
            for *identity, key, text in fetched_for(connection, _LOADED, urls=batch, fragments=FRAGMENTS):
                self._found.setdefault(tuple(identity), []).append((key, text))
        without.update(set(urls).difference(url for url, _, _ in self._found))

    def holding(self, fragment: Fragment, status: str) -> Cited | None:
        """The first loaded document of this address, publisher and date that has the quotes one after the other."""
        document = fragment.document
        for key, text in self._found.get((document.url, document.publisher, document.published or ""), ()):
            passages = tuple(_in_turn(text, fragment.quotes))
            if len(passages) == len(fragment.passages):
                return Cited(key, text, _claims(passages, status))
        return None


def _in_turn(text: str, quotes: Sequence[str]) -> Iterator[Passage]:
    position = 0
    for quote in quotes:
        start = text.find(quote, position)
        if start < 0:
            return
        position = start + len(quote)
        yield Passage(start, position, quote)


def _fragment(source: SourceRow, time: int) -> Fragment:
    quotes = source.quotes if any(source.quotes) else (_address(source),)
    text = PASSAGES.join(quotes)
    # An empty part (a quote that begins or ends with the sign of a gap) is no passage: then the whole cell is one.
    several = len(quotes) > 1 and all(quotes)
    passages = tuple(_in_turn(text, quotes)) if several else (Passage(0, len(text), text),)
    own = source.publisher == OWN_OBSERVATION and not source.url
    document = Document(
        text + "\n" * time,
        source.date or None,
        publisher=source.publisher,
        url=source.url,
        loader=OBSERVATION_LOADER if own else CSV_LOADER,
    )
    return Fragment(document, passages)


def _address(source: SourceRow) -> str:
    """What stands for the words of a source that is named and not quoted: its name, which invents nothing."""
    return ", ".join(filter(None, (source.url, source.publisher, source.date))) or "a source that is not named"


def _own_words(row: EventRow) -> tuple[str, ...]:
    event = row.event
    things = (event.type, event.date, *(line.weapon for line in event.weapons), *event.treaties)
    return (event.note or event.title or ", ".join(things),)


def _as_made(fragment: Fragment, key: int, status: str) -> Cited:
    return Cited(key, fragment.document.text, fragment.claims(status))


def _claims(passages: Sequence[Passage], status: str) -> tuple[Claim, ...]:
    return tuple(Claim("event", "", passage, status=status) for passage in passages)
