"""An event of several sources and the documents that tell another happening → two events, never brought together again.

It takes back a merging, the machine's or a person's: an event that was merged into this one, and told what these
documents tell, stands again under its old id.
"""

import contextlib
import dataclasses
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, insert, select, update

from timeline.database import tables as t
from timeline.database.domains import REFERENCE
from timeline.database.facets import refresh_facets
from timeline.database.history import record
from timeline.database.logged_claims import claims_logged
from timeline.documents.document import Passage
from timeline.documents.proposal import ROLES, Claim, Participant, ProposedEvent, WeaponLine
from timeline.errors import UsageError
from timeline.review.amounts import with_value
from timeline.review.copies import story
from timeline.review.merging import numbered
from timeline.review.public_ids import public_ids
from timeline.review.states import State, event_of, states
from timeline.review.support import elected, supports
from timeline.review.writing import NewEvent, insert_events, keys_of, rewrite_event

_DECIDED = ("quote", "origin", "review")


def split_event(connection: Connection, key: int, documents: Sequence[int], *, reason: str) -> str:
    """Take what these documents tell out of the event, in the connection's transaction → the public id of the other.

    Other prints of their stories go with them. Raises UsageError without a reason, for a document that is no source of
    the event, and where no source would be left or the documents do not say what happened and when.
    """
    if not reason.strip():
        raise UsageError("Say why with --reason: to split an event needs a reason.")
    before = states(connection, [key])[key]
    if before["origin"] == REFERENCE:
        raise UsageError(f"{before['public_id']} comes with the program: there is nothing in it to split.")
    c = t.claim.c
    rows = connection.execute(select(t.claim).where(c.event_id == key).order_by(c.id)).mappings().all()
    sources = {row["document_id"] for row in rows}
    for document in documents:
        if document not in sources:
            raise UsageError(f"Document {document} is no source of {before['public_id']}: see timeline explain.")
    leaving = sources & {print_ for document in documents for print_ in story(connection, document)}
    if leaving == sources:
        raise UsageError(
            f"All sources of {before['public_id']} would leave it: reject the event, or name fewer documents "
            "(those that print one story leave together)."
        )
    told = _told([row for row in rows if row["document_id"] in leaving], event_of(before))
    other = _other(connection, told, before, documents[0], why=reason)
    moved = [row for row in rows if row["document_id"] in leaving]
    connection.execute(
        update(t.claim).where(c.event_id == key, c.document_id.in_(sorted(leaving))).values(event_id=other)
    )
    stays = [row for row in rows if row["document_id"] not in leaving]
    _log_claims(connection, other, moved, why=reason)
    _leave(connection, key, before, stays, moved, why=reason)
    refresh_facets(connection, [key, other])
    _part(connection, key, other, why=reason)
    return str(states(connection, [other])[other]["public_id"])


def _told(rows: Sequence[RowMapping], event: ProposedEvent) -> ProposedEvent:
    """The event that these claims tell; of title, place and note nothing is known."""
    claims = tuple(
        Claim(row["field"], row["value"], Passage(row["start_offset"], row["end_offset"], row["quote"])) for row in rows
    )
    said: dict[str, list[str]] = {}
    for claim in claims:
        if claim.value and claim.value not in said.setdefault(claim.field, []):
            said[claim.field].append(claim.value)
    lines = [WeaponLine(weapon) for weapon in said.get("weapon", ())]
    if len(lines) == 1:
        for value in said.get("quantity", ())[:1]:
            lines = [numbered(lines[0], value)]
        with contextlib.suppress(UsageError):  # a claim whose words are no sum
            lines = [with_value(lines[0], value) for value in said.get("value", ())[:1]] or lines
    parts = [Participant(actor, role) for role in ROLES for actor in said.get(role, ())]
    return dataclasses.replace(
        event,
        type=next(iter(said.get("type", ())), event.type),
        status=next(iter(said.get("status", ())), event.status),
        date=next(iter(said.get("date", ())), event.date),
        participants=tuple(parts) or event.participants,
        weapons=tuple(lines) or event.weapons,
        treaties=tuple(said.get("treaty", ())) or event.treaties,
        claims=claims,
    )


