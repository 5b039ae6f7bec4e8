"""Pattern fragments that the rules are made of.

They run over text in lower case with plain hyphens, apostrophes and spaces (see `plain.py`), so that `re` can leave
most branches at their first letter. A space in a pattern stands for the space between two words, a line's end included;
every repetition is bounded, so that no text can make them run long.
"""

import re
from collections.abc import Iterable

from timeline.extraction.dates.words import (
    MONTH_ABBREVIATIONS,
    MONTHS,
    ONES,
    ORDINALS,
    PARTS_OF_DAY,
    PLURALS,
    SEASONS,
    TENS,
    UNITS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)

GAP = r"(?:[ \t]{1,3}|[ \t]?\r?\n[ \t]{0,8})"


def spaced(pattern: str) -> str:
    """A pattern in which a space means the space between words → the pattern for `re`; character classes stay."""
    return re.sub(r"\[[^\]]*\]| ", lambda part: GAP if part[0] == " " else part[0], pattern)


def any_of(words: Iterable[str]) -> str:
    """Words → an alternation that tries the longer ones first."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in longest_first) + ")"


END = r"(?![a-z0-9])"
DASH = r"[-–]"
MONTH = rf"(?:{any_of(MONTHS)}{END}|{any_of(MONTH_ABBREVIATIONS)}{END}\.?)"
WEEKDAY = rf"{any_of(WEEKDAYS)}{END}"
WEEKDAY_SHORT = rf"(?:{WEEKDAY}|{any_of(WEEKDAY_ABBREVIATIONS)}{END}\.?)"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:st|nd|rd|th)?(?![a-z0-9]|[.,:/][0-9])"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9a-z]|[.,][0-9]{1,3}(?![0-9]))"
BC = r"(?:b\.c\.(?:e\.?)?|b\.c|bce?)(?![a-z])"
SEASON = rf"{any_of(SEASONS)}{END}"
PART = rf"{any_of(PARTS_OF_DAY)}{END}"
ORDINAL = rf"(?:{any_of(ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th)){END}"
_DIGITS = list(ONES)[:9]
CARDINAL = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,4}(?:\.[0-9]{1,2})?"
    rf"|(?:an?|{any_of(_DIGITS)})[ -]hundred|{any_of(TENS)}(?:[- ]{any_of(_DIGITS)})?|{any_of(ONES)})(?![0-9])"
)
VAGUE = r"(?:several|some|many|(?:a|the) few|few|a couple(?: of)?|a number of|numerous|a dozen|dozens of)"
UNIT = any_of([*UNITS, *PLURALS]) + END
UNITS_ONLY_PLURAL = any_of(PLURALS) + END
LONG_UNIT = any_of(["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]) + END
# How many: `number` and `half`, or `vague`.
COUNT = rf"(?:(?P<number>{CARDINAL}|an?{END}|half an?{END})(?P<half> and (?:a )?half)?|(?P<vague>{VAGUE}))"
ADJECTIVE = (
    r"(?:(?:full|whole|entire|straight|consecutive|solid|long|short|more|additional|extra|trading|working|business"
    r"|calendar|successive|further|bloody|brutal|intense|bitter|final) )?"
)
ABOUT = (
    r"(?:(?:about|around|almost|nearly|roughly|approximately|(?:more|less|fewer) than|just (?:over|under)|well over"
    r"|a little (?:more|less|over|under)(?: than)?|at (?:least|most)|up to|close to|over|under|only|just|some|another"
    r"|a mere|barely|a full|as (?:little|much|many) as|no more than) )"
)
# The hyphen, dot or slash before it makes a number part of a name: SS-20s, NPT/CONF.2015.
IN_A_NAME = re.compile(r"(?:^|[^a-z])(?!(?:post|pre|mid|end|late|early)-)[a-z]{1,12}[-./]\Z")
# A year, `year`, or a year by its place, `which`, after a date that lacks it.
NAMED_YEAR = r"(?P<which>this|last|next|that|the same|the following|the previous) year" + END
