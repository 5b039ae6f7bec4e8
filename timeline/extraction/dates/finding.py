"""A text and its date → its time expressions: rules tried where a trigger word stands, resolved from left to right."""

from timeline.edtf import Edtf
from timeline.errors import UsageError
from timeline.extraction.dates.expression import TimeExpression
from timeline.extraction.dates.joining import join_times
from timeline.extraction.dates.mode import MODES, is_narrative
from timeline.extraction.dates.plain import plain
from timeline.extraction.dates.prefixes import read_prefixed
from timeline.extraction.dates.ranges import join_distances, join_ranges
from timeline.extraction.dates.resolution import Resolution
from timeline.extraction.dates.rules import NUMERIC, WORDS
from timeline.extraction.dates.saying import say
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.triggers import TRIGGER


def find_dates(text: str, published: Edtf | None, mode: str = "auto") -> list[TimeExpression]:
    """Every time expression of `text`, in order, none overlapping another.

    `published` is the document's date (None: unknown, and words that point from it stay unresolved). `mode`: `news`
    reckons from that date, `narrative` each date from the one before, `auto` chooses by the text.
    Raises `UsageError` for any other mode.
    """
    if mode not in MODES:
        raise UsageError(f"Unknown mode {mode!r}. Choose one of {', '.join(MODES)}.")
    lowered = plain(text)
    scene = Scene(
        text, lowered, published, mode == "narrative" or (mode == "auto" and is_narrative(lowered, published))
    )
    found = join_times(scene, _resolutions(scene))
    join_ranges(scene, found)
    join_distances(scene, found)
    return [say(scene, resolution) for resolution in found]


def _resolutions(scene: Scene) -> list[Resolution]:
    """What the rules make of the text, from left to right, each knowing what was dated before it."""
    found: list[Resolution] = []
    position = 0
    for trigger in TRIGGER.finditer(scene.plain):
        if trigger.start() < position:
            continue
        for resolution in _read(scene, trigger.start(), 0):
            found.append(resolution)
            position = resolution.end
            if resolution.stretch is not None and resolution.noted:
                scene.note(resolution.stretch, resolution.start, resolution.end, explicit=resolution.explicit)
    return found


def _read(scene: Scene, start: int, depth: int) -> list[Resolution]:
    """The expression that begins at `start`, or the two of a pair such as `3-5 March`; nothing where none does."""
    prefixed = read_prefixed(scene, start, depth, _read)
    if prefixed:
        return prefixed
    return (NUMERIC if "0" <= scene.plain[start : start + 1] <= "9" else WORDS).resolve(scene, start)
