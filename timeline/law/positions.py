"""Acts, rules and a date → Positions: where each state stands under each treaty, how surely, and since when."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from timeline.edtf import Certainty, Edtf, with_preposition
from timeline.errors import UnknownName
from timeline.law.acts import CONSENTING, Act
from timeline.law.circumstances import ArmedConflict, Beginning, Membership
from timeline.law.kept import Kept
from timeline.law.periods import Span
from timeline.law.rules import TreatyRules
from timeline.law.standings import RANKS, Kind, Standing
from timeline.law.steps import Places, Steps, steps_of
from timeline.law.turns import Effect, turns_of, turns_of_membership


@dataclass(frozen=True, slots=True)
class Position:
    """Where a state stands under a treaty on a date.

    `kind` is certain where every reading of the acts and of the date gives it, else it is the most binding of those
    possible and `others` holds the rest. `since` is when it became so (for a bound state: bound), None where unknown
    or where there is no relation; `until` the day from which it no longer holds, where the acts say so. `parties` is
    whether a depositary counts it as a party (it has consented and not left, in force for it or not), `in_force`
    whether it is bound, `signatory` whether it has signed only. `checked` is the least of what the position rests on.
    """

    treaty: str
    actor: str
    kind: Kind
    certainty: Certainty
    since: Edtf | None = None
    until: Edtf | None = None
    acts: tuple[Act, ...] = ()
    sources: tuple[str, ...] = ()
    checked: int | None = None
    contested: bool = False
    others: tuple[Kind, ...] = ()
    notes: tuple[str, ...] = ()
    parties: Certainty = Certainty.NO
    in_force: Certainty = Certainty.NO
    signatory: Certainty = Certainty.NO

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Every kind that is possible, the one reported first."""
        return (self.kind, *self.others)


