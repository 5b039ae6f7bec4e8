"""A table of export licences by country ("Country … Number … Value (EUR)") → decisions of the licensing state."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.documents.proposal import ProposedEvent, WeaponLine
from timeline.extraction.genres.columns import cells_of, columns_of
from timeline.extraction.genres.houses import house_of
from timeline.extraction.genres.stating import Stated, StatedWeapon, event_of
from timeline.extraction.genres.tables import Cell, Row, Table, tables_of
from timeline.extraction.genres.within import actors_in, sentence_at, times_in, trimmed, weapons_in
from timeline.extraction.reading import Form, Reading
from timeline.vocabulary.vocabulary import Vocabulary

CERTAIN = 0.7
MOST_ROWS = 2000
ABOVE = 700  # characters before a table that say what it lists, of which period
_LICENCES = re.compile(r"\b(?:licen[cs]e[sd]?|licensing|permits?|authori[sz]ations?|SIELs?)\b", re.IGNORECASE)
_REFUSED = re.compile(r"\b(?:refus|den(?:ied|ial)|reject|turned down)\w*", re.IGNORECASE)
_REVOKED = re.compile(r"\b(?:revo[ck]|suspen|cancel)\w*", re.IGNORECASE)
_MONEY = re.compile(r"(?P<sign>[€£$])?\s?(?P<amount>\d[\d,. ]{0,20}\d|\d)\s?(?P<scale>m\b|million|bn|billion)?")
_TOWARDS = re.compile(r"\b(?:to|for|against)\b", re.IGNORECASE)  # the actor of such a title receives
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}
_CURRENCY = re.compile(r"\b(EUR|GBP|USD|CHF|SEK|NOK|CAD|AUD)\b|[€£$]")
_SCALES = {"m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "": 1.0}


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the words above a table say of all its rows."""

    kind: str
    licensing: Stated
    period: Stated
    currency: str


def licence_table(reading: Reading, vocabulary: Vocabulary) -> Form | None:
    """The decisions; None for a text without a table of countries under words on licences, their period and state."""
    events: list[ProposedEvent] = []
    lines: list[tuple[int, int]] = []
    for table in tables_of(reading.text, reading.document.body_start):
        columns = columns_of(table.rows[0])
        countries = columns.keys() & {"state", "recipient"}
        if not countries or {"ordered", "delivered", "signed", "ratified"} & columns.keys():
            continue
        heading = _heading(reading, table, vocabulary)
        for row in table.rows[1:MOST_ROWS] if heading else ():
            event = _decision(reading, row, columns, heading, vocabulary) if heading else None
            events += [event] if event else []
            lines += [(row.start, row.end)] if event else []
    return Form(tuple(events), tuple(lines)) if events else None


def _heading(reading: Reading, table: Table, vocabulary: Vocabulary) -> _Heading | None:
    start = table.rows[0].start
    begin = max(reading.document.body_start, start - ABOVE)
    words = reading.text[begin : table.rows[0].end]
    found = list(_LICENCES.finditer(words))
    times = times_in(reading, begin, start)
    state = house_of(reading.document.title, reading.text[reading.document.body_start :], vocabulary)
    if state is None and len(reading.title_actors) == 1 and not _TOWARDS.search(reading.document.title):
        state = reading.title_actors[0]
    if not found or not times or state is None:
        return None
    near = words[-300:]
    refused = _REFUSED.search(near) and "transfer-refusal"
    kind = refused or (_REVOKED.search(near) and "transfer-suspension") or "transfer-authorization"
    stated = sentence_at(reading, begin + found[-1].start())
    last = times[-1]
    phrase = reading.text[last.start : last.end]
    period = Stated(last.edtf, sentence_at(reading, last.start), phrase, last.rule, last.anchor)
    currency = _CURRENCY.search(reading.text, table.rows[0].start, table.rows[0].end)
    code = _SIGNS.get(currency.group(), currency.group()) if currency else ""
    return _Heading(kind, Stated(state, stated), period, code)


def _decision(
    reading: Reading, row: Row, columns: Mapping[str, tuple[int, ...]], heading: _Heading, vocabulary: Vocabulary
) -> ProposedEvent | None:
    """The decision of a row; None where it names no country, or the licensing state itself."""
    cells = [*cells_of(row, columns, "recipient"), *cells_of(row, columns, "state")]
    named = [mention.id for cell in cells[:1] for mention in actors_in(reading, cell.start, cell.end)]
    if not named or named[0] == heading.licensing.value:
        return None
    passage = trimmed(reading, row.start, row.end)
    worth = next((worth for cell in cells_of(row, columns, "value") if (worth := _worth(cell, heading.currency))), None)
    weapons = _weapons(reading, row, worth, vocabulary)
    roles = [("supplier", heading.licensing), ("recipient", Stated(named[0], passage))]
    return event_of(heading.kind, "actual", passage, heading.period, roles, weapons, vocabulary, confidence=CERTAIN)


def _worth(cell: Cell, currency: str) -> tuple[float, str] | None:
    found = _MONEY.match(cell.text)
    if found is None:
        return None
    code = _SIGNS.get(found["sign"] or "", currency)
    digits = re.sub(r"[, ]|\.(?=\d{3}(?:\D|\Z))", "", found["amount"])
    if not code or digits.count(".") > 1:
        return None
    return float(digits) * _SCALES[(found["scale"] or "").lower()], code


def _weapons(
    reading: Reading, row: Row, worth: tuple[float, str] | None, vocabulary: Vocabulary
) -> Sequence[StatedWeapon]:
    """The goods that a row names, else arms in general; the worth stands with the first."""
    named = list(dict.fromkeys(mention.id for mention in weapons_in(reading, row.start, row.end)))
    above = {id for each in named for id in vocabulary.ancestors(each) if id != each}
    kept = [id for id in named if id not in above] or ["weapon"]
    passage = trimmed(reading, row.start, row.end)
    value, currency = worth or (None, "")
    first = StatedWeapon(WeaponLine(kept[0], value=value, currency=currency), passage)
    return [first, *(StatedWeapon(WeaponLine(id), passage) for id in kept[1:])]
