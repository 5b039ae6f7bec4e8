"""Rulings and footings of findings → their keys in the database, where each distinct text is stored once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Connection, TableClause, TextClause, select, text

from timeline.database import tables as t
from timeline.database.batches import batches
from timeline.law.findings import Footing, Group, Ruling, Said
from timeline.law.kept import Kept
from timeline.queries.findings import Line, footing_row, ruling_row

T = TypeVar("T", Ruling, Footing)
_KNOWN = 5_000


def _insert(table: TableClause) -> TextClause:
    """Insert a row, or write what the row with that digest must hold: somebody may have altered it."""
    names = [each.name for each in table.columns if each.name != "id"]
    return text(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"  # noqa: S608
        f" ON CONFLICT (digest) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)}"
    )


# All findings of an event were made under one version. Texts of today's are left: others may be about to use them.
_UNUSED = [
    text(
        f"DELETE FROM {table} WHERE rules_version <> :version"  # noqa: S608
        " AND rules_version NOT IN (SELECT rules_version FROM event_check)"
    )
    for table in ("ruling", "footing")
]


@dataclass(slots=True)
class Keys(Generic[T]):
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
        if len(self.known) > 2 * _KNOWN:
            self.known.clear()
        rows = {which: self.row(one) for which, one in wanted.items() if which not in self.known}
        keys = self._keys(connection, {row["digest"]: row for row in rows.values()})
        self.known.update((which, (keys[row["digest"]], wanted[which])) for which, row in rows.items())

    def _keys(self, connection: Connection, rows: dict[str, dict[str, Any]]) -> dict[str, int]:
        """The key of each row by its digest."""
        found: dict[str, int] = {}
        c = self.table.c
        for batch in batches(sorted(rows)):
            if self.anew:
                there = connection.execute(select(self.table).where(c.digest.in_(batch))).mappings()
                found.update(
                    (row["digest"], row["id"]) for row in there if {"id": row["id"], **rows[row["digest"]]} == row
                )
            else:
                found.update(connection.execute(select(c.digest, c.id).where(c.digest.in_(batch))).all())
            missing = [rows[digest] for digest in batch if digest not in found]
            if missing:
                connection.execute(_insert(self.table), missing)
                digests = [row["digest"] for row in missing]
                found.update(connection.execute(select(c.digest, c.id).where(c.digest.in_(digests))).all())
        return found


class Keyed(NamedTuple):
    """What is stored of something said: the keys of rulings and of footings, and the bits of the verdicts.

    `said` is held with it, so that nothing else takes its identity.
    """

    rulings: str
    footings: str
    verdicts: int
    said: Said


class Rulings:
    """The keys of rulings and footings under one version of the rules.

    With `anew` those that are stored are compared, and written again where somebody altered them.
    """

    def __init__(self, version: str, *, anew: bool = False) -> None:
        self.version = version
        self._rulings: Keys[Ruling] = Keys(t.ruling, ruling_row, anew)
        self._footings: Keys[Footing] = Keys(t.footing, lambda footing: footing_row(footing, version), anew)
        self._keyed: Kept[Keyed] = Kept(_KNOWN)

    def store(self, connection: Connection, groups: Iterable[Group]) -> None:
        """Have keys for the texts of each of these findings."""
        said = {id(group.said): group.said for group in groups}
        said = {which: one for which, one in said.items() if self._keyed.recall(which) is None}
        self._rulings.find(connection, (ruling for one in said.values() for ruling, _ in one.rulings))
        self._footings.find(connection, (footing for one in said.values() for footing in one.footings))
        for which, one in said.items():
            self._keyed.keep(which, self._keys(one))

    def _keys(self, said: Said) -> Keyed:
        known, footings = self._rulings.known, self._footings.known
        verdicts = {ruling.verdict for ruling, _ in said.rulings}
        return Keyed(
            " ".join([f"{known[id(ruling)][0]}:{place}" for ruling, place in said.rulings]),
            " ".join([str(footings[id(footing)][0]) for footing in said.footings]),
            sum([verdict.bit for verdict in verdicts]),
            said,
        )

    def lines(self, event: int, groups: Iterable[Group]) -> tuple[int, list[Line]]:
        """The bits of the verdicts of an event's findings and the rows of those, which `store` was given last."""
        verdicts, lines = 0, []
        for place, (actor, role, weapon, opening, said) in enumerate(groups):
            rulings, footings, bits, _ = self._keyed.answer(id(said), partial(self._keys, said))
            verdicts |= bits
            lines.append((event, place, actor, role, weapon, opening, rulings, footings))
        return verdicts, lines


def delete_unused(connection: Connection, version: str) -> None:
    """Delete the texts of other versions that no finding has any more."""
    for table, statement in zip((t.ruling, t.footing), _UNUSED, strict=True):
        older = select(table.c.id).where(table.c.rules_version != version).limit(1)
        if connection.execute(older).first() is not None:
            connection.execute(statement, {"version": version})
