"""The taxonomy of weapons → the kind, or kinds, that stand right above each weapon, by name."""

from sqlalchemy import Connection, select

from timeline.database import tables as t


def kind_names(connection: Connection) -> dict[str, str]:
    """The id of a weapon → the names of its kinds in the order of the alphabet, joined by `; `."""
    line, weapon = t.weapon_closure.c, t.weapon.c
    found: dict[str, list[str]] = {}
    for id, name in connection.execute(
        select(line.weapon_id, weapon.name)
        .join_from(t.weapon_closure, t.weapon, line.ancestor_id == weapon.id)
        .where(line.distance == 1)
    ):
        found.setdefault(id, []).append(name)
    return {id: "; ".join(sorted(names)) for id, names in found.items()}
