"""The words of the calendar in English → their numbers, and the pattern fragments that the rules are made of.

Patterns run over text in lower case with plain hyphens, apostrophes and spaces (see `plain.py`), which lets `re`
skip most branches by their first letter.
"""

import re

MONTHS = {
    name: number
    for number, name in enumerate(
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"], 1)
}  # fmt: skip
MONTH_ABBREVIATIONS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], 1)
}  # fmt: skip
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4, "springtime": 1, "summertime": 2,
           "wintertime": 4}  # fmt: skip

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
CARDINAL_WORDS = {word: number for number, word in enumerate(_ONES, 1)} | {
    word: number * 10 for number, word in enumerate(_TENS, 2)
}
_ORDINAL_STEMS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                  "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
                  "eighteenth", "nineteenth", "twentieth"]  # fmt: skip
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_STEMS, 1)} | {
    f"twenty-{word}": 20 + number for number, word in enumerate(_ORDINAL_STEMS[:9], 1)
} | {"thirtieth": 30, "thirty-first": 31}  # fmt: skip
ORDINAL_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
                   "eighties": 80, "nineties": 90}  # fmt: skip

# A unit → the letter of its TIMEX3 duration, and how many of those it is.
UNITS = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "night": ("D", 1), "day": ("D", 1),
    "weekend": ("WE", 1), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("Q", 1),
    "semester": ("M", 6), "season": ("M", 3), "year": ("Y", 1), "decade": ("Y", 10), "century": ("CE", 1),
    "millennium": ("ML", 1),
}  # fmt: skip
PARTS_OF_DAY = {
    "morning": "TMO", "mornings": "TMO", "dawn": "TMO", "daybreak": "TMO", "sunrise": "TMO", "midday": "TMI",
    "afternoon": "TAF", "afternoons": "TAF", "evening": "TEV", "evenings": "TEV", "dusk": "TEV", "sunset": "TEV",
    "night": "TNI", "nights": "TNI", "overnight": "TNI", "daytime": "TDT", "lunchtime": "TMI",
}  # fmt: skip

# ---------------------------------------------------------------- pattern fragments


def any_of(words: object) -> str:
    """Words → an alternation that tries the longer ones first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")"  # type: ignore[call-overload]


GAP = r"(?:[ \t]{1,3}|[ \t]?\r?\n[ \t]{0,8})"
OPTIONAL_GAP = rf"{GAP}?"
DASH = r"[-–]"
END = r"(?![a-z0-9])"
MONTH = rf"(?:{any_of(MONTHS)}{END}|{any_of(MONTH_ABBREVIATIONS)}{END}\.?)"
WEEKDAY = rf"{any_of(WEEKDAYS)}{END}"
WEEKDAY_SHORT = rf"(?:{any_of(WEEKDAYS)}{END}|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun){END}\.?)"
DAY_NUMBER = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:st|nd|rd|th)?(?![a-z0-9]|[.,:/][0-9])"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9a-z]|[.,][0-9]{1,3}(?![0-9]))"
BC = r"(?:b\.c\.(?:e\.?)?|b\.c|bce?)(?![a-z])"
SEASON = rf"{any_of(SEASONS)}{END}"
PART = rf"{any_of(PARTS_OF_DAY)}{END}"
ORDINAL = rf"(?:{any_of(ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th)){END}"
SMALL = rf"(?:{any_of(_TENS)}(?:[- ]{any_of(_ONES[:9])})?|{any_of(_ONES)})"
CARDINAL = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,2}}|[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?"
    rf"|(?:an?|{any_of(_ONES[:9])})[ -]hundred|{SMALL})(?![0-9])"
)
VAGUE = r"(?:several|some|many|(?:a|the) few|few|a couple(?: of)?|a number of|numerous|a dozen|dozens of)"
UNIT = any_of([*UNITS, *(f"{unit}s" for unit in UNITS), "centuries", "millennia"]) + END
LONG_UNIT = any_of(["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]) + END


def unit_of(word: str) -> str:
    """`centuries` → `century`, `weeks` → `week`."""
    if word == "centuries":
        return "century"
    if word == "millennia":
        return "millennium"
    return word if word in UNITS else word.removesuffix("s")


def month_of(word: str) -> int:
    """`november`, `nov.` → 11."""
    word = word.rstrip(".")
    return MONTHS.get(word) or MONTH_ABBREVIATIONS[word]


def weekday_of(word: str) -> int:
    """`tuesday`, `tue.` → 2 (Monday is 1)."""
    return next(number for name, number in WEEKDAYS.items() if name.startswith(word.rstrip(".")))


def cardinal(word: str) -> float:
    """`three`, `twenty-two`, `a hundred`, `1,460`, `2.5`, `a` → the number."""
    word = word.strip().replace(",", "")
    if word[0].isdigit():
        return float(word)
    if word.endswith("hundred"):
        return 100 * cardinal(word[: -len("hundred")].rstrip("- "))
    if word in ("a", "an"):
        return 1
    tens, _, ones = word.replace(" ", "-").partition("-")
    return CARDINAL_WORDS[tens] + (CARDINAL_WORDS[ones] if ones else 0)


def ordinal(word: str) -> int:
    """`third`, `3rd` → 3."""
    return ORDINALS[word] if word in ORDINALS else int(word.rstrip("stndrh"))
