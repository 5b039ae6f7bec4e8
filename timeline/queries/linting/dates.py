"""The dates that passages give one event, and the dates of linked events → those that exclude each other."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import func, or_, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty, Edtf
from timeline.queries.linting.contradictions import Contradiction, Span
from timeline.queries.linting.scope import Scope, standing

_SPAN = (t.claim.c.document_id, t.claim.c.start_offset, t.claim.c.end_offset, t.claim.c.quote)
# The first event answers, ends or continues the second: it cannot have come before it.
LATER = {
    "reverses": "reverses",
    "partly-reverses": "partly reverses",
    "supersedes": "supersedes",
    "extends": "extends",
    "implements": "implements",
    "responds-to": "responds to",
}


def exclude(one: Edtf, other: Edtf) -> Certainty:
    """Whether two dates for one happening exclude each other; only possibly where one is approximate or uncertain."""
    if one.first <= other.last and other.first <= one.last:
        return Certainty.NO
    return Certainty.POSSIBLY if one.loose or other.loose else Certainty.CERTAINLY


def earlier(one: Edtf, other: Edtf) -> Certainty:
    """Whether by its stated days `one` lies before `other`; only possibly where one is approximate or uncertain."""
    return exclude(one, other) if one.last < other.first else Certainty.NO


def contradicting_dates(scope: Scope) -> Iterator[Contradiction]:
    """Dates of one event that exclude each other, and dates of linked events that cannot be."""
    yield from _excluding_claims(scope)
    yield from _excluding_links(scope)


def _excluding_claims(scope: Scope) -> Iterator[Contradiction]:
    """Events whose claims give dates that exclude each other, each pair of neighbours once.

    A date that a person set is decided, and the machine's reading beside it is no contradiction. A planned date and
    the actual one are two things.
    """
    claim = t.claim.c
    several = (
        select(claim.event_id)
        .where(claim.field == "date", claim.value != "")
        .group_by(claim.event_id)
        .having(func.min(claim.value) != func.max(claim.value))
    )
    statement = (
        select(claim.event_id, claim.status, claim.value, claim.origin, *_SPAN)
        .join_from(t.claim, t.event, t.event.c.id == claim.event_id)
        .where(claim.field == "date", claim.value != "", claim.event_id.in_(several), scope.events)
        .order_by(
            t.event.c.first_day, t.event.c.public_id, claim.status, claim.document_id, claim.start_offset, claim.id
        )
    )
    for (key, _), rows in groupby(scope.stream(statement), lambda row: (row.event_id, row.status)):
        told = list(rows)
        if {row.origin for row in told} != {"person", "machine"}:
            yield from _pairs(key, told)


def _pairs(key: int, rows: Sequence[Any]) -> Iterator[Contradiction]:
    by_date: dict[str, Any] = {}
    for row in rows:
        by_date.setdefault(row.value, row)
    dates = sorted((edtf.parse(value) for value in by_date), key=lambda date: (date.first, date.last, date.text))
    for one, other in pairwise(dates):
        certainty = exclude(one, other)
        if certainty:
            spans = tuple(_span(by_date[date.text]) for date in (one, other))
            yield Contradiction(
                f"Its passages date it {one} and {other}, which exclude each other.", (key,), certainty, spans
            )


def _span(row: Any) -> Span:  # noqa: ANN401 - a row with the columns of _SPAN
    return Span(row.document_id, row.start_offset, row.end_offset, row.quote)


def _excluding_links(scope: Scope) -> Iterator[Contradiction]:
    """Linked events in an order that cannot be, and events said to be the same on days that exclude each other."""
    for link, one, other in linked(scope, (*LATER, "same-as")):
        if link.relation == "same-as":
            certainty = exclude(one, other)
            message = f"The two are said to be the same, but are dated {one} and {other}."
        else:
            certainty = earlier(one, other)
            message = f"The first, dated {one}, {LATER[link.relation]} the second, which is dated later ({other})."
        if certainty:
            yield Contradiction(message, (link.event_id, link.other_id), certainty, fields=("date",))


def linked(scope: Scope, relations: Sequence[str]) -> Iterator[tuple[Any, Edtf, Edtf]]:
    """The links of these relations of which one end was asked about and both stand, with the dates of both ends."""
    link, one, other = t.event_link.c, t.event.alias("one"), t.event.alias("other")
    statement = (
        select(link.event_id, link.other_id, link.relation, one.c.date, other.c.date)
        .join_from(t.event_link, one, one.c.id == link.event_id)
        .join(other, other.c.id == link.other_id)
        .where(
            link.relation.in_(relations),
            link.review.in_(("accepted", "proposed")),
            standing(one.c),
            standing(other.c),
            or_(link.event_id.in_(scope.keys), link.other_id.in_(scope.keys)),
        )
        .order_by(one.c.first_day, one.c.public_id, other.c.public_id, link.relation)
    )
    for row in scope.stream(statement):
        yield row, edtf.parse(row[3]), edtf.parse(row[4])
