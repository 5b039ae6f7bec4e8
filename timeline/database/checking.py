"""A database → every fault in it, each a line: version, structure, passages, dates, names, closure, indexes, log."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Engine, text

from timeline.database.answer_checking import answer_faults
from timeline.database.claim_checking import claim_faults
from timeline.database.connecting import reading
from timeline.database.date_checking import date_faults
from timeline.database.facets import facet_faults
from timeline.database.history import chain_faults
from timeline.database.log_checking import row_faults
from timeline.database.opening import database_state
from timeline.database.revisions import HEAD
from timeline.database.search_index import search_faults
from timeline.database.structure_checking import structure_faults
from timeline.database.taxonomy import closure, stored_closure, stored_parents
from timeline.errors import UsageError
from timeline.vocabulary.fold import fold


def faults(engine: Engine) -> Iterator[str]:
    """Every fault of the database, one line each; nothing where it is sound.

    Raises DatabaseUnusable where it cannot be read to the end.
    """
    with reading(engine) as connection:
        yield from faults_seen(connection)


def faults_seen(connection: Connection) -> Iterator[str]:
    """Every fault that this connection sees, its own uncommitted changes included."""
    for check in CHECKS.values():
        yield from check(connection)


def head_faults(connection: Connection) -> Iterator[str]:
    """Whether the schema is at the newest revision."""
    revision = database_state(connection).revision
    if revision != HEAD:
        yield f"alembic_version: the schema is {revision}, not {HEAD}; run `timeline db upgrade`"


def name_faults(connection: Connection) -> Iterator[str]:
    """Every name that would not be found, because its comparison key is not what `fold` makes of it."""
    for kind in ("actor", "weapon", "treaty"):
        statement = text(f"SELECT id, name, folded FROM {kind}_name ORDER BY id")  # noqa: S608
        for key, name, folded in connection.execute(statement):
            if folded != fold(name):
                yield f"{kind}_name {key}: {name!r} is filed under {folded!r}, where nobody looks for it"


def closure_faults(connection: Connection) -> Iterator[str]:
    """Every weapon whose ancestors are not those that its parents give, and every ring of parents."""
    try:
        wanted = closure(stored_parents(connection))
    except UsageError as error:
        yield f"weapon_kind: {error}"
        return
    kept = stored_closure(connection)
    for weapon, ancestor in sorted(wanted.keys() | kept.keys()):
        if wanted.get((weapon, ancestor)) != kept.get((weapon, ancestor)):
            yield f"weapon_closure: {weapon} below {ancestor} is not what its parents give"


CHECKS: dict[str, Callable[[Connection], Iterator[str]]] = {
    "head": head_faults,
    "structure": structure_faults,
    "claims": claim_faults,
    "answers": answer_faults,
    "dates": date_faults,
    "names": name_faults,
    "closure": closure_faults,
    "facets": facet_faults,
    "search": search_faults,
    "log": chain_faults,
    "rows": row_faults,
}
