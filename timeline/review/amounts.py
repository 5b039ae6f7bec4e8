"""What a person types of number, worth and conditions → the weapon lines of an event, and lines → words.

`31 tanks`, `5..10 units`, `..300`, `100..` and `275000000 USD`; with several weapons each is given its weapon:
`atacms=31`, `atacms=275000000 USD`.
"""

import dataclasses
import re
from collections.abc import Callable, Sequence

from timeline.documents.proposal import WeaponLine
from timeline.errors import UsageError
from timeline.vocabulary.currencies import currency_of

_NUMBER = r"[0-9][0-9,_ ]*"
_QUANTITY = re.compile(
    rf"(?:(?P<exact>{_NUMBER}?)|(?P<min>{_NUMBER}?)?\.\.(?P<max>{_NUMBER}?)?)(?:\s+(?P<unit>[^\d\s.].*))?"
)
_VALUE = re.compile(r"(?P<number>[0-9][0-9,_ ]*?(?:\.[0-9]+)?)\s*(?P<currency>[A-Za-z]{3})")
_LARGEST = 2**63 - 1

Amount = tuple[str, str]
Resolve = Callable[[str], str]


def with_amounts(
    lines: Sequence[WeaponLine],
    resolve: Resolve,
    *,
    quantities: Sequence[str] = (),
    values: Sequence[str] = (),
    conditions: Sequence[str] = (),
) -> tuple[WeaponLine, ...]:
    """The lines with what was typed of them; an empty text takes back what a line says. `resolve` names a weapon's id.

    Raises UsageError for an amount that cannot be read, one in a currency that there is not, or one that does not say
    which weapon it belongs to.
    """
    found = {line.weapon: line for line in lines}
    readers: tuple[tuple[str, Sequence[str], Callable[[WeaponLine, str], WeaponLine]], ...] = (
        ("quantity", quantities, with_quantity),
        ("value", values, with_typed_value),
        ("conditions", conditions, with_conditions),
    )
    for name, texts, read in readers:
        for text in texts:
            weapon, amount = _addressed(text, found, resolve, name)
            found[weapon] = read(found[weapon], amount)
    return tuple(found.values())


def with_quantity(line: WeaponLine, text: str) -> WeaponLine:
    """The line with a number or range of its weapon, and the unit where one is named."""
    if not text:
        return dataclasses.replace(line, quantity_min=None, quantity_max=None, unit="")
    match = _QUANTITY.fullmatch(text)
    if match is None or not (match["exact"] or match["min"] or match["max"]):
        raise UsageError(
            f"{text!r} is no quantity: write a number or a range, and a unit if there is one, as in "
            "31, 5..10 launchers or ..300 (up to 300)."
        )
    least, most = _whole(match["exact"] or match["min"]), _whole(match["exact"] or match["max"])
    if least is not None and most is not None and least > most:
        raise UsageError(f"The quantity {text!r} ends below its beginning: write the smaller number first.")
    return dataclasses.replace(line, quantity_min=least, quantity_max=most, unit=(match["unit"] or "").strip())


def with_value(line: WeaponLine, text: str) -> WeaponLine:
    """The line with the worth of its weapons in whole units of a currency, whatever three letters name it."""
    if not text:
        return dataclasses.replace(line, value=None, currency="")
    match = _VALUE.fullmatch(text)
    if match is None:
        raise UsageError(f"{text!r} is no value: write a number and an ISO 4217 currency code, as in 275000000 USD.")
    number = float(re.sub(r"[,_ ]", "", match["number"]))
    return dataclasses.replace(line, value=number, currency=match["currency"].upper())


def with_typed_value(line: WeaponLine, text: str) -> WeaponLine:
    """`with_value` of what a person typed: the currency must be one that there is, or was."""
    found = with_value(line, text)
    return dataclasses.replace(found, currency=currency_of(found.currency)) if found.currency else found


def with_conditions(line: WeaponLine, text: str) -> WeaponLine:
    """The line with the conditions in words."""
    return dataclasses.replace(line, conditions=text)


def quantity_words(line: WeaponLine) -> str:
    """`31`, `5..10 launchers`; empty where the line says no number."""
    if line.quantity_min is None and line.quantity_max is None:
        return ""
    least, most = ("" if number is None else str(number) for number in (line.quantity_min, line.quantity_max))
    return f"{least if least == most else f'{least}..{most}'} {line.unit}".strip()


def value_words(line: WeaponLine) -> str:
    """`275000000 USD`; empty where the line says no worth."""
    if line.value is None:
        return ""
    number = str(int(line.value)) if line.value == int(line.value) else repr(line.value)
    return f"{number} {line.currency}".strip()


def _addressed(text: str, lines: dict[str, WeaponLine], resolve: Resolve, name: str) -> Amount:
    """The weapon that an amount belongs to, and the amount."""
    named, equals, amount = text.partition("=")
    try:
        weapon = resolve(named.strip()) if equals else ""
    except UsageError:
        if len(lines) != 1:
            raise
        weapon = ""  # words with a `=` in them, about the only weapon
    if weapon in lines:
        return weapon, amount.strip()
    if weapon:
        raise UsageError(f"The event does not name {weapon}: give it with --weapon too.")
    if len(lines) == 1:
        return next(iter(lines)), text.strip()
    if not lines:
        raise UsageError(f"A {name} belongs to a weapon: name it with --weapon.")
    raise UsageError(f"Say which weapon the {name} {text!r} belongs to, as in {next(iter(lines))}={text}.")


def _whole(text: str | None) -> int | None:
    if not text:
        return None
    number = int(re.sub(r"[,_ ]", "", text))
    if number > _LARGEST:
        raise UsageError(f"The quantity {text} is too large.")
    return number
