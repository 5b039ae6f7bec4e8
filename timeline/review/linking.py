"""Two events and a relation → a link that a person made, confirmed, refused or took back, and the links that wait.

A link is named by its events and its relation, `ev-…:reverses:ev-…`, so that it has the same name in every database.
Nothing is deleted: a link that is taken back is kept with the reason, and is not proposed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from timeline import edtf
from timeline.database import tables as t
from timeline.database.domains import EVENT_RELATIONS, REFERENCE
from timeline.database.history import record
from timeline.edtf import Certainty
from timeline.errors import UnknownName, UsageError
from timeline.queries.filters import Filters, asked
from timeline.queries.meaning import one_of
from timeline.review.merging import merge_events, share_a_document
from timeline.review.naming import event_key
from timeline.review.quoting import find_passages
from timeline.review.sources import SourceNamed, evidence, stored_document
from timeline.vocabulary.lookup import nearest_of

MUTUAL = ("same-as", "distinct-from")
"""Relations that hold in both directions and say nothing about which came first."""
STANDINGS = ("reverses", "partly-reverses", "supersedes", "extends")
"""What a decision did to an earlier one: it can be one of these only."""
_GAP = " […] "


@dataclass(frozen=True, slots=True)
class LinkTold:
    """A link with what a person needs to decide on it; `before` is its state of review before a decision."""

    key: int
    event_id: str
    event_date: str
    event_title: str
    relation: str
    other_id: str
    other_date: str
    other_title: str
    quote: str
    origin: str
    review: str

    @property
    def id(self) -> str:
        """What the link is named by."""
        return f"{self.event_id}:{self.relation}:{self.other_id}"


@dataclass(frozen=True, slots=True)
class Linked:
    """The link as it is now; `new` is False where it was so before; `quoted` that its quote is in a stored document."""

    link: LinkTold
    new: bool
    quoted: bool = True


def links(connection: Connection, condition: ColumnElement[bool]) -> list[LinkTold]:
    """The links that meet a condition on `event_link`, in an order that keys have no part in."""
    one, other, link = t.event.alias("one"), t.event.alias("other"), t.event_link.c
    statement = (
        select(
            *(link.id, one.c.public_id, one.c.date, one.c.title, link.relation),
            *(other.c.public_id, other.c.date, other.c.title, link.quote, link.origin, link.review),
        )
        .join_from(t.event_link, one, link.event_id == one.c.id)
        .join(other, link.other_id == other.c.id)
        .where(condition)
        .order_by(one.c.first_day, one.c.public_id, other.c.public_id, link.relation)
    )
    return [LinkTold(*row) for row in connection.execute(statement)]


def waiting_links(connection: Connection, filters: Filters, events: Sequence[int] = ()) -> list[LinkTold]:
    """The proposed links of events that match: of those with these keys where there are any."""
    c = t.event_link.c
    matching = select(t.event.c.id).where(asked(filters))
    condition = (c.review == "proposed") & c.event_id.in_(matching)
    if events:
        condition &= or_(c.event_id.in_(events), c.other_id.in_(events))
    return links(connection, condition)


def link_named(connection: Connection, name: str) -> LinkTold:
    """The link of that name, the ids in it in any form that `event_key` takes. Raises UsageError."""
    event, relation, other = _parts(name)
    found = _between(connection, event_key(connection, event), relation, event_key(connection, other))
    if found is None:
        raise UsageError(f"There is no link {name}: timeline explain {event} lists those of an event.")
    return found


def is_link(name: str) -> bool:
    """Whether an id is that of a link, not of an event."""
    return ":" in name


def make_link(
    connection: Connection, event: int, relation: str, other: int, *, quote: str = "", source: str = "", why: str
) -> Linked:
    """Link two events on a person's word, in the connection's transaction; one that was proposed is thereby accepted.

    The quote has to be in the source where one is named; otherwise it is looked for in the documents of the two
    events. Raises UsageError for a link of an event to itself, against time, in a ring, or against another link.
    """
    known = _between(connection, event, relation, other)
    _check(connection, event, relation, other)
    words, quoted = _quote(connection, (event, other), quote, source, why=why)
    if known is not None and known.review == "accepted" and words in ("", known.quote):
        return Linked(known, new=False)
    row = {"quote": words or (known.quote if known else ""), "origin": "person", "review": "accepted"}
    c = t.event_link.c
    if known is None:
        connection.execute(insert(t.event_link).values(event_id=event, other_id=other, relation=relation, **row))
    else:
        connection.execute(update(t.event_link).where(c.id == known.key).values(row))
    (made,) = links(connection, (c.relation == relation) & _of_pair(event, relation, other))
    before = None if known is None else {name: getattr(known, name) for name in row}
    record(connection, table="event_link", key=made.id, before=before, after=row, why=why)
    return Linked(made, new=True, quoted=quoted)


def remove_link(connection: Connection, link: LinkTold, reason: str) -> bool:
    """Take a link back, or refuse a proposed one → whether it was not so before. Raises UsageError without a reason."""
    return decide_link(connection, link, "rejected" if link.review == "proposed" else "withdrawn", reason)


def decide_link(connection: Connection, link: LinkTold, review: str, reason: str = "") -> bool:
    """Accept, reject or withdraw a link → whether it was not so before. Raises UsageError without a needed reason.

    Of two events whose proposed link `same-as` is accepted one is made, unless one of them comes with the program.
    """
    if review != "accepted" and not reason.strip():
        raise UsageError("Say why with --reason: taking back or rejecting a link needs a reason.")
    if link.review == review or (review == "withdrawn" and link.review == "rejected"):
        return False
    connection.execute(update(t.event_link).where(t.event_link.c.id == link.key).values(review=review))
    why = f"{review}: {reason.strip()}" if reason.strip() else review
    record(
        connection, table="event_link", key=link.id, before={"review": link.review}, after={"review": review}, why=why
    )
    if link.relation == "same-as" and link.review == "proposed" and review == "accepted":
        _make_one(connection, link, why=why)
    return True


def _make_one(connection: Connection, link: LinkTold, *, why: str) -> None:
    """Merge the two events: into the one that a person made or accepted, else the one that was stored first."""
    e = t.event.c
    columns = (e.id, e.origin, e.review)
    rows = connection.execute(select(*columns).where(e.public_id.in_((link.event_id, link.other_id)))).all()
    standing = all(row.origin != REFERENCE and row.review in ("proposed", "accepted") for row in rows)
    if standing and not share_a_document(connection, rows[0].id, rows[1].id):
        ordered = sorted(rows, key=lambda row: (row.origin != "person", row.review != "accepted", row.id))
        merge_events(connection, ordered[0].id, ordered[1].id, why=why)


def relation_of(text: str) -> str:
    """The relation that the text is, in any case. Raises UnknownName with the known ones."""
    wanted = text.strip().lower().replace(" ", "-").replace("_", "-")
    if wanted not in EVENT_RELATIONS:
        near = nearest_of(wanted, EVENT_RELATIONS)
        raise UnknownName("relation", text, near or EVENT_RELATIONS, whole=not near)
    return one_of("relation", [wanted], EVENT_RELATIONS)[0]


def _parts(name: str) -> tuple[str, str, str]:
    parts = name.split(":")
    if len(parts) != 3 or not all(parts):
        raise UsageError(f"{name!r} names no link: give it as EVENT:RELATION:EVENT.")
    return parts[0], relation_of(parts[1]), parts[2]


def _between(connection: Connection, event: int, relation: str, other: int) -> LinkTold | None:
    """The link of that relation between the two; either way round where the relation is mutual."""
    return next(iter(links(connection, (t.event_link.c.relation == relation) & _of_pair(event, relation, other))), None)


def _of_pair(event: int, relation: str, other: int) -> ColumnElement[bool]:
    c = t.event_link.c
    same = (c.event_id == event) & (c.other_id == other)
    return or_(same, (c.event_id == other) & (c.other_id == event)) if relation in MUTUAL else same


def _check(connection: Connection, event: int, relation: str, other: int) -> None:
    """Raises UsageError where the link cannot be."""
    if event == other:
        raise UsageError("An event cannot be linked to itself: name two events.")
    rows = {
        row.id: row
        for row in connection.execute(
            select(t.event.c.id, t.event.c.public_id, t.event.c.date).where(t.event.c.id.in_((event, other)))
        )
    }
    one, two = rows[event], rows[other]
    ways = ((event, other), (other, event)) if relation in MUTUAL else ((event, other),)
    for excluded, (later, earlier) in product(_excluded(relation), ways):
        contrary = _between(connection, later, excluded, earlier)
        if contrary is not None and contrary.review == "accepted":
            raise UsageError(f"{contrary.id} says the contrary: take it back first with timeline link --remove.")
    if relation in MUTUAL:
        return
    if edtf.before(edtf.parse(one.date), edtf.parse(two.date)) is Certainty.CERTAINLY:
        raise UsageError(
            f"{one.public_id} ({one.date}) is earlier than {two.public_id} ({two.date}), so it is not what {relation} "
            "it: name the later event first."
        )
    if _reaches(connection, other, event):
        raise UsageError(
            f"{two.public_id} is linked to {one.public_id} already, so that the link would close a ring: "
            f"see timeline explain {two.public_id}."
        )


def _excluded(relation: str) -> list[str]:
    """The relations that cannot hold between two events beside this one: the same decision did nothing to itself."""
    if relation == "same-as":
        return [each for each in EVENT_RELATIONS if each != relation]
    if relation in STANDINGS:
        return ["same-as", *(each for each in STANDINGS if each != relation)]
    return ["same-as"]


def _reaches(connection: Connection, start: int, goal: int) -> bool:
    """Whether links that go back in time lead from one event to the other."""
    c = t.event_link.c
    seen, front = {start}, {start}
    while front:
        statement = select(c.other_id).where(
            c.event_id.in_(front), c.review.in_(("proposed", "accepted")), c.relation.not_in(MUTUAL)
        )
        front = set(connection.execute(statement).scalars()) - seen
        if goal in front:
            return True
        seen |= front
    return False


def _quote(connection: Connection, events: Sequence[int], quote: str, source: str, *, why: str) -> tuple[str, bool]:
    """The quote in the letters of the document that has it, and whether a stored document does."""
    if not quote.strip():
        return "", True
    if source:
        found = evidence(connection, SourceNamed(source, quote), otherwise="", why=why)
        return _GAP.join(passage.quote for passage in found.passages), True
    c = t.claim.c
    statement = select(c.document_id).where(c.event_id.in_(events)).distinct().order_by(c.document_id)
    for key in connection.execute(statement).scalars().all():
        try:
            passages = find_passages(stored_document(connection, key), quote)
        except UsageError:
            continue
        return _GAP.join(passage.quote for passage in passages), True
    return quote.strip(), False
