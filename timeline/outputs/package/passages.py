"""Claims of events → where they are in the documents that they quote, and which of their words a package may hold."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from timeline.database.batches import batches, fetched
from timeline.loaders.cells import LONGEST_QUOTE, cut_quote
from timeline.loaders.extracts import EXTRACT_LOADER, Extract, extract_of
from timeline.queries.listing import widest_spans

_CLAIMS = (
    "SELECT event_id, document_id, start_offset, end_offset, quote, field, value, status,"
    " coalesce(attributed_to_id, '') FROM claim WHERE {of} IN ({{keys}})"
)
_OF_EVENTS, _OF_DOCUMENTS = (_CLAIMS.format(of=column) for column in ("event_id", "document_id"))
_EXTRACTS = f"SELECT id, text FROM document WHERE loader = '{EXTRACT_LOADER}' AND id IN ({{keys}})"  # noqa: S608
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """What the words at a span of a document say of a field of an event."""

    start: int
    end: int
    field: str
    value: str
    status: str
    attributed_to: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What an event quotes of a document: its widest passages with their words, and what is said where."""

    passages: Mapping[Span, str]
    claims: Sequence[Said]

    def kept(self) -> Iterator[Said]:
        """The claims whose words are in the passages to 300 characters, and those on whole passages."""
        for said in self.claims:
            if any(_holds(passage, said) for passage in self.passages):
                yield said


def _holds(passage: Span, said: Said) -> bool:
    if passage == (said.start, said.end):
        return True
    length = passage[1] - passage[0]
    shown = passage[1] if length <= LONGEST_QUOTE else passage[0] + LONGEST_QUOTE - 1
    return passage[0] <= said.start and said.end <= shown


def cited_by_events(connection: Connection, events: Sequence[int]) -> dict[int, dict[int, Cited]]:
    """Event → document → what the event quotes of it."""
    found: dict[int, dict[int, Cited]] = {}
    for (event, document), cited in _cited(connection, _OF_EVENTS, events, None).items():
        found.setdefault(event, {})[document] = cited
    return found


def cited_of_documents(
    connection: Connection, documents: Sequence[int], events: Collection[int]
) -> dict[int, dict[int, Cited]]:
    """Document → event → what the event, if it is one of these, quotes of it."""
    found: dict[int, dict[int, Cited]] = {}
    for (event, document), cited in _cited(connection, _OF_DOCUMENTS, documents, events).items():
        found.setdefault(document, {})[event] = cited
    return found


def _cited(
    connection: Connection, statement: str, keys: Sequence[int], events: Collection[int] | None
) -> dict[tuple[int, int], Cited]:
    rows = [row for row in fetched(connection, statement, keys) if events is None or row[0] in events]
    extracts = _extracts(connection, {row[1] for row in rows})
    spans: dict[tuple[int, int], dict[Span, str]] = {}
    claims: dict[tuple[int, int], set[Said]] = {}
    for event, document, start, end, quote, *said in rows:
        span = start, end
        if document in extracts:
            span = _original(extracts[document], span)
        spans.setdefault((event, document), {})[span] = cut_quote(quote)
        claims.setdefault((event, document), set()).add(Said(*span, *said))
    return {
        pair: Cited({span: found[span] for span in widest_spans(found)}, sorted(claims[pair]))
        for pair, found in spans.items()
    }


def _original(extract: Extract, span: Span) -> Span:
    found = extract.original(*span)
    if found is None:
        raise ValueError(f"a claim on {span} of an extract, where no passage is")
    return found


def _extracts(connection: Connection, documents: Collection[int]) -> dict[int, Extract]:
    return {
        key: extract_of(text)
        for batch in batches(sorted(documents))
        for key, text in fetched(connection, _EXTRACTS, batch)
    }