def _other(connection: Connection, told: ProposedEvent, before: State, document: int, *, why: str) -> int:
    """The key of the event for what leaves: the one that was merged into this one before, or a new one."""
    sha256 = connection.execute(select(t.document.c.sha256).where(t.document.c.id == document)).scalar_one()
    merged = f"the same as {before['public_id']}"
    for name in public_ids(sha256, told):
        known = keys_of(connection, [name])
        if not known:
            new = NewEvent(name, dataclasses.replace(told, claims=()), (), confidence=before["confidence"])
            return insert_events(connection, [dataclasses.replace(new, extractor=before["extractor"])], why=why)[0]
        state = states(connection, list(known.values()))[known[name]]
        if state["review"] == "withdrawn" and state["review_reason"] == merged:
            after = {"review": "proposed", "review_reason": ""}
            connection.execute(update(t.event).where(t.event.c.id == known[name]).values(after))
            old = {field: state[field] for field in after}
            record(connection, table="event", key=name, before=old, after=after, why=why)
            return known[name]
    raise AssertionError  # the series has no end


def _leave(
    connection: Connection,
    key: int,
    before: State,
    stays: Sequence[RowMapping],
    moved: Sequence[RowMapping],
    *,
    why: str,
) -> None:
    """Take from the event what only the documents that left say, where no person set it."""
    event = event_of(before)
    own = {row["field"] for row in stays if row["origin"] != "machine"}
    left = {(row["field"], row["value"]) for row in stays}
    gone = {(row["field"], row["value"]) for row in moved} - left
    gone = {(field, value) for field, value in gone if field not in own}
    new = dataclasses.replace(
        event,
        participants=tuple(one for one in event.participants if (one.role, one.actor) not in gone),
        weapons=tuple(line for line in event.weapons if ("weapon", line.weapon) not in gone),
        treaties=tuple(treaty for treaty in event.treaties if ("treaty", treaty) not in gone),
    )
    given = supports(connection, key)
    if ("date", event.date) in gone:
        new = dataclasses.replace(new, date=elected(given, "date") or event.date)
    number = elected(given, "quantity")
    if "quantity" not in own and len(new.weapons) == 1 and any(field == "quantity" for field, _ in gone):
        new = dataclasses.replace(new, weapons=(numbered(new.weapons[0], number or ""),))
    after = rewrite_event(connection, key, before, new) if new != event else before
    changed = {name: value for name, value in after.items() if before[name] != value}
    old = {name: before[name] for name in changed}
    old["claims"] = claims_logged(moved)
    record(connection, table="event", key=before["public_id"], before=old, after=changed, why=why)


def _log_claims(connection: Connection, key: int, rows: Sequence[RowMapping], *, why: str) -> None:
    name = states(connection, [key])[key]["public_id"]
    record(connection, table="event", key=name, before={}, after={"claims": claims_logged(rows)}, why=why)


def _part(connection: Connection, key: int, other: int, *, why: str) -> None:
    """Remember that the two are two: a link `same-as` between them is rejected, and `distinct-from` is a person's."""
    c = t.event_link.c
    between = c.event_id.in_((key, other)) & c.other_id.in_((key, other))
    names = {one: state["public_id"] for one, state in states(connection, [key, other]).items()}
    for row in connection.execute(select(t.event_link).where(between, c.relation == "same-as")).mappings().all():
        if row["review"] != "rejected":
            connection.execute(update(t.event_link).where(c.id == row["id"]).values(review="rejected"))
            name = f"{names[row['event_id']]}:same-as:{names[row['other_id']]}"
            old, new = {"review": row["review"]}, {"review": "rejected"}
            record(connection, table="event_link", key=name, before=old, after=new, why=why)
    after = {"origin": "person", "review": "accepted"}
    known = connection.execute(select(t.event_link).where(between, c.relation == "distinct-from")).mappings().first()
    if known is None:
        link: State = {"event_id": other, "other_id": key, "relation": "distinct-from", "quote": "", **after}
        connection.execute(insert(t.event_link).values(link))
    else:
        link = {**known, **after}
        connection.execute(update(t.event_link).where(c.id == known["id"]).values(after))
    record(
        connection,
        table="event_link",
        key=f"{names[link['event_id']]}:distinct-from:{names[link['other_id']]}",
        before=None if known is None else {name: known[name] for name in _DECIDED},
        after={name: link[name] for name in _DECIDED},
        why=why,
    )
