"""Filters → the events of documents and the treaty acts that match, as one list of Entries in order."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from timeline import edtf
from timeline.edtf import Certainty
from timeline.errors import UsageError
from timeline.queries import listing
from timeline.queries.act_comparing import Compared, ToldStep, compared
from timeline.queries.entries import Entry
from timeline.queries.filters import Filters
from timeline.queries.keys import beyond, place_of
from timeline.queries.treaty_acts import act_entries, acts_of, asks_for_acts


def timeline_entries(
    connection: Connection, filters: Filters, *, sort: str = "date", limit: int | None = None, after: str | None = None
) -> Iterator[Entry]:
    """`listing.entries`, with the treaty acts among them where the question names a treaty or a treaty-* type.

    An act that an event of the list tells too is not listed beside it: the event's `remark` says that the act agrees.
    Where they date a step differently both are listed, and both remarks say so. `after` is the id of an event or act:
    only what comes after it in the order is given. Raises UsageError where there is none of that id.
    """
    last = None if after is None else _named(connection, filters, after)
    place = None if last is None else place_of(last, sort)
    events = listing.entries(connection, filters, sort=sort, limit=limit, after=place)
    if not asks_for_acts(filters):
        yield from events
        return
    acts, found = _acts(connection, filters)
    key = _KEYS[sort]
    if last is not None:
        acts = [act for act in acts if key(act) > key(last)]
    merged = heapq.merge(_remarked(events, found), sorted(acts, key=key), key=key)
    yield from islice(merged, limit)


def acts_listed(connection: Connection, filters: Filters) -> list[Entry]:
    """The Entries of the treaty acts that `timeline_entries` lists beside events; none where it asks for none."""
    return _acts(connection, filters)[0] if asks_for_acts(filters) else []


def how_many(
    connection: Connection,
    filters: Filters,
    *,
    sort: str = "date",
    after: str | None = None,
    counted: Mapping[str, int] | None = None,
) -> int:
    """The number of Entries that `timeline_entries` gives without a limit; `counted` is what `counts` gave already."""
    acts = acts_listed(connection, filters)
    if after is None:
        found = listing.counts(connection, filters) if counted is None else counted
        return found.get(listing.SHOWN, 0) + len(acts)
    last, key = _named(connection, filters, after), _KEYS[sort]
    rest = listing.counts(connection, filters, beyond(sort, place_of(last, sort))).get(listing.SHOWN, 0)
    return rest + sum(key(act) > key(last) for act in acts)


def _named(connection: Connection, filters: Filters, id_: str) -> Entry:
    """The Entry of that event, or of that act among those that are listed."""
    found = listing.entry(connection, id_)
    if found is None:
        found = next((act for act in acts_listed(connection, filters) if act.event_id == id_), None)
    if found is None:
        raise UsageError(f"Nothing here has the id {id_!r} to go on after: give the last id that was listed.")
    return found


def _acts(connection: Connection, filters: Filters) -> tuple[list[Entry], Compared]:
    """The Entries of the acts that no event of the list tells, and what the comparison says of the others."""
    acts = acts_of(connection, filters)
    found = compared(connection, acts, filters)
    return [
        replace(entry, remark="; ".join([entry.remark, *found.acts.get(each.id, ())]))
        for each, entry in act_entries(connection, acts, filters)
        if not _listed(found.told.get(each.id, ()), filters)
    ], found


def _listed(told: Sequence[ToldStep], filters: Filters) -> bool:
    """Whether one of the events lies within the dates that are asked for, so that the list has it."""
    if not (filters.since or filters.until):
        return bool(told)
    least = Certainty.CERTAINLY if filters.strict_dates else Certainty.POSSIBLY
    return any(edtf.within(step.date, filters.since, filters.until) >= least for step in told)


def _remarked(events: Iterable[Entry], found: Compared) -> Iterator[Entry]:
    for event in events:
        said = found.events.get(event.event_id)
        yield replace(event, remark="; ".join(dict.fromkeys(said))) if said else event


def _by_date(entry: Entry) -> tuple[Any, ...]:
    return (_first(entry), _last(entry), entry.event_id)


def _first(entry: Entry) -> int:
    return entry.date_first.toordinal() if entry.date_first else 0


def _last(entry: Entry) -> int:
    return entry.date_last.toordinal() if entry.date_last else 10**7


# The orders of `listing.SORTS`, for Entries that are there already.
_KEYS: dict[str, Callable[[Entry], tuple[Any, ...]]] = {
    "date": _by_date,
    "-date": lambda entry: (-_last(entry), -_first(entry), entry.event_id),
    "type": lambda entry: (entry.type, *_by_date(entry)),
    "confidence": lambda entry: (-(1.0 if entry.confidence is None else entry.confidence), *_by_date(entry)),
    "id": lambda entry: (entry.event_id,),
}
