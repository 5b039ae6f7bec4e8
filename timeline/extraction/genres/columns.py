"""The headings of a table → what its columns hold, and a cell → the dates and the number that it gives."""

import re
from collections.abc import Iterable, Mapping

from timeline import edtf
from timeline.errors import BadDate
from timeline.extraction.genres.stating import Stated
from timeline.extraction.genres.tables import Cell, Row
from timeline.extraction.genres.within import times_in, trimmed
from timeline.extraction.reading import Reading

_LABELS = {
    "delivered number": r"(?:no\.?|number|quantity)\s*(?:delivered|of deliver)|delivered (?:no|number)",
    "number": r"^(?:no\.?|number|nos?|quantity|qty|units|ordered)\b(?! (?:year|in|date))|(?:no\.?|number) ordered",
    "ordered": r"\border(?:ed)?\s*(?:year|date|in)\b|(?:year|date)s?\s*(?:of )?(?:order|contract|licen[cs]e)|contract",
    "delivered": r"deliver",
    "supplier": r"^(?:supplier|exporter|seller|from|origin|exporting)",
    "recipient": r"^(?:recipient|buyer|importer|customer|destination|to$|purchaser|end[- ]?user|importing)",
    "weapon": r"weapon|designation|description|\bsystem|equipment|\bitem|\bgoods|\bmodel|\bcategory|\bmat[ée]riel",
    "value": r"\bvalue|\bworth|\bsum\b|\bamount|\bcost",
    "remarks": r"remark|comment|\bnote",
    "signed": r"\bsign(?:ed|ature)",
    "ratified": r"ratif|accession|acced|acceptance|\bapproval|\bdeposit|consent to be bound",
    "in force": r"entry into force|in force|enters? into force",
    "withdrawn": r"withdraw|denunciation",
    "treaty": r"^(?:treaty|convention|instrument|agreement|protocol)s?\b",
    "state": r"^(?:state|country|countries|participant|party|parties|nation|member)s?\b",
}
_PATTERNS = {name: re.compile(label, re.IGNORECASE) for name, label in _LABELS.items()}
LONGEST = 60  # characters of a heading
_YEARS = re.compile(r"(?P<about>[~(]|ca?\.? ?|about )?(?<!\d)(?P<year>(?:18|19|20)\d\d)(?!\d)")
_COUNT = re.compile(r"[~(]?(?P<first>\d{1,3}(?:[,. ]\d{3}){1,3}|\d{1,7})(?!\d)(?: of (?P<whole>\d[\d,]{0,8}))?(?!\d)")


def columns_of(row: Row) -> dict[str, tuple[int, ...]]:
    """What each column holds, by the cells of the row of headings; empty where fewer than two cells are headings."""
    found: dict[str, list[int]] = {}
    known = 0
    for place, cell in enumerate(row.cells):
        text = cell.text.split(":", 1)[-1].strip() if place == 0 else cell.text
        names = [name for name, label in _PATTERNS.items() if len(text) <= LONGEST and label.search(text)]
        known += bool(names) and not re.search(r"\d{4}", text)
        for name in names:
            found.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in found.items()} if known >= 2 else {}


def cells_of(row: Row, columns: Mapping[str, Iterable[int]], name: str) -> list[Cell]:
    """The cells of a row under the headings of that kind that are not empty."""
    places = columns.get(name, ())
    return [row.cells[place] for place in places if place < len(row.cells) and row.cells[place].text]


def date_in(reading: Reading, cell: Cell) -> Stated | None:
    """The date of a cell: a day or month as written, else its years from the first to the last; None for neither."""
    passage = trimmed(reading, cell.start, cell.end)
    exact = [time for time in times_in(reading, cell.start, cell.end) if _narrow(time.edtf)]
    if exact:
        first = exact[0]
        return Stated(first.edtf, passage, reading.text[first.start : first.end], first.rule, first.anchor)
    years = list(_YEARS.finditer(cell.text))
    if not years:
        return None
    first_year, last_year = min(m["year"] for m in years), max(m["year"] for m in years)
    about = "~" if any(m["about"] and m["about"] != "(" for m in years) else ""
    value = f"{first_year}{about}" if first_year == last_year else f"{first_year}/{last_year}"
    return Stated(value, passage, cell.text, "table-cell")


def _narrow(value: str) -> bool:
    """Whether a date is a day or a month."""
    try:
        date = edtf.parse(value)
    except BadDate:
        return False
    return not (date.open_start or date.open_end) and (date.last - date.first).days <= 31


def count_in(cell: Cell) -> tuple[int, int | None] | None:
    """The number that begins a cell, and the whole where it says "2 of 6"."""
    found = _COUNT.match(cell.text)
    if found is None or re.fullmatch(r"(?:19|20)\d\d", found["first"].strip()):
        return None
    digits = re.sub(r"\D", "", found["first"])
    return int(digits), int(found["whole"].replace(",", "")) if found["whole"] else None
