"""What an extractor or a person says about one event → a ProposedEvent with the claims that prove its fields."""

from dataclasses import dataclass, field

from timeline.documents.document import Passage

STATUSES = ("actual", "planned", "considered", "alleged", "denied")
ROLES = (
    "supplier",
    "recipient",
    "decider",
    "speaker",
    "target",
    "user",
    "host",
    "producer",
    "party",
    "intermediary",
)
LANES = ("auto", "review", "archive")


@dataclass(frozen=True, slots=True)
class Claim:
    """This passage says that this field of the event has this value.

    `field` is one of: `type`, `status`, `date`, a role (`supplier`, …), `weapon`, `treaty`, `quantity`, `value`,
    `conditions`, `place`; `value` is the normalised value in text (an id, an EDTF date, `5..10 units`).
    `attributed_to` is the id of the actor whose statement the passage reports, where it does.
    """

    field: str
    value: str
    passage: Passage
    attributed_to: str | None = None
    status: str = "actual"


@dataclass(frozen=True, slots=True)
class DateBasis:
    """Why an event bears its date: the phrase, the rule that resolved it, the anchor (EDTF) it was resolved against."""

    phrase: str = ""
    rule: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's id and one role of ROLES."""

    actor: str
    role: str


@dataclass(frozen=True, slots=True)
class WeaponLine:
    """A weapon's id with what the source says of number, worth (in units of an ISO 4217 currency) and conditions."""

    weapon: str
    quantity_min: int | None = None
    quantity_max: int | None = None
    unit: str = ""
    value: float | None = None
    currency: str = ""
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class ProposedEvent:
    """An event as one source gives it. `date` is EDTF; `confidence` 0-1 decides the lane.

    `extractor` says who read it ("timeline 0.1.0; model NAME"); empty where that is whoever stores it.
    """

    type: str
    date: str
    status: str = "actual"
    participants: tuple[Participant, ...] = ()
    weapons: tuple[WeaponLine, ...] = ()
    treaties: tuple[str, ...] = ()
    title: str = ""
    place: str = ""
    note: str = ""
    confidence: float = 1.0
    lane: str = "auto"
    basis: DateBasis = field(default_factory=DateBasis)
    claims: tuple[Claim, ...] = ()
    extractor: str = ""

    @property
    def evidence(self) -> tuple[Passage, ...]:
        """The distinct passages behind the claims, in the order of the text."""
        return tuple(sorted({claim.passage for claim in self.claims}))
