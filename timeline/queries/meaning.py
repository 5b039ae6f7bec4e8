"""A name that the user typed → the id it means, out of the database's own names."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, TableClause, func, select

from timeline.errors import UnknownName
from timeline.queries import tables as t
from timeline.vocabulary.fold import fold

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
    if len(by_id) == 1:
        return str(by_id[0])
    named = names.c[f"{kind}_id"]
    owners = connection.execute(
        select(named).distinct().where(names.c.folded == fold(wanted), names.c.ambiguous.is_(False))
    ).scalars().all()
    if len(owners) == 1:
        return str(owners[0])
    from timeline.database.vocabulary import stored_vocabulary

    return stored_vocabulary(connection).resolve(kind, wanted)


def meanings(connection: Connection, kind: str, texts: Sequence[str]) -> tuple[str, ...]:
    """`meaning` of each, in order."""
    return tuple(meaning(connection, kind, text) for text in texts)


def one_of(kind: str, text: str, known: Sequence[str], nearest: Callable[[str, Sequence[str]], list[str]]) -> str:
    """The member of a short closed list that `text` is, in any case; UnknownName with the nearest otherwise."""
    wanted = text.strip().lower()
    if wanted in known:
        return wanted
    raise UnknownName(kind, text, nearest(wanted, known) or list(known))