class Positions:
    """The positions that a set of facts gives; step functions are computed once for each treaty and actor asked for."""

    def __init__(
        self,
        acts: Iterable[Act],
        rules: Mapping[str, TreatyRules],
        *,
        memberships: Iterable[Membership] = (),
        conflicts: Iterable[ArmedConflict] = (),
        beginnings: Iterable[Beginning] = (),
    ) -> None:
        self.rules = dict(rules)
        self._acts: dict[tuple[str, str], list[Act]] = {}
        for act in acts:
            self._acts.setdefault((act.treaty, act.actor), []).append(act)
        self._memberships: dict[tuple[str, str], list[Membership]] = {}
        for membership in memberships:
            self._memberships.setdefault((membership.body, membership.actor), []).append(membership)
        self._conflicts: dict[str, list[ArmedConflict]] = {}
        for conflict in conflicts:
            self._conflicts.setdefault(conflict.actor, []).append(conflict)
        self._beginnings = {beginning.actor: beginning for beginning in beginnings}
        self._steps: dict[tuple[str, str], Steps] = {}
        self._without_turns: dict[tuple[dt.date, ...], Steps] = {}
        self._known: Kept[Position] = Kept(4_000)
        self._bound: Kept[Certainty] = Kept(4_000)

    def at(self, treaty: str, actor: str, on: Edtf) -> Position:
        """The position of one actor under one treaty on a date of any kind; all days of a step have the same one.

        Raises UnknownName where no rules are known for the treaty.
        """
        key = (treaty, actor, *self.places(treaty, actor, on))
        found = self._known.recall(key)
        return found or self._known.keep(key, self._position(treaty, actor, on))

    def bound(self, treaty: str, actor: str, on: Edtf) -> Certainty:
        """Whether the actor is bound on the date: `in_force` of its position, which takes much longer to make."""
        key = (treaty, actor, *self.places(treaty, actor, on))
        found = self._bound.recall(key)
        if found is None:
            standings = self.steps(treaty, actor).over(on.first, on.last)
            found = self._bound.keep(key, _share([_is_bound(standing) for standing in standings], on.loose))
        return found

    def places(self, treaty: str, actor: str, on: Edtf) -> Places:
        """In which steps the date begins and ends, and whether it is loose: dates alike in this have one position."""
        return self.steps(treaty, actor).places(on)

    def steps(self, treaty: str, actor: str) -> Steps:
        """The step function of one actor under one treaty."""
        found = self._steps.get((treaty, actor))
        if found is None:
            rules = self._rules(treaty)
            if rules.members_of:
                turns = turns_of_membership(self._memberships.get((rules.members_of, actor), ()), rules)
            else:
                turns = turns_of(
                    self._acts.get((treaty, actor), ()),
                    rules,
                    conflicts=self._conflicts.get(actor, ()),
                    needed=self._joined_first(rules, actor),
                )
            cuts = tuple(sorted(set(self._cuts(rules, actor))))
            # Most states did nothing about most treaties.
            found = steps_of(turns, cuts) if turns else self._without_turns.setdefault(cuts, steps_of((), cuts))
            self._steps[treaty, actor] = found
        return found

    def acts(self, treaty: str, actor: str) -> list[Act]:
        """What the actor did about the treaty, in the order of time."""
        return sorted(self._acts.get((treaty, actor), ()), key=lambda act: act.order)

    def actors(self, treaty: str) -> list[str]:
        """The actors with any act under the treaty or any membership that counts for it, sorted."""
        body = self._rules(treaty).members_of
        if body:
            return sorted({actor for one, actor in self._memberships if one == body})
        return sorted({actor for one, actor in self._acts if one == treaty})

    def all_on(self, treaty: str, on: Edtf) -> list[Position]:
        """The positions of all actors with any act under the treaty, in the order of their ids."""
        return [self.at(treaty, actor, on) for actor in self.actors(treaty)]

    def treaties(self, actor: str, on: Edtf) -> list[Position]:
        """The positions of one actor under every treaty, in the order of the rules."""
        return [self.at(treaty, actor, on) for treaty in self.rules]

    def _rules(self, treaty: str) -> TreatyRules:
        if treaty not in self.rules:
            raise UnknownName("treaty", treaty, tuple(sorted(self.rules)))
        return self.rules[treaty]

    def _joined_first(self, rules: TreatyRules, actor: str) -> dt.date | None:
        """The earliest day on which the actor consented to the treaty that this one is annexed to, where dated."""
        consents = [act for act in self._acts.get((rules.annexed_to, actor), ()) if act.action in CONSENTING]
        dates = [act.date.first if act.date else dt.date.min for act in consents]
        return min(dates, default=None)

    def _cuts(self, rules: TreatyRules, actor: str) -> list[dt.date]:
        """The days at which a note begins or ceases to apply, so that one step has one set of notes."""
        cuts = [date.first for date in (rules.adopted, rules.in_force) if date is not None]
        if rules.ended is not None:
            cuts.append(rules.ended.last)
        if rules.read_until is not None and rules.read_until < dt.date.max:
            cuts.append(rules.read_until + dt.timedelta(1))
        if actor in self._beginnings:
            cuts.append(self._beginnings[actor].began.first)
        return cuts

    def _position(self, treaty: str, actor: str, on: Edtf) -> Position:
        rules, steps = self._rules(treaty), self.steps(treaty, actor)
        found = position_of(treaty, actor, steps, on)
        unknown = rules.coverage == "none" or (rules.coverage == "partial" and not steps.turns)
        if unknown and found.kind is Kind.NO_RELATION:
            found = replace(found, kind=Kind.NOT_RECORDED, certainty=Certainty.POSSIBLY)
        notes = tuple(_notes(found, rules, self._beginnings.get(actor), on, steps))
        return replace(found, notes=notes) if notes else found


