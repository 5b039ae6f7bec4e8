"""A range that a person typed (`100..`, `5..10 units`, `..0.5`, `1000000.. USD`) → its bounds and its unit."""

import math
import re
from dataclasses import dataclass

from timeline.errors import UsageError
from timeline.vocabulary.currencies import currency_of

_NUMBER = r"[0-9](?:[0-9,_]*[0-9])?(?:\.[0-9]+)?"
_RANGE = re.compile(
    rf"(?:(?P<exact>{_NUMBER})|(?P<least>{_NUMBER})?\s*\.\.\s*(?P<most>{_NUMBER})?)(?:\s*(?P<unit>[^\d\s.].*))?"
)
_CURRENCY = re.compile("[A-Za-z]{3}")
# The largest number of a BIGINT column; a range that reaches further reaches all there can be.
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Range:
    """Both bounds are inclusive; `unit` is a unit of number or a currency in capitals, "" where none was named."""

    least: float = 0
    most: float = math.inf
    unit: str = ""


def quantity_range(text: str) -> Range:
    """A number of weapons, with the unit where one is named. Raises UsageError."""
    return _read("quantity", text, "100.., 5..10 launchers or ..300")


def value_range(text: str) -> Range:
    """A worth, with the ISO 4217 code of its currency where one is named. Raises UsageError, UnknownName."""
    example = "1000000.., 1000000..5000000 USD or ..250000 EUR"
    found = _read("value", text, example)
    if found.unit and not _CURRENCY.fullmatch(found.unit):
        raise UsageError(f"{found.unit!r} is no ISO 4217 code of a currency: write the value as in {example}.")
    return Range(found.least, found.most, currency_of(found.unit) if found.unit else "")


def confidence_range(text: str) -> Range:
    """A confidence from 0 to 1. Raises UsageError."""
    found = _read("confidence", text, "0.8.. (at least), 0.3..0.5 or ..0.4")
    if found.unit or found.least > 1 or (found.most > 1 and found.most != math.inf):
        raise UsageError(f"{text!r} is no range of confidence: it goes from 0 to 1, as in 0.8.. or 0.3..0.5.")
    if found.least == found.most:
        raise UsageError(f"The confidence {text} alone finds next to nothing: write {text}.. for at least that much.")
    return found


def _read(name: str, text: str, example: str) -> Range:
    match = _RANGE.fullmatch(text.strip())
    if match is None or not (match["exact"] or match["least"] or match["most"]):
        raise UsageError(f"{text!r} is no range of {name}: write it as in {example}.")
    least = _number(match["exact"] or match["least"], 0)
    most = _number(match["exact"] or match["most"], math.inf)
    if least > most:
        raise UsageError(f"The {name} {text!r} ends below its beginning: write the smaller number first.")
    return Range(least, most, (match["unit"] or "").strip())


def _number(text: str | None, otherwise: float) -> float:
    return float(re.sub("[,_]", "", text)) if text else otherwise
