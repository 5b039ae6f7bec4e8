"""Words that narrow the date after them: `early June`, `the end of the year`, `the first week of March`, `the night of 9 May`."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from timeline import edtf
from timeline.extraction.dates.durations import period
from timeline.extraction.dates.resolution import Resolution
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch, containing
from timeline.extraction.dates.words import CARDINAL, GAP, ORDINAL, PARTS_OF_DAY, cardinal, ordinal, unit_of

Reader = Callable[[Scene, int, int], list[Resolution]]

_PART_OF_DAY = "morning|afternoon|evening|night|dawn|dusk|midday"
PREFIX = re.compile(
    rf"(?:(?:the{GAP})?(?:very{GAP})?(?P<mod>early|earlier|late|later|mid|middle)(?:-|{GAP}(?:in{GAP}|on{GAP}|of{GAP}|during{GAP})?)"
    rf"|(?:the{GAP})?(?:very{GAP})?(?P<edge>beginning|start|opening|end|close|middle|midst|outset|rest|remainder|whole|turn|height|onset"
    rf"|latter{GAP}part|early{GAP}part|first{GAP}part|later{GAP}part|better{GAP}part|bulk)(?:{GAP}of{GAP}|-)"
    rf"|(?:the{GAP})?(?:early{GAP}|late{GAP}|early{GAP}in{GAP}the{GAP})?(?P<part>{_PART_OF_DAY})(?:{GAP}hours)?{GAP}of{GAP}"
    rf"|(?:the{GAP})?(?P<nth>{ORDINAL}|last|final)(?:{GAP}(?:(?P<count>{CARDINAL}){GAP})?(?P<unit>days?|weeks?|weekend|months?|years?))?{GAP}(?:of|in){GAP})"
)
_DEPTH = 3
# Which days of a month, and which months of a year, the words mean (the practice of analysts' chronologies).
_MONTH_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_YEAR_PARTS = {"early": (1, 3), "late": (10, 12)}
_DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_SAME_AS = {"middle": "mid", "beginning": "early", "start": "early", "opening": "early", "outset": "early", "onset": "early", "end": "late",
            "close": "late", "early part": "early", "first part": "early", "latter part": "late", "later part": "late", "midst": "mid"}  # fmt: skip


def read_prefixed(scene: Scene, start: int, depth: int, read: Reader) -> list[Resolution]:
    """A position where a narrowing prefix may stand → the narrowed date, or nothing."""
    prefix = PREFIX.match(scene.plain, start)
    if prefix is None or depth >= _DEPTH:
        return []
    inner = read(scene, prefix.end(), depth + 1)
    if not inner or inner[0].stretch is None:
        return []
    first, stretch = inner[0], inner[0].stretch
    if prefix["mod"] or prefix["edge"]:
        narrowed = _part_of(prefix, first, stretch)
    elif prefix["part"]:
        narrowed = _time_on(prefix, first, stretch)
    else:
        narrowed = _nth_of(prefix, first, stretch)
    return [narrowed, *inner[1:]] if narrowed else []


def _part_of(prefix: re.Match[str], inner: Resolution, stretch: Stretch) -> Resolution | None:
    """`early`, `the end of` … keep the TIMEX3 value and narrow the EDTF where analysts agree on how."""
    word = " ".join((prefix["mod"] or prefix["edge"]).split())
    if word == "turn" and stretch.unit not in ("year", "century", "decade"):
        return None
    result = replace(inner, start=prefix.start(), rule=f"{inner.rule}-part", whole=False)
    if inner.edtf is None and inner.whole:
        result.edtf = narrowed_edtf(_SAME_AS.get(word, word), stretch, exact=prefix["edge"] is not None)
    return result


def narrowed_edtf(part: str, stretch: Stretch, *, exact: bool) -> str | None:
    """`early`, `mid`, `late` and a stretch → the EDTF of that part; None keeps the stretch's own.

    `exact` is for its very beginning or end (`the end of 2024` → `2024-12`, `late 2024` → `2024-10/2024-12`).
    """
    if stretch.year < 1 or part not in ("early", "mid", "late"):
        return None
    year = f"{stretch.year:04}"
    if stretch.unit == "month" and not exact:
        low, high = _MONTH_THIRDS[part]
        high = min(high, calendar.monthrange(stretch.year, stretch.number)[1])
        return f"{year}-{stretch.number:02}-{low:02}/{year}-{stretch.number:02}-{high:02}"
    if stretch.unit == "year":
        if part == "mid":
            return f"{year}-06~"
        if exact:
            return f"{year}-01" if part == "early" else f"{year}-12"
        low, high = _YEAR_PARTS[part]
        return f"{year}-{low:02}/{year}-{high:02}"
    if stretch.unit == "decade":
        low, high = _DECADE_PARTS[part]
        return f"{stretch.year + low:04}/{stretch.year + high:04}"
    if stretch.unit == "century":
        low, high = {"early": (0, 29), "mid": (40, 59), "late": (70, 99)}[part]
        return f"{stretch.year + low:04}~/{stretch.year + high:04}~"
    return f"{stretch.edtf}~" if stretch.unit == "season" else None


def _time_on(prefix: re.Match[str], inner: Resolution, stretch: Stretch) -> Resolution | None:
    """`the night of 9 May 1945` → `1945-05-09TNI`."""
    if stretch.unit != "day":
        return None
    timed = replace(stretch, part=PARTS_OF_DAY[prefix["part"]])
    return replace(inner, start=prefix.start(), type="TIME", value=timed.timex, stretch=timed)


def _nth_of(prefix: re.Match[str], inner: Resolution, stretch: Stretch) -> Resolution | None:
    """`the 7th of this month`, `the first week of March`, `the last two weeks of 1943`, `the second day of 1980`."""
    bounds = stretch.days
    if bounds is None or stretch.unit not in ("month", "quarter", "season", "year", "half", "week", "decade"):
        return None
    last = prefix["nth"] in ("last", "final")
    nth = 1 if last else ordinal(prefix["nth"])
    unit = unit_of(prefix["unit"] or "day")
    if prefix["count"]:
        return _counted(prefix, inner, bounds, last, cardinal(prefix["count"]), unit)
    if not prefix["unit"] and (stretch.unit != "month" or last):
        return None
    if prefix["unit"] and prefix["unit"].endswith("s"):
        return _counted(prefix, inner, bounds, last, None, unit)
    found = _nth_unit(unit, nth, last, bounds)
    if found is None:
        return None
    result = replace(inner, start=prefix.start(), value=found.timex, stretch=found, rule="nth-of", whole=True, edtf=None, deictic=False)
    if unit == "week" and stretch.unit == "month":
        first = bounds[1] - dt.timedelta(6) if last else bounds[0] + dt.timedelta(7 * (nth - 1))
        result.edtf = edtf.days(first, min(first + dt.timedelta(6), bounds[1])).text
    return result


def _nth_unit(unit: str, nth: int, last: bool, bounds: tuple[dt.date, dt.date]) -> Stretch | None:
    first = containing(bounds[1] if last else bounds[0], unit)
    if unit == "week" and not last and (days := first.days) and days[0] < bounds[0] - dt.timedelta(3):
        nth += 1  # the week that holds the first Thursday is the first
    found = first if last else first.shifted(nth - 1)
    days = found.days if found else None
    return found if days and days[0] <= bounds[1] else None


def _counted(
    prefix: re.Match[str], inner: Resolution, bounds: tuple[dt.date, dt.date], last: bool, count: float | None, unit: str
) -> Resolution | None:
    """`the first six months of 2013` is a length of time with a place in the calendar."""
    value = period(count, unit)
    place = None
    if count is None:
        place = None
    else:
        edge = containing(bounds[1] if last else bounds[0], unit)
        other = edge.shifted(-(int(count) - 1) if last else int(count) - 1)
        if other and other.days and edge.days:
            days = sorted((*other.days, *edge.days))
            place = edtf.interval(edtf.parse(_short(days[0], unit)), edtf.parse(_short(days[-1], unit))).text
    return Resolution(prefix.start(), inner.end, "DURATION", value, "nth-of", None, place, inner.anchor, noted=False)


def _short(day: dt.date, unit: str) -> str:
    return {"month": f"{day:%Y-%m}", "year": f"{day.year:04}"}.get(unit, day.isoformat())


