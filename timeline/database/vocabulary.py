"""The names and things that a database knows, the user's own included → a Vocabulary.

Only SQLAlchemy Core and plain SQL: every command that takes a name reads this first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from timeline.vocabulary.actors import Actor
from timeline.vocabulary.event_types import EventType
from timeline.vocabulary.names import Name
from timeline.vocabulary.offices import Office
from timeline.vocabulary.treaties import Treaty
from timeline.vocabulary.vocabulary import Vocabulary
from timeline.vocabulary.weapons import CODE_SCHEMES, Weapon


def stored_vocabulary(connection: Connection) -> Vocabulary:
    """Everything that has a name in this database. Reads all of it: a few thousand rows."""
    return Vocabulary(
        actors=_actors(connection),
        weapons=_weapons(connection),
        treaties=_treaties(connection),
        offices=_offices(connection),
        event_types={
            id_: EventType(id_, *rest)
            for id_, *rest in connection.exec_driver_sql(
                "SELECT id, group_name, name, description, plover, cameo FROM event_type ORDER BY id"
            )
        },
        names=[name for kind in ("actor", "weapon", "treaty") for name in _names(connection, kind)],
    )


def _actors(connection: Connection) -> dict[str, Actor]:
    rows = connection.exec_driver_sql(
        "SELECT id, kind, name, official_name, iso2, cow, coalesce(parent_id, ''), coalesce(country_id, ''),"
        " notes, source, checked FROM actor ORDER BY id"
    )
    return {row[0]: Actor(*row) for row in rows}


def _weapons(connection: Connection) -> dict[str, Weapon]:
    parents = _grouped(
        connection, "SELECT weapon_id, parent_id FROM weapon_kind ORDER BY weapon_id, position, parent_id"
    )
    makers = _grouped(
        connection, "SELECT weapon_id, country_id FROM weapon_maker ORDER BY weapon_id, position, country_id"
    )
    codes: Mapping[str, list[tuple[str, str]]] = defaultdict(list)
    for weapon, scheme, code in connection.exec_driver_sql(
        "SELECT weapon_id, scheme, code FROM weapon_code ORDER BY code"
    ):
        codes[weapon].append((scheme, code))
    order = {scheme: place for place, scheme in enumerate(CODE_SCHEMES)}
    rows = connection.exec_driver_sql("SELECT id, name, notes, source, checked FROM weapon ORDER BY id")
    return {
        id_: Weapon(
            id=id_,
            name=name,
            parents=tuple(parents.get(id_, ())),
            manufacturer_country_id="|".join(makers.get(id_, ())),
            codes=tuple(sorted(codes[id_], key=lambda code: (order.get(code[0], len(order)), code))),
            notes=notes,
            source=source,
            checked=checked,
        )
        for id_, name, notes, source, checked in rows
    }


def _treaties(connection: Connection) -> dict[str, Treaty]:
    weapons = _grouped(
        connection, "SELECT treaty_id, weapon_id FROM treaty_weapon ORDER BY treaty_id, position, weapon_id"
    )
    rows = connection.exec_driver_sql(
        "SELECT id, name, full_name, kind, coalesce(adopted, '') AS adopted, coalesce(opened, '') AS opened,"
        " coalesce(entry_into_force, '') AS entry_into_force, depositary, withdrawal_notice_months, withdrawal_rule,"
        " status, coalesce(end_date, '') AS end_date, source, checked FROM treaty ORDER BY id"
    ).mappings()
    return {row["id"]: Treaty(**row, weapons=tuple(weapons.get(row["id"], ()))) for row in rows}


def _offices(connection: Connection) -> list[Office]:
    rows = connection.exec_driver_sql(
        "SELECT office.person_id, person.name, office.role, office.actor_id, coalesce(start_date, ''),"
        " coalesce(end_date, ''), acting, end_status, office.source, office.checked"
        " FROM office JOIN actor AS person ON person.id = office.person_id ORDER BY office.id"
    )
    return [
        Office(person, called, role, actor, start, end, bool(acting), status, source, checked)
        for person, called, role, actor, start, end, acting, status, source, checked in rows
    ]


def _names(connection: Connection, kind: str) -> Iterable[Name]:
    rows = connection.exec_driver_sql(
        f"SELECT name, {kind}_id, form, ambiguous, valid_from, valid_to, folded FROM {kind}_name ORDER BY id"  # noqa: S608
    )
    for text, id_, form, ambiguous, valid_from, valid_to, folded in rows:
        yield Name(text, kind, id_, form, bool(ambiguous), valid_from, valid_to, folded)


def _grouped(connection: Connection, statement: str) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for owner, member in connection.exec_driver_sql(statement):
        groups.setdefault(owner, []).append(member)
    return groups
