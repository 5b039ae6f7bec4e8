"""A table of a treaty's states ("State | Signature | Ratification"), or of a state's treaties → their dated acts."""

from collections.abc import Iterator, Mapping, Sequence

from timeline import edtf
from timeline.documents.proposal import ProposedEvent, WeaponLine
from timeline.extraction.genres.columns import cells_of, columns_of, date_in
from timeline.extraction.genres.stating import Stated, StatedWeapon, event_of
from timeline.extraction.genres.tables import Row, Table, tables_of
from timeline.extraction.genres.within import actors_in, treaties_in, trimmed
from timeline.extraction.reading import Form, Reading
from timeline.vocabulary.vocabulary import Vocabulary

CERTAIN = 0.85
MOST_ROWS = 2000
COVERED = 4  # a treaty that covers more kinds of weapons than this is about arms in general
ACTS = {
    "signed": "treaty-signature",
    "ratified": "treaty-ratification",
    "in force": "treaty-entry-into-force",
    "withdrawn": "treaty-withdrawal",
}
_ABOVE = 1500  # characters before a table in which its treaty is looked for


def treaty_table(reading: Reading, vocabulary: Vocabulary) -> Form | None:
    """The acts; None for a text without a table whose headings name states or treaties and dated acts."""
    events: list[ProposedEvent] = []
    lines: list[tuple[int, int]] = []
    for table in tables_of(reading.text, reading.document.body_start):
        columns = columns_of(table.rows[0])
        whose = columns.keys() & {"state", "treaty"}
        if not whose or not {"signed", "ratified"} & columns.keys() or {"weapon", "ordered"} & columns.keys():
            continue
        for row in table.rows[1:MOST_ROWS]:
            found = list(_acts(reading, table, row, columns, vocabulary))
            events += found
            lines += [(row.start, row.end)] if found else []
    return Form(tuple(events), tuple(lines)) if events else None


def _acts(
    reading: Reading, table: Table, row: Row, columns: Mapping[str, tuple[int, ...]], vocabulary: Vocabulary
) -> Iterator[ProposedEvent]:
    passage = trimmed(reading, row.start, row.end)
    party = _party(reading, row, columns)
    treaty = _treaty(reading, table, row, columns)
    if party is None or treaty is None:
        return
    for name, kind in ACTS.items():
        for cell in cells_of(row, columns, name)[:1]:
            date = date_in(reading, cell)
            if date is not None and (name != "signed" or columns[name] != columns.get("ratified")):
                yield act(reading, kind, date, party, treaty, passage.start, passage.end, vocabulary)


def act(
    reading: Reading,
    kind: str,
    date: Stated,
    party: Stated,
    treaty: Stated,
    start: int,
    end: int,
    vocabulary: Vocabulary,
) -> ProposedEvent:
    """One act of a state under a treaty, stated between two offsets; planned where its date is yet to come."""
    passage = trimmed(reading, start, end)
    published = edtf.parse(reading.published) if reading.published else None
    later = published is not None and edtf.parse(date.value).first > published.last
    return event_of(
        kind,
        "planned" if later else "actual",
        passage,
        date,
        [("party", party)],
        covered(treaty, vocabulary),
        vocabulary,
        treaties=[treaty],
        confidence=CERTAIN,
    )


def covered(treaty: Stated, vocabulary: Vocabulary) -> Sequence[StatedWeapon]:
    """The first weapon that a treaty covers, as its name says it."""
    weapons = vocabulary.treaties[treaty.value].weapons
    return [StatedWeapon(WeaponLine(weapons[0]), treaty.passage)] if 0 < len(weapons) <= COVERED else []


def _party(reading: Reading, row: Row, columns: Mapping[str, tuple[int, ...]]) -> Stated | None:
    """The state of a row, or the only one that the title names."""
    for cell in cells_of(row, columns, "state")[:1]:
        found = actors_in(reading, cell.start, cell.end)
        return Stated(found[0].id, trimmed(reading, cell.start, cell.end)) if found else None
    if "state" in columns or len(reading.title_actors) != 1:
        return None
    return Stated(reading.title_actors[0], trimmed(reading, row.start, row.end))


def _treaty(reading: Reading, table: Table, row: Row, columns: Mapping[str, tuple[int, ...]]) -> Stated | None:
    """The treaty of a row, else the last one named above the table, else that of the title."""
    for cell in cells_of(row, columns, "treaty")[:1]:
        named = treaties_in(reading, cell.start, cell.end)
        return Stated(named[0].id, trimmed(reading, cell.start, cell.end)) if named else None
    if "treaty" in columns:
        return None
    start = table.rows[0].start
    above = treaties_in(reading, max(reading.document.body_start, start - _ABOVE), start)
    if above:
        return Stated(above[-1].id, trimmed(reading, above[-1].start, above[-1].end))
    if not reading.title_treaties:
        return None
    return Stated(reading.title_treaties[0], trimmed(reading, start, table.rows[0].end))
