"""What was done to events, links and documents since a moment → those as they were, before a connection's tables."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import Connection, bindparam, column, func, select, table, update

from timeline import edtf
from timeline.database import tables as t
from timeline.database.batches import batches, fetched_for
from timeline.database.facets import FACETS
from timeline.database.known_claims import claims_then
from timeline.database.known_steps import State, Steps
from timeline.database.shadows import Shadows

_EVENT_KEYS = "SELECT public_id, id FROM event WHERE public_id IN ({names})"
# Part of an event's state → its table.
_PARTS = {"actors": "event_actor", "weapons": "event_weapon", "treaties": "event_treaty"}
_FACET_OF = {"first_day", "actors", "weapons"}
_NOTHING = Steps()


def stand_before_events(shadows: Shadows, steps: Mapping[str, Steps], *, other_tree: bool = False) -> None:
    """Stand before the tables of events, links and documents where anything was done to them.

    `other_tree` tells that the tree of weapons was another one, so that all events were filed otherwise.
    """
    events, documents = steps.get("event", _NOTHING), steps.get("document", _NOTHING)
    links = steps.get("event_link", _NOTHING)
    keys = keys_of(shadows.connection, {*events.made, *events.back, *_ends([*links.made, *links.back])})
    taken_out = sorted(events.back.keys() - keys.keys())
    lowest = shadows.connection.execute(select(func.min(t.event.c.id))).scalar() or 0
    keys |= {name: min(lowest, 0) - place for place, name in enumerate(taken_out, start=1)}
    then = {keys[name]: fields_then(back) for name, back in events.back.items()}
    gone = shadows.keys("known_gone", (keys[name] for name in events.made if name in keys)) if events.made else ""
    shipped, own = _own_documents(events)
    since = {*map(int, documents.made), *shipped}
    late = shadows.keys("known_late", since) if since else ""
    _stand_before_documents(shadows, documents, late, own)
    _stand_before_rows(shadows, then, gone, {keys[name] for name in taken_out})
    for part, name in _PARTS.items():
        _stand_before_part(shadows, name, {key: fields[part] for key, fields in then.items() if part in fields}, gone)
    told = {keys[name]: back for name, back in events.back.items() if _tells(back)}
    _stand_before_claims(shadows, told, gone, late)
    _stand_before_links(shadows, links, keys, gone)
    refiled = [key for key, fields in then.items() if _FACET_OF & fields.keys()]
    _stand_before_facets(shadows, refiled, gone, whole=other_tree)


def keys_of(connection: Connection, public_ids: Iterable[str]) -> dict[str, int]:
    """Public id → key, for those that are stored."""
    return {
        name: key
        for some in batches(sorted(set(public_ids)))
        for name, key in fetched_for(connection, _EVENT_KEYS, names=some)
    }


def fields_then(back: Iterable[tuple[State | None, State | None]]) -> State:
    """What led back to is otherwise than now: fields by name, claims left out."""
    fields: State = {}
    for before, _ in back:
        fields.update(before or {})
    for name in ("claims", "documents"):
        fields.pop(name, None)
    return fields


def _own_documents(events: Steps) -> tuple[set[int], list[State]]:
    """The keys of the documents of decisions that come with the program, then or since; and the rows as they were.

    One that came since may have the key of one that went.
    """
    keys: set[int] = set()
    rows: list[State] = []
    for back in events.back.values():
        told = [before["documents"] for before, _ in back if before and "documents" in before]
        rows += told[-1] if told else []
        keys.update(row["id"] for step in back for state in step for row in (state or {}).get("documents", ()))
    return keys, rows


def _tells(back: Sequence[tuple[State | None, State | None]]) -> bool:
    return any("claims" in (state or {}) for step in back for state in step)


def _ends(names: Iterable[str]) -> set[str]:
    """The public ids of the events that links name."""
    return {end for name in names for end in name.split(":")[::2]}


def _without(*conditions: tuple[str, str]) -> str:
    """A condition that a column is in none of some tables of keys, where there is such a table."""
    said = [f"{name} NOT IN {keys}" for name, keys in conditions if keys]
    return " AND ".join(said) or "1 = 1"


def _stand_before_documents(shadows: Shadows, done: Steps, late: str, own: Sequence[State]) -> None:
    then = {int(key): fields_then(back) for key, back in done.back.items()}
    for fields in then.values():
        if "published" in fields:
            fields["first_day"], fields["last_day"] = (day.isoformat() for day in edtf.days_of(fields["published"]))
    _stand_before_changed(shadows, "document", then, late, own)


def _stand_before_rows(shadows: Shadows, then: Mapping[int, State], gone: str, taken_out: Set[int]) -> None:
    fields = {key: {name: value for name, value in each.items() if name not in _PARTS} for key, each in then.items()}
    names = [each.name for each in t.event.c]
    more = [{name: fields[key].get(name, key) for name in names} for key in sorted(taken_out)]
    there = {key: each for key, each in fields.items() if each and key not in taken_out}
    _stand_before_changed(shadows, "event", there, gone, more)


def _stand_before_changed(
    shadows: Shadows, name: str, then: Mapping[int, State], gone: str, more: Sequence[State] = ()
) -> None:
    """Stand before a table with an `id`: without what is gone, with others as they were, and what was taken out."""
    if not then and not more:
        if gone:
            shadows.view(name, _without(("id", gone)))
        return
    kept, hidden = f"known_{name}", shadows.keys(f"known_ids_of_{name}", then)
    shadows.empty_table(kept, like=name)
    shadows.run(f"INSERT INTO {kept} SELECT * FROM {shadows.real(name)} WHERE id IN {hidden}")  # noqa: S608
    shadows.fill(kept, more)
    shadows.run(f"CREATE INDEX {kept}_by_id ON {kept} (id)")
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for key, fields in then.items():
        alike.setdefault(tuple(fields), []).append({**fields, "known_key": key})
    for names, rows in alike.items():
        target = table(kept, column("id"), *map(column, names))
        values: dict[str, Any] = {each: bindparam(each) for each in names}
        shadows.connection.execute(update(target).where(target.c.id == bindparam("known_key")).values(values), rows)
    shadows.view(name, _without(("id", gone), ("id", hidden)), kept)


def _stand_before_part(shadows: Shadows, name: str, then: Mapping[int, Sequence[Any]], gone: str) -> None:
    if not then:
        if gone:
            shadows.view(name, _without(("event_id", gone)))
        return
    kept, hidden = f"known_{name}", shadows.keys(f"known_ids_of_{name}", then)
    shadows.empty_table(kept, like=name)
    rows = [_part_row(key, row) for key, rows in then.items() for row in rows]
    shadows.fill(kept, rows)
    shadows.view(name, _without(("event_id", gone), ("event_id", hidden)), kept)


def _part_row(key: int, row: Any) -> State:  # noqa: ANN401 - a pair for an actor, else a mapping
    if isinstance(row, Mapping):
        return {"event_id": key, **row}
    role, actor = row
    return {"event_id": key, "actor_id": actor, "role": role}


def _stand_before_claims(
    shadows: Shadows, told: Mapping[int, Sequence[tuple[State | None, State | None]]], gone: str, late: str
) -> None:
    if not told:
        if gone or late:
            shadows.view("claim", _without(("event_id", gone), ("document_id", late)))
        return
    kept, hidden = "known_claim", shadows.keys("known_ids_of_claim", told)
    shadows.empty_table(kept, like="claim")
    shadows.fill(kept, claims_then(shadows.connection, told))
    shadows.view("claim", _without(("event_id", gone), ("event_id", hidden), ("document_id", late)), kept)


def _stand_before_links(shadows: Shadows, done: Steps, keys: Mapping[str, int], gone: str) -> None:
    """Links are named by their events and relation; one whose event was not there was not there either."""
    connection, c = shadows.connection, t.event_link.c
    found = _links(connection, [*done.made, *done.back], keys)
    then = {found[name]: fields_then(back) for name, back in done.back.items() if name in found}
    made = [found[name] for name in done.made if name in found]
    hidden = shadows.keys("known_ids_of_event_link", [*then, *made]) if then or made else ""
    rows = [
        {**row, **then[row["id"]]}
        for some in batches(sorted(then))
        for row in connection.execute(select(t.event_link).where(c.id.in_(some))).mappings()
    ]
    lowest = connection.execute(select(func.min(c.id))).scalar() or 0
    for place, name in enumerate(sorted(done.back.keys() - found.keys()), start=1):
        event, relation, other = name.split(":")
        row = {"quote": "", **fields_then(done.back[name]), "relation": relation, "id": min(lowest, 0) - place}
        rows.append({**row, "event_id": keys[event], "other_id": keys[other]})
    kept = "known_event_link"
    if rows:
        shadows.empty_table(kept, like="event_link")
        shadows.fill(kept, [{each.name: row[each.name] for each in c} for row in rows])
    if hidden or gone or rows:
        condition = _without(("id", hidden), ("event_id", gone), ("other_id", gone))
        shadows.view("event_link", condition, *([kept] if rows else []))


def _links(connection: Connection, names: Sequence[str], keys: Mapping[str, int]) -> dict[str, int]:
    """The name of each of these links → its key."""
    c = t.event_link.c
    public_ids = {key: name for name, key in keys.items()}
    wanted, ends = set(names), {keys[name.split(":")[0]] for name in names if name.split(":")[0] in keys}
    found = {}
    for some in batches(sorted(ends)):
        for row in connection.execute(select(c.id, c.event_id, c.relation, c.other_id).where(c.event_id.in_(some))):
            name = f"{public_ids[row.event_id]}:{row.relation}:{public_ids.get(row.other_id, '')}"
            if name in wanted:
                found[name] = row.id
    return found


def _stand_before_facets(shadows: Shadows, refiled: Sequence[int], gone: str, *, whole: bool) -> None:
    """Events filed as they were: computed anew for those that were otherwise, or for all."""
    if whole:
        for name, (columns, rows) in FACETS.items():
            shadows.empty_table(name)
            shadows.run(f"INSERT INTO {name} ({columns}) {rows}")
        return
    hidden = shadows.keys("known_refiled", refiled) if refiled else ""
    for name, (columns, rows) in FACETS.items():
        more = []
        if hidden:
            more = [f"known_{name}"]
            shadows.empty_table(more[0], like=name)
            shadows.run(f"INSERT INTO {more[0]} ({columns}) {rows} WHERE e.id IN {hidden}")
        if hidden or gone:
            shadows.view(name, _without(("event_id", gone), ("event_id", hidden)), *more)
