"""Sentences that list what is sold ("thirty-two (32) F-35A …; up to 40 AIM-9X") → weapons with number and worth."""

import re
from collections.abc import Iterator, Sequence

from timeline.documents.document import Passage
from timeline.documents.proposal import WeaponLine
from timeline.extraction.amounts import count_of, moneys
from timeline.extraction.genres.stating import UNITS, StatedWeapon
from timeline.extraction.genres.within import weapons_in
from timeline.extraction.reading import Mention, Reading
from timeline.vocabulary.vocabulary import Vocabulary

MOST = 8  # articles of one notice
_NUMBER = re.compile(r"\((\d[\d,]{0,8})\)|(?<![\w.$€£-])(\d[\d,]{0,8})(?=\s)|\b([a-z]+(?:-[a-z]+)?)\b", re.IGNORECASE)
_DESIGNATION = re.compile(r"\b(?:[A-Z][a-z]?|Mark|Block|Type|Version) \Z")  # "Mk 82", "Block 50": no number of pieces
_MOST = re.compile(r"\bup to\b|\bmaximum of\b", re.IGNORECASE)
_PIECES = re.compile(r"[;:]|, (?!\d{3}\b)|\band\b")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_REACH = 70  # characters before a weapon's name in which its number stands


def articles(reading: Reading, passages: Sequence[Passage], vocabulary: Vocabulary) -> list[StatedWeapon]:
    """The weapons of the passages, the first passage's first; the worth that they name belongs to the first weapon."""
    found: dict[str, StatedWeapon] = {}
    for place, passage in enumerate(passages):
        for mention, count in _counted(reading, passage):
            line = WeaponLine(mention.id, count[0], count[1], UNITS) if count else WeaponLine(mention.id)
            known = found.get(mention.id)
            if (known is None and (place == 0 or count)) or (
                known is not None and known.line.quantity_max is None and count
            ):
                found[mention.id] = StatedWeapon(line, passage)
    kept = _exact(list(found.values()), vocabulary)[:MOST]
    return _with_worth(reading, kept, passages)


def _counted(reading: Reading, passage: Passage) -> Iterator[tuple[Mention, tuple[int | None, int] | None]]:
    """Each weapon of a passage with its number, which stands between it and the one before."""
    begin = passage.start
    for mention in weapons_in(reading, passage.start, passage.end):
        # "AH-1Z helicopters" names one thing twice.
        if mention.start - begin != 1 or begin == passage.start:
            yield mention, number_before(reading.text, max(begin, mention.start - _REACH), mention.start)
        begin = mention.end


def number_before(text: str, begin: int, end: int) -> tuple[int | None, int] | None:
    """The number of what is named at `end`, as least and most; None where the words before it give none."""
    piece = _PIECES.split(text[begin:end].replace("\n", " "))[-1].lstrip()
    best: tuple[int | None, int] | None = None
    sure = False  # "two hundred (200)" leaves no doubt which number is meant
    for match in _NUMBER.finditer(piece):
        words = (match[1] or match[2] or match[3]).rstrip(",")
        before = piece[max(0, match.start() - 40) : match.start()]
        if words.lower() in ("a", "an", "one") or _YEAR.match(words) or _DESIGNATION.search(before):
            continue
        count = count_of(words)
        if count is not None and (best is None or match[1] or (match[2] and not sure)):
            sure = match[1] is not None
            best = (None if _MOST.search(before) else count, count)
    return best


def _exact(goods: list[StatedWeapon], vocabulary: Vocabulary) -> list[StatedWeapon]:
    """The goods without those that only name the kind of another one, and without arms in general beside others."""
    named = {good.line.weapon: good.line.quantity_max for good in goods}
    kinds = {(id, most) for each, most in named.items() for id in vocabulary.ancestors(each) if id != each}
    above = {id for id, _ in kinds}
    counted = {good.line.weapon for good in goods if good.line.quantity_max is not None}
    kept = [
        good
        for good in goods
        if good.line.weapon not in above
        or (good.line.weapon in counted and (good.line.weapon, good.line.quantity_max) not in kinds)
    ]
    exact = [good for good in kept if good.line.quantity_max is not None or not _general(good.line.weapon, vocabulary)]
    return exact or kept


def _general(weapon: str, vocabulary: Vocabulary) -> bool:
    """Whether a weapon is a kind that others belong to."""
    return len(vocabulary.descendants(weapon)) > 1


def _with_worth(reading: Reading, goods: list[StatedWeapon], passages: Sequence[Passage]) -> list[StatedWeapon]:
    if not goods:
        return goods
    for passage in passages:
        for amount, currency, _ in moneys(reading.text, passage.start, passage.end):
            first = goods[0]
            line = first.line
            line = WeaponLine(line.weapon, line.quantity_min, line.quantity_max, line.unit, amount, currency)
            return [StatedWeapon(line, first.passage, passage), *goods[1:]]
    return goods
