"""What was asked for, and who tells of it → the title of a picture and its source line: no clock, no machine."""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from timeline.outputs.plots.lanes import type_words
from timeline.queries.counting import Counts, counts
from timeline.queries.dimensions import DIMENSIONS, names_of
from timeline.queries.filters import Conditions, Filters
from timeline.queries.ranges import Range

_MOST_PUBLISHERS = 5
_PLAIN = ("status", "review", "finding", "publisher", "reliability", "place", "text")


def title(connection: Connection, what: str, filters: Filters, between: str = " or ") -> str:
    """`Events by weapon: Landmine; recipient Ukraine; since 2022`; `between` stands between several of a kind."""
    unwanted = _words(connection, filters.excluded, between)
    parts = [*_words(connection, filters, between), *(f"not {each}" for each in unwanted)]
    asked = "; ".join([*parts, *_time(filters)])
    return f"{what}: {asked}" if asked else what


def source_of_events(connection: Connection, filters: Filters) -> str:
    """`Source: timeline database, 31 events, 2 not reviewed. Told by Reuters (20), AP (11).`"""
    told = counts(connection, filters, ["publisher"])
    reviews = counts(connection, filters, ["review"])
    waiting = sum(count.possible for key, count in reviews.rows.items() if key == ("proposed",))
    number = told.total.possible
    events = f"{number:,} event{'' if number == 1 else 's'}"
    if waiting:
        events += ", not reviewed by a person" if waiting == number == 1 else f", {waiting:,} not reviewed by a person"
    by = _publishers(told)
    return f"Source: timeline database, {events}." + (f" Told by {by}." if by else "")


def source_of_acts(names: Sequence[str]) -> str:
    """`Source: timeline database; acts from UN Treaty Collection.`"""
    return (
        f"Source: timeline database; acts of states from {', '.join(names)}." if names else "Source: timeline database."
    )


def _publishers(told: Counts) -> str:
    named = [(key[0], count.possible) for key, count in told.rows.items() if key[0]]
    shown = [f"{name} ({number:,})" for name, number in named[:_MOST_PUBLISHERS]]
    more = len(named) - len(shown)
    return ", ".join([*shown, *([f"{more:,} more"] if more else [])])


def _words(connection: Connection, asked: Conditions, between: str) -> Iterator[str]:
    """One phrase for each field that asks for something, with the names that people read."""

    def named(what: str, ids: Sequence[str]) -> str:
        names = names_of(connection, DIMENSIONS[what])
        return between.join(names.get(id_, names.get(id_.partition(":")[2], id_)) for id_ in ids)

    if asked.weapon:
        yield named("weapon", asked.weapon)
    if asked.treaty:
        yield named("treaty", asked.treaty)
    for role, actors in asked.actors:
        yield f"{role} {named('actor', actors)}".strip()
    if asked.type:
        yield between.join(map(type_words, asked.type))
    for name in _PLAIN:
        if values := getattr(asked, name):
            yield f"{name} {between.join(values)}"
    if asked.source:
        yield f"document {between.join(map(str, asked.source))}"
    for name in ("confidence", "quantity", "value"):
        if ranges := getattr(asked, name):
            yield f"{name} {between.join(map(_range, ranges))}"


def _range(one: Range) -> str:
    least, most = f"{one.least:,.10g}", f"{one.most:,.10g}"
    bounds = f"from {least}" if most == "inf" else least if least == most else f"{least} to {most}"
    return f"{bounds} {one.unit}".strip()


def _time(filters: Filters) -> Iterator[str]:
    """`since 2022`, `in 2024`, `2022-03-01 to 2024`: no more of a date than says it."""
    since, until = filters.since, filters.until
    first = _short(since, start=True) if since else ""
    last = _short(until, start=False) if until else ""
    if first and last:
        yield f"in {first}" if first == last and "-" not in first else first if first == last else f"{first} to {last}"
    elif first or last:
        yield f"since {first}" if first else f"until {last}"


def _short(day: dt.date, *, start: bool) -> str:
    """The year alone for its first day, or for its last one where that is the end of a time."""
    whole = (day.month, day.day) == ((1, 1) if start else (12, 31))
    return f"{day.year:04}" if whole else day.isoformat()
