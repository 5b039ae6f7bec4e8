"""The log of changes after a moment → what has been made since, and the way back of what was there already."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.database.batches import batches

State: TypeAlias = dict[str, Any]
_LATER = "SELECT id, table_name, row_key, before IS NULL FROM change WHERE id > {cut} ORDER BY id"


@dataclass(slots=True)
class Steps:
    """What was done to the rows of one table: `made` are the keys of those that were not there before.

    `back` leads each of the others from now to then: before and after of every change, the newest first.
    """

    made: set[str] = field(default_factory=set)
    back: dict[str, list[tuple[State | None, State | None]]] = field(default_factory=lambda: defaultdict(list))


def steps_after(connection: Connection, cut: int) -> dict[str, Steps]:
    """By table, what was done after the entry of the log with that number."""
    found: dict[str, Steps] = defaultdict(Steps)
    wanted: list[int] = []
    for id_, table, key, made in connection.exec_driver_sql(_LATER.format(cut=int(cut))):
        steps = found[table]
        if key in steps.made:
            continue
        if made and key not in steps.back:
            steps.made.add(key)
        else:
            steps.back[key]  # it was there before, whatever comes later
            wanted.append(id_)
    c = t.change.c
    for some in batches(wanted[::-1]):
        statement = select(c.table_name, c.row_key, c.before, c.after).where(c.id.in_(some)).order_by(c.id.desc())
        for table, key, before, after in connection.execute(statement):
            found[table].back[key].append((before, after))
    return found
