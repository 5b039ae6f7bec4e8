"""The words around a weapon's name → how many, of what worth and under which conditions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.documents.proposal import WeaponLine
from timeline.extraction.candidates import GROUPS
from timeline.extraction.decisions import Draft
from timeline.extraction.reading import Reading

_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "thousand": 1000,
}
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d{1,7}"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = rf"(?:{_DIGITS}|(?:{_WORD})(?:[ -](?:{_WORD}))?)"
_BEFORE = re.compile(
    r"(?P<least>(?:at least|more than|(?<!handed )(?<!handing )(?<!hand )over|upwards of) )?"
    rf"(?P<most>(?:up to|at most) )?\b(?<![\d.,])(?P<first>{_NUMBER})"
    rf"(?: (?:to|or) (?P<second>{_NUMBER}))?(?: million)?(?: \([0-9,]+\))?"
    r"(?: (?:more|additional|extra|new|used|second-hand|modern|further))?"
    r"(?: [\w-]+){0,2} ?\Z"
)
_CURRENCIES = {"$": "USD", "US$": "USD", "A$": "AUD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_NAMED = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "mark": "DEM",
    "franc": "FRF",
    "rouble": "RUB",
    "ruble": "RUB",
    "yen": "JPY",
}
_MONEY = re.compile(
    r"(?P<sign>US\$|A\$|[$€£¥])\s?(?P<amount>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>billion|million|bn|m\b|thousand)?"
    r"|(?P<amount2>\d[\d,]*(?:\.\d+)?)[\s-]?(?P<scale2>billion|million)[\s-](?:US |U\.S\. )?"
    rf"(?P<name>{'|'.join(_NAMED)})s?\b"
)
_SCALES = {"billion": 1e9, "bn": 1e9, "million": 1e6, "m": 1e6, "thousand": 1e3, "": 1.0}
_CONDITIONS = re.compile(
    r"non-?persistent|self-(?:destruct|deactivat)\w*|(?:on (?:the )?condition|provided) that [^,.;]{3,90}"
    r"|(?:only )?for use (?:only )?(?:inside|in|within|against|on) [^,.;\"”]{3,60}"
    r"|only (?:for|inside|against|within) [^,.;\"”]{3,60}"
    r"|not to be used [^,.;]{3,60}|without the right to re-?export",
    re.IGNORECASE,
)

FARTHEST = 60  # characters before a weapon's name in which its number begins
CONDITIONAL = ("transfer", "use-policy")  # the groups of types that can bear conditions


@dataclass(frozen=True, slots=True)
class Said:
    """A value and the place in the text that says it."""

    value: str
    start: int


def weapon_lines(reading: Reading, draft: Draft) -> tuple[list[WeaponLine], list[tuple[str, Said]]]:
    """The weapons of a draft with number, worth and conditions, and for each of those the claim's field and value."""
    sentences = [draft.candidate.sentence, *sorted({c.sentence for c in draft.also})]
    lines: list[WeaponLine] = []
    claims: list[tuple[str, Said]] = []
    for number, weapon in enumerate(draft.weapons):
        line = WeaponLine(weapon.value)
        quantity = _quantity(reading, draft, weapon.value)
        if quantity:
            low, high, start = quantity
            line = WeaponLine(weapon.value, low, high, "units")
            words = str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
            claims.append(("quantity", Said(f"{words} units", start)))
        if number == 0:
            worth = _worth(reading, sentences) if GROUPS[draft.candidate.type] == "transfer" else None
            conditions = _conditions(reading, sentences) if GROUPS[draft.candidate.type] in CONDITIONAL else []
            if worth:
                claims.append(("value", Said(f"{worth[0]:.0f} {worth[1]}", worth[2])))
            claims += [("conditions", said) for said in conditions]
            value, currency = (worth[0], worth[1]) if worth else (None, "")
            line = WeaponLine(
                line.weapon,
                line.quantity_min,
                line.quantity_max,
                line.unit,
                value,
                currency,
                ", ".join(s.value for s in conditions),
            )
        lines.append(line)
    return lines, claims


def _count(text: str) -> int:
    if text[0].isdigit():
        return int(text.replace(",", ""))
    total = 0
    for word in re.split(r"[ -]", text):
        value = _WORDS[word]
        total = (total or 1) * value if value >= 100 else total + value
    return total


def _quantity(reading: Reading, draft: Draft, weapon: str) -> tuple[int, int | None, int] | None:
    """How many, from the number before the weapon's name in the sentence of the event."""
    for mention in reading.weapons[draft.candidate.sentence]:
        if mention.id != weapon:
            continue
        found = number_before(reading, draft.candidate.sentence, mention.start)
        if found:
            return found
    return None


def number_before(reading: Reading, index: int, name: int) -> tuple[int, int | None, int] | None:
    """The number that a sentence tells before a weapon's name at an offset: the least, the most (None: open), and its
    offset. A date and a sum are none: "on May 5 Iran sold tanks", "5.3 million euros of mortars"."""
    start = reading.sentences[index].start
    others = [phrase.end for phrase in reading.times[index] if phrase.end <= name]
    others += [found.end() for found in _MONEY.finditer(reading.text, start, name)]
    begin = max(start, name - FARTHEST, *others)
    found = _BEFORE.search(reading.text[begin:name].lower())
    if not found or found["first"] in ("a", "an", "one") or re.fullmatch(r"(?:19|20)\d\d", found["first"]):
        return None
    first = _count(found["first"]) * (1_000_000 if " million" in found.group() else 1)
    if found["second"]:
        return first, _count(found["second"]), begin + found.start()
    if found["most"]:
        return 0, first, begin + found.start()
    return first, None if found["least"] else first, begin + found.start()


def _worth(reading: Reading, sentences: Sequence[int]) -> tuple[float, str, int] | None:
    for index in sentences[:1]:
        sentence = reading.sentences[index]
        return next(moneys(reading.text, sentence.start, sentence.end), None)
    return None


def moneys(text: str, start: int, end: int) -> Iterator[tuple[float, str, int]]:
    """The sums of money in `text[start:end]`: amount, ISO 4217 currency, offset."""
    for found in _MONEY.finditer(text, start, end):
        amount = float((found["amount"] or found["amount2"]).replace(",", ""))
        scale = _SCALES[found["scale"] or found["scale2"] or ""]
        yield amount * scale, _CURRENCIES.get(found["sign"] or "", "") or _NAMED[found["name"]], found.start()


def count_of(words: str) -> int | None:
    """The number that digits or words say ("1,200", "sixty-two"); None for other words."""
    return _count(words.lower()) if re.fullmatch(_NUMBER, words.lower()) else None


def _conditions(reading: Reading, sentences: Sequence[int]) -> list[Said]:
    said: dict[str, Said] = {}
    for index in sentences:
        sentence = reading.sentences[index]
        for found in _CONDITIONS.finditer(reading.text, sentence.start, sentence.end):
            value = " ".join(found.group().split())
            said.setdefault(value.lower(), Said(value, found.start()))
    return list(said.values())
