"""Rows of event_types.csv → EventTypes, and what a user may call them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from timeline.vocabulary.names import Name


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event with its group, and its nearest codes in PLOVER and CAMEO (empty where none fits)."""

    id: str
    group: str
    name: str
    description: str = ""
    plover: str = ""
    cameo: str = ""


def event_type_of(row: Mapping[str, str]) -> EventType:
    """The event type that a row of event_types.csv describes."""
    return EventType(row["id"], row["group"], row["name"], row["description"], row["plover"], row["cameo"])


def event_type_names(types: Iterable[EventType]) -> Iterator[Name]:
    """Id, name and the short form ("delivery"); a short form that several types share comes out for each of them."""
    for kind in types:
        yield Name(kind.id, "event-type", kind.id, "official")
        yield Name(kind.name, "event-type", kind.id, "official")
        head, _, tail = kind.id.partition("-")
        if tail and head in ("transfer", "treaty", "weapon", "court"):
            yield Name(tail, "event-type", kind.id)
