"""The wide CSV is put together in a way of its own → the very bytes that its records would give."""

import datetime as dt
import io

from hypothesis import given
from hypothesis import strategies as st

from timeline.documents.proposal import ROLES
from timeline.outputs.csv_ import cell_texts, csv_line, write_csv
from timeline.outputs.layouts import WIDE_KINDS
from timeline.outputs.records import record
from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry

TEXTS = st.text(st.sampled_from('a;,"\n\r\t =ش😀…') | st.characters(exclude_categories=["Cs"]), max_size=8)
QUOTES = TEXTS | st.just("word; " * 60)
DAYS = st.none() | st.dates(dt.date(1, 1, 2), dt.date(9999, 12, 30))
COUNTS = st.none() | st.integers(0, 2**63 - 1)
AMOUNTS = st.none() | st.floats(0, 1e18) | st.sampled_from([0.0, 1.5, 275000000.0, 1e300])
NAMED = st.lists(st.builds(NamedId, TEXTS, TEXTS), max_size=3, unique_by=lambda named: named.id).map(tuple)
WEAPONS = st.lists(
    st.builds(WeaponEntry, TEXTS, TEXTS, COUNTS, COUNTS, TEXTS, AMOUNTS, TEXTS, TEXTS),
    max_size=3,
    unique_by=lambda weapon: weapon.id,
).map(tuple)
SOURCES = st.lists(
    st.builds(SourceEntry, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.lists(QUOTES, max_size=3).map(tuple)), max_size=3
).map(tuple)
ENTRIES = st.builds(
    Entry,
    *(TEXTS, TEXTS, TEXTS, st.sampled_from(["actual", "denied"]), TEXTS, DAYS, DAYS, st.just("day"), TEXTS),
    st.dictionaries(st.sampled_from(ROLES), NAMED.filter(bool), max_size=3),
    *(WEAPONS, NAMED, SOURCES, st.just("accepted"), st.just("auto"), st.just("person")),
    *(st.none() | st.floats(0, 1), TEXTS, TEXTS, st.booleans(), TEXTS),
)


@given(st.lists(ENTRIES, max_size=4))
def test_lines_are_those_of_the_records(entries: list[Entry]) -> None:
    stream = io.StringIO()
    write_csv(entries, stream)
    lines = [csv_line(WIDE_KINDS), *(csv_line(cell_texts(record(entry))) for entry in entries)]
    assert stream.getvalue() == "".join(lines)
