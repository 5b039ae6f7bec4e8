"""Signatures, ratifications, entries into force, withdrawals in the timeline → those that the acts date otherwise."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select

from timeline import edtf
from timeline.database import tables as t
from timeline.edtf import Certainty, Edtf
from timeline.errors import BadDate
from timeline.law.acts import CONSENTING, SIGNING
from timeline.law.positions import Positions
from timeline.law.turns import Effect
from timeline.law.wording import listed
from timeline.queries.linting.contradictions import Contradiction
from timeline.queries.linting.dates import exclude
from timeline.queries.linting.scope import Scope
from timeline.queries.linting.signatories import signed_as_party


@dataclass(frozen=True, slots=True)
class Step:
    """How an event type shows in the acts: by which `actions`, and how surely a date before or after them is wrong.

    A parliament's consent is a ratification too, a vote to leave a withdrawal, a law or a further measure a suspension:
    an event of such a type may well lie before the act (`early`) or after it (`late`).
    """

    actions: tuple[str, ...]
    words: str
    early: Certainty = Certainty.CERTAINLY
    late: Certainty = Certainty.CERTAINLY


STEPS: dict[str, Step] = {
    "treaty-signature": Step(SIGNING, "signature"),
    "treaty-ratification": Step(CONSENTING, "consent to be bound", early=Certainty.POSSIBLY),
    "treaty-entry-into-force": Step(("entry_into_force",), "entry into force"),
    "treaty-withdrawal": Step(("withdrawal_effective", "ratification_withdrawn"), "withdrawal", early=Certainty.NO),
    "treaty-suspension": Step(("suspension",), "suspension", early=Certainty.NO, late=Certainty.POSSIBLY),
}


def disagreeing_acts(scope: Scope) -> Iterator[Contradiction]:
    """Events about states and a treaty of which the acts know the same step, but only on other dates.

    A signature by a state that is party already is left to the check on signatories.
    """
    event, party, treaty = t.event.c, t.event_actor.c, t.event_treaty.c
    statement = (
        select(event.id, event.type_id, event.date, treaty.treaty_id, party.actor_id)
        .join_from(t.event, t.event_actor, (party.event_id == event.id) & (party.role == "party"))
        .join(t.event_treaty, treaty.event_id == event.id)
        .where(scope.events, event.type_id.in_(STEPS), event.status == "actual")
        .order_by(event.first_day, event.last_day, event.public_id, treaty.treaty_id, party.actor_id)
    )
    for (key, kind, date, under), rows in groupby(scope.stream(statement), _of_event):
        actors = [row.actor_id for row in rows]
        if under in scope.positions.rules:
            yield from _wrong(scope, key, kind, edtf.parse(date), under, actors)


def _of_event(row: Any) -> tuple[int, str, str, str]:  # noqa: ANN401 - a row of the statement above
    return row.id, row.type_id, row.date, row.treaty_id


def _wrong(
    scope: Scope, key: int, kind: str, date: Edtf, treaty: str, actors: Sequence[str]
) -> Iterator[Contradiction]:
    """One contradiction for all actors for which the acts give the same dates."""
    together: dict[tuple[str, Certainty], list[str]] = {}
    for actor in actors:
        if kind == "treaty-signature" and signed_as_party(scope.positions.at(treaty, actor, date), date):
            continue
        known = _dates(scope.positions, kind, treaty, actor)
        certainty = disagrees(STEPS[kind], date, known)
        if certainty:
            dates = " or ".join(dict.fromkeys(map(str, known)))
            others = _of_other_sources(scope, kind, treaty, actor)
            if any(not exclude(date, other) for other in others):
                certainty = Certainty.POSSIBLY
                dates += f", another source on {' or '.join(map(str, others))}"
            together.setdefault((dates, certainty), []).append(scope.name("actor", actor))
    for (dates, certainty), names in together.items():
        yield Contradiction(
            f"The {STEPS[kind].words} of {listed(names)} under {scope.name('treaty', treaty)} is dated {date}; "
            f"the acts have it on {dates}.",
            (key,),
            certainty,
            fields=("type", "date"),
        )


def _of_other_sources(scope: Scope, kind: str, treaty: str, actor: str) -> list[Edtf]:
    """The dates that other sources than the one followed give for the step."""
    said = t.disagreement.c
    statement = (
        select(said.other)
        .where(said.treaty_id == treaty, said.actor_id == actor, said.what.in_((*STEPS[kind].actions, "deposit")))
        .order_by(said.other)
    )
    found = []
    for other in scope.connection.execute(statement).scalars():
        with contextlib.suppress(BadDate):  # it may be said in words
            found.append(edtf.parse(other))
    return found


def disagrees(step: Step, date: Edtf, known: Sequence[Edtf]) -> Certainty:
    """Whether an event's date cannot be that of the step, given the dates that the acts have for it."""
    if not known or any(not exclude(date, each) for each in known):
        return Certainty.NO
    sure = max(exclude(date, each) for each in known)
    if all(each.last < date.first for each in known):
        return min(sure, step.late)
    return min(sure, step.early)


def _dates(positions: Positions, kind: str, treaty: str, actor: str) -> list[Edtf]:
    """The dates of the acts that the type means; none where one of them bears no date."""
    acts = [act for act in positions.acts(treaty, actor) if act.action in STEPS[kind].actions]
    dates = [date for act in acts for date in (act.date, act.effective) if date is not None]
    if any(act.date is None for act in acts):
        return []
    if kind in ("treaty-entry-into-force", "treaty-ratification"):  # "became a party" is said of both days
        rules = positions.rules[treaty]
        turns = [turn.span.shown for turn in positions.steps(treaty, actor).turns if turn.effect is Effect.BIND]
        if None in turns:
            return []
        dates += [date for date in turns if date is not None]
        if kind == "treaty-entry-into-force" and dates and rules.in_force is not None:
            dates.append(rules.in_force)  # the event may be the treaty's own entry into force
    return sorted(dates, key=lambda date: (date.first, date.last))
