"""A further telling of a stored event, or a second event that is the same → one event with the claims of both.

Claims are never lost: all stand side by side. What the event itself says follows from them where nobody has decided on
it yet: everybody and everything that is named, and of days and numbers those that most independent sources give, so
that the order in which documents came makes no difference. What a person accepted or set stays as it is.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from timeline.database import tables as t
from timeline.database.batches import insert_rows
from timeline.database.history import Changed, record, record_all
from timeline.database.logged_claims import claims_logged
from timeline.documents.proposal import LANES, DateBasis, ProposedEvent, WeaponLine
from timeline.errors import UsageError
from timeline.queries.policy_questions import narrowest
from timeline.review.amounts import with_quantity
from timeline.review.free_events import free
from timeline.review.rows import Row
from timeline.review.states import event_of, public_ids_of, states
from timeline.review.stored_events import Source, StoredEvents
from timeline.review.support import elected
from timeline.review.writing import Cited, claims_of, rewrite_event

_ENDS = ("event_id", "other_id")


def add_source(
    events: StoredEvents, key: int, proposal: ProposedEvent, cited: Cited, source: Source, *, extractor: str
) -> Changed:
    """Add what one more document tells to a stored event → what is to be written in the log."""
    claims = claims_of(key, (cited,), origin="machine", extractor=extractor)
    insert_rows(events.connection, t.claim, [tuple(row.values()) for row in claims])
    events.told(key, claims, source)
    before = events.state(key)
    if events.is_free(key):
        return _settled(events, key, before, proposal, claims)
    return _change(before, {}, {}, claims)


def merge_events(connection: Connection, into: int, other: int, *, why: str) -> None:
    """Make one event of two in the connection's transaction: `other` is withdrawn, and its claims are the first's.

    Both stay in the log and under their ids; `timeline split` parts them again.
    """
    found = states(connection, [into, other])
    one, two = found[into], found[other]
    settled = bool(free(connection, [into], but={into, other}))
    c = t.claim.c
    rows = connection.execute(select(t.claim).where(c.event_id == other).order_by(c.id)).mappings().all()
    connection.execute(update(t.claim).where(c.event_id == other).values(event_id=into))
    after = {"review": "withdrawn", "review_reason": f"the same as {one['public_id']}"}
    connection.execute(update(t.event).where(t.event.c.id == other).values(after))
    before = {**{name: two[name] for name in after}, "claims": claims_logged(rows)}
    record(connection, table="event", key=two["public_id"], before=before, after=after, why=why)
    mine = settled and two["origin"] == "machine"
    events = StoredEvents(connection)
    change = _settled(events, into, one, event_of(two), rows) if mine else _change(one, {}, {}, rows)
    events.refresh()
    record_all(connection, [change], why=why)
    _move_links(connection, into, other, why=why)


def share_a_document(connection: Connection, one: int, other: int) -> bool:
    """Whether a document tells both: what it tells apart is two happenings."""
    c = t.claim.c
    mine = select(c.document_id).where(c.event_id == one)
    return connection.execute(select(c.id).where(c.event_id == other, c.document_id.in_(mine))).first() is not None


def _settled(events: StoredEvents, key: int, before: Row, told: ProposedEvent, claims: Sequence[Any]) -> Changed:
    """Bring what a free event says in line with all its claims, `told` being what came to them."""
    event = event_of(before)
    confidence = max(filter(None, (before["confidence"], told.confidence)), default=None)
    new = _united(events, event, told)
    date = event.date if told.date == event.date else elected(events.supports(key), "date") or event.date
    if date != event.date:
        new = dataclasses.replace(new, date=date, basis=told.basis if told.date == date else DateBasis())
    same = len(new.weapons) != 1 or new.weapons == event.weapons == told.weapons
    number = None if same else elected(events.supports(key), "quantity")
    if number and ":" not in number:
        new = dataclasses.replace(new, weapons=(numbered(new.weapons[0], number),))
    new = dataclasses.replace(new, lane=min(event.lane, told.lane, key=LANES.index))
    if new == event and confidence == before["confidence"]:
        return _change(before, before, before, claims)
    after = rewrite_event(events.connection, key, before, new, confidence)
    events.rewritten(key)
    return _change(before, before, after, claims)


def _united(events: StoredEvents, event: ProposedEvent, told: ProposedEvent) -> ProposedEvent:
    """The event with all that the other names; of weapons the most exact ones."""
    people = tuple(sorted({*event.participants, *told.participants}, key=lambda one: (one.role, one.actor)))
    lines: dict[str, WeaponLine] = {}
    for line in (*event.weapons, *told.weapons):
        lines[line.weapon] = _filled(lines[line.weapon], line) if line.weapon in lines else line
    more = len(lines) > len(event.weapons)
    exact = narrowest(lines.keys(), events.ancestors(lines)) if more else lines.keys()
    weapons = tuple(line for weapon, line in sorted(lines.items()) if weapon in exact)
    treaties = tuple(sorted({*event.treaties, *told.treaties}))
    new = dataclasses.replace(
        event,
        participants=people,
        weapons=weapons,
        treaties=treaties,
        place=event.place or told.place,
        basis=event.basis if event.basis.rule else told.basis,
    )
    fuller = _named(told) == _named(new) != _named(event)
    return dataclasses.replace(new, title=told.title) if fuller and told.title else new


def _named(event: ProposedEvent) -> tuple[object, ...]:
    return set(event.participants), {line.weapon for line in event.weapons}, set(event.treaties)


def _filled(line: WeaponLine, other: WeaponLine) -> WeaponLine:
    """The line with what only the other one says of number, worth and conditions."""
    if line.quantity_min is None and line.quantity_max is None:
        numbers = (other.quantity_min, other.quantity_max, other.unit)
        line = dataclasses.replace(line, quantity_min=numbers[0], quantity_max=numbers[1], unit=numbers[2])
    if line.value is None:
        line = dataclasses.replace(line, value=other.value, currency=other.currency)
    return line if line.conditions else dataclasses.replace(line, conditions=other.conditions)


def numbered(line: WeaponLine, number: str) -> WeaponLine:
    """The line with a number as a claim has it; as it was where that cannot be read."""
    try:
        return with_quantity(line, number)
    except UsageError:
        return line


def _change(event: Row, before: Row, after: Row, claims: Sequence[Any]) -> Changed:
    """What changed in the event, and the claims that it now has besides, for the log."""
    changed = {name: value for name, value in after.items() if before[name] != value}
    told = {**changed, "claims": claims_logged(claims)}
    old = {name: before[name] for name in changed}
    return Changed("event", event["public_id"], old, told)


def _move_links(connection: Connection, into: int, other: int, *, why: str) -> None:
    """What was decided on links of the one that is withdrawn holds for the first; its proposed links are void."""
    c = t.event_link.c
    rows = (
        connection.execute(select(t.event_link).where(or_(c.event_id == other, c.other_id == other)).order_by(c.id))
        .mappings()
        .all()
    )
    present = {
        (row.event_id, row.relation, row.other_id)
        for row in connection.execute(select(t.event_link).where(or_(c.event_id == into, c.other_id == into)))
    }
    names = public_ids_of(connection, list({into, other, *(row[end] for row in rows for end in _ENDS)}))
    changes = []
    for row in rows:
        moved = {**row, **{end: into if row[end] == other else row[end] for end in _ENDS}}
        ends = (moved["event_id"], moved["relation"], moved["other_id"])
        if moved["event_id"] != moved["other_id"] and ends not in present:
            connection.execute(insert(t.event_link), [{k: v for k, v in moved.items() if k != "id"}])
            changes.append(Changed("event_link", _link_name(moved, names), None, _link_logged(moved)))
        if row["review"] == "proposed":
            before, after = {"review": "proposed"}, {"review": "withdrawn"}
            changes.append(Changed("event_link", _link_name(row, names), before, after))
    connection.execute(
        update(t.event_link)
        .where(or_(c.event_id == other, c.other_id == other), c.review == "proposed")
        .values(review="withdrawn")
    )
    record_all(connection, changes, why=why)


def _link_name(link: Mapping[Any, Any], names: Mapping[int, str]) -> str:
    return f"{names[link['event_id']]}:{link['relation']}:{names[link['other_id']]}"


def _link_logged(link: Mapping[Any, Any]) -> Row:
    return {name: link[name] for name in ("quote", "origin", "review")}