def position_of(treaty: str, actor: str, steps: Steps, on: Edtf) -> Position:
    """The position that a step function gives for a date, without the notes on the treaty and the state."""
    first, last, loose = on.first, on.last, on.loose
    standings = steps.over(first, last)
    kinds = sorted({standing.kind for standing in standings}, key=RANKS.__getitem__)
    kind = kinds[0]
    chosen = [standing for standing in standings if standing.kind is kind]
    basis = dict.fromkeys(turn for standing in chosen for turn in standing.basis)
    acts = sorted({act for turn in basis for act in turn.acts}, key=lambda act: act.order)
    checks = [turn.checked for turn in basis if turn.checked is not None]
    until = steps.until(kind, first) if steps.place(first) == steps.place(last) else None
    return Position(
        treaty=treaty,
        actor=actor,
        kind=kind,
        certainty=Certainty.CERTAINLY if len(kinds) == 1 and not loose else Certainty.POSSIBLY,
        since=_since(chosen),
        until=None if until is None else until.shown,
        acts=tuple(acts),
        sources=tuple(dict.fromkeys(turn.source for turn in basis if turn.source)),
        checked=min(checks, default=None),
        contested=any(act.contested for act in acts),
        others=tuple(kinds[1:]),
        parties=_share([standing.counted for standing in standings], loose),
        in_force=_share([_is_bound(standing) for standing in standings], loose),
        signatory=_share([standing.only_signed for standing in standings], loose),
    )


def _since(standings: Iterable[Standing]) -> Edtf | None:
    """The day, or the days, from which the position counts; None where one of the readings leaves it undated."""
    spans = [standing.turn.span if standing.turn else None for standing in standings]
    dated = [span for span in spans if span is not None and span.shown is not None]
    if not dated or len(dated) < len(spans):
        return None
    first, last = min(span.first for span in dated), max(span.last for span in dated)
    return Span(first, last, any(span.loose for span in dated)).shown


def _is_bound(standing: Standing) -> bool:
    return (standing.bound is not None or standing.joined is not None) and not standing.gone


def _share(answers: list[bool], loose: bool) -> Certainty:
    if not any(answers):
        return Certainty.NO
    return Certainty.CERTAINLY if all(answers) and not loose else Certainty.POSSIBLY


def _notes(
    position: Position, rules: TreatyRules, beginning: Beginning | None, on: Edtf, steps: Steps
) -> Iterable[str]:
    """What else has to be said about a position: of the treaty, of the state, and of the facts behind the answer."""
    if rules.adopted is not None and on.last < rules.adopted.first:
        yield f"{rules.name} was adopted only {with_preposition(rules.adopted)}."
    elif rules.ended is not None and on.first >= rules.ended.last:
        yield f"{rules.name} ended {with_preposition(rules.ended)}."
    elif rules.in_force is None and not rules.members_of and rules.force == "binding":
        yield f"{rules.name} is not in force."
    elif rules.in_force is not None and on.last < rules.in_force.first:
        yield f"{rules.name} entered into force only {with_preposition(rules.in_force)}."
    if beginning is not None and on.last < beginning.began.first:
        if position.kind in (Kind.NO_RELATION, Kind.NOT_RECORDED) and not beginning.continues:
            began = with_preposition(beginning.began)
            yield f"The state did not exist yet: it began {began} (before: {beginning.before})."
        elif position.acts:
            yield f"Acts before {beginning.began} are those of its predecessor ({beginning.before})."
    if position.kind is Kind.NOT_RECORDED:
        yield f"Who joined {rules.name} is not, or not wholly, recorded here."
    if position.in_force is not Certainty.NO and position.since is None:
        yield "Bound, since when unknown."
    yield from _putting_off(position, on, steps)
    if rules.read_until is not None and on.last > rules.read_until:
        yield f"The acts were read up to {rules.read_until}; later ones may be missing."


def _putting_off(position: Position, on: Edtf, steps: Steps) -> Iterable[str]:
    """That an armed conflict puts off, or put off, a withdrawal, and the day for which that is recorded otherwise."""
    if position.kind is Kind.WITHDRAWAL_NOTIFIED:
        put_off = [turn.why for turn in steps.turns if turn.why.startswith("put off") and turn.span.first <= on.last]
        yield from (f"The withdrawal is {why}." for why in dict.fromkeys(put_off))
    elif position.kind is Kind.WITHDRAWN:
        left = [turn for turn in steps.turns if turn.effect is Effect.LEAVE and turn.why.startswith("put off")]
        for turn in left:
            if turn.span.shown == position.since:
                days = [act.date for act in turn.acts if act.action == "withdrawal_effective" and act.date is not None]
                recorded = "".join(f", recorded as taking effect {with_preposition(day)}," for day in days)
                yield f"The withdrawal{recorded} was {turn.why}."
