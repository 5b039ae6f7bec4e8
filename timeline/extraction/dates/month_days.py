"""Days and months by name: `20 Nov. 2024`, `Tuesday, November 19`, `March 3-5`, `the 20th`, `May 2021`, `in August`."""

import re

from timeline.extraction.dates.patterns import DASH, DAY, END, MONTH, WEEKDAY_SHORT
from timeline.extraction.dates.resolution import Match, Resolution, Rule, placed, said, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch, day
from timeline.extraction.dates.words import month_of
from timeline.extraction.dates.years import YEAR_AFTER, year_for

_JOIN = rf"(?: ?{DASH} ?| (?:and|to|or|through) )"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY_SHORT}),? (?:the )?)"
# The `5` of `May 4 and 5`, not that of `May 4 and 5 people`.
_GOES_ON = rf"(?:in|at|when|as|after|and|for|on|of|by|were|was|to|[12][0-9]{{3}}){END}"
_SECOND = rf"(?:{_JOIN}(?P<second>{DAY})(?! (?!{_GOES_ON})[a-z0-9]))?"


def _days(match: Match, scene: Scene, first: str, second: str | None) -> Resolution | list[Resolution] | None:
    """One day of a month, or the two of a pair, in the groups of these names; each of a pair is its own expression."""
    month = month_of(match["month"])
    numbers = [int(re.sub(r"[^0-9]", "", match[name])) for name in (first, second) if name]
    found = year_for(match, scene, month, numbers[-1])
    if found is None:
        return unplaced(match, f"XXXX-{month:02}-{numbers[-1]:02}", "day-without-year")
    results = [
        placed(match, day(found.year, month, number), f"day-{found.rule}", found.anchor, explicit=found.explicit)
        for number in numbers
    ]
    kept = [result for result in results if result is not None]
    if len(kept) < len(numbers) or second is None:
        return kept[0] if kept else None
    if numbers[0] >= numbers[1]:
        return None
    kept[0].start, kept[0].end = match.start(first) if first == "first" else match.start(), match.end(first)
    kept[1].start = match.start(second)
    return kept


_ATTACKS = re.compile(r"(?:,? 2001,?)? (?:terror(?:ist)? )?(?:attacks?|hijack|terror|commission)")


def _month_day(match: Match, scene: Scene) -> Resolution | list[Resolution] | None:
    """`March 3`, `Tuesday, Nov. 19, 2024`, `May 4 and 5`."""
    if match["month"] == "may" and scene.text[match.start("month")] == "m" and not said(match, "year"):
        return None
    september_11 = match["month"].startswith("sep") and match["day"].startswith("11")
    if september_11 and not said(match, "year") and _ATTACKS.match(scene.plain, match.end("day")):
        return _nine_eleven(match, scene)
    return _days(match, scene, "day", "second" if match["second"] else None) or _days(match, scene, "day", None)


def _day_month(match: Match, scene: Scene) -> Resolution | list[Resolution] | None:
    """`3 March`, `the 20th of November 2024`, `3-5 March`."""
    pair = said(match, "first")
    return (_days(match, scene, "first", "day") if pair else None) or _days(match, scene, "day", None)


def _nine_eleven(match: Match, _scene: Scene) -> Resolution | None:
    """`9/11`, `the Sept. 11 attacks`: known by the day alone."""
    return placed(match, Stretch("day", 2001, 9, 11), "day-by-name", explicit=True)


_ON_THE = re.compile(r"(?:^|[^a-z])(?:on|by|until|till|since|from|to|between|and|before|after)[ \n]$")


def _day_of_told_month(match: Match, scene: Scene) -> Resolution | None:
    """`on the 20th`: that day of the month that was told of last, or of the present one."""
    month = scene.recent("month")
    if month is None or not scene.before(match.start(), 9, _ON_THE):
        return None
    return placed(match, day(month.year, month.number, int(match["day"])), "day-of-told-month", month)


def _month(match: Match, scene: Scene) -> Resolution | None:
    """`November 2024`, `Nov.`, `May` where it is the month."""
    month = month_of(match["month"])
    if not (said(match, "year") or said(match, "which")) and not _is_month(match, scene):
        return None
    found = year_for(match, scene, month, None)
    if found is None:
        return unplaced(match, f"XXXX-{month:02}", "month-without-year")
    stretch = Stretch("month", found.year, month)
    return placed(match, stretch, f"month-{found.rule}", found.anchor, explicit=found.explicit)


_BEFORE_MONTH = re.compile(
    r"(?:^|[^a-z])(?:in|since|by|until|till|of|last|next|this|early|late|mid|from|to|between|and|or|through|during|before"
    r"|after|each|every|for|that|previous|following|a|the|late-|mid-|early-|[-–(/])[ \n(]{0,2}$"
)
_MARCH = re.compile(
    r" (?:on|of|to|toward|towards|through|against|for)(?![a-z])(?! (?:[0-9]|that|last|this|the same) ?)"
)
_NEEDS_PREPOSITION = frozenset(["may", "march", "mar", "jan", "jun", "jul", "dec", "sep", "apr", "feb"])
_FIRST_NAMES = frozenset(["april", "june", "august"])


def _is_month(match: Match, scene: Scene) -> bool:
    """Whether a bare `may`, `march`, `mar`, `april` … is the month and not a verb, a noun, a name."""
    word = match["month"].rstrip(".")
    if scene.text[match.start("month")].islower() or (word == "march" and _MARCH.match(scene.plain, match.end())):
        return False
    if scene.plain.startswith((":", " –", " -"), match.end()):
        return True  # it heads an entry of a chronology
    following = scene.text[match.end() : match.end() + 2]
    a_name = word in _FIRST_NAMES and following[:1] == " " and following[1:2].isupper()
    return not (word in _NEEDS_PREPOSITION or a_name) or scene.before(match.start(), 12, _BEFORE_MONTH)


NUMERIC_RULES = (
    Rule(r"9/11(?![0-9/])", _nine_eleven),
    Rule(
        rf"(?:(?P<first>{DAY}){_JOIN}(?:the )?)?(?P<day>{DAY}) (?:day )?(?:of )?(?P<month>{MONTH}){YEAR_AFTER}",
        _day_month,
    ),
)
WORD_RULES = (
    Rule(rf"{_WEEKDAY}?the (?P<day>{DAY}) (?:day )?(?:of )?(?P<month>{MONTH}){YEAR_AFTER}", _day_month),
    Rule(rf"{_WEEKDAY}(?P<day>{DAY}) (?:of )?(?P<month>{MONTH}){YEAR_AFTER}", _day_month),
    Rule(
        rf"{_WEEKDAY}?(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})(?! (?:percent|million|billion)|%)"
        rf"{_SECOND}{YEAR_AFTER}",
        _month_day,
    ),
    Rule(
        rf"the (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th){END}(?=[.,;:)]|$"
        r"| (?:the|he|she|it|they|a|an|that|as|but|for|while|when|with|and|at|by|in|was|were|after|before|to|from"
        rf"|of (?:that|the)){END})",
        _day_of_told_month,
    ),
    Rule(rf"(?P<month>{MONTH}){YEAR_AFTER}", _month),
)
