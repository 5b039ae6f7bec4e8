"""CSV files of ours, of others, and after a spreadsheet had them → rows, or every reason why not."""

import codecs
import time
import tracemalloc
from pathlib import Path

import pytest

from timeline.database.domains import REVIEWS as STORED_REVIEWS
from timeline.documents.proposal import Participant, ProposedEvent, WeaponLine
from timeline.errors import SourceRefused
from timeline.loaders.columns import COLUMNS, REVIEWS
from timeline.loaders.event_csv import EventTable, is_event_csv, read_event_csv
from timeline.loaders.event_rows import EventRow, RowFault, SourceRow
from timeline.loaders.headers import Given
from timeline.loaders.reading import LIMIT, Source
from timeline.vocabulary.reading import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


def table(data: str | bytes) -> EventTable:
    return read_event_csv(Source("t.csv", None, data if isinstance(data, bytes) else data.encode()), Given())


def rows(data: str | bytes) -> list[EventRow | RowFault]:
    return list(table(data).rows(VOCABULARY))


def reasons(**cells: str) -> list[str]:
    """What is wrong with one row of these cells; type and date are right unless given."""
    cells = {"type": "embargo", "date": "2024-11-20"} | cells
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in cells.values())
    (row,) = rows(",".join(cells) + "\n" + ",".join(quoted) + "\n")
    return list(row.reasons) if isinstance(row, RowFault) else []


def refused(data: str | bytes) -> str:
    with pytest.raises(SourceRefused) as found:
        table(data)
    return str(found.value)


