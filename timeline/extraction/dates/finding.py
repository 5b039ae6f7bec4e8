"""A text and its date → its time expressions: rules tried where a trigger word stands, resolved from left to right."""

import re

from timeline.edtf import Edtf
from timeline.extraction.dates import (
    absolute,
    clock,
    deictic,
    durations,
    holidays,
    periods,
    references,
)
from timeline.extraction.dates.expression import TimeExpression
from timeline.extraction.dates.joining import join_distances, join_ranges, join_times
from timeline.extraction.dates.mode import is_narrative
from timeline.extraction.dates.plain import plain
from timeline.extraction.dates.prefixes import read_prefixed
from timeline.extraction.dates.resolution import Resolution, Rule
from timeline.extraction.dates.saying import say
from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.triggers import TRIGGER


EXPLICIT = frozenset(
    "day-in-full month-in-full year iso-date numeric-date year-before-christ season-in-full quarter-in-full half-in-full day-with-borrowed-year"
    " month-with-borrowed-year holiday day-of-told-year month-of-told-year".split()
)


class _Alternation:
    """Rules in order of precedence → one compiled alternation that says which of them matches at a position."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = [(rule, re.compile(rule.pattern)) for rule in rules]
        branches = (f"(?P<r{number}>{_unnamed(rule.pattern)})" for number, rule in enumerate(rules))
        self.any = re.compile("|".join(branches))

    def resolve(self, scene: Scene, start: int) -> list[Resolution]:
        found = self.any.match(scene.plain, start)
        if found is None:
            return []
        assert found.lastgroup is not None
        for rule, pattern in self.rules[int(found.lastgroup[1:]) :]:
            match = pattern.match(scene.plain, start)
            result = rule.resolve(match, scene) if match else None
            if result is not None:
                return result if isinstance(result, list) else [result]
        return []


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<[a-z0-9_]+>", "(?:", pattern).replace("(?P=mark)", "[-./]")


_NUMERIC = _Alternation(
    (
        *clock.NUMERIC_RULES,
        *absolute.NUMERIC_RULES[:-1],
        *periods.NUMERIC_RULES,
        *durations.NUMERIC_RULES,
        absolute.NUMERIC_RULES[-1],
    )
)
_WORDS = _Alternation(
    (
        *holidays.WORD_RULES,
        *absolute.WORD_RULES,
        *periods.WORD_RULES,
        *deictic.WORD_RULES,
        *clock.WORD_RULES,
        *durations.WORD_RULES,
        *references.WORD_RULES,
    )
)


def find_dates(text: str, published: Edtf | None, mode: str = "auto") -> list[TimeExpression]:
    """Every time expression of `text`, in order, none overlapping another.

    `published` is the document's date (None: unknown, and words that point from it stay unresolved). `mode`: `news`
    reckons from that date, `narrative` each date from the one before, `auto` chooses by the text.
    """
    lowered = plain(text)
    scene = Scene(text, lowered, published, mode == "narrative" or (mode == "auto" and is_narrative(lowered, published)))
    found: list[Resolution] = []
    position = 0
    for trigger in TRIGGER.finditer(lowered):
        start = trigger.start()
        if start < position:
            continue
        for resolution in _read(scene, start, 0):
            found.append(resolution)
            position = resolution.end
            if resolution.stretch is not None and resolution.noted:
                scene.note(resolution.stretch, resolution.start, resolution.end, explicit=resolution.rule.split("-part")[0] in EXPLICIT)
    joined = join_times(scene, found)
    join_ranges(scene, joined)
    join_distances(scene, joined)
    return [say(scene, resolution) for resolution in joined]


def _read(scene: Scene, start: int, depth: int) -> list[Resolution]:
    """The expression that begins at `start`, or the two of a pair such as `3-5 March`; nothing where none begins there."""
    prefixed = read_prefixed(scene, start, depth, _read)
    if prefixed:
        return prefixed
    rules = _NUMERIC if scene.plain[start : start + 1].isdigit() else _WORDS
    return rules.resolve(scene, start)
