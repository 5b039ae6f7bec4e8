"""Weapons and their parents → the closure that answers "this and all below", or the ring that makes it impossible."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, text

from timeline.errors import UsageError

_REMOVE = text("DELETE FROM weapon_closure WHERE weapon_id = :w AND ancestor_id = :a")
_ADD = text(
    "INSERT INTO weapon_closure (weapon_id, ancestor_id, distance) VALUES (:w, :a, :d)"
    " ON CONFLICT (weapon_id, ancestor_id) DO UPDATE SET distance = excluded.distance"
)
_PARENTS = text("SELECT weapon_id, parent_id FROM weapon_kind ORDER BY weapon_id, position, parent_id")


def closure(parents: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], int]:
    """Each weapon with each ancestor and the fewest steps between them, itself at 0. Raises UsageError for a ring."""
    distances: dict[str, dict[str, int]] = {}
    for weapon in parents:
        _climb(weapon, parents, distances, ())
    return {(weapon, ancestor): steps for weapon, above in distances.items() for ancestor, steps in above.items()}


def _climb(
    weapon: str, parents: Mapping[str, Iterable[str]], distances: dict[str, dict[str, int]], path: tuple[str, ...]
) -> dict[str, int]:
    """The ancestors of one weapon with their distances; `path` is how it was reached."""
    if weapon in path:
        ring = " → ".join((*path[path.index(weapon) :], weapon))
        raise UsageError(f"A weapon cannot be a kind of itself: {ring}. Take one of these parents away.")
    if weapon not in distances:
        found = {weapon: 0}
        for parent in parents.get(weapon, ()):
            for ancestor, steps in _climb(parent, parents, distances, (*path, weapon)).items():
                found[ancestor] = min(steps + 1, found.get(ancestor, steps + 1))
        distances[weapon] = found
    return distances[weapon]


def stored_parents(connection: Connection) -> dict[str, list[str]]:
    """Every stored weapon with its direct parents, in the order of their source."""
    weapons = connection.execute(text("SELECT id FROM weapon ORDER BY id")).scalars()
    parents: dict[str, list[str]] = {weapon: [] for weapon in weapons}
    for weapon, parent in connection.execute(_PARENTS):
        parents[weapon].append(parent)
    return parents


def stored_closure(connection: Connection) -> dict[tuple[str, str], int]:
    """The closure as the database keeps it."""
    rows = connection.execute(text("SELECT weapon_id, ancestor_id, distance FROM weapon_closure"))
    return {(weapon, ancestor): distance for weapon, ancestor, distance in rows}


def refresh_closure(connection: Connection, without: Collection[str] = ()) -> bool:
    """Bring the stored closure in line with the parents → whether it had to change. Raises UsageError for a ring.

    The weapons `without` are left out, because they are about to be removed.
    """
    parents = {weapon: above for weapon, above in stored_parents(connection).items() if weapon not in without}
    wanted, kept = closure(parents), stored_closure(connection)
    surplus = [{"w": weapon, "a": above} for (weapon, above) in kept if wanted.get((weapon, above)) is None]
    lacking = [
        {"w": weapon, "a": above, "d": steps}
        for (weapon, above), steps in wanted.items()
        if kept.get((weapon, above)) != steps
    ]
    if surplus:
        connection.execute(_REMOVE, surplus)
    if lacking:
        connection.execute(_ADD, lacking)
    return bool(surplus or lacking)
