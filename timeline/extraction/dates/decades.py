"""Decades, centuries and fiscal years: `the 1990s`, `'80s`, `the sixties`, `the 19th century`, `fiscal 2023`."""

import re

from timeline.extraction.dates.patterns import BC, END, IN_A_NAME, ORDINAL, YEAR, any_of
from timeline.extraction.dates.resolution import Match, Resolution, Rule, placed, said
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch
from timeline.extraction.dates.words import DECADE_WORDS, ordinal

# "In his 50s" tells an age.
_OF_AGE = re.compile(r"(?:^|[^a-z])(?:his|her|their|my|your|our)[ \n]$")


def _decade(match: Match, scene: Scene) -> Resolution | None:
    """`the 1990s`, `'80s`, `the sixties`, `the 470s BC`; `the 1800s` is a century."""
    if word := said(match, "word"):
        return placed(match, Stretch("decade", DECADE_WORDS[word]), "decade", explicit=True)
    digits = match["decade"]
    if scene.before(match.start(), 16, IN_A_NAME) or scene.before(match.start(), 8, _OF_AGE):
        return None
    if said(match, "bc"):
        return placed(match, Stretch("decade", -int(digits)), "decade", explicit=True)
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    unit = "century" if year % 100 == 0 and year < 2000 else "decade"
    return placed(match, Stretch(unit, year), unit, explicit=True)


def _century(match: Match, _scene: Scene) -> Resolution | None:
    """`the 19th century`, `eighteenth-century`, `the 4th century BC`."""
    number = ordinal(match["nth"])
    if not 1 <= number <= 30:
        return None
    if said(match, "bc"):
        result = placed(match, Stretch("century", -number * 100), "century", explicit=True)
        if result:
            result.value = f"BC{number - 1:02}"
        return result
    return placed(match, Stretch("century", (number - 1) * 100), "century", explicit=True)


def _fiscal(match: Match, _scene: Scene) -> Resolution | None:
    """`fiscal 2023`, `the fiscal year 2013`, `FY2013`: which months it has depends on whose it is."""
    year = int(match["year"])
    result = placed(match, Stretch("year", year), "fiscal-year", explicit=True)
    if result:
        result.edtf, result.whole = f"{year:04}~", False
    return result


_DECADE = r"(?P<decade>1[0-9]{2}0|20[0-9]0|[2-9]0)'?s"
_CENTURY = rf"(?P<nth>{ORDINAL})[- ](?:century|centuries){END}(?: (?P<bc>{BC}))?"
NUMERIC_RULES = (
    Rule(rf"(?P<decade>[0-9]{{1,3}}0)'?s (?P<bc>{BC})", _decade),
    Rule(rf"{_DECADE}{END}", _decade),
    Rule(_CENTURY, _century),
)
WORD_RULES = (
    Rule(rf"(?:the )?'?{_DECADE}{END}(?! {BC})", _decade),
    Rule(rf"the (?P<decade>[0-9]{{1,3}}0)'?s (?P<bc>{BC})", _decade),
    Rule(rf"the (?P<word>{any_of(DECADE_WORDS)}){END}", _decade),
    Rule(rf"(?:the )?{_CENTURY}", _century),
    Rule(rf"(?:(?:the )?(?:fiscal|financial)(?: year)? |fy ?)(?P<year>{YEAR})", _fiscal),
)
