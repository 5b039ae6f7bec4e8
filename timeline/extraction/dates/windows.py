"""Lengths of time that end or begin now: `the past three years`, `recent weeks`, `the next few days`."""

from timeline.extraction.dates.lengths import amount, period
from timeline.extraction.dates.patterns import ADJECTIVE, COUNT, UNITS_ONLY_PLURAL
from timeline.extraction.dates.resolution import Match, Resolution, Rule, unplaced
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.words import unit_of

_BACK = frozenset(["recent", "past", "last", "previous", "preceding"])
_AHEAD = frozenset(["next", "coming"])
_GRAINS = {
    "day": ("day", 1), "week": ("day", 7), "month": ("month", 1), "quarter": ("month", 3), "year": ("year", 1),
    "decade": ("year", 10), "century": ("year", 100),
}  # fmt: skip


def span_from_now(scene: Scene, unit: str, count: int) -> tuple[str | None, str | None]:
    """A unit, how many of them back (negative) or ahead → the EDTF interval that ends or begins now, and the anchor."""
    now = scene.present("day") or scene.present("month") or scene.present("year")
    grain, factor = _GRAINS.get(unit, ("", 0))
    edge = now.wider(grain) if now and grain else None
    other = edge.shifted(count * factor) if edge else None
    if now is None or other is None or now.edtf is None or other.edtf is None:
        return None, None
    return (f"{other.edtf}/{now.edtf}" if count < 0 else f"{now.edtf}/{other.edtf}"), now.timex


def vague_span(scene: Scene, unit: str, *, back: bool, reach: int = 3) -> tuple[str | None, str | None]:
    """Some units back or ahead → an interval with a vague far end, `reach` units (or six weeks) off, and the anchor."""
    count = 6 if unit == "week" else reach
    found, anchor = span_from_now(scene, unit, -count if back else count)
    if found is None:
        return None, None
    first, _, last = found.partition("/")
    return (f"{first}~/{last}" if back else f"{first}/{last}~"), anchor


def past_unit(match: Match, scene: Scene, unit: str) -> Resolution:
    """`the past year`: a length of time that ends now."""
    result = unplaced(match, period(1, unit), "window-past", "DURATION")
    result.edtf, result.anchor = span_from_now(scene, unit, -1)
    return result


def _counted(match: Match, scene: Scene) -> Resolution:
    """`the past three years`, `the next few days`, `the last two weeks`, `the first six months`."""
    count, unit = amount(match)
    which = match["which"].split()[-1]
    result = unplaced(match, period(count, unit), "window", "DURATION")
    if which in _BACK or which in _AHEAD:
        back = which in _BACK
        result.rule = "window-past" if back else "window-next"
        if count is None:
            result.edtf, result.anchor = vague_span(scene, unit, back=back)
        elif count >= 1:
            result.edtf, result.anchor = span_from_now(scene, unit, int(-count if back else count))
    return result


def _uncounted(match: Match, scene: Scene) -> Resolution:
    """`recent years`, `the coming months`, `the last days`."""
    unit, which = unit_of(match["unit"]), match["which"].split()[-1]
    back = which in _BACK
    result = unplaced(match, period(None, unit), "window-past" if back else "window-next", "DURATION")
    if which in ("recent", "past", "coming"):
        result.edtf, result.anchor = vague_span(scene, unit, back=back)
    return result


_THE = r"(?:(?:the|its|his|their|these|this) )?"
WORD_RULES = (
    Rule(
        rf"(?P<which>{_THE}(?:very )?(?:past|last|previous|preceding|next|coming|following|first|final|intervening"
        rf"|succeeding|subsequent|opening|closing|remaining)) {COUNT} {ADJECTIVE}(?P<unit>{UNITS_ONLY_PLURAL})",
        _counted,
    ),
    Rule(
        rf"(?:the )?{COUNT} (?P<which>previous|preceding|following|past) (?P<unit>{UNITS_ONLY_PLURAL})",
        _counted,
    ),
    Rule(
        r"(?P<which>(?:the )?(?:most |more )?(?:recent|coming|past|following|intervening|last|final|early|first"
        rf"|succeeding|next|previous)) (?P<unit>{UNITS_ONLY_PLURAL})",
        _uncounted,
    ),
)
