"""What a change did to events, links and documents → those as they were before, and entries that say so.

A row that is not as the change left it is named as a clash, and left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from timeline import edtf
from timeline.database import tables as t
from timeline.database.history import Changed
from timeline.database.logged_claims import COLUMNS, Told, claims_logged, same, told, told_of
from timeline.database.search_index import refile_document
from timeline.queries.log import Entry, State
from timeline.review.states import event_of, plain, states
from timeline.review.writing import keys_of, rewrite_event

_REVIEW = ("review", "review_reason")


@dataclass(slots=True)
class Undone:
    """What was done to take a change back: the entries for the log, and the rows that stand otherwise since."""

    number: int
    done: list[Changed] = field(default_factory=list)
    clashes: list[tuple[str, str]] = field(default_factory=list)
    events: set[int] = field(default_factory=set)


def undo_events(connection: Connection, entries: Mapping[str, Sequence[Entry]], undone: Undone) -> None:
    """Withdraw the events that were made, and give the others their former values and claims."""
    keys = keys_of(connection, entries)
    now = states(connection, list(keys.values()))
    moves = _Moves(connection)
    steps: dict[str, tuple[State, State]] = {}
    for name, of_event in entries.items():
        undone.events.add(keys[name])
        change = _Net.of(of_event)
        if not change.left(now[keys[name]]) or not moves.plan(keys[name], change):
            undone.clashes.append(("event", name))
            continue
        former = change.former
        if change.made:
            former = {"review": "withdrawn", "review_reason": f"undone: change {undone.number}"}
        steps[name] = (now[keys[name]], {field: former[field] for field in former})
    if undone.clashes:
        return
    moves.make()
    for name, (state, former) in steps.items():
        key = keys[name]
        after = _rewritten(connection, key, state, former)
        changed = {field: value for field, value in after.items() if state[field] != value}
        before = {field: state[field] for field in changed}
        left, came = moves.logged(key)
        before |= {"claims": left} if left else {}
        undone.done.append(Changed("event", name, before, {**changed, **({"claims": came} if came else {})}))


def undo_links(connection: Connection, entries: Mapping[str, Sequence[Entry]], undone: Undone) -> None:
    """Withdraw the links that were made, and give the others their former state."""
    for name, of_link in entries.items():
        event, relation, other = name.split(":")
        keys = keys_of(connection, {event, other})
        c = t.event_link.c
        of_pair = (c.event_id == keys[event], c.other_id == keys[other], c.relation == relation)
        row = connection.execute(select(t.event_link).where(*of_pair)).mappings().one_or_none()
        change = _Net.of(of_link)
        if row is None or not change.left(dict(row)):
            undone.clashes.append(("event_link", name))
            continue
        former = {"review": "withdrawn"} if change.made else change.former
        before = {field: row[field] for field in former}
        if former and before != former:
            connection.execute(update(t.event_link).where(c.id == row["id"]).values(former))
            undone.done.append(Changed("event_link", name, before, former))


def undo_documents(connection: Connection, entries: Mapping[str, Sequence[Entry]], undone: Undone) -> None:
    """Give documents that were completed what they said before; those that were stored stay."""
    d = t.document.c
    for key, of_document in entries.items():
        change = _Net.of(of_document)
        if change.made:
            continue
        row = connection.execute(select(t.document).where(d.id == int(key))).mappings().one()
        if not change.left(dict(row)):
            undone.clashes.append(("document", key))
            continue
        former: dict[str, Any] = dict(change.former)
        undone.done.append(Changed("document", key, {field: row[field] for field in former}, change.former))
        if "published" in former:
            former["first_day"], former["last_day"] = edtf.days_of(former["published"])
        connection.execute(update(t.document).where(d.id == int(key)).values(former))
        if "title" in former:
            refile_document(connection, int(key), row["text"], before=row["title"], after=former["title"])


@dataclass(frozen=True, slots=True)
class _Net:
    """What several entries of one change did to a row together, claims apart."""

    made: bool
    former: State
    latter: State
    came: tuple[Told, ...]
    went: tuple[Told, ...]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "_Net":
        former: State = {}
        latter: State = {}
        came: list[Told] = []
        went: list[Told] = []
        for entry in entries:
            before, after = dict(entry.before or {}), dict(entry.after or {})
            went += [told(each) for each in before.pop("claims", ())]
            came += [told(each) for each in after.pop("claims", ())]
            former = {**before, **former}
            latter |= after
        made = entries[0].before is None
        former = {name: value for name, value in former.items() if latter.get(name) != value and name in latter}
        return cls(made, {} if made else former, latter, tuple(came), tuple(went))

    def left(self, now: Mapping[str, Any]) -> bool:
        """Whether the row is still as the change left it: all of it where it was made, else what was changed."""
        names = self.latter if self.made else self.former
        return all(plain(now[name]) == self.latter[name] for name in names if name in now)


class _Moves:
    """Claims that come to events and leave them while a change is taken back; one that does both keeps its row."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._leaving: dict[int, list[dict[str, Any]]] = {}
        self._coming: dict[int, list[Told]] = {}
        self._made: dict[int, list[dict[str, Any]]] = {}
        self._lost: dict[int, list[dict[str, Any]]] = {}

    def plan(self, key: int, change: _Net) -> bool:
        """Note what leaves this event and comes back to it; False where a claim that the change brought is not there,
        or, of an event that it made, another one is."""
        c = t.claim.c
        rows = self._connection.execute(select(t.claim).where(c.event_id == key).order_by(c.id)).mappings()
        stored = [dict(row) for row in rows]
        found = []
        for claim in change.came:
            row = next((each for each in stored if same(claim, told_of(each))), None)
            if row is None:
                return False
            stored.remove(row)
            found.append(row)
        if change.made:
            self._made[key] = found
            return not stored or not change.came
        self._leaving[key] = found
        self._coming[key] = list(change.went)
        return True

    def make(self) -> None:
        """Move, take out and put back the claims. An event that was made keeps its own, but what it has of another."""
        for key, claims in self._coming.items():
            for claim in claims:
                row = self._taken(self._leaving, claim) or self._taken(self._made, claim)
                if row is None:
                    self._put_back(key, claim)
                else:
                    self._connection.execute(update(t.claim).where(t.claim.c.id == row["id"]).values(event_id=key))
        gone = [row["id"] for rows in self._leaving.values() for row in rows]
        if gone:
            self._connection.execute(delete(t.claim).where(t.claim.c.id.in_(gone)))

    def _taken(self, rows_of: dict[int, list[dict[str, Any]]], claim: Told) -> dict[str, Any] | None:
        """Take the row of a claim from the event that is to lose it."""
        for key, rows in rows_of.items():
            for row in rows:
                if same(claim, told_of(row)):
                    rows.remove(row)
                    self._lost.setdefault(key, []).append(row)
                    return row
        return None

    def logged(self, key: int) -> tuple[list[list[Any]], list[list[Any]]]:
        """What left the event and what came to it, as the log has it."""
        left = claims_logged([*self._lost.get(key, ()), *self._leaving.get(key, ())])
        return left, [list(claim) for claim in self._coming.get(key, ())]

    def _put_back(self, key: int, claim: Told) -> None:
        row = dict(zip(COLUMNS, (*claim, "machine", "actual", "", None, None)[: len(COLUMNS)], strict=True))
        d = t.document.c
        text = self._connection.execute(select(d.text).where(d.id == row["document_id"])).scalar_one()
        row["quote"] = text[row["start_offset"] : row["end_offset"]]
        self._connection.execute(insert(t.claim).values(event_id=key, **row))


def _rewritten(connection: Connection, key: int, now: State, former: State) -> State:
    """Bring the event to its former values → its state."""
    wanted = {**now, **former}
    review = {name: wanted[name] for name in _REVIEW if wanted[name] != now[name]}
    if review:
        connection.execute(update(t.event).where(t.event.c.id == key).values(review))
    if any(name not in _REVIEW for name in former):
        current = {**now, **review}
        return rewrite_event(connection, key, current, event_of(wanted), wanted["confidence"])
    return {**now, **review}
