"""A text and its date → whether it is news, reckoned from its date, or a narrative, each date from the one before."""

import re

from timeline.edtf import Edtf

MODES = ("auto", "news", "narrative")
_SAMPLE = 100_000
_FEWEST = 5
_YEAR = re.compile(r"(?<![0-9$£€.,:/-])(1[0-9]{3}|20[0-9]{2})(?![0-9.,:/%-]*[0-9%])|[0-9]{1,4} (?P<bc>b\.?c)(?![a-z])")
_DEICTIC = re.compile(
    r"(?<![a-z])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|tonight|last night"
    r"|(?:this|last|next) (?:week|month|year|weekend|summer|winter|spring|fall|autumn))(?![a-z])(?!,? [0-9])"
)


def is_narrative(plain: str, published: Edtf | None) -> bool:
    """Whether a text tells of times long before its date: the years in it lie back, and few words point from today."""
    sample = plain[:_SAMPLE]
    years = list(_YEAR.finditer(sample))
    if len(years) < _FEWEST:
        return False
    present = published.last.year if published else None
    back = sum(1 for match in years if match["bc"] or present is None or int(match[1]) < present - 1)
    pointing = sum(1 for _ in _DEICTIC.finditer(sample))
    return back >= _FEWEST and back > 3 * pointing and back > 0.9 * len(years)
