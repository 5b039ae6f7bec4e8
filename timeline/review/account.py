"""One stored event → everything that is known of it: fields, claims with their passages, links, and its history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, or_, select

from timeline.database import tables as t
from timeline.documents.proposal import ROLES
from timeline.queries.entries import Entry
from timeline.queries.listing import entries_of
from timeline.review.statements import statements
from timeline.review.states import State, event_of, states

CONTEXT = 80
"""How many characters before and after a passage are told with it."""


@dataclass(frozen=True, slots=True)
class DocumentTold:
    """A source of the event. `loader` tells what it is made of: a document, a row of a CSV, the person's own words."""

    id: int
    title: str
    publisher: str
    published: str
    url: str
    sha256: str
    loader: str
    reliability: str
    syndicated_from: int | None


@dataclass(frozen=True, slots=True)
class PassageTold:
    """A passage with what stands around it; `number` is how claims refer to it."""

    number: int
    document: DocumentTold
    start: int
    end: int
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """A claim; `passage` is the number of its passage, `name` the name of its value, `held` that the event has it."""

    field: str
    value: str
    name: str
    held: bool
    passage: int
    origin: str
    extractor: str
    status: str
    attributed_to: str
    credibility: int | None


@dataclass(frozen=True, slots=True)
class LinkTold:
    """A link of the event: it `relation` the other one, or the other way round where `backward`."""

    relation: str
    event_id: str
    title: str
    backward: bool
    origin: str
    review: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """A change: the fields that differ, each before and after; `made` where the event was stored then."""

    at: str
    who: str
    why: str
    made: bool
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Account:
    """All of it. `state` has the columns that an Entry leaves out."""

    entry: Entry
    state: State
    claims: tuple[ClaimTold, ...]
    passages: tuple[PassageTold, ...]
    links: tuple[LinkTold, ...]
    history: tuple[ChangeTold, ...]


def account(connection: Connection, key: int) -> Account:
    """Everything about one event."""
    entry = next(entries_of(connection, [key]))
    state = states(connection, [key])[key]
    claims, passages = _claims(connection, key, state)
    return Account(
        entry,
        state,
        claims,
        passages,
        tuple(sorted(_links(connection, key), key=lambda link: (link.backward, link.relation, link.event_id))),
        tuple(_history(connection, entry.event_id)),
    )


def _claims(connection: Connection, key: int, state: State) -> tuple[tuple[ClaimTold, ...], tuple[PassageTold, ...]]:
    statement = (
        select(t.claim, t.actor.c.name.label("attributed_to"))
        .join_from(t.claim, t.actor, t.claim.c.attributed_to_id == t.actor.c.id, isouter=True)
        .where(t.claim.c.event_id == key)
        .order_by(t.claim.c.document_id, t.claim.c.start_offset, t.claim.c.end_offset.desc(), t.claim.c.id)
    )
    rows = connection.execute(statement).mappings().all()
    spans = list(dict.fromkeys((row["document_id"], row["start_offset"], row["end_offset"]) for row in rows))
    numbers = {span: number for number, span in enumerate(spans, start=1)}
    said = set(statements(event_of(state)))
    fields = {field for field, _ in said}
    names = _names(connection, rows)
    claims = tuple(
        ClaimTold(
            field=row["field"],
            value=row["value"],
            name=names.get((row["field"], row["value"]), ""),
            held=(row["field"], row["value"]) in said or (not row["value"] and row["field"] not in fields),
            passage=numbers[row["document_id"], row["start_offset"], row["end_offset"]],
            origin=row["origin"],
            extractor=row["extractor"],
            status=row["status"],
            attributed_to=row["attributed_to"] or "",
            credibility=row["credibility"],
        )
        for row in rows
    )
    return claims, tuple(_passages(connection, numbers))


def _names(connection: Connection, rows: Sequence[RowMapping]) -> dict[tuple[str, str], str]:
    """(field, id) → the name of the actor, weapon, treaty or type that a claim's value is."""
    named = {"weapon": t.weapon, "treaty": t.treaty, "type": t.event_type, **dict.fromkeys(ROLES, t.actor)}
    found: dict[tuple[str, str], str] = {}
    for field, table in named.items():
        ids = {row["value"] for row in rows if row["field"] == field}
        if ids:
            statement = select(table.c.id, table.c.name).where(table.c.id.in_(ids))
            found.update({(field, row.id): row.name for row in connection.execute(statement)})
    return found


def _passages(connection: Connection, numbers: dict[tuple[int, int, int], int]) -> Iterator[PassageTold]:
    c = t.document.c
    wanted = {document for document, _, _ in numbers}
    documents = {row["id"]: row for row in connection.execute(select(t.document).where(c.id.in_(wanted))).mappings()}
    for (key, start, end), number in numbers.items():
        text = documents[key]["text"]
        yield PassageTold(
            number=number,
            document=_document(documents[key]),
            start=start,
            end=end,
            before=_line_before(text, start),
            quote=text[start:end],
            after=_line_after(text, end),
        )


def _document(row: RowMapping) -> DocumentTold:
    names = ("id", "title", "publisher", "published", "url", "sha256", "loader")
    return DocumentTold(
        **{name: row[name] for name in names},
        reliability=row["reliability"] or "",
        syndicated_from=row["syndicated_from_id"],
    )


def _line_before(text: str, start: int) -> str:
    """What stands before a passage in its line, from the beginning of a word."""
    line = text[max(0, start - CONTEXT - 1) : start].rpartition("\n")[2]
    return line if len(line) <= CONTEXT else "…" + line.partition(" ")[2]


def _line_after(text: str, end: int) -> str:
    """What stands after a passage in its line, up to the end of a word."""
    line = text[end : end + CONTEXT + 1].partition("\n")[0]
    return line if len(line) <= CONTEXT else line.rpartition(" ")[0] + " …"


def _links(connection: Connection, key: int) -> Iterator[LinkTold]:
    link = t.event_link.c
    statement = select(t.event_link).where(or_(link.event_id == key, link.other_id == key)).order_by(link.id)
    for row in connection.execute(statement).mappings().all():
        backward = row["other_id"] == key
        columns = (t.event.c.public_id, t.event.c.title)
        other = connection.execute(
            select(*columns).where(t.event.c.id == (row["event_id"] if backward else row["other_id"]))
        ).one()
        yield LinkTold(
            row["relation"], other.public_id, other.title, backward, row["origin"], row["review"], row["quote"]
        )


def _history(connection: Connection, public_id: str) -> Iterator[ChangeTold]:
    change = t.change.c
    statement = select(t.change).where(change.table_name == "event", change.row_key == public_id).order_by(change.id)
    for row in connection.execute(statement).mappings():
        before, after = row["before"] or {}, row["after"] or {}
        fields = {
            name: (before.get(name), value)
            for name, value in after.items()
            if name != "claims" and before.get(name) != value
        }
        yield ChangeTold(
            row["at"], row["who"], row["why"], row["before"] is None, {} if row["before"] is None else fields
        )
