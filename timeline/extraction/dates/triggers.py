"""The words that a time expression can begin with → one pattern that finds them; rules are tried nowhere else."""

import re

from timeline.extraction.dates import holidays, repetitions, words

_OPENERS = """
the this that these last next past previous following coming current present currently presently every each per a an
half about around almost nearly roughly approximately more most less fewer just well at up close over under only some
another barely as no several many few numerous dozens first second third fourth final latter early earlier late later
mid middle beginning start opening end outset very now nowadays right recently recent formerly soon future modern fiscal
financial fy q1 q2 q3 q4 h1 h2 circa ca c year month noon midnight today yesterday tomorrow tonight centuries long
daylong weeklong monthlong yearlong hourlong decadelong
"""


def _first_words() -> set[str]:
    opening = set(_OPENERS.split())
    for table in (
        words.MONTHS, words.MONTH_ABBREVIATIONS, words.WEEKDAYS, words.WEEKDAY_ABBREVIATIONS, words.SEASONS,
        words.PARTS_OF_DAY, words.ORDINALS, words.CARDINALS, words.UNITS, words.PLURALS, repetitions.ADVERBS,
    ):  # fmt: skip
        opening |= set(table)
    opening |= {f"{weekday}s" for weekday in words.WEEKDAYS}
    return opening | {re.split("[^a-z]", name)[0] for name in holidays.HOLIDAYS}


def _by_first_letter(opening: set[str]) -> str:
    """One branch a letter: `re` leaves a branch at its first letter, and so all words but a few at once."""
    letters: dict[str, list[str]] = {}
    for word in sorted(opening, key=lambda word: (-len(word), word)):
        letters.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(map(re.escape, rests))})" for letter, rests in sorted(letters.items()))


TRIGGER = re.compile(rf"(?<![a-z0-9_])(?<![0-9][.,])(?:[0-9]|'[0-9]|(?:{_by_first_letter(_first_words())})(?![a-z]))")
