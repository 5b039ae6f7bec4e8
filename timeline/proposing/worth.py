"""What a reply says of a weapon's number, worth and conditions → what our own reading of the sentence makes of them."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from timeline.documents.proposal import WeaponLine
from timeline.extraction.amounts import moneys, number_before
from timeline.extraction.reading import Reading
from timeline.proposing.answers import StatedWeapon
from timeline.proposing.naming import Proof
from timeline.proposing.quotes import Span, places

Refuse = Callable[[str, str, object], None]


@dataclass(frozen=True, slots=True)
class Amount:
    """A field of a claim (quantity, value, conditions), its value, and the span that says it."""

    field: str
    value: str
    span: Span


def weapon_line(
    reading: Reading, weapon: StatedWeapon, proof: Proof, refuse: Refuse
) -> tuple[WeaponLine, tuple[Amount, ...]]:
    """The weapon that is proved with what its sentence says of it."""
    sentence = reading.sentences[proof.number - 1]
    whole = (sentence.start, sentence.end)
    low, high, unit = _quantity(reading, weapon, proof, refuse)
    worth = _worth(reading, weapon, whole, refuse)
    conditions = next(_conditions(reading, weapon, proof.number, refuse), None)
    said = []
    if unit:
        words = str(low) if low == high else f"{low}..{'' if high is None else high}"
        said.append(Amount("quantity", f"{words} units", whole))
    if worth:
        said.append(Amount("value", f"{worth[0]:.0f} {worth[1]}", whole))
    if conditions:
        said.append(conditions)
    value, currency = worth or (None, "")
    line = WeaponLine(proof.id, low, high, unit, value, currency, conditions.value if conditions else "")
    return line, tuple(said)


def _quantity(
    reading: Reading, weapon: StatedWeapon, proof: Proof, refuse: Refuse
) -> tuple[int | None, int | None, str]:
    if weapon.quantity is None:
        return None, None, ""
    ours = number_before(reading, proof.number - 1, proof.name[0])
    if ours is None or weapon.quantity not in ours[:2]:
        refuse("amount", "quantity", weapon.quantity)
    return (ours[0], ours[1], "units") if ours else (None, None, "")


def _worth(reading: Reading, weapon: StatedWeapon, sentence: Span, refuse: Refuse) -> tuple[float, str] | None:
    if weapon.value is None:
        return None
    sums = [(amount, currency) for amount, currency, _ in moneys(reading.text, *sentence)]
    told = (weapon.currency or "").strip().upper()
    for amount, currency in sums:
        if currency == told and math.isclose(amount, weapon.value, rel_tol=1e-6):
            return amount, currency
    refuse("amount", "value", f"{weapon.value:.15g} {told}".strip())
    return sums[0] if len(sums) == 1 else None


def _conditions(reading: Reading, weapon: StatedWeapon, number: int, refuse: Refuse) -> Iterator[Amount]:
    if not (weapon.conditions or "").strip():
        return
    spans = places(reading, number - 1, weapon.conditions or "")
    if not spans:
        refuse("conditions", "conditions", weapon.conditions)
        return
    yield Amount("conditions", " ".join(reading.text[slice(*spans[0])].split()), spans[0])
