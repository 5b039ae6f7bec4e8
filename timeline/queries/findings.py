"""Stored findings → plain Checks, and the names of what they speak of."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.database.batches import batches, fetched
from timeline.law.findings import Check, Finding, Footing, Ruling, Verdict

KEPT = 15_000
"""How many texts are kept for findings that share them; more would be memory that grows with the events."""
Line: TypeAlias = tuple[int, int, str, str, str, int, int]
"""Event, position, actor, role, weapon, the keys of the ruling and of the footing: a row of the table."""
_LINES = (
    "SELECT event_id, position, actor_id, role, weapon_id, ruling_id, footing_id FROM finding"
    " WHERE event_id IN ({keys}) ORDER BY event_id, position"
)


@dataclass(frozen=True, slots=True)
class FindingNames:
    """The names of what findings speak of, by id."""

    actors: Mapping[str, str]
    weapons: Mapping[str, str]
    treaties: Mapping[str, str]

    def actor(self, id: str) -> str:
        """The name of an actor; the id where there is none."""
        return self.actors.get(id, id)

    def weapon(self, id: str) -> str:
        """The name of a weapon; the id where there is none."""
        return self.weapons.get(id, id)

    def treaty(self, id: str) -> str:
        """The name of a treaty, or "arms embargo of … on …"; the id where there is none."""
        return self.treaties.get(id, id)


def finding_names(connection: Connection) -> FindingNames:
    """The names of all actors, weapons, treaties and embargoes."""
    actors, weapons, treaties = (
        {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name))}
        for table in (t.actor, t.weapon, t.treaty)
    )
    e = t.embargo.c
    embargoes = {
        id: f"arms embargo of the {actors.get(by, by)} on {actors.get(target, target)}"
        for id, by, target in connection.execute(select(e.id, e.imposed_by_id, e.target_id))
    }
    return FindingNames(actors, weapons, {**embargoes, **treaties})


class StoredTexts:
    """The rulings and footings of a database by their keys, each read once, up to a number that bounds the memory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rulings: dict[int, Ruling] = {}
        self._footings: dict[int, Footing] = {}

    def findings(self, lines: Iterable[Line]) -> tuple[Finding, ...]:
        """The findings that these lines stand for; their texts have to be read already."""
        rulings, footings = self._rulings, self._footings
        return tuple(
            Finding(actor, role, weapon, rulings[ruling], footings[footing])
            for _, _, actor, role, weapon, ruling, footing in lines
        )

    def read(self, lines: Iterable[Line]) -> None:
        """Read what these lines need and is not there."""
        lines = list(lines)
        if len(self._rulings) + len(self._footings) > KEPT:
            self._rulings.clear()
            self._footings.clear()
        for batch in batches(sorted({line[5] for line in lines} - self._rulings.keys())):
            statement = select(t.ruling).where(t.ruling.c.id.in_(batch))
            self._rulings.update((row.id, ruling_from(row)) for row in self._connection.execute(statement))
        for batch in batches(sorted({line[6] for line in lines} - self._footings.keys())):
            statement = select(t.footing).where(t.footing.c.id.in_(batch))
            self._footings.update((row.id, footing_from(row)) for row in self._connection.execute(statement))


def stored_checks(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, Check]]:
    """The findings of each event as they were stored last, in the order of the keys."""
    texts = StoredTexts(connection)
    c = t.event_check.c
    for batch in batches(keys):
        notices = dict(connection.execute(select(c.event_id, c.notices).where(c.event_id.in_(batch))).all())
        lines = stored_lines(connection, batch)
        texts.read(line for event in lines.values() for line in event)
        for key in batch:
            yield key, Check(texts.findings(lines.get(key, ())), tuple(notices.get(key, "").splitlines()))


def stored_lines(connection: Connection, keys: Sequence[int]) -> dict[int, list[Line]]:
    """The rows of the findings of these events, by event, in their order."""
    found: dict[int, list[Line]] = {}
    for line in fetched(connection, _LINES, keys):
        found.setdefault(line[0], []).append(cast("Line", line))
    return found


def ruling_from(row: Any) -> Ruling:  # noqa: ANN401 - a row of the table
    """The ruling that a row holds."""
    return Ruling(
        treaty=row.treaty_id,
        article=row.article,
        conduct=row.conduct,
        rule=row.rule,
        rule_weapon=row.rule_weapon_id,
        verdict=Verdict(row.verdict),
        opening=row.opening,
        ruled=row.ruled,
        terms=row.terms,
        sources=tuple(row.sources.splitlines()),
        checked=row.checked,
        rules_version=row.rules_version,
    )


def footing_from(row: Any) -> Footing:  # noqa: ANN401 - a row of the table
    """The footing that a row holds."""
    return Footing(row.words, row.notes, tuple(row.sources.splitlines()))


def ruling_row(ruling: Ruling) -> dict[str, Any]:
    """The row of a ruling, with the digest of all the rest."""
    return _with_digest(
        {
            "treaty_id": ruling.treaty,
            "article": ruling.article,
            "conduct": ruling.conduct,
            "rule": ruling.rule,
            "rule_weapon_id": ruling.rule_weapon,
            "verdict": ruling.verdict.value,
            "opening": ruling.opening,
            "ruled": ruling.ruled,
            "terms": ruling.terms,
            "sources": "\n".join(ruling.sources),
            "checked": ruling.checked,
            "rules_version": ruling.rules_version,
        }
    )


def footing_row(footing: Footing, version: str) -> dict[str, Any]:
    """The row of a footing under these rules, with the digest of all the rest."""
    return _with_digest(
        {
            "words": footing.words,
            "notes": footing.notes,
            "sources": "\n".join(footing.sources),
            "rules_version": version,
        }
    )


def _with_digest(row: dict[str, Any]) -> dict[str, Any]:
    return {"digest": hashlib.sha256(repr(tuple(row.values())).encode()).hexdigest(), **row}
