"""An event with all that belongs to it as one row of a database → the lists that are packed in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

FIRST, LAST = "0001-01-01", "9999-12-31"
"""What stands for the days of a date whose beginning, or end, is open."""
_ID, _WORTH = itemgetter(0), 4
_decoded = json.JSONDecoder().raw_decode  # `json.loads` looks at more, which takes longer than to read these
# The fields of an actor, a weapon or a treaty.
Line: TypeAlias = list[Any]
# When, by whom and where a document was published, and the passages of it.
Told: TypeAlias = tuple[str, str, str, list[str]]


class Packed(NamedTuple):
    """An event: the columns of its row, days as ISO texts, and lists as JSON in no order.

    An actor is its id and role; a weapon its id and the columns of `event_weapon`; a treaty its id; a claim the key of
    its document, where it begins and ends, its quote, and when, by whom and where the document was published.
    """

    event_id: str
    type: str
    status: str
    date: str
    first_day: str
    last_day: str
    date_precision: str
    title: str
    actors: str
    weapons: str
    treaties: str
    claims: str
    review: str
    confidence: float | None
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names of actors, weapons and treaties by their ids, and the groups of types of event."""

    groups: Mapping[str, str]
    actors: Mapping[str, str]
    weapons: Mapping[str, str]
    treaties: Mapping[str, str]


def by_id(packed: str) -> list[Line]:
    """Packed actors or treaties → their fields, in the order of their ids."""
    lines: list[Line]
    lines, _ = _decoded(packed)
    return lines if len(lines) < 2 else sorted(lines, key=_ID)


def weapon_lines(packed: str) -> list[Line]:
    """Packed weapons → their fields, the worth as a number, in the order of their ids."""
    lines = by_id(packed)
    for line in lines:
        if line[_WORTH] is not None:
            line[_WORTH] = float(line[_WORTH])
    return lines


def told(claims: str) -> list[Told]:
    """Packed claims → when, by whom and where each document was published, with the widest passages that are cited."""
    found: list[Told] = []
    document = reach = None
    # By document, then by where a passage begins, the longest first: what reaches no further lies within another one.
    for key, _, before_end, quote, published, publisher, url in sorted(_decoded(claims)[0]):
        if key != document:
            found.append((published, publisher, url, [quote]))
        elif before_end < reach:
            found[-1][3].append(quote)
        else:
            continue
        document, reach = key, before_end
    return found
