"""Rulings and footings of findings → their keys in the database, where each distinct text is stored once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, TableClause, TextClause, select, text

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.law.findings import Finding, Footing, Ruling
from timeline.queries.findings import Line, footing_row, ruling_row

T = TypeVar("T", Ruling, Footing)
_KNOWN = 12_000


def _insert(table: TableClause) -> TextClause:
    """Insert a row, or write what the row with that digest must hold: somebody may have altered it."""
    names = [each.name for each in table.columns if each.name != "id"]
    return text(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"  # noqa: S608
        f" ON CONFLICT (digest) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)}"
    )


# Those of the rules of today are left: another program may be about to use them.
_UNUSED = [
    text(f"DELETE FROM {table} WHERE rules_version <> :version AND id NOT IN (SELECT {table}_id FROM finding)")  # noqa: S608
    for table in ("ruling", "footing")
]


@dataclass(slots=True)
class Kept(Generic[T]):
    """The keys of the texts of one table that a run has met, so that each is looked for once."""

    table: TableClause
    row: Callable[[T], dict[str, Any]]
    anew: bool
    known: dict[int, tuple[int, T]] = field(default_factory=dict)

    def find(self, connection: Connection, texts: Iterable[T]) -> None:
        """Store those that are not there yet; after that `known` has the key of each under its identity.

        What is in `known` is held there, so that no other object can take its identity.
        """
        wanted = {id(one): one for one in texts}
        if len(self.known) > _KNOWN:
            self.known.clear()
        rows = {which: self.row(one) for which, one in wanted.items() if which not in self.known}
        keys = self._keys(connection, {row["digest"]: row for row in rows.values()})
        self.known.update((which, (keys[row["digest"]], wanted[which])) for which, row in rows.items())

    def _keys(self, connection: Connection, rows: dict[str, dict[str, Any]]) -> dict[str, int]:
        """The key of each row by its digest."""
        found: dict[str, int] = {}
        c = self.table.c
        for batch in batches(sorted(rows)):
            if not self.anew:
                found.update(connection.execute(select(c.digest, c.id).where(c.digest.in_(batch))).all())
            missing = [rows[digest] for digest in batch if digest not in found]
            if missing:
                connection.execute(_insert(self.table), missing)
                digests = [row["digest"] for row in missing]
                found.update(connection.execute(select(c.digest, c.id).where(c.digest.in_(digests))).all())
        return found


class Rulings:
    """The keys of rulings and footings under one version of the rules.

    With `anew` those that are stored are written again: somebody may have altered them.
    """

    def __init__(self, version: str, *, anew: bool = False) -> None:
        self.version = version
        self._rulings: Kept[Ruling] = Kept(t.ruling, ruling_row, anew)
        self._footings: Kept[Footing] = Kept(t.footing, lambda footing: footing_row(footing, version), anew)

    def store(self, connection: Connection, findings: Iterable[Finding]) -> None:
        """Have a key for the texts of each of these findings."""
        findings = list(findings)
        self._rulings.find(connection, (one.ruling for one in findings))
        self._footings.find(connection, (one.footing for one in findings))

    def lines(self, event: int, findings: Iterable[Finding]) -> list[Line]:
        """The rows of the findings of an event, which `store` was given last."""
        rulings, footings = self._rulings.known, self._footings.known
        return [
            (event, place, actor, role, weapon, rulings[id(ruling)][0], footings[id(footing)][0])
            for place, (actor, role, weapon, ruling, footing) in enumerate(findings)
        ]


def delete_unused(connection: Connection, version: str) -> None:
    """Delete the texts of other versions that no finding has any more."""
    for table, statement in zip((t.ruling, t.footing), _UNUSED, strict=True):
        older = select(table.c.id).where(table.c.rules_version != version).limit(1)
        if connection.execute(older).first() is not None:
            connection.execute(statement, {"version": version})
