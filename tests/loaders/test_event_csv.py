"""CSV files of ours, of others, and after a spreadsheet had them → their rows, or a sentence that says why not."""

import codecs
import tracemalloc
from pathlib import Path

import pytest

from tests.loaders.event_tables import VOCABULARY, rows, table
from timeline.documents.proposal import ProposedEvent
from timeline.errors import SourceRefused
from timeline.loaders.event_csv import is_event_csv, read_event_csv
from timeline.loaders.event_rows import EventRow, RowFault
from timeline.loaders.headers import Given
from timeline.loaders.reading import LIMIT, Source


def refused(data: str | bytes) -> str:
    with pytest.raises(SourceRefused) as found:
        table(data)
    return str(found.value)


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    found = rows('type,date,note\nembargo,2024,"two\r\nlines"\n\n,,\nembargo,2024x,\nembargo,2024\nembargo,2024,a,b\n')
    assert [type(row).__name__ + str(row.row) for row in found] == ["EventRow2", "RowFault5", "RowFault6", "RowFault7"]
    assert isinstance(found[0], EventRow)
    assert found[0].event.note == "two\r\nlines"
    assert [str(row) for row in found[2:]] == [
        "row 6: has 2 cells where the header has 3",
        "row 7: has 4 cells where the header has 3",
    ]


def test_a_cell_may_be_longer_than_the_csv_module_allows_by_itself() -> None:
    (row,) = rows("type,date,note\nembargo,2024," + "x" * 200_000 + "\n")
    assert isinstance(row, EventRow)
    assert len(row.event.note) == 200_000


def test_an_id_comes_once() -> None:
    found = rows("event_id,type,date\nev-1,embargo,2024\n,embargo,2024\n,embargo,2024\nev-1,embargo,2025\n")
    assert [str(row) for row in found if isinstance(row, RowFault)] == ["row 5: event_id: ev-1 is also the id of row 2"]


@pytest.mark.parametrize(
    "data",
    [
        "type,date,note\nembargo,2024,é\n",
        "\ufefftype,date,note\r\nembargo,2024,é\r\n",
        "type;date;note\nembargo;2024;é\n",
        "type\tdate\tnote\nembargo\t2024\té\n",
        'note,"date","type",,\né,2024,embargo,,\n',
    ],
    ids=["ours", "mark and CRLF", "semicolons", "tabs", "reordered with empty columns"],
)
def test_what_a_spreadsheet_does_without_harm(data: str) -> None:
    assert rows(data) == [EventRow(2, "", ProposedEvent("embargo", "2024", note="é"))]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            "",
            "t.csv is no timeline CSV: it lacks the columns type and date. "
            "Its first line must name columns of docs/columns.md.",
        ),
        (
            "typ,dates,when\n",
            "t.csv is no timeline CSV: it lacks the columns type and date; unknown: 'typ' (nearest: type), "
            "'dates' (nearest: date), 'when'. Its first line must name columns of docs/columns.md.",
        ),
        (
            "type,date,Weapon IDs,type\n",
            "t.csv is no timeline CSV: unknown: 'weapon ids' (nearest: weapon_ids); there twice: type. "
            "Its first line must name columns of docs/columns.md.",
        ),
        (
            codecs.BOM_UTF16_LE + "type".encode("utf-16-le"),
            "t.csv is UTF-16, not UTF-8: save it from the spreadsheet as 'CSV UTF-8'.",
        ),
        (
            "type,date,é\n".encode("cp1252"),
            "t.csv cannot be read as CSV: its header is not UTF-8 at byte 11 of the line: "
            "save it from the spreadsheet as 'CSV UTF-8'.",
        ),
        (b"PK\x03\x04\x00\x00", "t.csv cannot be read as CSV: its header holds a zero byte, as binary files do."),
        ("x" * (LIMIT + 2), "t.csv cannot be read as CSV: its header has no end within 20 MB."),
    ],
    ids=range(7),
)
def test_a_file_that_is_not_ours(data: str | bytes, sentence: str) -> None:
    assert refused(data) == sentence


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("embargo,2024,é\n".encode("cp1252"), "is not UTF-8 at byte 14 of the line"),
        (b'embargo,2024,"never closed\nembargo,2024,\n', "unexpected end of data"),
        (b'embargo,2024,"a"b\n', "',' expected after '\"'"),
        (b"embargo,2024,\x00\n", "holds a zero byte"),
    ],
    ids=range(4),
)
def test_a_line_after_which_nothing_can_be_read(line: bytes, reason: str) -> None:
    found = rows(b"type,date,note\nembargo,2023,\n" + line + b"embargo,2025,\n")
    assert isinstance(found[0], EventRow)
    (fault,) = found[1:]
    assert isinstance(fault, RowFault)
    assert fault.row == 3
    assert fault.reasons[0].startswith(reason)
    assert fault.reasons[0].endswith("; nothing after it was read")


def test_a_file_is_read_anew_each_time_and_may_vanish(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("type,date\nembargo,2024\n")
    found = read_event_csv(Source("a.csv", path), Given())
    assert list(found.rows(VOCABULARY)) == list(found.rows(VOCABULARY))
    path.unlink()
    with pytest.raises(SourceRefused, match=r"a\.csv is not there"):
        list(found.rows(VOCABULARY))


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    line = "embargo,2024-11-20,2024-11-20,USA; GBR,United States; United Kingdom," + "x" * 500 + "\n"
    path.write_text("type,date,date_first,decider_ids,decider_names,note\n" + line * 4_000)
    found = read_event_csv(Source("a.csv", path), Given())
    next(found.rows(VOCABULARY))
    tracemalloc.start()
    assert all(isinstance(row, EventRow) for row in found.rows(VOCABULARY))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 500_000


def test_what_begins_as_ours() -> None:
    assert is_event_csv(b"event_id,type,date\n")
    assert is_event_csv(codecs.BOM_UTF8 + b'"date";"type";"event_id"\r\n')
    assert not is_event_csv(b"date 2024-11-20 The type of event_id")
    assert not is_event_csv(b"\xff\xfe\x00")
