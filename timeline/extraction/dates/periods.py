"""Quarters, halves, seasons, decades, centuries, fiscal years → their stretch of the calendar."""

import re

from timeline.extraction.dates.direction import Direction
from timeline.extraction.dates.resolution import Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import SEASON_CODES, Stretch
from timeline.extraction.dates.words import (
    BC,
    END,
    GAP,
    ORDINAL,
    ORDINAL_DECADES,
    SEASON,
    SEASONS,
    YEAR,
    any_of,
    ordinal,
)

YEAR_AFTER = (
    rf"(?:(?:,?{GAP}(?:of|in){GAP}|,?{GAP})(?:(?P<year>{YEAR}|[0-9]{{1,4}}{GAP}{BC})"
    rf"|(?:(?P<which>this|last|next|that|the{GAP}same|the{GAP}following|the{GAP}previous){GAP}year{END})))?"
)
_STEP = {"last": -1, "the previous": -1, "next": 1, "the following": 1}


def stated_year(match: re.Match[str], scene: Scene) -> int | None:
    """The year that follows the words: `of 2024`, `last year`, `480 BC`; None where none does."""
    if stated := said(match, "year"):
        digits = int(re.sub(r"[^0-9]", "", stated))
        return -digits if not stated[-1].isdigit() else digits
    if which := said(match, "which"):
        which = " ".join(which.split())
        anchor = scene.present("year") if which in ("this", "last", "next") else scene.recent("year")
        moved = anchor.shifted(_STEP.get(which, 0)) if anchor else None
        return moved.year if moved else None
    return None


