"""The names that a user gave for states → what has to be said where a name is one of the past."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, literal_column, select

from timeline.database import tables as t
from timeline.vocabulary.fold import fold


def past_names(connection: Connection, texts: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each text that names an actor only for a time that has an end ("Soviet Union", "Zaire").

    The positions are those of the actor that bears the name in the vocabulary, whatever the date that is asked for.
    """
    name, actor = t.actor_name.c, t.actor.c
    valid_from: ColumnElement[str] = literal_column("actor_name.valid_from")
    valid_to: ColumnElement[str] = literal_column("actor_name.valid_to")
    said: dict[str, None] = {}
    for text in texts:
        rows = connection.execute(
            select(actor.name, valid_from, valid_to)
            .join_from(t.actor_name, t.actor, actor.id == name.actor_id)
            .where(name.folded == fold(text), actor.kind == "state")
            .order_by(actor.name, valid_from)
        ).all()
        if not rows or not all(end for _, _, end in rows):
            continue
        for of, start, end in rows:
            said[f"{text} is read as {of}, of which it is a name from {start or 'an unknown date'} to {end}."] = None
    return tuple(said)
