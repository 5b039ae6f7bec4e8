"""Arbitrary Entries → CSV → rows → Entries → CSV: the same bytes, and nothing lost that the columns hold."""

import csv
import datetime as dt
import importlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import edtf
from timeline.documents.proposal import ROLES, STATUSES
from timeline.loaders.cells import number_text, split
from timeline.loaders.columns import REVIEWS
from timeline.loaders.event_csv import EventTable, is_event_csv, read_event_csv
from timeline.loaders.event_rows import EventRow
from timeline.loaders.headers import Given
from timeline.loaders.reading import Source
from timeline.outputs.csv_ import write_csv
from timeline.outputs.formats import FORMATS
from timeline.outputs.layouts import LAYOUTS, Table
from timeline.queries.entries import Entry, NamedId, SourceEntry, WeaponEntry
from timeline.vocabulary.reading import shipped_vocabulary

# Neither library comes with types.
openpyxl, parquet = importlib.import_module("openpyxl"), importlib.import_module("pyarrow.parquet")
unescape = importlib.import_module("openpyxl.utils.escape").unescape
VOCABULARY = shipped_vocabulary()
DATES = (
    *("2024-11-20", "2024-11", "2024", "199X", "19XX", "2024-22", "2024-11~", "2022?", "2024-XX"),
    *("2024-11-18/2024-11-20", "2022/..", "../2015", "/2015", "2024-02-24/", "9999", "0001-01-01"),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12) | st.text(
    alphabet="; ,\"'\r\n\t=+-@…[]é😀שע\u202e\u2028_x0041", max_size=12
)
_NUMBERS = st.none() | st.integers(0, 2**63 - 1)
_AMOUNTS = st.none() | st.floats(0, 1e300, allow_nan=False) | st.integers(0, 10**12).map(float)


@st.composite
def weapons(draw: st.DrawFn) -> tuple[WeaponEntry, ...]:
    ids = draw(st.sets(st.sampled_from(sorted(VOCABULARY.weapons)), max_size=3))
    lines = []
    for id in sorted(ids):
        least, most = draw(_NUMBERS), draw(_NUMBERS)
        if least is not None and most is not None and least > most:
            least, most = most, least
        lines.append(
            WeaponEntry(
                id,
                VOCABULARY.weapons[id].name,
                least,
                most,
                draw(TEXT),
                draw(_AMOUNTS),
                draw(st.sampled_from(("", "USD", "EUR"))),
                draw(TEXT),
            )
        )
    return tuple(lines)


@st.composite
def sources(draw: st.DrawFn) -> SourceEntry:
    quotes = draw(st.lists(TEXT | st.sampled_from(("q" * 300, "q" * 301, "é; " * 150)), max_size=3))
    date = draw(st.sampled_from(("", "2024-11-20", "2024~")))
    return SourceEntry(draw(TEXT), draw(TEXT), date, draw(TEXT), "0" * 64, tuple(quotes))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    kind = VOCABULARY.event_types[draw(st.sampled_from(sorted(VOCABULARY.event_types)))]
    date = edtf.parse(draw(st.sampled_from(DATES)))
    roles = draw(
        st.dictionaries(
            st.sampled_from(ROLES),
            st.sets(st.sampled_from(sorted(VOCABULARY.actors)), min_size=1, max_size=3),
            max_size=3,
        )
    )
    return Entry(
        event_id="ev-" + draw(st.text(alphabet="0123456789abcdefghjkmnpqrstvwxyz", min_size=10, max_size=10)),
        type=kind.id,
        group=kind.group,
        status=draw(st.sampled_from(STATUSES)),
        date=date.text,
        date_first=None if date.first == date.first.min else date.first,
        date_last=None if date.last == date.last.max else date.last,
        date_precision=date.precision,
        title=draw(TEXT),
        participants={role: tuple(named("actor", id) for id in sorted(ids)) for role, ids in roles.items()},
        weapons=draw(weapons()),
        treaties=tuple(
            named("treaty", id)
            for id in sorted(draw(st.sets(st.sampled_from(sorted(VOCABULARY.treaties)), max_size=2)))
        ),
        sources=tuple(draw(st.lists(sources(), max_size=3))),
        review=draw(st.sampled_from(REVIEWS)),
        confidence=draw(st.none() | st.floats(0, 1)),
        place=draw(TEXT),
        note=draw(TEXT),
    )


def named(kind: str, id: str) -> NamedId:
    return NamedId(id, VOCABULARY.name_of(kind, id))


def written(found: Iterable[Entry]) -> str:
    stream = io.StringIO(newline="")
    write_csv(found, stream)
    return stream.getvalue()


def table(text: str) -> EventTable:
    return read_event_csv(Source("-", None, text.encode()), Given())