def test_a_row_with_everything() -> None:
    cells = {
        "event_id": "ev-9k2m4x7q0p",
        "type": "transfer-authorization",
        "group": "transfer",
        "status": "planned",
        "date": "2024-11-18/..",
        "date_first": "2024-11-18",
        "date_last": "",
        "date_precision": "interval",
        "title": " Mines, at last ",
        "supplier_ids": "GBR; USA",
        "supplier_names": "United Kingdom; United States",
        "recipient_ids": "UKR",
        "weapon_ids": "anti-personnel-mine; cluster-munition",
        "treaty_names": "Ottawa Treaty",
        "quantity_min": "5; ",
        "quantity_max": "7; 1500",
        "unit": "; shells",
        "value": "; 2.5e8",
        "currency": "; EUR",
        "conditions": "not in towns;; fused; ",
        "source_count": "2",
        "source_urls": "; https://example.org",
        "source_dates": "2024-11-20; 2024-11-21",
        "quotes": "One. […] Two.; Three.",
        "review": "accepted",
        "confidence": "0.75",
        "place": "Kyiv",
        "note": "=1+1",
    }
    (row,) = rows(",".join(cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n")
    assert row == EventRow(
        row=2,
        event_id="ev-9k2m4x7q0p",
        event=ProposedEvent(
            type="transfer-authorization",
            date="2024-11-18/..",
            status="planned",
            participants=(
                Participant("GBR", "supplier"),
                Participant("USA", "supplier"),
                Participant("UKR", "recipient"),
            ),
            weapons=(
                WeaponLine("anti-personnel-mine", 5, 7, "", None, "", "not in towns; fused"),
                WeaponLine("cluster-munition", None, 1500, "shells", 2.5e8, "EUR", ""),
            ),
            treaties=("mine-ban",),
            title=" Mines, at last ",
            place="Kyiv",
            note="=1+1",
            confidence=0.75,
        ),
        sources=(
            SourceRow("", "", "2024-11-20", ("One.", "Two.")),
            SourceRow("https://example.org", "", "2024-11-21", ("Three.",)),
        ),
        review="accepted",
        confidence=0.75,
    )


def test_type_and_date_are_enough_and_names_do_for_ids() -> None:
    assert rows("DATE, Type ,recipient_names,weapon_names\n2022,embargo,Ukraine; Moscow,landmines\n") == [
        EventRow(
            2,
            "",
            ProposedEvent(
                "embargo",
                "2022",
                participants=(Participant("UKR", "recipient"), Participant("RUS", "recipient")),
                weapons=(WeaponLine("landmine"),),
            ),
        )
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"event_id": "a b"}, "event_id: 'a b' is no id: leave it empty for a new event"),
        ({"type": ""}, "type: is empty, and every event needs one"),
        (
            {"type": "transfer-authorisation"},
            "type: Unknown type 'transfer-authorisation'. Nearest: transfer-authorization",
        ),
        ({"group": "treaty"}, "group: says 'treaty', but embargo is of the group transfer"),
        ({"status": "actuall"}, "status: 'actuall' is unknown: did you mean actual?"),
        (
            {"status": "x"},
            "status: 'x' is unknown: known are actual, planned, considered, alleged, denied",
        ),
        ({"review": "acepted"}, "review: 'acepted' is unknown: did you mean accepted or rejected?"),
        ({"date": "20/11/2024"}, "date: '20/11/2024' is not an EDTF date: write 2024-11-20"),
        ({"date": "20 November 2024"}, "date: '20 November 2024' is not an EDTF date: write 2024-11-20"),
        ({"date_first": "2024-11-19"}, "date_first: says '2024-11-19', but 2024-11-20 begins on 2024-11-20"),
        ({"date_last": "20/11/2024"}, "date_last: says '20/11/2024', but 2024-11-20 ends on 2024-11-20"),
        (
            {"date": "2022/..", "date_last": "9999-12-31"},
            "date_last: says '9999-12-31', but 2022/.. does not say when it ends: leave it empty",
        ),
        ({"date_precision": "month"}, "date_precision: says 'month', but 2024-11-20 is day"),
        (
            {"supplier_ids": "USA;GBR"},
            "supplier_ids: has a ';' at character 4: write '; ' between values and ';;' within one",
        ),
        ({"supplier_ids": "USA; us"}, "supplier_ids: USA is there twice"),
        (
            {"supplier_ids": "USA", "supplier_names": "France"},
            "supplier_names: says 'France' where supplier_ids has USA (United States)",
        ),
        (
            {"supplier_ids": "USA", "supplier_names": "United States; France"},
            "supplier_names: has 2 values where supplier_ids has 1",
        ),
        ({"treaty_ids": "mine-bann"}, "treaty_ids: Unknown treaty 'mine-bann'. Nearest: mine-ban"),
        (
            {"weapon_ids": "landmine", "quantity_min": "1; 2"},
            "quantity_min: has 2 values where weapon_ids has 1: they must be parallel",
        ),
        (
            {"weapon_ids": "landmine", "quantity_min": "1,000"},
            "quantity_min: '1,000' is no whole number: write digits only, as in 1500",
        ),
        (
            {"weapon_ids": "landmine", "quantity_min": "5", "quantity_max": "4"},
            "quantity_max: 4 is less than quantity_min 5",
        ),
        (
            {"weapon_ids": "landmine", "value": "1,5"},
            "value: '1,5' is no number: write digits, with a point before decimals, as in 275000000 or 0.9",
        ),
        ({"weapon_ids": "landmine", "currency": "$"}, "currency: '$' is no ISO 4217 code such as USD"),
        ({"unit": "pieces"}, "unit: has 1 values where weapon_ids has 0: they must be parallel"),
        (
            {"source_urls": "a; b", "quotes": "One."},
            "quotes: has 1 values where source_count has 2: they must be parallel",
        ),
        ({"source_count": "3", "source_urls": "a; b"}, "source_count: says 3, but the row names 2"),
        ({"confidence": "1.5"}, "confidence: '1.5' is not between 0 and 1"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_one_fault_one_reason(cells: dict[str, str], reason: str) -> None:
    found = reasons(**cells)
    assert len(found) == 1
    assert found[0].startswith(reason)


def test_every_reason_against_a_row_in_the_order_of_the_columns() -> None:
    found = reasons(
        note="", confidence="x", quotes="a;b", weapon_ids="minse", date="soon", type="emburgo", event_id="é é"
    )
    assert [reason.partition(":")[0] for reason in found] == [
        "event_id",
        "type",
        "date",
        "weapon_ids",
        "quotes",
        "confidence",
    ]


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


def test_memory_and_time_stay_flat(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    line = "embargo,2024-11-20,2024-11-20,USA; GBR,United States; United Kingdom," + "x" * 500 + "\n"
    path.write_text("type,date,date_first,decider_ids,decider_names,note\n" + line * 4_000)
    found = read_event_csv(Source("a.csv", path), Given())
    next(found.rows(VOCABULARY))
    start = time.process_time()
    tracemalloc.start()
    assert all(isinstance(row, EventRow) for row in found.rows(VOCABULARY))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 500_000
    assert time.process_time() - start < 10


def test_what_begins_as_ours() -> None:
    assert is_event_csv(b"event_id,type,date\n")
    assert is_event_csv(codecs.BOM_UTF8 + b'"date";"type";"event_id"\r\n')
    assert not is_event_csv(b"date 2024-11-20 The type of event_id")
    assert not is_event_csv(b"\xff\xfe\x00")


def test_the_domains_are_those_of_the_database() -> None:
    assert REVIEWS == STORED_REVIEWS
    assert len(set(COLUMNS)) == len(COLUMNS)
