"""A treaty, states and dates as people name them → positions, or what changed in them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from timeline import edtf
from timeline.database import tables as t
from timeline.database.known import existed
from timeline.edtf import Certainty, Edtf
from timeline.errors import UsageError
from timeline.law.standings import Kind
from timeline.queries.blocs import Bloc, actors_or_members, blocs_named, membership_of
from timeline.queries.meaning import meaning
from timeline.queries.standing import Answer, Stand, actor_stands, position_changes, treaty_stands
from timeline.queries.standing_names import past_names
from timeline.queries.standing_sources import sources_of
from timeline.vocabulary.fold import fold

_WITHOUT_RELATION = {Kind.NO_RELATION, Kind.NOT_RECORDED}


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who is asked for: `named` as filters name them, `blocs` those among them, and `ids` with members for the blocs.

    A bloc stands for itself too, as the EU joins treaties; but that NATO has joined none is no answer.
    """

    named: tuple[str, ...]
    blocs: tuple[Bloc, ...]
    ids: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def bodies(self) -> set[str]:
        """The ids of those that stand for their members."""
        return {id_ for bloc in self.blocs for id_ in bloc.itself}


def positions_named(connection: Connection, treaty: str | None, actors: Sequence[str], on: str | None) -> Answer:
    """The positions under one treaty, or of these actors under all; `on` is EDTF, today where it is None.

    A bloc means its members on that date, certain and possible ones. Raises UnknownName, AmbiguousName, BadDate.
    """
    date = edtf.parse(on) if on is not None else edtf.on(dt.date.today())
    treaty_id = meaning(connection, "treaty", treaty) if treaty else None
    asked = _asked(connection, actors, date)
    if actors and not asked.ids:  # a body that had no members then; without actors everybody would be meant
        answer = Answer()
    elif treaty_id is None:
        answer = actor_stands(connection, asked.ids, date)
    else:
        answer = treaty_stands(connection, treaty_id, date, asked.ids)
    stands = tuple(stand for stand in answer.stands if not _is_empty(stand, asked))
    notes = (*_members_on(asked, date), *answer.notes)
    return _known(connection, actors, replace(answer, stands=stands, notes=notes))


def changes_named(
    connection: Connection, treaty: str | None, actors: Sequence[str], since: str | None, until: str | None
) -> Answer:
    """What changed between two dates, both inclusive, None meaning no limit; of a bloc, for whoever was a member, or
    possibly was one, when it changed. Raises as `positions_named`."""
    first = edtf.parse(since).first if since is not None else dt.date.min
    last = edtf.parse(until).last if until is not None else dt.date.max
    if first > last:
        raise UsageError(f"--since {since} lies after --until {until}: no date can match both.")
    treaty_id = meaning(connection, "treaty", treaty) if treaty else None
    time = replace(edtf.UNKNOWN, first=first, last=last)  # whose ends may both be open
    asked = _asked(connection, actors, time)
    nobody = actors and not asked.ids
    answer = Answer() if nobody else position_changes(connection, treaty_id, asked.ids, first, last)
    if asked.blocs:
        changes = tuple(
            row
            for row in answer.changes
            if membership_of(row.change.date, (row.actor.id,), asked.named, asked.blocs) is not Certainty.NO
        )
        sources = sources_of(connection, [act.source for row in changes for act in row.change.acts])
        notes = (*_members_between(asked, time), *answer.notes)
        answer = replace(answer, changes=changes, sources=sources, notes=notes)
    return _known(connection, actors, answer)


def _asked(connection: Connection, actors: Sequence[str], date: Edtf) -> _Asked:
    """The actors named, and after each bloc its members on the date, by name."""
    named = actors_or_members(connection, actors)
    blocs = {bloc.id: bloc for bloc in blocs_named(connection, named)}
    if not blocs:
        return _Asked(named, (), named, {})
    names = {row.id: row.name for row in connection.execute(select(t.actor.c.id, t.actor.c.name))}
    ids: list[str] = []
    for id_ in named:
        bloc = blocs.get(id_)
        ids += (*bloc.itself, *_by_name(bloc.members(date), names)) if bloc else (id_,)
    return _Asked(named, tuple(blocs.values()), tuple(dict.fromkeys(ids)), names)


def _by_name(ids: Mapping[str, Certainty], names: Mapping[str, str]) -> list[str]:
    return sorted(ids, key=lambda id_: (fold(names[id_]), id_))


def _is_empty(stand: Stand, asked: _Asked) -> bool:
    """Whether it only says that a body has not joined, when its members were meant."""
    return stand.actor.id in asked.bodies and _WITHOUT_RELATION.issuperset(stand.position.kinds)


def _members_on(asked: _Asked, date: Edtf) -> Iterator[str]:
    """`NATO stands for its 31 members in 2024: Albania, …; possibly Sweden too.`"""
    for bloc in asked.blocs:
        members = bloc.members(date)
        body, when = asked.names[bloc.body], edtf.with_preposition(date)
        sure = [asked.names[id_] for id_ in _by_name(members, asked.names) if members[id_] is Certainty.CERTAINLY]
        open_ = [asked.names[id_] for id_ in _by_name(members, asked.names) if members[id_] is not Certainty.CERTAINLY]
        if not members:
            yield f"Nobody is recorded as a member of {body} {when}."
        elif not sure:
            yield f"{body} stands for those who possibly were its members {when}: {', '.join(open_)}."
        else:
            count = f"{len(sure)} member{'' if len(sure) == 1 else 's'}"
            more = f"; possibly {', '.join(open_)} too" if open_ else ""
            yield f"{body} stands for its {count} {when}: {', '.join(sure)}{more}."


def _members_between(asked: _Asked, time: Edtf) -> Iterator[str]:
    for bloc in asked.blocs:
        body = asked.names[bloc.body]
        members = [asked.names[id_] for id_ in _by_name(bloc.members(time), asked.names)]
        if members:
            yield f"{body} stands for each of these while it was a member, or possibly was one: {', '.join(members)}."
        else:
            yield f"Nobody is recorded as a member of {body} in that time."


def _known(connection: Connection, actors: Sequence[str], answer: Answer) -> Answer:
    """With what is to be said of former names; nothing at a moment before there was a database.

    Without acts every state would seem to stand outside.
    """
    if not existed(connection):
        return Answer()
    return replace(answer, notes=(*past_names(connection, actors), *answer.notes))
