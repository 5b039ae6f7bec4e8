"""The shipped policy decisions → events, links and documents of origin `reference` in a database.

Keys go from 0 downwards, so that whatever a user stores is numbered as if the decisions were not there. A second run
changes nothing; what a person decided on such an event or link stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, TableClause, and_, delete, func, insert, or_, select, update

from timeline.database import tables as t
from timeline.database.domains import REFERENCE
from timeline.database.facets import refresh_facets
from timeline.database.history import Changed
from timeline.database.logged_events import State, whole_events
from timeline.database.policy_events import Link, PolicyEvent, Row, shipped_events, shipped_links

# What a person decides on stays as decided.
_PERSONS = frozenset({"review", "review_reason"})


def clear_outdated_events(connection: Connection) -> tuple[list[Changed], dict[str, State]]:
    """Take out what the shipped decisions say no more → entries for the log, and the former states of those that are
    to be put in again otherwise, which is for `store_missing_events`.

    It comes before the facts are brought up to date, so that no old decision holds back a weapon that is to go. A
    decision that is no longer shipped stays where a link of the user names it.
    """
    shipped, stored = shipped_events(), _stored(connection)
    changed = _clear_links(connection, {link.key for link in shipped_links()})
    keys = _keys(connection, [name for name in stored if stored[name] != shipped.get(name)])
    gone = {name: key for name, key in keys.items() if name not in shipped and not _linked(connection, key)}
    cleared = [key for name, key in keys.items() if name in shipped or name in gone]
    states = {state["public_id"]: state for state in whole_events(connection, cleared).values()}
    _clear_parts(connection, cleared)
    for name, key in gone.items():
        for table in (t.finding, t.event_check):
            connection.execute(delete(table).where(table.c.event_id == key))
        connection.execute(delete(t.event).where(t.event.c.id == key))
        changed.append(Changed("event", name, states.pop(name), None))
    return changed, states


def store_missing_events(connection: Connection, former: Mapping[str, State] | None = None) -> list[Changed]:
    """Store the shipped decisions and links that are not there → entries for the log, with the states before."""
    shipped, stored = shipped_events(), _stored(connection)
    missing = [event for name, event in shipped.items() if stored.get(name) != event]
    known = _keys(connection, shipped)
    for event in missing:
        if event.public_id in known:
            row = {name: value for name, value in event.event.items() if name not in _PERSONS}
            connection.execute(update(t.event).where(t.event.c.id == known[event.public_id]).values(row))
    new = [event.event for event in missing if event.public_id not in known]
    _insert(connection, t.event, new)
    keys = _keys(connection, shipped)
    _insert_parts(connection, missing, keys)
    refresh_facets(connection, [keys[event.public_id] for event in missing])
    now = whole_events(connection, [keys[event.public_id] for event in missing])
    changed = [
        Changed("event", state["public_id"], (former or {}).get(state["public_id"]), state) for state in now.values()
    ]
    return changed + _insert_links(connection, keys)


def _stored(connection: Connection) -> dict[str, PolicyEvent]:
    """Public id → decision as it is stored, what persons decided on it left out."""
    shipped_names = list(shipped_events())
    event, document, claim = t.event.c, t.document.c, t.claim.c
    ours = or_(event.origin == REFERENCE, event.public_id.in_(shipped_names))
    rows = connection.execute(select(t.event).where(ours).order_by(event.public_id)).mappings().all()
    keys = [row["id"] for row in rows]
    actors, weapons = defaultdict(list), defaultdict(list)
    for key, actor, role in connection.execute(
        select(t.event_actor.c.event_id, t.event_actor.c.actor_id, t.event_actor.c.role).where(
            t.event_actor.c.event_id.in_(keys)
        )
    ):
        actors[key].append((actor, role))
    for key, weapon in connection.execute(
        select(t.event_weapon.c.event_id, t.event_weapon.c.weapon_id).where(t.event_weapon.c.event_id.in_(keys))
    ):
        weapons[key].append(weapon)
    columns = (claim.event_id, claim.document_id, claim.field, claim.value, claim.start_offset, claim.end_offset)
    cited: dict[int, int] = {}
    claims = defaultdict(list)
    for key, document_id, *rest in connection.execute(
        select(*columns).where(_of_summaries(keys)).order_by(claim.id.desc())
    ):
        cited[key] = document_id
        claims[key].append(tuple(rest))
    documents = {
        row["id"]: dict(row)
        for row in connection.execute(select(t.document).where(document.id.in_(cited.values()))).mappings()
    }
    return {
        row["public_id"]: PolicyEvent(
            _as_shipped(dict(row), _EVENT_COLUMNS) | {"review": "accepted"},
            tuple(sorted(actors[row["id"]])),
            tuple(sorted(weapons[row["id"]])),
            _as_shipped(documents.get(cited.get(row["id"], 0), {}), _DOCUMENT_COLUMNS),
            tuple(claims[row["id"]]),
        )
        for row in rows
    }


_EVENT_COLUMNS = (
    *("public_id", "type_id", "status", "date", "first_day", "last_day", "date_precision"),
    *("title", "review", "lane", "origin"),
)
_DOCUMENT_COLUMNS = (
    *("sha256", "url", "title", "publisher", "published", "first_day", "last_day"),
    *("loader", "language", "licence", "loaded_at", "text"),
)


def _as_shipped(row: Mapping[str, Any], columns: Iterable[str]) -> Row:
    return {name: row[name] for name in columns} if row else {}


def _keys(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    found = connection.execute(
        select(t.event.c.public_id, t.event.c.id)
        .where(t.event.c.public_id.in_(list(names)))
        .order_by(t.event.c.id.desc())
    )
    return {row.public_id: row.id for row in found}


def _clear_parts(connection: Connection, keys: Sequence[int]) -> None:
    """Remove actors, weapons, our summaries and the claims on them; what a user's document says stays."""
    ours = _of_summaries(keys)
    documents = connection.execute(select(t.claim.c.document_id).where(ours).distinct()).scalars().all()
    connection.execute(delete(t.claim).where(ours))
    connection.execute(delete(t.document).where(t.document.c.id.in_(documents)))
    for table in (t.event_actor, t.event_weapon):
        connection.execute(delete(table).where(table.c.event_id.in_(keys)))
    refresh_facets(connection, keys)


