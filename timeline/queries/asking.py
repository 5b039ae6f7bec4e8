"""What a person gives as filters, by name → Filters with every name resolved; the one language of all commands.

Each filter is named as the option is, with `_` for `-`, and may be given several times: any of them will do. With
`not_` before its name it leaves out what it would find.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from timeline import edtf
from timeline.database.domains import RELIABILITIES, REVIEWS, VERDICTS
from timeline.documents.proposal import ROLES, STATUSES
from timeline.errors import UnknownName, UsageError
from timeline.queries.blocs import actors_or_members, blocs_named
from timeline.queries.documents import documents_named, publishers_named
from timeline.queries.filters import Conditions, Filters
from timeline.queries.meaning import event_types, meanings, one_of
from timeline.queries.ranges import confidence_range, quantity_range, value_range

# What waits, was put aside or comes with the program; `all` is all of the user's own.
OWN = ("review", "archive", "rejected")
INCLUDABLE = (*OWN, "reference")
# What may be asked for several times, and with `not_` before it be left out.
REPEATED = (
    *("weapon", "actor", *ROLES, "treaty", "type", "status", "review", "finding", "source", "publisher"),
    *("reliability", "confidence", "quantity", "value", "place", "text"),
)
NOT = "not_"
NAMES = (*REPEATED, *(NOT + name for name in REPEATED), "since", "until", "on", "strict_dates", "exact", "include")

Given = Mapping[str, Any]


def filters_from(connection: Connection, given: Given) -> Filters:
    """The filters as they were given → Filters; one that was not used is absent, None or empty.

    Raises UnknownName, AmbiguousName or BadDate; UsageError where the dates exclude each other, or a filter is both
    asked for and left out.
    """
    since, until = _days(given)
    wanted, unwanted = _conditions(connection, given, ""), _conditions(connection, given, NOT)
    _refuse_contradictions(wanted, unwanted)
    named = [name for each in (wanted, unwanted) for _, actors in each.actors for name in actors]
    exact = _switched(given, "exact")
    return Filters(
        **{name: getattr(wanted, name) for name in wanted.__slots__},
        excluded=unwanted,
        blocs=() if exact else blocs_named(connection, named),
        exact=exact,
        since=since,
        until=until,
        strict_dates=_switched(given, "strict_dates"),
        include=_included(_texts(given, "include")),
    )


def _conditions(connection: Connection, given: Given, prefix: str) -> Conditions:
    def texts(name: str) -> Sequence[str]:
        return _texts(given, prefix + name)

    roles = {role: actors_or_members(connection, texts(role)) for role in ROLES}
    return Conditions(
        weapon=meanings(connection, "weapon", texts("weapon")),
        actor=actors_or_members(connection, texts("actor")),
        roles=tuple((role, actors) for role, actors in roles.items() if actors),
        treaty=meanings(connection, "treaty", texts("treaty")),
        type=event_types(connection, texts("type")),
        status=one_of("status", texts("status"), STATUSES),
        review=one_of("review state", texts("review"), REVIEWS),
        finding=one_of("verdict", texts("finding"), VERDICTS),
        source=tuple(documents_named(connection, texts("source"))),
        publisher=publishers_named(connection, texts("publisher")),
        reliability=_reliabilities(texts("reliability")),
        confidence=tuple(map(confidence_range, texts("confidence"))),
        quantity=tuple(map(quantity_range, texts("quantity"))),
        value=tuple(map(value_range, texts("value"))),
        place=_words("place", texts("place")),
        text=_words("text", texts("text")),
    )


def _reliabilities(texts: Sequence[str]) -> tuple[str, ...]:
    found = tuple(text.strip().upper() for text in texts)
    for text, letter in zip(texts, found, strict=True):
        if letter not in RELIABILITIES:
            raise UnknownName("reliability", text, RELIABILITIES, whole=True)
    return found


def _texts(given: Given, name: str) -> Sequence[str]:
    """What was given under a name, in texts: one value stands for a list of one."""
    value = given.get(name)
    if value is None:
        return ()
    return [str(one) for one in value] if isinstance(value, list | tuple | set | frozenset) else [str(value)]


def _switched(given: Given, name: str) -> bool:
    value = given.get(name) or False
    if not isinstance(value, bool):
        raise UsageError(f"{name} is on or off: give it True or False, not {value!r}.")
    return value


def _words(name: str, texts: Sequence[str]) -> tuple[str, ...]:
    for text in texts:
        if not text.strip():
            raise UsageError(f"--{name} needs words to look for.")
        if "\0" in text:
            raise UsageError(f"--{name} cannot look for a NUL: no text has one.")
    return tuple(" ".join(text.split()) for text in texts)


def _days(given: Given) -> tuple[dt.date | None, dt.date | None]:
    since, until, on = (
        None if given.get(name) is None else edtf.parse(str(given[name])) for name in ("since", "until", "on")
    )
    if on and (since or until):
        raise UsageError("--on names the whole time asked about: leave out --since and --until, or --on.")
    if on:
        return on.first, on.last
    if since and until and since.first > until.last:
        raise UsageError(f"--since {since} lies after --until {until}: no date can match both.")
    return since.first if since else None, until.last if until else None


def _refuse_contradictions(wanted: Conditions, unwanted: Conditions) -> None:
    """What is asked for by name and left out by the same name can never match."""
    pairs = [(name, getattr(wanted, name), getattr(unwanted, name)) for name in wanted.__slots__ if name != "roles"]
    pairs += [(role, actors, dict(unwanted.roles).get(role, ())) for role, actors in wanted.roles]
    for name, asked_for, left_out in pairs:
        if asked_for and set(asked_for) <= set(left_out):
            raise UsageError(f"--{name} and --not-{name} name the same: no event can match both.")


def _included(names: Sequence[str]) -> frozenset[str]:
    chosen = one_of("state", names, (*INCLUDABLE, "all"))
    return frozenset(chosen) - {"all"} | (frozenset(OWN) if "all" in chosen else frozenset())
