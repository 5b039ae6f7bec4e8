"""A name that the user typed → the id it means, out of the database's own names."""

from collections.abc import Sequence

from sqlalchemy import Connection, TableClause, func, select

from timeline.database import tables as t
from timeline.errors import UnknownName
from timeline.vocabulary.actors import ORGANS, PERSON
from timeline.vocabulary.fold import fold
from timeline.vocabulary.lookup import nearest_of

NAMED: dict[str, tuple[TableClause, TableClause]] = {
    "actor": (t.actor, t.actor_name),
    "weapon": (t.weapon, t.weapon_name),
    "treaty": (t.treaty, t.treaty_name),
}


def meaning(connection: Connection, kind: str, text: str) -> str:
    """The id of the actor, weapon or treaty that `text` names: its id or one unambiguous name, in any case.

    Raises UnknownName with the nearest names, or AmbiguousName with the choices. Reads a row or two where the name is
    known; the whole vocabulary is read only to make the suggestions.
    """
    things, names = NAMED[kind]
    wanted = text.strip()
    by_id = connection.execute(select(things.c.id).where(func.lower(things.c.id) == wanted.lower())).scalars().all()
    if by_id:
        return wanted if wanted in by_id else sorted(by_id)[0]  # DJI is Djibouti, dji makes drones
    named = names.c[f"{kind}_id"]
    owners = (
        connection.execute(select(named).distinct().where(names.c.folded == fold(wanted), names.c.ambiguous.is_(False)))
        .scalars()
        .all()
    )
    if len(owners) == 1:
        return str(owners[0])
    from timeline.database.vocabulary import stored_vocabulary

    return stored_vocabulary(connection).resolve(kind, wanted)


def meanings(connection: Connection, kind: str, texts: Sequence[str]) -> tuple[str, ...]:
    """`meaning` of each, in order."""
    return tuple(meaning(connection, kind, text) for text in texts)


def recorded_actors(connection: Connection, texts: Sequence[str]) -> tuple[str, ...]:
    """The ids under which events record the named actors: an organ as its state or organisation, a person as whom he
    or she has acted for.

    "The Pentagon", "Biden" and "Washington" all ask for the United States. Raises as `meaning` does.
    """
    found: list[str] = []
    for text in texts:
        id_ = meaning(connection, "actor", text)
        actor = connection.execute(select(t.actor).where(t.actor.c.id == id_)).one()
        if actor.kind in ORGANS:
            found.append(actor.country_id or actor.parent_id or id_)
        elif actor.kind == PERSON:
            found += connection.execute(
                select(t.office.c.actor_id).distinct().where(t.office.c.person_id == id_).order_by(t.office.c.actor_id)
            ).scalars() or [id_]
        else:
            found.append(id_)
    return tuple(dict.fromkeys(found))


def event_types(connection: Connection, texts: Sequence[str]) -> tuple[str, ...]:
    """The ids of the named types; a group stands for all of its types.

    Raises UnknownName or AmbiguousName as `meaning` does.
    """
    known = connection.execute(select(t.event_type.c.id, t.event_type.c.group_name).order_by(t.event_type.c.id)).all()
    chosen: list[str] = []
    for text in texts:
        wanted = text.strip().lower().replace(" ", "-")
        found = [id_ for id_, group in known if wanted in (id_, group)]
        if not found:
            from timeline.database.vocabulary import stored_vocabulary

            found = list(stored_vocabulary(connection).resolve_types(text))
        chosen += found
    return tuple(chosen)


def one_of(kind: str, texts: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The members of a short closed list that the texts are, in any case.

    Raises UnknownName with the nearest, or with all of them where none is near.
    """
    chosen = []
    for text in texts:
        wanted = text.strip().lower()
        if wanted not in known:
            near = nearest_of(wanted, known)
            raise UnknownName(kind, text, near or known, whole=not near)
        chosen.append(wanted)
    return tuple(chosen)
