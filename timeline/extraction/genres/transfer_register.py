"""A table of arms transfers (supplier, recipient, weapon, number, year ordered, years delivered) → agreements and
deliveries, one of each a row."""

import re
from collections.abc import Iterator, Mapping

from timeline import edtf
from timeline.documents.proposal import ProposedEvent, WeaponLine
from timeline.errors import AmbiguousName, UnknownName
from timeline.extraction.genres.columns import cells_of, columns_of, count_in, date_in
from timeline.extraction.genres.stating import UNITS, Stated, StatedWeapon, event_of
from timeline.extraction.genres.tables import Row, Table, tables_of
from timeline.extraction.genres.within import actors_in, times_in, trimmed, weapons_in
from timeline.extraction.reading import Form, Reading
from timeline.vocabulary.vocabulary import Vocabulary

CERTAIN = 0.8
MOST_ROWS = 2000  # rows of a document that are read
_RECEIVES = re.compile(r"\bto\b|\bimports?\b|\bacquisitions?\b|\bpurchases?\b|\brecipients?\b", re.IGNORECASE)
_SENDS = re.compile(r"\bfrom\b|\bexports?\b|\bsales by\b|\bsupplies\b", re.IGNORECASE)
_AGREED = re.compile(r"\b(?:contract|agree[dm]|signed|ordered)\b", re.IGNORECASE)
Parties = dict[str, Stated]


def transfer_register(reading: Reading, vocabulary: Vocabulary) -> Form | None:
    """The transfers; None for a text without a table that has headings for the weapon and for its order or delivery."""
    events: list[ProposedEvent] = []
    lines: list[tuple[int, int]] = []
    for table in tables_of(reading.text, reading.document.body_start):
        columns = columns_of(table.rows[0])
        if "weapon" not in columns or not {"ordered", "delivered"} & columns.keys():
            continue
        for row, parties in _with_parties(reading, table, columns, vocabulary):
            found = list(_transfers(reading, row, columns, parties, vocabulary))
            events += found
            lines += [(row.start, row.end)] if found else []
    return Form(tuple(events), tuple(lines)) if events else None


def _with_parties(
    reading: Reading, table: Table, columns: Mapping[str, tuple[int, ...]], vocabulary: Vocabulary
) -> Iterator[tuple[Row, Parties]]:
    """Each row with its supplier and recipient: its own cells', its group's, or those that the title names."""
    named = _of_title(reading, table)
    group: Parties = {}
    for row in sorted([*table.rows[1:MOST_ROWS], *table.alone], key=lambda row: row.start):
        if len(row.cells) == 1:
            group = _of_group(reading, row, named, vocabulary)
            continue
        own: Parties = {}
        for role in ("supplier", "recipient"):
            for cell in cells_of(row, columns, role)[:1]:
                found = actors_in(reading, cell.start, cell.end)
                if found:
                    own[role] = Stated(found[0].id, trimmed(reading, cell.start, cell.end))
        yield row, {**named, **group, **own}


def _of_title(reading: Reading, table: Table) -> Parties:
    """The one actor that the title or the lines above name, in the role that their words give it."""
    title = reading.document.title
    above = reading.text[reading.document.body_start : table.rows[0].start][-300:]
    words = f"{title}\n{above}"
    ids = list(reading.title_actors) or [
        mention.id for mention in actors_in(reading, max(0, table.rows[0].start - 300), table.rows[0].start)
    ]
    role = "recipient" if _RECEIVES.search(words) else "supplier" if _SENDS.search(words) else ""
    head = trimmed(reading, table.rows[0].start, table.rows[0].end)
    return {role: Stated(ids[0], head)} if role and len(set(ids)) == 1 else {}


def _of_group(reading: Reading, row: Row, named: Parties, vocabulary: Vocabulary) -> Parties:
    """The actor that has a line of its own above its rows: it takes the role that the title leaves open."""
    cell = row.cells[0]
    found = [mention.id for mention in actors_in(reading, cell.start, cell.end)] or _turned(cell.text, vocabulary)
    if not found:
        return {}
    role = "supplier" if "recipient" in named else "recipient" if "supplier" in named else ""
    role = "recipient" if re.match(r"(?:to|recipient)\b", cell.text, re.IGNORECASE) else role
    return {role: Stated(found[0], trimmed(reading, cell.start, cell.end))} if role else {}


