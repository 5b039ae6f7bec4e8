"""What a rule makes of its match: the value, and all that is needed to say it as TIMEX3, as EDTF and in words."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from timeline.extraction.dates.scene import Scene
from timeline.extraction.dates.stretch import Stretch


@dataclass(slots=True)
class Resolution:
    """One resolved expression. `stretch` is its place in the calendar where it has one; `value` is its TIMEX3 value.

    `edtf` is given only where the stretch does not say it. `explicit` marks a year that the words name; what is told
    from the publication date ends on it under a past-tense verb. `whole` is False where the words mean a vague part of
    the stretch, which prefixes such as `early` cannot narrow again. `noted` is False for what later words do not point
    back to. `span` is the EDTF of a range that this is one end of.
    """

    start: int
    end: int
    type: str
    value: str
    rule: str
    stretch: Stretch | None = None
    edtf: str | None = None
    anchor: str | None = None
    explicit: bool = False
    whole: bool = True
    noted: bool = True
    span: str | None = None


Match = re.Match[str]
Resolver = Callable[[Match, Scene], "Resolution | list[Resolution] | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern (a space is any space between words), and what it makes of a match: None where no time is meant."""

    pattern: str
    resolve: Resolver


def said(match: Match, name: str) -> str | None:
    """The text of a named group; None where it took no part, or where this rule's pattern has no such group."""
    return match.groupdict().get(name)


def placed(
    match: Match, stretch: Stretch | None, rule: str, anchor: Stretch | None = None, *, explicit: bool = False
) -> Resolution | None:
    """A match that names a stretch of the calendar; None where the calendar has no such stretch."""
    if stretch is None:
        return None
    return Resolution(
        match.start(),
        match.end(),
        "TIME" if stretch.part else "DATE",
        stretch.timex,
        rule,
        stretch,
        anchor=anchor.timex if anchor else None,
        explicit=explicit,
    )


def unplaced(match: Match, value: str, rule: str, kind: str = "DATE") -> Resolution:
    """A match whose place in the calendar is not known: a length, a repetition, a reference, a missing anchor."""
    return Resolution(match.start(), match.end(), kind, value, rule, noted=False)
