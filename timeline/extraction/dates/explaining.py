"""A phrase, the rule that dated it and its anchor → the sentence that tells a reader why it has this date."""

# What each rule does, in words that go on from "PHRASE → DATE: ". `{phrase}` and `{anchor}` are filled in.
RULES = {
    "clock": "that time of the day the text spoke of, {anchor}",
    "clock-without-date": "a time of day; the text names no day for it",
    "century": "that century",
    "day-after": "the next such day after the document's date, {anchor}, as the clause looks ahead",
    "day-before": "the last such day up to the document's date, {anchor}",
    "day-by-name": "a day known by this name",
    "day-in-full": "a day in full",
    "day-of-named-year": "that day of the year named beside it, reckoned from {anchor}",
    "day-of-section-year": "that day of the year in the heading, {anchor}",
    "day-of-told-month": "that day of the month that the text spoke of, {anchor}",
    "day-of-told-year": "that day of the year that the text tells of, after {anchor}",
    "day-of-weekday": "the one year about the document's, {anchor}, in which that day falls on that weekday",
    "day-with-borrowed-year": "that day of the year named at the other end of the range",
    "day-without-year": "a day of the year; neither the text nor the document's date says which year",
    "day-word": "reckoned from the document's date, {anchor}",
    "day-word-without-date": "reckoned from the document's date, which is not known",
    "decade": "that decade",
    "distance-from-date": "that far from the date after it, {anchor}",
    "distance-from-day": "that far from the day that the sentence names, {anchor}, when the other event happened",
    "distance-from-now": "about that far from the document's date, {anchor}, which is when the other event happened",
    "duration": "a length of time, no date",
    "fiscal-year": "about that year; which months a fiscal year has depends on whose it is",
    "holiday": "the day of that holiday in the year about {anchor}",
    "holiday-without-year": "a holiday; neither the text nor the document's date says which year",
    "iso-date": "a date in digits, year first",
    "month-after": "the next such month after the document's, {anchor}, as the clause looks ahead",
    "month-before": "the last such month up to the document's, {anchor}",
    "month-in-full": "a month with its year",
    "month-last": "the last such month before {anchor}",
    "month-next": "the next such month after {anchor}",
    "month-of-named-year": "that month of the year named beside it, reckoned from {anchor}",
    "month-of-section-year": "that month of the year in the heading, {anchor}",
    "month-of-told-year": "that month of the year that the text tells of, after {anchor}",
    "month-this": "that month of the year of {anchor}",
    "month-with-borrowed-year": "that month of the year named at the other end of the range",
    "month-without-year": "a month; neither the text nor the document's date says which year",
    "nth-of": "that part of the time named after it",
    "numeric-date": "a date in digits, month first with '/' and day first with '.'",
    "offset-ago": "that far back from the document's date, {anchor}, in units of that size",
    "offset-earlier": "that far before what the text spoke of, {anchor}, in units of that size",
    "offset-from-now": "that far ahead of the document's date, {anchor}, in units of that size",
    "offset-later": "that far after what the text spoke of, {anchor}, in units of that size",
    "offset-of-hours": "about the day that the text spoke of, {anchor}",
    "offset-vague": "before or after that time; how far is not said",
    "part-of-day": "that part of the day, reckoned from {anchor}",
    "part-of-day-without-date": "a part of a day; the text names no day for it",
    "quarter-in-full": "that part of the year named beside it",
    "quarter-nearest": "the nearest such part of a year on the side that the clause looks to, from {anchor}",
    "quarter-without-year": "a part of a year; neither the text nor the document's date says which year",
    "reference": "now, the past or the future, no date",
    "repetition": "something that comes again, no date",
    "same-period": "the same stretch of another year as what the text spoke of, {anchor}",
    "season-in-full": "a season with its year, by the seasons of the north",
    "season-last": "the last such season that was over in {anchor}, by the seasons of the north",
    "season-nearest": "the nearest such season on the side that the clause looks to, from {anchor}",
    "season-next": "the next such season after {anchor}, by the seasons of the north",
    "season-this": "the one about {anchor}, by the seasons of the north",
    "season-told": "that season of the year that the text tells of, {anchor}",
    "season-without-year": "a season; neither the text nor the document's date says which year",
    "the-unit": "the one that the text spoke of, or the present one, {anchor}",
    "unit-after": "the one after {anchor}",
    "unit-before": "the one before {anchor}",
    "unit-same": "{anchor} itself",
    "unit-without-date": "reckoned from the document's date, which is not known",
    "weekday-ahead": "the next {phrase} after the document's date, {anchor}, as the clause looks ahead",
    "weekday-last": "the last such day before {anchor}",
    "weekday-next": "the next such day after {anchor}",
    "weekday-of-week": "that day of that week, reckoned from the document's date, {anchor}",
    "weekday-past": "the last {phrase} before the document's date, {anchor}",
    "weekday-same": "the document's own date, which is that weekday, {anchor}",
    "weekday-told": "the first such day from what the text spoke of, {anchor}",
    "weekday-without-date": "a weekday; the document's date is not known",
    "window": "a length of time, no date",
    "window-next": "a length of time that begins with the document's date, {anchor}",
    "window-past": "a length of time that ends with the document's date, {anchor}",
    "year": "a year by its number",
    "year-before-christ": "a year before Christ",
    "year-of-two-digits": "a year by its last two digits, in the century that fits the document's date, {anchor}",
}
_PART = "-part"


def explain(phrase: str, value: str, rule: str, anchor: str | None) -> str:
    """A phrase, the value it was given (EDTF, else TIMEX3), the rule and the anchor → one sentence.

    `Tuesday → 2024-11-19: the last Tuesday before the document's date, 2024-11-20.` A rule that is not of this module
    (a date that a person set) is told by its own name.
    """
    words = RULES.get(rule.removesuffix(_PART), rule)
    if anchor is None:
        words = words.replace(", {anchor}", "").replace("{anchor}", "what the text spoke of")
    sentence = words.format(phrase=" ".join(phrase.split()), anchor=anchor)
    narrowed = "; of it the part that the words name" if rule.endswith(_PART) else ""
    return f"{' '.join(phrase.split())} → {value}: {sentence}{narrowed}."