def as_entry(row: EventRow) -> Entry:
    """What a database that stored the row would show."""
    event, date = row.event, edtf.parse(row.event.date)
    return Entry(
        event_id=row.event_id,
        type=event.type,
        group=VOCABULARY.event_types[event.type].group,
        status=event.status,
        date=event.date,
        date_first=None if date.first == date.first.min else date.first,
        date_last=None if date.last == date.last.max else date.last,
        date_precision=date.precision,
        title=event.title,
        participants={
            role: tuple(named("actor", actor.actor) for actor in event.participants if actor.role == role)
            for role in ROLES
        },
        weapons=tuple(
            WeaponEntry(
                line.weapon,
                VOCABULARY.weapons[line.weapon].name,
                line.quantity_min,
                line.quantity_max,
                line.unit,
                line.value,
                line.currency,
                line.conditions,
            )
            for line in event.weapons
        ),
        treaties=tuple(named("treaty", id) for id in event.treaties),
        sources=tuple(
            SourceEntry(source.url, source.publisher, source.date, quotes=source.quotes) for source in row.sources
        ),
        review=row.review,
        confidence=row.confidence,
        place=event.place,
        note=event.note,
    )


@given(st.lists(entries(), max_size=3, unique_by=lambda entry: entry.event_id))
def test_export_load_export_gives_the_same_bytes(made: list[Entry]) -> None:
    text = written(made)
    rows = list(table(text).rows(VOCABULARY))
    assert [row for row in rows if not isinstance(row, EventRow)] == []
    again = [as_entry(row) for row in rows if isinstance(row, EventRow)]
    assert written(again) == text
    for before, after in zip(made, again, strict=True):
        for name in (
            "event_id",
            "type",
            "status",
            "date",
            "title",
            "weapons",
            "treaties",
            "review",
            "confidence",
            "note",
        ):
            assert getattr(after, name) == getattr(before, name)
        assert {role: actors for role, actors in after.participants.items() if actors} == before.participants


@given(st.lists(entries(), max_size=2, unique_by=lambda entry: entry.event_id))
def test_an_export_is_known_for_one_in_a_pipe(made: list[Entry]) -> None:
    assert is_event_csv(written(made).encode())
    assert is_event_csv(("\ufeff" + written(made)).encode())


@given(st.lists(entries(), max_size=2), st.sampled_from(sorted(LAYOUTS)))
def test_the_forms_say_the_same(made: list[Entry], layout: str) -> None:
    columns = list(LAYOUTS[layout].kinds)
    texts = {name: bytes_of(name, made, layout).decode() for name in ("csv", "tsv", "json", "jsonl")}
    objects = json.loads(texts["json"])
    assert texts["json"] == json.dumps(objects, ensure_ascii=False, indent=1) + "\n" or objects == []
    assert objects == [json.loads(line) for line in texts["jsonl"].split("\n")[:-1]]
    assert objects == list(parquet_records(bytes_of("parquet", made, layout)))
    rows = list(csv.DictReader(io.StringIO(texts["csv"], newline=""), strict=True))
    assert rows == list(csv.DictReader(io.StringIO(texts["tsv"], newline=""), strict=True, delimiter="\t"))
    assert len(rows) == len(objects)
    for row, one in zip(rows, objects, strict=True):
        assert list(row) == list(one) == columns
        for column, value in one.items():
            if isinstance(value, list):
                assert split(row[column]) in (value, [_text(v) for v in value]) or not any(map(_text, value))
            else:
                assert row[column] == _text(value)


@given(st.lists(entries(), max_size=2), st.sampled_from(sorted(LAYOUTS)))
@settings(max_examples=40)
def test_a_workbook_holds_what_the_csv_holds(made: list[Entry], layout: str) -> None:
    rows = list(csv.reader(io.StringIO(bytes_of("csv", made, layout).decode(), newline=""), strict=True))
    assert sheet_texts(bytes_of("xlsx", made, layout)) == [[_in_xml(cell) for cell in row] for row in rows]


@given(st.lists(entries(), max_size=3, unique_by=lambda entry: entry.event_id))
def test_tabs_load_as_commas_do(made: list[Entry]) -> None:
    with_tabs = read_event_csv(Source("a.tsv", None, bytes_of("tsv", made)), Given())
    rows = list(with_tabs.rows(VOCABULARY))
    assert rows == list(table(written(made)).rows(VOCABULARY))


def bytes_of(name: str, made: Iterable[Entry], layout: str = "wide") -> bytes:
    stream, form = io.BytesIO(), FORMATS[name]
    assert form.rows
    form.rows(Table(made, LAYOUTS[layout]), stream)
    return stream.getvalue()


def parquet_records(data: bytes) -> Iterator[dict[str, Any]]:
    for row in parquet.read_table(io.BytesIO(data)).to_pylist():
        yield {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in row.items()}


def sheet_texts(data: bytes) -> list[list[str]]:
    """The cells of a workbook as the text that they stand for; none of them is a formula or a link."""
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
    return [[_cell_text(cell.value) for cell in row] for row in sheet.iter_rows()]


def _cell_text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, int | float):
        return number_text(value)
    return "" if value is None else unescape(str(value))


def _in_xml(text: str) -> str:
    return re.sub("[\ufffe\uffff]", "\ufffd", text)


def _text(value: str | float | None) -> str:
    return "" if value is None else value if isinstance(value, str) else number_text(value)
