"""All rules in their order of precedence → for a position of a text, what the first that applies makes of it."""

import functools
import re

from timeline.extraction.dates import (
    clock,
    decades,
    holidays,
    lengths,
    month_days,
    numeric,
    offsets,
    periods,
    pointers,
    references,
    repetitions,
    weekdays,
    windows,
    year_numbers,
)
from timeline.extraction.dates.patterns import spaced
from timeline.extraction.dates.resolution import Resolution, Rule
from timeline.extraction.dates.scene import Scene


class Alternation:
    """Rules in order of precedence, as one compiled alternation that says which of them matches at a position."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        patterns = [spaced(rule.pattern) for rule in rules]
        self.rules = [(rule.resolve, pattern) for rule, pattern in zip(rules, patterns, strict=True)]
        self.any = re.compile("|".join(f"(?P<r{index}>{_unnamed(pattern)})" for index, pattern in enumerate(patterns)))

    def resolve(self, scene: Scene, start: int) -> list[Resolution]:
        """What the first rule that applies at `start` makes of it; nothing where none does."""
        found = self.any.match(scene.plain, start)
        if found is None or found.lastgroup is None:
            return []
        for resolve, pattern in self.rules[int(found.lastgroup[1:]) :]:
            match = _compiled(pattern).match(scene.plain, start)
            result = resolve(match, scene) if match else None
            if result is not None:
                return result if isinstance(result, list) else [result]
        return []


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A rule's own pattern, compiled when a text first needs it: most texts need few, and each costs milliseconds."""
    return re.compile(pattern)


def _unnamed(pattern: str) -> str:
    """A pattern without group names, which could occur in one alternation only once."""
    return re.sub(r"\(\?P<[a-z0-9_]+>", "(?:", pattern).replace("(?P=mark)", "[-./]")


NUMERIC = Alternation((
    *clock.NUMERIC_RULES, *numeric.NUMERIC_RULES, *month_days.NUMERIC_RULES, *year_numbers.NUMERIC_RULES,
    *decades.NUMERIC_RULES, *periods.NUMERIC_RULES, *offsets.NUMERIC_RULES, *lengths.NUMERIC_RULES,
    *year_numbers.LAST_NUMERIC_RULES,
))  # fmt: skip
WORDS = Alternation((
    *holidays.WORD_RULES, *month_days.WORD_RULES, *year_numbers.WORD_RULES, *periods.WORD_RULES, *decades.WORD_RULES,
    *weekdays.WORD_RULES, *pointers.WORD_RULES, *clock.WORD_RULES, *offsets.WORD_RULES, *windows.WORD_RULES,
    *repetitions.WORD_RULES, *lengths.WORD_RULES, *lengths.LAST_WORD_RULES, *references.WORD_RULES,
))  # fmt: skip
