"""The links of a package → those of them that are not stored yet, with their decisions."""

import itertools
from collections.abc import Collection

from sqlalchemy import Connection

from timeline.database import tables as t
from timeline.database.batches import BATCH, fetched, insert_rows
from timeline.database.domains import EVENT_ORIGINS, EVENT_RELATIONS, REFERENCE, REVIEWS
from timeline.database.history import Changed, record_all
from timeline.loaders.package import Numbered, Package, Row
from timeline.review.linking import MUTUAL
from timeline.review.writing import keys_of

_STORED = "SELECT event_id, relation, other_id FROM event_link WHERE event_id IN ({keys}) OR other_id IN ({keys})"
_KNOWN = {"relation": EVENT_RELATIONS, "origin": EVENT_ORIGINS, "review": REVIEWS}


def store_links(connection: Connection, package: Package, events: Collection[str], *, why: str) -> int:
    """Store the links between these events, those of the package → how many were new.

    A stored link stays as it was decided here.

    Raises PackageRefused.
    """
    made = 0
    rows = package.rows("links")
    while batch := list(itertools.islice(rows, BATCH)):
        for number, row in batch:
            _check(package, number, row, events)
        made += _store(connection, batch, why=why)
    return made


def _check(package: Package, number: int, row: Row, events: Collection[str]) -> None:
    """Raise PackageRefused where the link cannot be; no package says anything of other events than its own."""
    for column, known in _KNOWN.items():
        if row[column] not in known:
            raise package.refused("links", number, f"has the unknown {column} {row[column]!r}")
    if row["event_id"] == row["other_id"] or not (row["event_id"] in events and row["other_id"] in events):
        raise package.refused("links", number, "does not link two events of this package")


def _store(connection: Connection, batch: list[Numbered], *, why: str) -> int:
    keys = keys_of(connection, {row[name] for _, row in batch for name in ("event_id", "other_id")})
    stored = {_identity(*row) for row in fetched(connection, _STORED, sorted(keys.values()))}
    links, changes = [], []
    for _, row in batch:
        identity = _identity(keys[row["event_id"]], row["relation"], keys[row["other_id"]])
        if identity in stored:
            continue
        stored.add(identity)
        origin = "person" if row["origin"] == REFERENCE else row["origin"]
        after = {"quote": row["quote"], "origin": origin, "review": row["review"]}
        ends = keys[row["event_id"]], keys[row["other_id"]]
        links.append((*ends, row["relation"], *after.values()))
        name = f"{row['event_id']}:{row['relation']}:{row['other_id']}"
        changes.append(Changed("event_link", name, None, after))
    insert_rows(connection, t.event_link, links)
    record_all(connection, changes, why=why)
    return len(links)


def _identity(event: int, relation: str, other: int) -> tuple[int, str, int]:
    """What tells one link from another: either way round where it is mutual."""
    one, two = sorted((event, other)) if relation in MUTUAL else (event, other)
    return one, relation, two
