"""What was done to reference facts since a moment → the facts as they stood then, before the tables of a connection."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import column, delete, table

from timeline.database.fact_keys import KEYS, log_key
from timeline.database.known_steps import Steps
from timeline.database.shadows import Shadows
from timeline.database.taxonomy import closure, stored_parents

_TREE = frozenset({"weapon", "weapon_kind"})


def stand_before_facts(shadows: Shadows, steps: Mapping[str, Steps]) -> bool:
    """Stand before the tables of facts that have changed → whether the tree of weapons was another one."""
    for name, done in steps.items():
        _stand_before(shadows, name, done)
    if not _TREE & steps.keys():
        return False
    shadows.empty_table("weapon_closure")
    above = closure(stored_parents(shadows.connection)).items()
    shadows.fill(
        "weapon_closure", [{"weapon_id": one, "ancestor_id": other, "distance": steps} for (one, other), steps in above]
    )
    return True


def _stand_before(shadows: Shadows, name: str, done: Steps) -> None:
    connection = shadows.connection
    found = connection.exec_driver_sql(f"SELECT * FROM {shadows.real(name)}").mappings()  # noqa: S608 - our own names
    now = {log_key(name, row): row for row in map(dict, found)}
    then: dict[str, dict[str, Any]] = {}
    for key, back in done.back.items():
        row: dict[str, Any] | None = now.get(key)
        for before, _ in back:
            row = None if before is None else {**(row or {}), **before}
        if row is not None:
            then[key] = row
    shadows.run(f"CREATE TEMP TABLE {name} AS SELECT * FROM {shadows.real(name)}")  # noqa: S608
    columns = shadows.columns(name)
    target = table(name, *map(column, columns))
    names = ("id",) if "id" in columns else KEYS[name]
    for key in (*done.made, *done.back):
        if key in now:
            connection.execute(delete(target).where(*(target.c[each] == now[key][each] for each in names)))
    lowest = min((row["id"] for row in now.values()), default=0) if "id" in columns and names == ("id",) else 0
    for place, row in enumerate(then.values(), start=1):
        if isinstance(lowest, int) and "id" in columns:
            row.setdefault("id", lowest - place)
    shadows.fill(name, [{each: row.get(each) for each in columns} for row in then.values()])
