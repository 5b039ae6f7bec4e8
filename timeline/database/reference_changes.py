"""The stored reference rows and the shipped ones → what has to be added, changed and removed to make them equal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from timeline.database.fact_keys import KEYS, log_key
from timeline.database.history import Changed
from timeline.database.models import metadata
from timeline.database.seed_cells import Row
from timeline.database.taken_away import taken_away
from timeline.vocabulary.fold import fold

# The rows that describe a thing and go or stay with it.
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "actor": (("actor_name", "actor_id"),),
    "weapon": (
        ("weapon_name", "weapon_id"),
        ("weapon_kind", "weapon_id"),
        ("weapon_maker", "weapon_id"),
        ("weapon_code", "weapon_id"),
    ),
    "treaty": (
        ("treaty_name", "treaty_id"),
        ("treaty_weapon", "treaty_id"),
        ("treaty_rule", "treaty_id"),
        ("provision_condition", "treaty_id"),
    ),
    "embargo": (("embargo_weapon", "embargo_id"),),
}
# Computed from the others and made anew, so that they hold nothing back.
DERIVED = frozenset({"weapon_closure", "event_weapon_facet", "event_actor_facet"})


@dataclass(frozen=True, slots=True)
class Changes:
    """How many reference rows were added, changed and removed, and how many stay only because something needs them.

    `own` are the shipped rows that the user set otherwise or took away.
    """

    added: int
    changed: int
    removed: int
    kept: int
    own: int = 0

    def with_entries(self, entries: Sequence[Changed]) -> "Changes":
        """These and what further entries of the log did."""
        return Changes(
            added=self.added + sum(entry.before is None for entry in entries),
            changed=self.changed + sum(None not in (entry.before, entry.after) for entry in entries),
            removed=self.removed + sum(entry.after is None for entry in entries),
            kept=self.kept,
            own=self.own,
        )

    def __str__(self) -> str:
        if not (self.added or self.changed or self.removed):
            said = "The reference facts are those of this version already"
        else:
            said = f"Reference facts: {self.added} added, {self.changed} changed, {self.removed} removed"
        rest = f"; {self.kept} no longer shipped stay, because other rows need them" if self.kept else ""
        own = f"; {self.own} that you changed or took away yourself stay as you left them" if self.own else ""
        return f"{said}{rest}{own}."


@dataclass(slots=True)
class Plan:
    """What has to be done to each table, in the order of KEYS."""

    added: dict[str, list[Row]] = field(default_factory=dict)
    changed: dict[str, list[tuple[Row, Row]]] = field(default_factory=dict)
    removed: dict[str, list[Row]] = field(default_factory=dict)
    kept: int = 0
    own: int = 0

    @property
    def changes(self) -> Changes:
        """The plan in numbers."""
        return Changes(
            added=sum(len(rows) for rows in self.added.values()),
            changed=sum(len(pairs) for pairs in self.changed.values()),
            removed=sum(len(rows) for rows in self.removed.values()),
            kept=self.kept,
            own=self.own,
        )

    def entries(self) -> list[Changed]:
        """The plan as entries of the change log."""
        log = [Changed(name, log_key(name, row), None, row) for name, rows in self.added.items() for row in rows]
        for name, pairs in self.changed.items():
            for stored, row in pairs:
                before = {column: stored[column] for column in row}
                log.append(Changed(name, log_key(name, stored), before, row))
        log += [Changed(name, log_key(name, row), row, None) for name, rows in self.removed.items() for row in rows]
        return log


def plan_changes(connection: Connection, shipped: Mapping[str, Iterable[Row]]) -> Plan:
    """Compare the database with the shipped rows; nothing is written."""
    plan, away = Plan(), taken_away(connection)
    for name, rows in shipped.items():
        stored = _stored(connection, name)
        wanted = {_key(name, row): row for row in rows}
        lacking = [row for key, row in wanted.items() if key not in stored]
        plan.added[name] = [{**row, "origin": "reference"} for row in lacking if (name, log_key(name, row)) not in away]
        plan.own += len(lacking) - len(plan.added[name]) + _set_otherwise(stored, wanted)
        plan.changed[name] = [
            (stored[key], {column: value for column, value in row.items() if stored[key][column] != value})
            for key, row in wanted.items()
            if key in stored and stored[key]["origin"] == "reference" and _differs(stored[key], row)
        ]
        if name.endswith("_name"):
            plan.changed[name] += _refolded(stored.values())
        plan.removed[name] = [row for key, row in stored.items() if row["origin"] == "reference" and key not in wanted]
    before = sum(len(rows) for rows in plan.removed.values())
    while _spare_needed(connection, plan.removed):
        pass
    plan.kept = before - sum(len(rows) for rows in plan.removed.values())
    return plan


def _set_otherwise(stored: Mapping[Any, Row], wanted: Mapping[Any, Row]) -> int:
    """How many rows of the user say otherwise than the shipped ones of the same key."""
    both = ((stored[key], row) for key, row in wanted.items() if key in stored)
    return sum(kept["origin"] == "user" and _differs(kept, row) for kept, row in both)


def _refolded(stored: Iterable[Row]) -> list[tuple[Row, Row]]:
    """The user's own names whose comparison key was made by an older version, with the key of this one."""
    own = ((row, fold(row["name"])) for row in stored if row["origin"] == "user")
    return [(row, {"folded": folded}) for row, folded in own if folded != row["folded"]]


def _stored(connection: Connection, name: str) -> dict[tuple[Any, ...], Row]:
    rows = connection.execute(select(metadata.tables[name])).mappings()
    return {_key(name, row): row for row in map(dict, rows)}


def _key(name: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column] for column in KEYS[name])


def _differs(stored: Row, row: Row) -> bool:
    return any(stored[column] != value for column, value in row.items())


def _spare_needed(connection: Connection, removed: dict[str, list[Row]]) -> bool:
    """Take out of `removed` the things that a staying row refers to, with their parts → whether there were any."""
    found = False
    for name, rows in removed.items():
        ids = {row["id"] for row in rows} if "id" in metadata.tables[name].c else set()
        needed = _needed(connection, name, ids, removed) if ids else set()
        if needed:
            found = True
            removed[name] = [row for row in rows if row["id"] not in needed]
            for part, owner in PARTS.get(name, ()):
                removed[part] = [row for row in removed[part] if row[owner] not in needed]
    return found


def _needed(connection: Connection, name: str, ids: set[Any], removed: Mapping[str, list[Row]]) -> set[Any]:
    """Which of the ids some row refers to that is not about to be removed itself."""
    needed: set[Any] = set()
    for table in metadata.tables.values():
        if table.name in DERIVED:
            continue
        keys = [column.name for column in table.primary_key]
        going = {tuple(row[key] for key in keys) for row in removed.get(table.name, ())}
        for constraint in table.foreign_key_constraints:
            if constraint.referred_table.name != name:
                continue
            refers = constraint.columns[0]
            statement = select(refers, *table.primary_key).where(refers.in_(sorted(ids)))
            needed |= {row[0] for row in connection.execute(statement) if tuple(row[1:]) not in going}
    return needed
