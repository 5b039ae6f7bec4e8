"""Stored findings → plain Checks, and the names of what they speak of."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, select

from timeline.database import tables as t
from timeline.database.batches import batches, fetched
from timeline.law.findings import Check, Footing, Group, Ruling, Said, Verdict

KEPT = 12_000
"""How many texts are kept for findings that share them; more would be memory that grows with the events."""
Line: TypeAlias = tuple[int, int, str, str, str, str, str, str]
"""Event, position, actor, role, weapon, opening, the keys of rulings and of footings: a row of the table."""
_LINES = (
    "SELECT event_id, position, actor_id, role, weapon_id, opening, rulings, footings FROM finding"
    " WHERE event_id IN ({keys}) ORDER BY event_id, position"
)
_NOTICES = "SELECT event_id, notices FROM event_check WHERE event_id IN ({keys})"


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
        self._said: dict[tuple[str, str], Said] = {}

    def groups(self, lines: Iterable[Line]) -> tuple[Group, ...]:
        """The findings that these lines stand for; what they need has to be read already."""
        said = self._said
        return tuple(
            Group(actor, role, weapon, opening, said[rulings, footings])
            for _, _, actor, role, weapon, opening, rulings, footings in lines
        )

    def read(self, lines: Iterable[Line]) -> None:
        """Read what these lines need and is not there."""
        if len(self._rulings) + len(self._footings) + len(self._said) > KEPT:
            self._rulings.clear()
            self._footings.clear()
            self._said.clear()
        wanted = {(rulings, footings): None for *_, rulings, footings in lines if (rulings, footings) not in self._said}
        keys = {both: (_pairs(both[0]), [int(key) for key in both[1].split()]) for both in wanted}
        rulings = {key for pairs, _ in keys.values() for key, _ in pairs}
        for batch in batches(sorted(rulings - self._rulings.keys())):
            statement = select(t.ruling).where(t.ruling.c.id.in_(batch))
            self._rulings.update((row.id, ruling_from(row)) for row in self._connection.execute(statement))
        footings = {key for _, places in keys.values() for key in places}
        for batch in batches(sorted(footings - self._footings.keys())):
            statement = select(t.footing).where(t.footing.c.id.in_(batch))
            self._footings.update((row.id, footing_from(row)) for row in self._connection.execute(statement))
        for both, (pairs, places) in keys.items():
            said = tuple([(self._rulings[key], place) for key, place in pairs])
            self._said[both] = Said(said, tuple([self._footings[key] for key in places]))


def _pairs(text: str) -> list[tuple[int, int]]:
    """The keys of rulings with the places of their footings: "7:0 12:1"."""
    pairs = (pair.split(":") for pair in text.split())
    return [(int(key), int(place)) for key, place in pairs]


def stored_checks(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, Check]]:
    """The findings of each event as they were stored last, in the order of the keys."""
    texts = StoredTexts(connection)
    for batch in batches(keys):
        notices = {key: tuple(text.splitlines()) for key, text in fetched(connection, _NOTICES, batch) if text}
        lines = stored_lines(connection, batch)
        texts.read(line for event in lines.values() for line in event)
        for key in batch:
            yield key, Check(texts.groups(lines.get(key, ())), notices.get(key, ()))


def stored_lines(connection: Connection, keys: Sequence[int]) -> dict[int, list[Line]]:
    """The rows of the findings of these events, by event, in their order."""
    found: dict[int, list[Line]] = {}
    for line in cast("list[Line]", fetched(connection, _LINES, keys)):
        found.setdefault(line[0], []).append(line)
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
