"""What a person calls a loaded document or its publisher → the keys and names that are stored."""

import re
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from timeline.database import tables as t
from timeline.errors import AmbiguousName, UnknownName, UsageError
from timeline.vocabulary.fold import fold
from timeline.vocabulary.lookup import nearest_of

URL = re.compile(r"https?://\S+", re.IGNORECASE)
_LISTED = 8  # names in an error that has no nearest one to offer
_HASH = re.compile("[0-9a-f]{6,64}")


def documents_named(connection: Connection, names: Sequence[str]) -> list[int]:
    """The keys of loaded documents by number, start of SHA-256 or URL. Raises UsageError where one is not loaded."""
    keys: list[int] = []
    for name in names:
        if URL.fullmatch(name):
            found = connection.execute(select(t.document.c.id).where(t.document.c.url == name)).scalars().all()
        else:
            key = loaded_document(connection, name.strip())
            found = [] if key is None else [key]
        if not found:
            raise UsageError(f"No loaded document is {name!r}: name its number, the start of its SHA-256, or its URL.")
        keys.extend(found)
    return keys


def loaded_document(connection: Connection, text: str) -> int | None:
    """The key of the loaded document with that number or that beginning of its SHA-256. Raises AmbiguousName."""
    if text.isdecimal() and len(text) < 10:
        found = connection.execute(select(t.document.c.id).where(t.document.c.id == int(text))).scalar()
        if found is not None:
            return int(found)
    if not _HASH.fullmatch(text):
        return None
    begins = func.substr(t.document.c.sha256, 1, len(text)) == text
    rows = connection.execute(
        select(t.document.c.id, t.document.c.sha256).where(begins).order_by(t.document.c.id)
    ).all()
    if len({row.sha256 for row in rows}) > 1:
        raise AmbiguousName("document", text, [f"{row.id} ({row.sha256[:12]})" for row in rows[:5]])
    return int(rows[0].id) if rows else None


def publishers_named(connection: Connection, names: Sequence[str]) -> tuple[str, ...]:
    """The publishers of loaded documents that are called so, in any case and spelling, as they are stored.

    Raises UnknownName with the nearest ones.
    """
    if not names:
        return ()
    stored = list(
        connection.execute(select(t.document.c.publisher).distinct().order_by(t.document.c.publisher)).scalars()
    )
    found: list[str] = []
    for name in names:
        same = [one for one in stored if one and fold(one) == fold(name)]
        if not same:
            known = [one for one in stored if one]
            near = nearest_of(name, known)
            listed = [*known[:_LISTED], *(["…"] if len(known) > _LISTED else [])]
            raise UnknownName("publisher", name, near or listed, whole=not near)
        found += same
    return tuple(dict.fromkeys(found))