def _turned(text: str, vocabulary: Vocabulary) -> list[str]:
    """The actor of a name that a register turns round ("Korea, South")."""
    last, _, first = text.partition(",")
    try:
        return [vocabulary.resolve("actor", f"{first} {last}")] if first.strip() else []
    except (UnknownName, AmbiguousName):
        return []


def _transfers(
    reading: Reading, row: Row, columns: Mapping[str, tuple[int, ...]], parties: Parties, vocabulary: Vocabulary
) -> Iterator[ProposedEvent]:
    """The agreement and the delivery of a row; nothing where it lacks a supplier, a recipient or a known weapon."""
    if not {"supplier", "recipient"} <= parties.keys() or parties["supplier"].value == parties["recipient"].value:
        return
    passage = trimmed(reading, row.start, row.end)
    roles = [(role, parties[role]) for role in ("supplier", "recipient")]
    ordered, handed_over = _numbers(row, columns)
    for name, kind, number in (
        ("ordered", "transfer-agreement", ordered),
        ("delivered", "transfer-delivery", handed_over),
    ):
        weapons = _weapons(reading, row, columns, number, vocabulary)
        for cell in cells_of(row, columns, name)[:1]:
            date = date_in(reading, cell)
            if date is None or not weapons:
                continue
            date = _closer(reading, row, columns, date) if name == "ordered" else date
            status = "planned" if _later(date.value, reading.published) else "actual"
            yield event_of(kind, status, passage, date, roles, weapons, vocabulary, confidence=CERTAIN)


def _numbers(row: Row, columns: Mapping[str, tuple[int, ...]]) -> tuple[int | None, int | None]:
    """How many were ordered and how many delivered ("2 of 6" says both)."""
    found = next((count for cell in cells_of(row, columns, "number") if (count := count_in(cell))), None)
    given = next((count for cell in cells_of(row, columns, "delivered number") if (count := count_in(cell))), None)
    ordered = (found[1] or found[0]) if found else None
    handed_over = given[0] if given else found[0] if found and found[1] else ordered
    return ordered, handed_over


def _weapons(
    reading: Reading,
    row: Row,
    columns: Mapping[str, tuple[int, ...]],
    number: int | None,
    vocabulary: Vocabulary,
) -> list[StatedWeapon]:
    """The weapons of a row, without those that only name the kind of another; the number belongs to a lone one."""
    cells = cells_of(row, columns, "weapon")
    named = {m.id: cell for cell in cells for m in weapons_in(reading, cell.start, cell.end)}
    above = {id for each in named for id in vocabulary.ancestors(each) if id != each}
    kept = [id for id in named if id not in above]
    counted = number if len(kept) == 1 else None
    units = UNITS if counted is not None else ""
    passage = trimmed(reading, row.start, row.end)
    return [StatedWeapon(WeaponLine(id, counted, counted, units), passage) for id in kept]


def _closer(reading: Reading, row: Row, columns: Mapping[str, tuple[int, ...]], date: Stated) -> Stated:
    """The day or month of the contract where the remarks give it ("contract of January 2018")."""
    for cell in cells_of(row, columns, "remarks")[:1]:
        agreed = _AGREED.search(reading.text, cell.start, cell.end)
        for time in times_in(reading, agreed.end(), cell.end) if agreed else []:
            if time.edtf[:4] == date.value[:4] and len(time.edtf) > len(date.value):
                passage = trimmed(reading, cell.start, cell.end)
                return Stated(time.edtf, passage, reading.text[time.start : time.end], time.rule, time.anchor)
    return date


def _later(value: str, published: str | None) -> bool:
    """Whether a date lies wholly after the publication."""
    return published is not None and edtf.parse(value).first > edtf.parse(published).last
