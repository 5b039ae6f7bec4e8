"""Words that narrow the date after them: `early June`, `the end of the year`, `the first week of March`."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from timeline import edtf
from timeline.extraction.dates.lengths import period
from timeline.extraction.dates.patterns import CARDINAL, ORDINAL, spaced
from timeline.extraction.dates.resolution import Match, Resolution
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch, containing
from timeline.extraction.dates.words import PARTS_OF_DAY, cardinal, in_words, ordinal, unit_of

Reader = Callable[[Scene, int, int], list[Resolution]]

PREFIX = re.compile(
    spaced(
        r"(?:the )?(?:very )?(?P<mod>early|earlier|late|later|mid|middle)(?:-| (?:in |on |of |during )?)"
        r"|(?:the )?(?:very )?(?P<edge>beginning|start|opening|end|close|middle|midst|outset|rest|remainder|whole|turn"
        r"|height|onset|latter part|early part|first part|later part|better part|bulk)(?: of |-)"
        r"|(?:the )?(?:early |late |early in the )?(?P<part>morning|afternoon|evening|night|dawn|dusk|midday"
        r"|(?:small|early|wee) hours)(?: hours)? of "
        rf"|(?:the )?(?P<nth>{ORDINAL}|last|final)"
        rf"(?: (?:(?P<count>{CARDINAL}) )?(?P<unit>days?|weeks?|weekend|months?|years?))? (?:of|in) "
    )
)
_DEEPEST = 3
_SAME_AS = {
    "middle": "mid", "midst": "mid", "beginning": "early", "start": "early", "opening": "early", "outset": "early",
    "onset": "early", "early part": "early", "first part": "early", "end": "late", "close": "late",
    "latter part": "late", "later part": "late",
}  # fmt: skip
# Which days of a month, months of a year, years of a decade or century the words mean, as analysts take them.
_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_MONTHS = {"early": (1, 3), "late": (10, 12)}
_YEARS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_YEARS_OF_CENTURY = {"early": (0, 29), "mid": (40, 59), "late": (70, 99)}


def read_prefixed(scene: Scene, start: int, depth: int, read: Reader) -> list[Resolution]:
    """A position where a narrowing prefix may stand → the narrowed date, or nothing. `read` reads the date after it."""
    prefix = PREFIX.match(scene.plain, start) if depth < _DEEPEST else None
    inner = read(scene, prefix.end(), depth + 1) if prefix else []
    if prefix is None or not inner or (stretch := inner[0].stretch) is None:
        return []
    if prefix["mod"] or prefix["edge"]:
        narrowed = _part_of(prefix, inner[0], stretch)
    elif prefix["part"]:
        narrowed = _time_on(prefix, inner[0], stretch)
    else:
        narrowed = _nth_of(prefix, inner[0], stretch)
    return [narrowed, *inner[1:]] if narrowed else []


def _part_of(prefix: Match, inner: Resolution, stretch: Stretch) -> Resolution | None:
    """`early`, `the end of` … keep the TIMEX3 value and narrow the EDTF where analysts agree on how."""
    word = in_words(prefix["mod"] or prefix["edge"])
    if word == "turn" and stretch.unit not in ("year", "century", "decade"):
        return None
    result = replace(inner, start=prefix.start(), whole=False)
    if not inner.rule.endswith("-part"):
        result.rule = f"{inner.rule}-part"
    if inner.edtf is None and inner.whole:
        result.edtf = narrowed_edtf(_SAME_AS.get(word, word), stretch, exact=prefix["edge"] is not None)
    return result


def narrowed_edtf(part: str, stretch: Stretch, *, exact: bool) -> str | None:
    """`early`, `mid`, `late` and a stretch → the EDTF of that part; None keeps the stretch's own.

    `exact` is for its very beginning or end (`the end of 2024` → `2024-12`, `late 2024` → `2024-10/2024-12`).
    """
    if stretch.year < 1 or part not in _DAYS:
        return None
    year = f"{stretch.year:04}"
    if stretch.unit == "month" and not exact:
        low, high = _DAYS[part]
        month, high = f"{year}-{stretch.number:02}", min(high, calendar.monthrange(stretch.year, stretch.number)[1])
        return f"{month}-{low:02}/{month}-{high:02}"
    if stretch.unit == "year":
        if part == "mid":
            return f"{year}-06~"
        low, high = _MONTHS[part]
        return f"{year}-{low if part == 'early' else high:02}" if exact else f"{year}-{low:02}/{year}-{high:02}"
    if stretch.unit == "decade":
        low, high = _YEARS[part]
        return f"{stretch.year + low:04}/{stretch.year + high:04}"
    if stretch.unit == "century":
        low, high = _YEARS_OF_CENTURY[part]
        return f"{stretch.year + low:04}~/{stretch.year + high:04}~"
    return f"{stretch.edtf}~" if stretch.unit == "season" else None


def _time_on(prefix: Match, inner: Resolution, stretch: Stretch) -> Resolution | None:
    """`the night of 9 May 1945` → `1945-05-09TNI`."""
    if stretch.unit != "day":
        return None
    timed = replace(stretch, part=PARTS_OF_DAY.get(prefix["part"], "TMO"))  # the small hours
    return replace(inner, start=prefix.start(), type="TIME", value=timed.timex, stretch=timed)


def _nth_of(prefix: Match, inner: Resolution, stretch: Stretch) -> Resolution | None:
    """`the 7th of this month`, `the first week of March`, `the last two weeks of 1943`."""
    bounds = stretch.days
    if bounds is None or stretch.unit in ("day", "weekend", "century"):
        return None
    last = prefix["nth"] in ("last", "final")
    named = prefix["unit"]
    if not named and (stretch.unit != "month" or last):
        return None
    unit = unit_of(named or "day")
    if prefix["count"] or (named and named.endswith("s")):
        return _some_of(prefix, inner, bounds, last, unit)
    found = _nth_unit(unit, 1 if last else ordinal(prefix["nth"]), last, bounds)
    if found is None:
        return None
    result = replace(inner, start=prefix.start(), value=found.timex, stretch=found, rule="nth-of", edtf=None)
    result.whole = True
    if unit == "week" and stretch.unit == "month":
        result.edtf = _week_of_month(bounds, ordinal(prefix["nth"]) if not last else 0)
    return result


def _nth_unit(unit: str, nth: int, last: bool, bounds: tuple[dt.date, dt.date]) -> Stretch | None:
    first = containing(bounds[1] if last else bounds[0], unit)
    if unit == "week" and not last and (days := first.days) and days[0] < bounds[0] - dt.timedelta(3):
        nth += 1  # the week that holds the first Thursday is the first
    found = first if last else first.shifted(nth - 1)
    return found if found and found.days and found.days[0] <= bounds[1] else None


def _week_of_month(bounds: tuple[dt.date, dt.date], nth: int) -> str:
    """The nth seven days of a month, its last seven for 0: whose weeks begin on which day the words do not say."""
    first = bounds[0] + dt.timedelta(7 * (nth - 1)) if nth else bounds[1] - dt.timedelta(6)
    return edtf.days(first, min(first + dt.timedelta(6), bounds[1])).text


def _some_of(
    prefix: Match, inner: Resolution, bounds: tuple[dt.date, dt.date], last: bool, unit: str
) -> Resolution | None:
    """`the first six months of 2013`, `the last days of May`: a length of time with a place in the calendar."""
    count = cardinal(prefix["count"]) if prefix["count"] else None
    result = Resolution(prefix.start(), inner.end, "DURATION", period(count, unit), "nth-of", noted=False)
    result.anchor = inner.anchor
    edge = containing(bounds[1] if last else bounds[0], unit)
    other = edge.shifted((int(count) - 1) * (-1 if last else 1)) if count else None
    if other and other.days and edge.days:
        days = sorted((*other.days, *edge.days))
        result.edtf = edtf.interval(_at_grain(days[0], unit), _at_grain(days[-1], unit)).text
    return result


def _at_grain(day: dt.date, unit: str) -> edtf.Edtf:
    return edtf.parse(day.isoformat()[: {"month": 7, "year": 4}.get(unit, 10)])
