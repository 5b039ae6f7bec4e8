"""A phrase, the rule that dated it and its anchor → the sentence that tells a reader why it has this date."""

_STATED = "as the text states it"
# What each rule does, in words that go on from "PHRASE → DATE: ". `{phrase}` and `{anchor}` are filled in.
RULES = {
    "century": _STATED,
    "clock": "a time on {anchor}",
    "clock-without-date": "a time of day; the text names no day for it",
    "day-after": "the next such day after {anchor}, as the clause looks ahead",
    "day-before": "the last such day up to {anchor}",
    "day-by-name": "a day known by this name",
    "day-in-full": _STATED,
    "day-of-named-year": "that day of the year named beside it, reckoned from {anchor}",
    "day-of-section-year": "that day of the year in the heading, {anchor}",
    "day-of-told-month": "that day of the month at hand, {anchor}",
    "day-of-told-year": "that day of the year that the text tells of, after {anchor}",
    "day-of-weekday": "the one about {anchor} that falls on that weekday",
    "day-with-borrowed-year": "that day of the year named at the other end of the range",
    "day-without-year": "a day of the year; neither the text nor the document's date says which year",
    "day-word": "reckoned from {anchor}",
    "day-word-without-date": "reckoned from the document's date, which is not known",
    "decade": _STATED,
    "distance-from-date": "that far from the date after it, {anchor}",
    "distance-from-day": "that far from the day that the sentence names, {anchor}, when the other event happened",
    "distance-from-now": "about that far from {anchor}, when the other event happened",
    "duration": "a length of time, no date",
    "fiscal-year": "about that year; which months a fiscal year has depends on whose it is",
    "holiday": "the day of that holiday in the year about {anchor}",
    "holiday-without-year": "a holiday; neither the text nor the document's date says which year",
    "iso-date": _STATED,
    "month-after": "the next such month after {anchor}, as the clause looks ahead",
    "month-before": "the last such month up to {anchor}",
    "month-in-full": _STATED,
    "month-last": "the last such month before {anchor}",
    "month-next": "the next such month after {anchor}",
    "month-of-named-year": "that month of the year named beside it, reckoned from {anchor}",
    "month-of-section-year": "that month of the year in the heading, {anchor}",
    "month-of-told-year": "that month of the year that the text tells of, after {anchor}",
    "month-this": "that month of the year of {anchor}",
    "month-with-borrowed-year": "that month of the year named at the other end of the range",
    "month-without-year": "a month; neither the text nor the document's date says which year",
    "nth-of": "that part of the time named after it",
    "numeric-date": "as the text states it, month first with '/' and day first with '.'",
    "offset-ago": "that far back from {anchor}, in units of that size",
    "offset-earlier": "that far before {anchor}, in units of that size",
    "offset-from-now": "that far ahead of {anchor}, in units of that size",
    "offset-later": "that far after {anchor}, in units of that size",
    "offset-of-hours": "hours or minutes from {anchor}",
    "offset-vague": "before or after that time; how far is not said",
    "part-of-day": "that part of the day, reckoned from {anchor}",
    "part-of-day-without-date": "a part of a day; the text names no day for it",
    "quarter-in-full": _STATED,
    "quarter-nearest": "the nearest such part of a year on the side that the clause looks to, from {anchor}",
    "quarter-without-year": "a part of a year; neither the text nor the document's date says which year",
    "reference": "now, the past or the future, no date",
    "repetition": "something that comes again, no date",
    "same-period": "the same stretch of another year as {anchor}",
    "season-in-full": "as the text states it, by the seasons of the north",
    "season-last": "the last such season that was over in {anchor}, by the seasons of the north",
    "season-nearest": "the nearest such season on the side that the clause looks to, from {anchor}",
    "season-next": "the next such season after {anchor}, by the seasons of the north",
    "season-this": "the one about {anchor}, by the seasons of the north",
    "season-told": "that season of the year that the text tells of, {anchor}",
    "season-without-year": "a season; neither the text nor the document's date says which year",
    "the-unit": "the one at hand, {anchor}",
    "unit-after": "the one after {anchor}",
    "unit-before": "the one before {anchor}",
    "unit-same": "{anchor} itself, as far as it had come where the clause looks back",
    "unit-without-date": "reckoned from the document's date, which is not known",
    "weekday-ahead": "the next {phrase} after {anchor}, as the clause looks ahead",
    "weekday-last": "the last such day before {anchor}",
    "weekday-next": "the next such day after {anchor}",
    "weekday-of-week": "that day of that week, reckoned from {anchor}",
    "weekday-past": "the last {phrase} before {anchor}",
    "weekday-same": "{anchor} itself, which is that weekday",
    "weekday-told": "the first such day from {anchor} on, of which the text tells",
    "weekday-without-date": "a weekday; the document's date is not known",
    "window": "a length of time, no date",
    "window-next": "a length of time that begins with {anchor}",
    "window-past": "a length of time that ends with {anchor}",
    "year": _STATED,
    "year-before-christ": _STATED,
    "year-of-two-digits": "a year by its last two digits, in the century that fits",
}
# What dates an event for which no phrase does.
WITHOUT_PHRASE = {
    "person": "set by a person",
    "publication": "the text gives it no other date than {anchor}",
}
# What dates what the form of a document says: the entry of a list, the row of a table.
OF_FORMS = {
    "before-publication": "some time before the document, which gives no date for it",
    "entry-head": "the date at the head of the entry",
    "table-cell": _STATED,
}
_WORDS = {**RULES, **WITHOUT_PHRASE, **OF_FORMS}
_PART = "-part"


def explain(phrase: str, value: str, rule: str, anchor: str | None, published: str | None = None) -> str:
    """A phrase, the value it was given (EDTF, else TIMEX3), the rule and the anchor → one sentence without its stop.

    `Tuesday → 2024-11-19: the last Tuesday before the document's date, 2024-11-20`. `published` is that date: an anchor
    that is this date, its month or its year is called so. A rule that is not known here is named.
    """
    shown = " ".join(phrase.split())
    words = _WORDS.get(rule.removesuffix(_PART)) or f"by the rule {rule}, told from {{anchor}}"
    if not anchor:
        words = words.replace(", told from {anchor}", "").replace(", {anchor}", "")
    told = words.replace("{anchor}", _anchor_words(anchor, published)).replace("{phrase}", shown or "such day")
    narrowed = ", and of it the part that the words name" if rule.endswith(_PART) else ""
    return f"{shown} → {value}: {told}{narrowed}" if shown else f"{value}: {told}{narrowed}"


def _anchor_words(anchor: str | None, published: str | None) -> str:
    """The anchor with what it is: the document's date, the month or year of it, or a date that the text told before."""
    if not anchor:
        return "the date told before it"
    if anchor == published:
        return f"the document's date, {anchor}"
    if published and published.startswith(anchor) and len(anchor) in (4, 7):
        return f"the document's {'year' if len(anchor) == 4 else 'month'}, {anchor}"
    return anchor
