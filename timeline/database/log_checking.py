"""The log of changes and the rows that it tells of → every row that is not what the log says, each a line.

What is altered past the program leaves the log as it was: a date put otherwise in `event`, a claim taken out, an act
that nobody added. Of what older versions did not log (the claims of new events) nothing is said.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.database.domains import REFERENCE
from timeline.database.fact_keys import KEYS, log_key
from timeline.database.known_steps import State
from timeline.database.logged_claims import same, told, told_of
from timeline.database.logged_events import logged_events, plain_row, rows_of
from timeline.database.models import metadata

Entries = Sequence[tuple[State | None, State | None]]
_PARTS = {"actors": t.event_actor, "weapons": t.event_weapon, "treaties": t.event_treaty}
_LINK = {"quote": "", "origin": "machine", "review": "proposed"}
_UNKNOWN = "the log of changes does not know it"
_LOST = text(
    "SELECT DISTINCT row_key FROM change WHERE table_name = 'event'"
    " AND row_key NOT IN (SELECT public_id FROM event) ORDER BY row_key"
)


def row_faults(connection: Connection) -> Iterator[str]:
    """Every row that differs from what the log says of it, that it does not know, or that should be there."""
    yield from _event_faults(connection)
    yield from _document_faults(connection)
    yield from _link_faults(connection)
    yield from _fact_faults(connection)


def _event_faults(connection: Connection) -> Iterator[str]:
    e = t.event.c
    keys = connection.execute(select(e.id, e.public_id, e.origin).order_by(e.id)).all()
    for some in batches(keys):
        names = {row.public_id: row.id for row in some}
        entries = _entries(connection, "event", names)
        stored = logged_events(connection, list(names.values()))
        claims = rows_of(connection, t.claim, "event_id", names.values())
        for row in some:
            said = entries.get(row.public_id)
            if said is None:
                if row.origin != REFERENCE:
                    yield f"event {row.public_id}: {_UNKNOWN}"
                continue
            yield from _differing(f"event {row.public_id}", _folded(said), stored[row.id])
            yield from _claim_faults(row.public_id, said, claims.get(row.id, []))
    for name in connection.execute(_LOST).scalars().all():
        if _entries(connection, "event", [name])[name][-1][1] is not None:
            yield f"event {name}: the log of changes tells of it, and it is not there"


def _claim_faults(name: str, said: Entries, rows: Sequence[State]) -> Iterator[str]:
    """The claims of an event beside those that came to it and left it, where the log has them from the beginning."""
    before, after = said[0]
    if before is not None or "claims" not in (after or {}):
        return
    wanted: list[tuple[Any, ...]] = []
    for before, after in said:
        for each in (before or {}).get("claims", ()):
            gone = next((one for one in wanted if same(told(each), one)), None)
            if gone is not None:
                wanted.remove(gone)
        wanted += [told(each) for each in (after or {}).get("claims", ())]
    stored = [told_of(row) for row in rows]
    for claim, number in (Counter(wanted) - Counter(stored)).items():
        if not any(len(claim) < len(each) and same(claim, each) for each in stored):
            yield f"event {name}: of its claims {number} on the {claim[0]} in document {claim[2]} is not there"
    for claim, number in (Counter(stored) - Counter(wanted)).items():
        if not any(len(each) < len(claim) and same(each, claim) for each in wanted):
            yield f"event {name}: of its claims {number} on the {claim[0]} in document {claim[2]} is not in the log"


def _document_faults(connection: Connection) -> Iterator[str]:
    d = t.document.c
    columns = [each for each in d if each.name not in ("text", "first_day", "last_day")]
    keys = list(connection.execute(select(d.id).order_by(d.id)).scalars())
    for some in batches(keys):
        entries = _entries(connection, "document", map(str, some))
        rows = connection.execute(select(*columns).where(d.id.in_(some)).order_by(d.id)).mappings()
        for row in rows:
            said = entries.get(str(row["id"]))
            if said is not None:
                yield from _differing(f"document {row['id']}", _folded(said), plain_row(row))
            elif row["loader"] != REFERENCE:
                yield f"document {row['id']}: {_UNKNOWN}"


def _link_faults(connection: Connection) -> Iterator[str]:
    one, other, link = t.event.alias("one"), t.event.alias("other"), t.event_link.c
    statement = (
        select(link.id, one.c.public_id, link.relation, other.c.public_id, link.quote, link.origin, link.review)
        .join_from(t.event_link, one, link.event_id == one.c.id)
        .join(other, link.other_id == other.c.id)
        .order_by(link.id)
    )
    for some in batches(connection.execute(statement).all()):
        names = [f"{row[1]}:{row[2]}:{row[3]}" for row in some]
        entries = _entries(connection, "event_link", names)
        for name, row in zip(names, some, strict=True):
            said = entries.get(name)
            if said is not None:
                stored = {"quote": row.quote, "origin": row.origin, "review": row.review}
                whole = said[0][0] is None
                yield from _differing(f"link {name}", {**(_LINK if whole else {}), **_folded(said)}, stored)
            elif row.origin != REFERENCE:
                yield f"link {name}: {_UNKNOWN}"


def _fact_faults(connection: Connection) -> Iterator[str]:
    for name in KEYS:
        keys = connection.execute(select(t.change.c.row_key).where(t.change.c.table_name == name).distinct()).scalars()
        entries = _entries(connection, name, list(keys))
        table = metadata.tables[name]
        own = table.c.origin == "user"
        statement = select(table) if entries else select(table).where(own)
        rows = {log_key(name, row): row for row in map(dict, connection.execute(statement).mappings())}
        for key, row in rows.items():
            if row["origin"] == "user" and key not in entries:
                yield f"{name} {key}: {_UNKNOWN}"
        for key, said in entries.items():
            stored = rows.get(key)
            if said[-1][1] is None:
                if stored is not None:
                    yield f"{name} {key}: it was taken away, as the log of changes says, and is there"
            elif stored is None:
                yield f"{name} {key}: the log of changes tells of it, and it is not there"
            else:
                yield from _differing(f"{name} {key}", _folded(said), plain_row(stored))


def _differing(named: str, wanted: Mapping[str, Any], stored: Mapping[str, Any]) -> Iterator[str]:
    for name, value in wanted.items():
        if name in stored and name != "id" and stored[name] != value:
            yield f"{named}: its {name} is {stored[name]!r}, and {value!r} as the log of changes says"


def _folded(said: Entries) -> State:
    """What the entries lead to, the first one first; claims left out."""
    state: State = {}
    for _, after in said:
        state = {} if after is None else {**state, **after}
    for name in ("claims", "documents"):
        state.pop(name, None)
    return state


def _entries(connection: Connection, table: str, keys: Iterable[str]) -> dict[str, Entries]:
    """By key, what was done to these rows, in its order."""
    found: dict[str, list[tuple[State | None, State | None]]] = defaultdict(list)
    c = t.change.c
    for some in batches(sorted(keys)):
        statement = select(c.row_key, c.before, c.after).where(c.table_name == table, c.row_key.in_(some))
        for key, before, after in connection.execute(statement.order_by(c.id)):
            found[key].append((before, after))
    return dict(found)
