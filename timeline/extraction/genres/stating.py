"""What the lines of a form say, each with its passage → a ProposedEvent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.documents.document import Passage
from timeline.documents.proposal import Claim, DateBasis, Participant, ProposedEvent, WeaponLine
from timeline.extraction.confidence import lane
from timeline.vocabulary.titles import event_title
from timeline.vocabulary.vocabulary import Vocabulary

UNITS = "units"


@dataclass(frozen=True, slots=True)
class Stated:
    """An id or a date and the passage that states it; `phrase` is the text of a date, `rule` what resolved it."""

    value: str
    passage: Passage
    phrase: str = ""
    rule: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class StatedWeapon:
    """A weapon with its number and worth as a form gives them, and the passage that does."""

    line: WeaponLine
    passage: Passage
    worth: Passage | None = None  # where the money stands, if elsewhere


def event_of(
    type: str,
    status: str,
    passage: Passage,
    date: Stated,
    roles: Sequence[tuple[str, Stated]],
    weapons: Sequence[StatedWeapon],
    vocabulary: Vocabulary,
    *,
    treaties: Sequence[Stated] = (),
    confidence: float,
    note: str = "",
) -> ProposedEvent:
    """The event that a form states in a passage, with a claim for every field."""
    participants = tuple(dict.fromkeys(Participant(stated.value, role) for role, stated in roles))
    lines = tuple(weapon.line for weapon in weapons)
    named = tuple(treaty.value for treaty in treaties)
    claims = [
        Claim("type", type, passage, status=status),
        Claim("status", status, passage, status=status),
        Claim("date", date.value, date.passage, status=status),
        *(Claim(role, stated.value, stated.passage, status=status) for role, stated in roles),
        *(Claim("treaty", treaty.value, treaty.passage, status=status) for treaty in treaties),
        *_weapon_claims(weapons, status),
    ]
    return ProposedEvent(
        type=type,
        date=date.value,
        status=status,
        participants=participants,
        weapons=lines,
        treaties=named,
        title=event_title(type, status, participants, lines, named, vocabulary),
        note=note,
        confidence=confidence,
        lane=lane(confidence),
        basis=DateBasis(date.phrase, date.rule, date.anchor),
        claims=tuple(dict.fromkeys(claims)),
    )


def _weapon_claims(weapons: Sequence[StatedWeapon], status: str) -> Iterator[Claim]:
    """The claims of weapons with their number and worth; of several weapons each is told with its weapon."""
    for weapon in weapons:
        line = weapon.line
        of = f"{line.weapon}: " if len(weapons) > 1 else ""
        yield Claim("weapon", line.weapon, weapon.passage, status=status)
        if line.quantity_min is not None or line.quantity_max is not None:
            low, high = ("" if number is None else str(number) for number in (line.quantity_min, line.quantity_max))
            said = low if low == high else f"{low}..{high}"
            yield Claim("quantity", f"{of}{said} {UNITS}", weapon.passage, status=status)
        if line.value is not None:
            worth = weapon.worth or weapon.passage
            yield Claim("value", f"{of}{line.value:.0f} {line.currency}", worth, status=status)
