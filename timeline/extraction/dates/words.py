"""The words of the calendar in English → their numbers."""

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12,
}  # fmt: skip
MONTH_ABBREVIATIONS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
WEEKDAYS = {"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7}
WEEKDAY_ABBREVIATIONS = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7
}  # fmt: skip
SEASONS = {
    "spring": 1, "springtime": 1, "summer": 2, "summertime": 2, "autumn": 3, "fall": 3, "winter": 4, "wintertime": 4
}  # fmt: skip

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90
}  # fmt: skip
CARDINALS = ONES | TENS
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)} | {
    "twentieth": 20, "thirtieth": 30, "thirty-first": 31
} | {f"twenty-{word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)}  # fmt: skip
DECADE_WORDS = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990,
}  # fmt: skip

# A unit → the letters of its TIMEX3 duration, and how many of those it is. TempEval writes a decade as ten years.
UNITS = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "night": ("D", 1), "day": ("D", 1),
    "weekend": ("WE", 1), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("Q", 1),
    "semester": ("M", 6), "season": ("M", 3), "year": ("Y", 1), "decade": ("Y", 10), "century": ("CE", 1),
    "millennium": ("ML", 1),
}  # fmt: skip
PLURALS = {"centuries": "century", "millennia": "millennium"} | {f"{unit}s": unit for unit in UNITS}
PARTS_OF_DAY = {
    "morning": "TMO", "mornings": "TMO", "dawn": "TMO", "daybreak": "TMO", "sunrise": "TMO", "midday": "TMI",
    "lunchtime": "TMI", "afternoon": "TAF", "afternoons": "TAF", "evening": "TEV", "evenings": "TEV", "dusk": "TEV",
    "sunset": "TEV", "night": "TNI", "nights": "TNI", "overnight": "TNI", "daytime": "TDT",
}  # fmt: skip


def unit_of(word: str) -> str:
    """`centuries` → `century`, `weeks` → `week`."""
    return PLURALS.get(word, word)


def month_of(word: str) -> int:
    """`november`, `nov.` → 11."""
    word = word.rstrip(".")
    return MONTHS.get(word) or MONTH_ABBREVIATIONS[word]


def weekday_of(word: str) -> int:
    """`tuesday`, `tue.` → 2; Monday is 1."""
    word = word.rstrip(".")
    return WEEKDAYS.get(word) or WEEKDAY_ABBREVIATIONS[word]


def cardinal(word: str) -> float:
    """`three`, `twenty-two`, `a hundred`, `1,460`, `2.5`, `a`, `half an` → the number."""
    word = word.strip().replace(",", "")
    if word[0].isdigit():
        return float(word)
    if word.startswith("half"):
        return 0.5
    if word.endswith("hundred"):
        return 100 * cardinal(word.removesuffix("hundred").rstrip("- "))
    if word in ("a", "an"):
        return 1
    tens, _, ones = word.replace(" ", "-").partition("-")
    return CARDINALS[tens] + (CARDINALS[ones] if ones else 0)


def ordinal(word: str) -> int:
    """`third`, `3rd` → 3."""
    return ORDINALS[word] if word in ORDINALS else int(word.rstrip("stndrh"))


def in_words(text: str) -> str:
    """Words with whatever space there is between them → with one space."""
    return " ".join(text.split())
