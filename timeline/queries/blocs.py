"""A bloc in a question → who were its members when, and whether an event's date lies within a membership."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty, Edtf
from timeline.errors import UnknownName
from timeline.queries.meaning import meaning, recorded_actors
from timeline.vocabulary.lookup import nearest_of

# Bodies whose name, where an actor is asked for, means their members. Of the others (UN, OSCE, the regimes) somebody
# who asks for the body mostly means the body; `members:un` asks for the members of any of them.
BLOCS = ("csto", "eu", "g7", "nato", "un-p5")
MEMBERS_OF = "members:"
# A date that is marked as about or uncertain is taken to be wrong by no more than this where membership is asked about:
# else nobody would certainly be a member in "about 2023", were it since 1958.
MARGIN = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Membership:
    """One actor was a member from `start` to `end`, both inclusive and None where not known, or open."""

    actor: str
    start: Edtf | None
    end: Edtf | None

    def days(self, *, sure: bool) -> tuple[dt.date, dt.date]:
        """The days on which it possibly was a member, or where `sure` those on which it certainly was."""
        first, last = dt.date.min, dt.date.max
        if self.start is not None:
            first = self.start.last if sure else self.start.first
        if self.end is not None:
            last = self.end.first if sure else self.end.last
        return first, last

    def holds(self, date: Edtf) -> Certainty:
        """Whether the whole date lies within the membership."""
        first, last = within_margin(*self.days(sure=True)) if date.loose else self.days(sure=True)
        if first <= date.first and date.last <= last:
            return Certainty.CERTAINLY
        return min(edtf.within(date, *self.days(sure=False)), Certainty.POSSIBLY)


@dataclass(frozen=True, slots=True)
class Bloc:
    """A body with its memberships. `id` is what a filter names: the body's id, or `members:` and it."""

    id: str
    memberships: tuple[Membership, ...]

    @property
    def itself(self) -> tuple[str, ...]:
        """The body as an actor, where the name means it too."""
        return () if self.id.startswith(MEMBERS_OF) else (self.id,)

    @property
    def body(self) -> str:
        """The id of the body, whether the name means it too or not."""
        return self.id.removeprefix(MEMBERS_OF)

    def members(self, date: Edtf) -> dict[str, Certainty]:
        """Who was a member on the date, certainly or possibly, by id."""
        found: dict[str, Certainty] = {}
        for one in self.memberships:
            found[one.actor] = max(found.get(one.actor, Certainty.NO), one.holds(date))
        return {actor: holds for actor, holds in sorted(found.items()) if holds is not Certainty.NO}

    def spans(self, *, sure: bool) -> Iterator[tuple[tuple[str, ...], dt.date, dt.date]]:
        """The members that were such on the same days: their ids, the first day and the last one."""

        def days(one: Membership) -> tuple[dt.date, dt.date]:
            return one.days(sure=sure)

        for (first, last), members in groupby(sorted(self.memberships, key=lambda m: (days(m), m.actor)), key=days):
            yield tuple(one.actor for one in members), first, last


def within_margin(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The days of a membership without what lies so near its bounds that a loose date may be meant outside."""
    return (
        first if first == dt.date.min else first + MARGIN,
        last if last == dt.date.max else last - MARGIN,
    )


def actors_or_members(connection: Connection, texts: Iterable[str]) -> tuple[str, ...]:
    """The ids of the actors named, as events record them; `members:BODY` stays what it is, with the body's id.

    Raises UnknownName or AmbiguousName.
    """
    found: list[str] = []
    for text in texts:
        if not text.strip().lower().startswith(MEMBERS_OF):
            found += recorded_actors(connection, [text])
            continue
        name = text.strip()[len(MEMBERS_OF) :]
        body, known = meaning(connection, "actor", name), bodies(connection)
        if body not in known:
            near = nearest_of(body, known)
            raise UnknownName("body with recorded members", name, near or known, whole=not near)
        found.append(MEMBERS_OF + body)
    return tuple(dict.fromkeys(found))


def blocs_named(connection: Connection, names: Iterable[str]) -> tuple[Bloc, ...]:
    """The blocs among what filters name, each once, in order."""
    found = []
    for name in dict.fromkeys(names):
        body = name.removeprefix(MEMBERS_OF)
        if name in BLOCS or body != name:
            found.append(Bloc(name, _memberships(connection, body)))
    return tuple(found)


def bodies(connection: Connection) -> list[str]:
    """The ids of all bodies whose members are recorded."""
    return list(
        connection.execute(select(t.membership.c.body_id).distinct().order_by(t.membership.c.body_id)).scalars()
    )


def membership_of(date: Edtf, actors: Collection[str], named: Sequence[str], blocs: Sequence[Bloc]) -> Certainty:
    """Whether one of the actors is one of those named, or on that date was a member of a bloc named."""
    by_id = {bloc.id: bloc for bloc in blocs}
    answer = Certainty.NO
    for name in named:
        bloc = by_id.get(name)
        if any(each in actors for each in (bloc.itself if bloc else (name,))):
            return Certainty.CERTAINLY
        for one in bloc.memberships if bloc else ():
            if one.actor in actors:
                answer = max(answer, one.holds(date))
    return answer


def _memberships(connection: Connection, body: str) -> tuple[Membership, ...]:
    c = t.membership.c
    rows = connection.execute(
        select(c.actor_id, c.start_date, c.end_date).where(c.body_id == body).order_by(c.actor_id, c.start_date)
    )
    return tuple(Membership(actor, _date(start), _date(end)) for actor, start, end in rows)


def _date(text: str | None) -> Edtf | None:
    return edtf.parse(text) if text else None