def _of_summaries(keys: Sequence[int]) -> ColumnElement[bool]:
    """The claims on these events that our own summaries prove."""
    summaries = select(t.document.c.id).where(t.document.c.loader == REFERENCE)
    return and_(t.claim.c.event_id.in_(keys), t.claim.c.document_id.in_(summaries))


def _clear_links(connection: Connection, shipped: set[str]) -> list[Changed]:
    """Remove the links that came with the program and do so no more, and that nobody decided on."""
    changed = []
    for key, link, origin, review in _links(connection):
        if origin == REFERENCE and review == "accepted" and link.key not in shipped:
            connection.execute(delete(t.event_link).where(t.event_link.c.id == key))
            changed.append(Changed("event_link", link.key, {"origin": origin, "review": review}, None))
    return changed


def _links(connection: Connection) -> list[tuple[int, Link, str, str]]:
    one, other, link = t.event.alias("one"), t.event.alias("other"), t.event_link.c
    statement = (
        select(link.id, one.c.public_id, link.relation, other.c.public_id, link.origin, link.review)
        .join_from(t.event_link, one, link.event_id == one.c.id)
        .join(other, link.other_id == other.c.id)
        .where(one.c.origin == REFERENCE, other.c.origin == REFERENCE)
        .order_by(one.c.public_id, other.c.public_id, link.relation)
    )
    return [
        (key, Link(event, relation, to), origin, review)
        for key, event, relation, to, origin, review in connection.execute(statement)
    ]


def _linked(connection: Connection, key: int) -> bool:
    link = t.event_link.c
    return (
        connection.execute(select(link.id).where(or_(link.event_id == key, link.other_id == key))).first() is not None
    )


def _insert_parts(connection: Connection, events: Sequence[PolicyEvent], keys: Mapping[str, int]) -> None:
    _insert(connection, t.document, [event.document for event in events])
    document = t.document.c
    found = connection.execute(select(document.sha256, document.id).where(document.loader == REFERENCE))
    documents = {row.sha256: row.id for row in found}
    actors, weapons, claims = [], [], []
    for event in events:
        key, text = keys[event.public_id], event.document["text"]
        actors += [{"event_id": key, "actor_id": actor, "role": role} for actor, role in event.actors]
        weapons += [{"event_id": key, "weapon_id": weapon} for weapon in event.weapons]
        claims += [
            {
                "event_id": key,
                "field": field,
                "value": value,
                "document_id": documents[event.document["sha256"]],
                "start_offset": start,
                "end_offset": end,
                "quote": text[start:end],
                "origin": REFERENCE,
            }
            for field, value, start, end in event.claims
        ]
    for table, rows in ((t.event_actor, actors), (t.event_weapon, weapons)):
        if rows:
            connection.execute(insert(table), rows)
    _insert(connection, t.claim, claims)


def _insert_links(connection: Connection, keys: Mapping[str, int]) -> list[Changed]:
    known = {link.key for _, link, _, _ in _links(connection)}
    missing = [link for link in shipped_links() if link.key not in known]
    rows = [
        {
            "event_id": keys[link.event],
            "other_id": keys[link.other],
            "relation": link.relation,
            "origin": REFERENCE,
            "review": "accepted",
        }
        for link in missing
    ]
    _insert(connection, t.event_link, rows)
    return [Changed("event_link", link.key, None, {"origin": REFERENCE, "review": "accepted"}) for link in missing]


def _insert(connection: Connection, table: TableClause, rows: Sequence[Row]) -> None:
    """Insert rows under the next keys below those that are there, the first of all being 0."""
    if not rows:
        return
    lowest = connection.execute(select(func.min(table.c.id))).scalar()
    start = min(1 if lowest is None else lowest, 1) - 1
    connection.execute(insert(table), [{"id": start - place, **row} for place, row in enumerate(rows)])
