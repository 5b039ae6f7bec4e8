"""The phrase, rule and anchor that dated an event → a sentence: `Tuesday → 2024-11-19: the last Tuesday before …`.

The rules are those of `timeline.extraction.dates`; a rule that has no words here is named.
"""

from timeline.review.changes import BY_PERSON

_PART = "-part"
_STATED = "as the text states it"
_BEFORE = "the last {phrase} before {anchor}"
_AFTER = "the next {phrase} after {anchor}"
_NEAREST = "the {phrase} nearest to {anchor}"
_LAST = "the last one before {anchor}"
_NEXT = "the next one after {anchor}"
_TOLD = "in the year told before it, {anchor}"

RULE_WORDS = {
    "publication": "the text gives it no other date than {anchor}",
    BY_PERSON: "set by a person",
    **dict.fromkeys(
        (
            *("iso-date", "numeric-date", "day-in-full", "weekday-day-month", "month-in-full", "season-in-full"),
            *("quarter-in-full", "half-in-full", "year", "year-part", "decade", "century", "year-of-two-digits"),
        ),
        _STATED,
    ),
    **dict.fromkeys(("day-before", "month-before", "weekday-past", "season-before", "quarter-before"), _BEFORE),
    **dict.fromkeys(("day-after", "month-after", "weekday-ahead", "season-after", "quarter-after"), _AFTER),
    **dict.fromkeys(("day-nearest", "month-nearest", "season-nearest", "quarter-nearest", "holiday"), _NEAREST),
    **dict.fromkeys(("weekday-last", "month-last", "season-last", "quarter-last"), _LAST),
    **dict.fromkeys(("weekday-next", "month-next", "season-next", "quarter-next"), _NEXT),
    **dict.fromkeys(("day-of-told-year", "month-of-told-year", "season-told", "month-told"), _TOLD),
    **dict.fromkeys(
        ("day-of-named-year", "month-of-named-year"), "in the year that the phrase names, told from {anchor}"
    ),
    **dict.fromkeys(("day-of-section-year", "month-of-section-year"), "in the year that heads its section, {anchor}"),
    **dict.fromkeys(("day-with-borrowed-year", "month-with-borrowed-year"), "with the year of the date beside it"),
    **dict.fromkeys(("distance-from-day", "distance-from-now"), "as long from {anchor} as the phrase says"),
    "day-of-told-month": "in the month told before it, {anchor}",
    "day-of-weekday": "the one near {anchor} that is that day of the week",
    "offset-vague": "a few of these back from {anchor}",
    "weekday-same": "{anchor} is itself that day of the week",
    "weekday-of-week": "that day of the week that the phrase names, told from {anchor}",
    "weekday-told": "that day of the week near the date told before it, {anchor}",
    "day-word": "told from {anchor}",
    "part-of-day": "a part of the day, told from {anchor}",
    "clock": "a time on {anchor}",
    "unit-before": "the one before {anchor}",
    "unit-same": "the one that {anchor} lies in, as far as it had come",
    "unit-after": "the one after {anchor}",
    "the-unit": "the one told of before it, {anchor}",
    "month-this": "the one of {anchor}",
    "season-this": "the one of {anchor}",
    "offset-ago": "counted back from {anchor}",
    "offset-earlier": "counted back from {anchor}",
    "offset-later": "counted on from {anchor}",
    "offset-of-hours": "hours or minutes from {anchor}",
    "window-past": "the time that ends with {anchor}",
    "window-next": "the time that begins with {anchor}",
    "nth-of": "counted within {anchor}",
}


def dating_words(date: str, phrase: str, rule: str, anchor: str, published: str) -> str:
    """Why an event bears its date, in words; empty where nothing is known of it. `published` is its document's date."""
    if not rule:
        return ""
    name = rule.removesuffix(_PART)
    words = RULE_WORDS.get(rule) or RULE_WORDS.get(name)
    if words is None:
        words = f"by the rule {rule}" + (", told from {anchor}" if anchor else "")
    elif name != rule:
        words += ", and the part of it that is named"
    told = words.format(phrase=phrase or "such day", anchor=_anchor_words(anchor, published))
    shown = " ".join(phrase.split())
    return f"{shown} → {date}: {told}" if shown else f"{date}: {told}"


def _anchor_words(anchor: str, published: str) -> str:
    """The anchor with what it is: the document's date, a month or year of it, or a date that the text told before."""
    if not anchor:
        return "the date before it"
    if anchor == published:
        return f"the document's date, {anchor}"
    if published.startswith(anchor) and len(anchor) in (4, 7):
        return f"the document's {'year' if len(anchor) == 4 else 'month'}, {anchor}"
    return anchor