def _quarter(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`the third quarter of 2024`, `third-quarter`, `Q3`, `the first half`: without a year the last one that is over, or ahead."""
    unit = "half" if (match["unit"] or "").startswith("half") else "quarter"
    word = said(match, "ordinal") or said(match, "digit")
    if word in ("last", "final", "latter"):
        number = 2 if unit == "half" else 4
    else:
        number = ordinal(word) if not word.isdigit() else int(word)
    if number > (2 if unit == "half" else 4):
        return None
    year = stated_year(match, scene)
    if year is not None:
        return placed(match, Stretch(unit, year, number), f"{unit}-in-full")
    now = scene.present(unit)
    if now is None:
        return unplaced(match, f"XXXX-{unit[0].upper()}{number}", "quarter-without-year")
    ahead = not scene.narrative and scene.direction(match.start(), match.end()).ahead
    year = now.year + (number < now.number) if ahead else now.year - (number > now.number)
    return placed(match, Stretch(unit, year, number), "quarter-nearest", now)


def _season(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`spring 2024`, `the summer of 1942`, `in winter`: without a year that of what was told last, or the nearest."""
    number = SEASONS[match["season"]]
    year = stated_year(match, scene) if not said(match, "before") else int(said(match, "before"))
    if year is not None:
        return placed(match, Stretch("season", year, number), "season-in-full")
    if not _is_season(match, scene):
        return None
    now = scene.present("season")
    if now is None:
        return unplaced(match, f"XXXX-{SEASON_CODES[number - 1]}", "season-without-year")
    if scene.narrative:
        told = scene.recent("year")
        return placed(match, Stretch("season", told.year if told else now.year, number), "season-told", now)
    offset = (number - now.number) % 4
    direction = scene.direction(match.start(), match.end())
    ahead = direction.ahead or (direction is Direction.NONE and offset <= 1)
    return placed(match, now.shifted(offset if ahead or not offset else offset - 4), "season-nearest", now)


_BEFORE_SEASON = re.compile(r"(?:^|[^a-z])(?:in|by|during|since|until|till|of|early|late|mid|mid-|from|to|through|throughout|over|this|last|and|for|before)[ \n](?:the[ \n])?$")
_AFTER_SEASON = re.compile(rf"{GAP}of{GAP}[a-z]|-|{GAP}(?:to|from|into|in the|apart|back|short|under|short|on|open|up|out){END}")


def _is_season(match: re.Match[str], scene: Scene) -> bool:
    """Whether a bare `spring` or `fall` is the season: the noun and verb `fall`, a `spring` of water are not."""
    word = match["season"]
    if word == "fall" and scene.plain.startswith("to ", match.start() - 3):
        return False
    if word in ("fall", "spring"):
        before = _BEFORE_SEASON.search(scene.plain, max(0, match.start() - 14), match.start())
        if before is None:
            return False
        return word == "spring" or _AFTER_SEASON.match(scene.plain, match.end()) is None
    return True


def _decade(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`the 1990s`, `'80s`, `the sixties`, `the 470s BC`."""
    if word := said(match, "word"):
        year = 1900 + ORDINAL_DECADES[word]
    elif said(match, "bc"):
        return placed(match, Stretch("decade", -int(match["decade"]) - 0), "decade")
    else:
        digits = match["decade"]
        year = int(digits) if len(digits) == 4 else 1900 + int(digits)
        if len(digits) == 4 and digits.endswith("00"):
            return placed(match, Stretch("century", year), "century") if year < 2000 else placed(match, Stretch("decade", year), "decade")
    return placed(match, Stretch("decade", year), "decade")


def _century(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`the 19th century`, `eighteenth-century`, `the 4th century BC`."""
    number = ordinal(said(match, "ordinal"))
    if not 1 <= number <= 30:
        return None
    if said(match, "bc"):
        result = placed(match, Stretch("century", -(number - 1) * 100 or -1), "century")
        if result:
            result.value = f"BC{number - 1:02}"
        return result
    result = placed(match, Stretch("century", (number - 1) * 100), "century")
    return result


def _fiscal(match: re.Match[str], scene: Scene) -> Resolution | None:
    """`fiscal 2023`, `the fiscal year 2013`, `FY2013`: which months it has depends on whose it is."""
    year = int(said(match, "year"))
    result = placed(match, Stretch("year", year), "fiscal-year")
    if result:
        result.edtf, result.value, result.whole = f"{year:04}~", f"{year:04}", False
    return result


NUMERIC_RULES = (
    Rule("decade", rf"(?P<decade>1[0-9]{{2}}0|20[0-9]0)'?s{END}", _decade),
    Rule("decade-before-christ", rf"(?P<decade>[0-9]{{1,3}}0)'?s{GAP}(?P<bc>{BC})", _decade),
    Rule("short-decade", rf"(?P<decade>[2-9]0)'?s{END}", _decade),
    Rule("century", rf"(?P<ordinal>{ORDINAL})[- ](?:century|centuries){END}(?:{GAP}(?P<bc>{BC}))?", _century),
    Rule("quarter", rf"(?P<ordinal>[1-4](?:st|nd|rd|th))[- ](?P<unit>quarter|half){END}(?!-final|s){YEAR_AFTER}", _quarter),
    Rule("season-after-year", rf"(?P<before>{YEAR}){GAP}(?P<season>{SEASON})", _season),
)
WORD_RULES = (
    Rule(
        "quarter",
        rf"(?:the{GAP})?(?P<ordinal>first|second|third|fourth|last|final|latter|1st|2nd|3rd|4th)[- ](?P<unit>quarter|half){END}"
        rf"(?!-final|s|{GAP}of{GAP}(?:the{GAP}(?!year)|a{GAP}|[0-9]{{1,2}}{END}|its|their|his|all)){YEAR_AFTER}",
        _quarter,
    ),
    Rule("quarter-digit", rf"(?P<unit>q|h)(?P<digit>[1-4])(?![0-9a-z]){YEAR_AFTER}", _quarter),
    Rule("season", rf"(?:the{GAP})?(?P<season>{SEASON}){YEAR_AFTER}", _season),
    Rule("decade", rf"(?:the{GAP})?'?(?P<decade>1[0-9]{{2}}0|20[0-9]0|[2-9]0)'?s{END}(?!{GAP}{BC})", _decade),
    Rule("decade-before-christ", rf"the{GAP}(?P<decade>[0-9]{{1,3}}0)'?s{GAP}(?P<bc>{BC})", _decade),
    Rule("decade-word", rf"the{GAP}(?P<word>{any_of(ORDINAL_DECADES)}){END}", _decade),
    Rule("century", rf"(?:the{GAP})?(?P<ordinal>{ORDINAL})[- ](?:century|centuries){END}(?:{GAP}(?P<bc>{BC}))?", _century),
    Rule("fiscal", rf"(?:(?:the{GAP})?(?:fiscal|financial)(?:{GAP}year)?{GAP}|fy{GAP}?)(?P<year>{YEAR})", _fiscal),
)
