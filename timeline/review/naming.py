"""An event's id as a person types it → the key of the stored event."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from timeline.database import tables as t
from timeline.errors import AmbiguousName, UnknownName, UsageError
from timeline.review.public_ids import PREFIX
from timeline.review.writing import keys_of

ACT = "act-"  # how the ids of treaty acts begin in lists
NEAREST = 5
# Crockford's reading of the letters that his alphabet leaves out.
_MISREAD = str.maketrans("oil", "011")


def event_key(connection: Connection, typed: str) -> int:
    """The key of the event with that id: in any case, `o` for `0`, without `ev-`, or the start of only one id.

    Raises UnknownName with the nearest ids, AmbiguousName with those that begin so.
    """
    name = typed.strip()
    folded = name.lower().removeprefix(PREFIX).translate(_MISREAD)
    keys = keys_of(connection, {name, PREFIX + folded})
    if keys:
        return keys.get(name) or keys[PREFIX + folded]
    if folded:
        starting = _starting(connection, {PREFIX + folded, *([name] if len(name) > len(PREFIX) else [])})
        if len(starting) > 1:
            raise AmbiguousName("event", typed, starting)
        if starting:
            return keys_of(connection, starting)[starting[0]]
    if name.startswith(ACT):
        raise UsageError(
            f"{name} is a treaty act, not an event: see it with timeline explain, amend it with timeline act."
        )
    raise UnknownName("event", typed, _nearest(connection, name if name.startswith(PREFIX) else PREFIX + name))


def event_keys(connection: Connection, typed: Sequence[str]) -> list[int]:
    """`event_key` of each, without repetition."""
    return list(dict.fromkeys(event_key(connection, name) for name in typed))


def _starting(connection: Connection, starts: Collection[str]) -> list[str]:
    column = t.event.c.public_id
    found: set[str] = set()
    for start in starts:
        begins = func.substr(column, 1, len(start)) == start
        found.update(connection.execute(select(column).where(begins).order_by(column).limit(NEAREST)).scalars())
    return sorted(found)


def _nearest(connection: Connection, name: str) -> list[str]:
    from rapidfuzz import process

    known = connection.execute(select(t.event.c.public_id).order_by(t.event.c.public_id)).scalars().all()
    return [found for found, _, _ in process.extract(name, known, limit=NEAREST, score_cutoff=60)]
