"""Turns one after another → the Standing of a state under a treaty, and which kind of position that is."""

import enum
from dataclasses import dataclass, replace

from timeline.law.turns import Effect, Turn


class Kind(enum.StrEnum):
    """A state's position under a treaty, from the most to the least binding."""

    PARTY = "party"
    PARTICIPANT = "participant"
    SUSPENSION_CLAIMED = "suspension-claimed"
    WITHDRAWAL_NOTIFIED = "withdrawal-notified"
    PROVISIONAL = "provisional-application"
    CONSENTED = "consented"
    SIGNATORY = "signatory"
    RATIFICATION_WITHDRAWN = "ratification-withdrawn"
    NOT_JOINING = "intends-not-to-join"
    WITHDRAWN = "withdrawn"
    ENDED = "treaty-ended"
    NOT_RECORDED = "not-recorded"
    NO_RELATION = "no-relation"


RANKS = {kind: rank for rank, kind in enumerate(Kind)}
# In force for the state: it counts as bound, also while it claims a suspension or its notice runs.
BOUND = frozenset({Kind.PARTY, Kind.PARTICIPANT, Kind.SUSPENSION_CLAIMED, Kind.WITHDRAWAL_NOTIFIED})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a state has done about a treaty so far: the turn for each thing done, None for each thing not done."""

    signed: Turn | None = None
    consented: Turn | None = None
    applied: Turn | None = None
    bound: Turn | None = None
    joined: Turn | None = None
    suspended: Turn | None = None
    disowned: Turn | None = None
    notice: Turn | None = None
    unratified: Turn | None = None
    left: Turn | None = None
    ended: Turn | None = None

    @property
    def kind(self) -> Kind:
        """The position that this amounts to."""
        if self.left is not None:
            return Kind.WITHDRAWN
        if self.ended is not None:
            return Kind.ENDED
        if self.joined is not None:
            return Kind.PARTICIPANT
        if self.bound is not None:
            if self.notice is not None:
                return Kind.WITHDRAWAL_NOTIFIED
            return Kind.PARTY if self.suspended is None else Kind.SUSPENSION_CLAIMED
        if self.applied is not None:
            return Kind.PROVISIONAL
        if self.consented is not None:
            return Kind.CONSENTED
        if self.unratified is not None:
            return Kind.RATIFICATION_WITHDRAWN
        if self.disowned is not None:
            return Kind.NOT_JOINING
        return Kind.NO_RELATION if self.signed is None else Kind.SIGNATORY

    @property
    def gone(self) -> bool:
        """Whether it was bound, or had consented, and no longer is."""
        return self.left is not None or self.ended is not None or self.unratified is not None

    @property
    def counted(self) -> bool:
        """Whether a depositary counts it among the parties: it has consented and not left, in force for it or not."""
        has_consented = self.consented is not None or self.bound is not None or self.joined is not None
        return has_consented and not self.gone

    @property
    def only_signed(self) -> bool:
        """Whether a depositary counts it among the signatories that are not parties, whatever it has declared since."""
        return self.signed is not None and not self.counted and self.left is None and self.ended is None

    @property
    def turn(self) -> Turn | None:
        """The turn from which the position counts: for a bound state the day on which it became bound."""
        by_kind = {
            Kind.PARTICIPANT: self.joined,
            Kind.PROVISIONAL: self.applied,
            Kind.CONSENTED: self.consented,
            Kind.SIGNATORY: self.signed,
            Kind.RATIFICATION_WITHDRAWN: self.unratified,
            Kind.NOT_JOINING: self.disowned,
            Kind.WITHDRAWN: self.left,
            Kind.ENDED: self.ended,
            Kind.NO_RELATION: None,
        }
        return by_kind.get(self.kind, self.bound)

    @property
    def basis(self) -> tuple[Turn, ...]:
        """The turns that the position rests on."""
        kind = self.kind
        if kind in (Kind.SIGNATORY, Kind.NOT_JOINING):
            turns = [self.signed, self.disowned]
        elif kind is Kind.RATIFICATION_WITHDRAWN:
            turns = [self.signed, self.unratified]
        elif kind is Kind.ENDED:
            turns = [self.consented or self.signed, self.bound, self.joined, self.ended]
        else:
            turns = [self.consented, self.bound, self.joined, self.applied, self.suspended, self.notice, self.left]
            if self.bound is not None:
                turns.remove(self.applied)
        return tuple(turn for turn in turns if turn is not None)


def after(standing: Standing, turn: Turn) -> Standing:
    """The standing once the turn has happened; one that cannot be (leaving what was never joined) changes nothing."""
    match turn.effect:
        case Effect.SIGN:
            return standing if standing.signed else replace(standing, signed=turn)
        case Effect.CONSENT if standing.gone:
            return Standing(signed=standing.signed, consented=turn)
        case Effect.CONSENT:
            return standing if standing.consented else replace(standing, consented=turn, disowned=None)
        case Effect.APPLY:
            return standing if standing.applied or standing.gone else replace(standing, applied=turn)
        case Effect.BIND:
            usable = standing.consented is not None or not turn.derived
            return standing if standing.bound or standing.gone or not usable else replace(standing, bound=turn)
        case Effect.JOIN:
            return Standing(joined=turn) if standing.joined is None or standing.gone else standing
        case Effect.SUSPEND:
            return replace(standing, suspended=turn) if standing.bound and not standing.gone else standing
        case Effect.DISOWN:
            return standing if standing.counted else replace(standing, disowned=turn)
        case Effect.NOTICE:
            return replace(standing, notice=turn) if standing.counted else standing
        case Effect.UNRATIFY:
            return _unratified(standing, turn)
        case Effect.LEAVE:
            return replace(standing, left=turn) if standing.counted else standing
        case Effect.END:
            related = standing.counted or standing.signed is not None
            return replace(standing, ended=turn) if related and not standing.gone else standing


def _unratified(standing: Standing, turn: Turn) -> Standing:
    if not standing.counted:
        return standing
    return replace(standing, unratified=turn, consented=None, bound=None, applied=None)
