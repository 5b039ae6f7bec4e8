"""Acts of one state under one treaty, and its rules → Turns: what changed its standing, when at first and at last."""

import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from timeline.law.acts import CONSENTING, Act
from timeline.law.circumstances import ArmedConflict, Membership
from timeline.law.periods import Span
from timeline.law.rules import TreatyRules


class Effect(enum.IntEnum):
    """What a turn does to a standing; turns of one day take effect in this order."""

    SIGN = 0
    CONSENT = 1
    APPLY = 2
    BIND = 3
    JOIN = 4
    SUSPEND = 5
    DISOWN = 6
    NOTICE = 7
    UNRATIFY = 8
    LEAVE = 9
    END = 10


_SIMPLE = {
    "signature": Effect.SIGN,
    "succession_to_signature": Effect.SIGN,
    **dict.fromkeys(CONSENTING, Effect.CONSENT),
    "provisional_application": Effect.APPLY,
    "suspension": Effect.SUSPEND,
    "intention_not_to_become_party": Effect.DISOWN,
    "withdrawal_notice": Effect.NOTICE,
    "ratification_withdrawn": Effect.UNRATIFY,
    "expiry": Effect.END,
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of standing within `span`, the acts it rests on, and why, where a rule and not an act gives the day."""

    effect: Effect
    span: Span
    acts: tuple[Act, ...] = ()
    derived: bool = False
    why: str = ""
    source: str = ""
    checked: int | None = None


def turns_of(
    acts: Iterable[Act],
    rules: TreatyRules,
    *,
    conflicts: Iterable[ArmedConflict] = (),
    needed: dt.date | None = None,
) -> tuple[Turn, ...]:
    """The turns that the acts of one state under one treaty make, in order.

    `conflicts` are assertions about that state; `needed` is the day before which it cannot have consented because it
    had not joined the treaty that this one is annexed to. Undated acts are taken to have happened at any time from
    the treaty's adoption to the day on which the depositary's page showed them.
    """
    own = sorted(set(acts), key=lambda act: act.order)
    floor = max(rules.adopted.first if rules.adopted else dt.date.min, needed or dt.date.min)
    spans = {act: _span(act, floor) for act in own}
    turns = [*_bindings(own, spans, rules), *_departures(own, spans, rules, tuple(conflicts))]
    bound_by = min((turn.span.last for turn in turns if turn.effect is Effect.BIND), default=dt.date.max)
    for act in own:
        effect = _SIMPLE.get(act.action)
        if effect is not None and effect is not Effect.NOTICE:
            span = spans[act]
            if effect is Effect.CONSENT and not span.dated:
                span = replace(span, last=max(span.first, min(span.last, bound_by)))
            turns.append(Turn(effect, span, (act,), source=act.source, checked=act.checked))
    return _ordered(turns, rules)


def turns_of_membership(memberships: Iterable[Membership], rules: TreatyRules) -> tuple[Turn, ...]:
    """The turns of an actor whose membership of a body makes it take part (MTCR, the EU's common position).

    It takes part in nothing that is not in force yet, or was not adopted, where it does not enter into force.
    """
    turns = []
    began = rules.in_force or rules.adopted
    for membership in memberships:
        joined = Span.of(membership.began) if membership.began else Span(dt.date.min, dt.date.min, dated=False)
        if began is not None:
            joined = joined.not_before(Span.of(began))
        turns.append(Turn(Effect.JOIN, joined, source=membership.source, checked=membership.checked))
        if membership.ended is not None:
            day = dt.timedelta(1)
            left = Span(membership.ended.first + day, membership.ended.last + day, membership.ended.loose)
            turns.append(Turn(Effect.LEAVE, left, source=membership.source, checked=membership.checked))
    return _ordered(turns, rules)


def _ordered(turns: list[Turn], rules: TreatyRules) -> tuple[Turn, ...]:
    """The turns in order, with the end of the treaty itself."""
    if rules.ended is not None and turns:
        turns.append(Turn(Effect.END, Span.of(rules.ended), why="the treaty ended"))
    return tuple(sorted(turns, key=_rank))


def _rank(turn: Turn) -> tuple[object, ...]:
    return (turn.span.first, turn.effect, turn.span.last, [act.order for act in turn.acts], turn.source)


def _span(act: Act, floor: dt.date) -> Span:
    if act.date is not None:
        return Span.of(act.date)
    last = act.known_by or dt.date.max
    return Span(min(floor, last), last, dated=False)


def _bindings(own: Sequence[Act], spans: dict[Act, Span], rules: TreatyRules) -> Iterable[Turn]:
    """When the treaty enters into force for the state: as recorded, else as the treaty's rule gives it."""
    consents = [act for act in own if act.action in CONSENTING]
    entries = [act for act in own if act.action == "entry_into_force"]
    recorded = [entry for entry in entries if _stands(entry, consents, spans, rules)]
    for entry in recorded:
        span = spans[entry]
        if consents and not any(act.action == "succession" for act in consents):
            earliest = min((spans[act] for act in consents), key=lambda span: (span.first, span.last))
            first = max(span.first, earliest.first)
            span = replace(span, first=first, last=max(first, span.last))
        yield Turn(Effect.BIND, span, (entry,), source=entry.source, checked=entry.checked)
    for place, consent in enumerate(consents):
        upper = min(
            (spans[act].first for act in consents[place + 1 :] if spans[act].first > spans[consent].first),
            default=dt.date.max,
        )
        if any(spans[consent].first <= spans[entry].last and spans[entry].first <= upper for entry in recorded):
            continue
        turn = _entry_by_rule(consent, spans[consent], rules)
        if turn is not None:
            yield turn


def _stands(entry: Act, consents: Sequence[Act], spans: dict[Act, Span], rules: TreatyRules) -> bool:
    """Whether a recorded entry into force counts: not under a treaty that is not in force, nor where it was computed
    from a consent that is not there any more.
    """
    if rules.in_force is None or (entry.basis == "derived" and rules.force == "binding" and not consents):
        return False
    return not _too_early(entry, consents, spans)


def _too_early(entry: Act, consents: Sequence[Act], spans: dict[Act, Span]) -> bool:
    """Whether a recorded entry into force precedes every consent: an error, unless a succession reaches back."""
    return (
        bool(consents)
        and all(act.action != "succession" for act in consents)
        and all(spans[entry].last < spans[act].first for act in consents)
    )


def _entry_by_rule(consent: Act, span: Span, rules: TreatyRules) -> Turn | None:
    """The entry into force that follows from a consent; None while the treaty itself is not in force."""
    if consent.effective is not None:
        stated = Span.of(consent.effective)
        return Turn(Effect.BIND, stated, (consent,), derived=True, source=consent.source, checked=consent.checked)
    if rules.in_force is None:
        return None
    treaty = Span.of(rules.in_force)
    why = f"computed by the treaty's rule ({rules.source})" if rules.source else "computed by the treaty's rule"
    if consent.action == "succession":
        when = span.not_before(treaty)
        why = "from the date of succession"
    elif rules.entry is None:
        when = Span(max(span.first, treaty.first), dt.date.max, dated=False)
        why = "the rule for its entry into force is not recorded"
    elif rules.early_with_treaty:
        ends = [
            treaty_end if end < treaty_end else rules.entry.after(end)
            for end, treaty_end in ((span.first, treaty.first), (span.last, treaty.last))
        ]
        when = Span(ends[0], ends[1], span.loose or treaty.loose, span.dated)
    else:
        when = span.later(rules.entry).not_before(treaty)
    return Turn(Effect.BIND, when, (consent,), derived=True, why=why, source=consent.source, checked=consent.checked)


def _departures(
    own: Sequence[Act], spans: dict[Act, Span], rules: TreatyRules, conflicts: tuple[ArmedConflict, ...]
) -> Iterable[Turn]:
    """Notices of withdrawal and when they take effect: as recorded, else after the treaty's period of notice."""
    effects = [act for act in own if act.action == "withdrawal_effective"]
    notices = [act for act in own if act.action == "withdrawal_notice"]
    met: set[Act] = set()
    for place, notice in enumerate(notices):
        upper = spans[notices[place + 1]].first if place + 1 < len(notices) else dt.date.max
        effect = next(
            (act for act in effects if spans[notice].first <= spans[act].last and spans[act].first <= upper), None
        )
        leave: Span | None = None
        why = ""
        if effect is not None:
            met.add(effect)
            leave = spans[effect]
        elif notice.effective is not None:
            leave = Span.of(notice.effective)
        elif rules.notice is not None:
            leave, why = spans[notice].later(rules.notice), "computed from the notice by the treaty's rule"
        basis = (notice,) if effect is None else (notice, effect)
        yield from _leaving(notice, leave, why, basis, spans, rules, conflicts)
    for act in effects:
        if act not in met:
            yield from _leaving(None, spans[act], "", (act,), spans, rules, conflicts)


def _leaving(
    notice: Act | None,
    leave: Span | None,
    why: str,
    basis: tuple[Act, ...],
    spans: dict[Act, Span],
    rules: TreatyRules,
    conflicts: tuple[ArmedConflict, ...],
) -> Iterable[Turn]:
    put_off = ""
    for conflict in conflicts if rules.conflict_clause else ():
        if leave is not None and (later := _delayed(leave, conflict)) != leave:
            leave = later
            put_off = f"put off by {rules.conflict_clause}: {conflict.what} ({conflict.source})"
    if notice is not None:
        yield Turn(Effect.NOTICE, spans[notice], basis, why=put_off, source=notice.source, checked=notice.checked)
    if leave is not None:
        checked = min(act.checked for act in basis)
        derived = bool(why or put_off)
        yield Turn(Effect.LEAVE, leave, basis, derived, put_off or why, basis[-1].source, checked)


def _delayed(leave: Span, conflict: ArmedConflict) -> Span | None:
    """The day of leaving while a conflict may go on: Mine Ban and CCM Art. 20(3), CCW Art. 9(2), TPNW Art. 17(3).

    None where the conflict certainly covers the day and its end is not known.
    """
    began = Span.of(conflict.began) if conflict.began else Span(dt.date.min, dt.date.min)
    ended = Span.of(conflict.ended) if conflict.ended else None
    if began.first > leave.last or (ended is not None and ended.last <= leave.first):
        return leave
    doubtful = began.loose or leave.loose or (ended is not None and ended.loose)
    certain = began.last <= leave.first and (ended is None or leave.last < ended.first) and not doubtful
    if certain:
        return ended
    return Span(leave.first, dt.date.max if ended is None else max(leave.last, ended.last), doubtful, leave.dated)
