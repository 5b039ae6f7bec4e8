"""Positions → how many parties and signatories a treaty has on a date, and what changed between two dates."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from timeline import edtf
from timeline.edtf import Certainty, Edtf
from timeline.law.acts import Act
from timeline.law.positions import Position, Positions
from timeline.law.standings import Kind


@dataclass(frozen=True, slots=True)
class Totals:
    """How many states a treaty has on a date.

    `parties` is what a depositary and the press count: states that have consented and not left, those for which it is
    not yet in force included; `in_force` counts those for which it is in force, `signatories` those that only signed.
    Each `possible_` says how many more there may be, where acts are undated or the date is vague; `contested` names
    the actors whose position others dispute.
    """

    treaty: str
    parties: int
    in_force: int
    signatories: int
    possible_parties: int
    possible_in_force: int
    possible_signatories: int
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A position that is another one after a date than before it; not certain where the date or the position is not."""

    treaty: str
    actor: str
    date: Edtf
    before: Kind
    after: Kind
    certainty: Certainty
    acts: tuple[Act, ...]


def totals_on(positions: Positions, treaty: str, on: Edtf) -> Totals:
    """The totals of one treaty on a date."""
    found = positions.all_on(treaty, on)

    def count(answers: list[Certainty], wanted: Certainty) -> int:
        return sum(1 for answer in answers if answer is wanted)

    parties = [position.parties for position in found]
    in_force = [position.in_force for position in found]
    signatories = [position.signatory for position in found]
    return Totals(
        treaty=treaty,
        parties=count(parties, Certainty.CERTAINLY),
        in_force=count(in_force, Certainty.CERTAINLY),
        signatories=count(signatories, Certainty.CERTAINLY),
        possible_parties=count(parties, Certainty.POSSIBLY),
        possible_in_force=count(in_force, Certainty.POSSIBLY),
        possible_signatories=count(signatories, Certainty.POSSIBLY),
        contested=tuple(position.actor for position in found if position.contested),
    )


def changes(positions: Positions, treaty: str, since: dt.date, until: dt.date) -> list[Change]:
    """What changed under a treaty from `since` to `until`, both included, in the order of time and actors.

    A change that no source dates is left out: nothing places it between two dates.
    """
    found = [
        change for actor in positions.actors(treaty) for change in _changes(positions, treaty, actor, since, until)
    ]
    return sorted(found, key=lambda change: (change.date.first, change.date.last, change.actor))


def _changes(positions: Positions, treaty: str, actor: str, since: dt.date, until: dt.date) -> Iterator[Change]:
    turns = positions.steps(treaty, actor).turns
    spans = {turn.span: None for turn in turns if turn.span.first <= until and turn.span.last >= since}
    for span in spans:
        shown = span.shown
        if shown is None or span.first == dt.date.min:
            continue
        before = positions.at(treaty, actor, edtf.on(span.first - dt.timedelta(1)))
        after = positions.at(treaty, actor, edtf.on(span.last))
        if before.kind is after.kind:
            continue
        acts = dict.fromkeys(act for turn in turns if turn.span == span for act in turn.acts)
        certain = span.first == span.last and not span.loose
        yield Change(
            treaty, actor, shown, before.kind, after.kind, _certainty(before, after) if certain else Certainty.POSSIBLY,
            tuple(sorted(acts, key=lambda act: act.order)),
        )  # fmt: skip


def _certainty(before: Position, after: Position) -> Certainty:
    return min(before.certainty, after.certainty)
