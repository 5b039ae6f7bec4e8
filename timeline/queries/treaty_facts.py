"""A treaty's id → all that is recorded of it; and every treaty, act or armed conflict in a line of its own."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, TableClause, func, select

from timeline.database import tables as t
from timeline.edtf import days_of

Record = dict[str, Any]
_NOT_SHOWN = frozenset({"treaty_id", "annexed_to_id", "withdrawal_notice_months"})


def treaty_record(connection: Connection, id: str) -> Record:
    """The treaty with its names, rules, weapons, provisions and how many acts are recorded, as `--json` prints it."""
    treaty = dict(connection.execute(select(t.treaty).where(t.treaty.c.id == id)).mappings().one())
    rules = connection.execute(select(t.treaty_rule).where(t.treaty_rule.c.treaty_id == id)).mappings().first()
    return {
        **{name: value for name, value in treaty.items() if name not in _NOT_SHOWN},
        "names": [row["name"] for row in _of(connection, t.treaty_name, id, ("name",))],
        "rules": {
            **{name: value for name, value in dict(rules or {}).items() if name not in _NOT_SHOWN},
            "annexed_to": rules["annexed_to_id"] if rules else None,
        },
        "weapons": [row["weapon_id"] for row in _of(connection, t.treaty_weapon, id, ("position", "weapon_id"))],
        "provisions": [
            {name: row[name] for name in ("article", "conduct", "weapon_id", "rule", "exception", *_SOURCED)}
            for row in _of(connection, t.provision, id, ("article", "conduct", "weapon_id", "rule"))
        ],
        "acts": _numbers(connection, t.treaty_action).get(id, 0),
    }


_SOURCED = ("source", "checked", "origin")


def treaty_list(connection: Connection, *, own: bool = False) -> list[Record]:
    """Every treaty by id, with the numbers of its provisions and acts; with `own` those that the user wrote."""
    provisions, acts = _numbers(connection, t.provision), _numbers(connection, t.treaty_action)
    columns = ("id", "name", "kind", "adopted", "entry_into_force", "end_date", *_SOURCED)
    statement = select(*(t.treaty.c[name] for name in columns)).order_by(t.treaty.c.id)
    if own:
        statement = statement.where(t.treaty.c.origin == "user")
    return [
        {**row, "provisions": provisions.get(row["id"], 0), "acts": acts.get(row["id"], 0)}
        for row in connection.execute(statement).mappings()
    ]


def act_list(
    connection: Connection, *, treaties: Sequence[str] = (), actors: Sequence[str] = (), own: bool = False
) -> list[Record]:
    """The treaty acts of these treaties and actors by date, undated ones last; with `own` those of the user."""
    c = t.treaty_action.c
    columns = ("treaty_id", "actor_id", "action", "date", "effective_date", "contested", "note", *_SOURCED)
    statement = select(*(c[name] for name in columns))
    for column, wanted in ((c.treaty_id, treaties), (c.actor_id, actors)):
        if wanted:
            statement = statement.where(column.in_(wanted))
    if own:
        statement = statement.where(c.origin == "user")
    rows = [dict(row) for row in connection.execute(statement).mappings()]
    for row in rows:
        row["contested"] = bool(row["contested"])
    return sorted(
        rows,
        key=lambda row: (row["date"] is None, days_of(row["date"]), row["treaty_id"], row["actor_id"], row["action"]),
    )


def conflict_list(connection: Connection, *, actors: Sequence[str] = (), own: bool = False) -> list[Record]:
    """The armed conflicts that are asserted, of these actors, by state and beginning."""
    c = t.armed_conflict.c
    statement = select(*(c[name] for name in ("actor_id", "began", "ended", "what", *_SOURCED)))
    if actors:
        statement = statement.where(c.actor_id.in_(actors))
    if own:
        statement = statement.where(c.origin == "user")
    statement = statement.order_by(c.actor_id, func.coalesce(c.began, ""), c.what)
    return [dict(row) for row in connection.execute(statement).mappings()]


def _of(connection: Connection, table: TableClause, treaty: str, order: Sequence[str]) -> list[Record]:
    statement = select(table).where(table.c.treaty_id == treaty).order_by(*(table.c[name] for name in order))
    return [dict(row) for row in connection.execute(statement).mappings()]


def _numbers(connection: Connection, table: TableClause) -> dict[str, int]:
    statement = select(table.c.treaty_id, func.count()).group_by(table.c.treaty_id)
    return {row[0]: row[1] for row in connection.execute(statement)}
