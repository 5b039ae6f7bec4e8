"""Entries → whole files of every format, compared byte by byte; and what each says that it leaves out."""

import io
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.outputs.made import MADE, written
from timeline.documents.proposal import ROLES
from timeline.outputs.column_meanings import MEANINGS
from timeline.outputs.formats import COLUMNS, EXCEL_CSV, FORMATS
from timeline.outputs.layouts import LAYOUTS, Table
from timeline.queries.entries import Entry, SourceEntry

EXPECTED = Path(__file__).parent.parent / "expected" / "outputs"
DOCS = Path(__file__).parents[2] / "docs"
TEXTS = [name for name, form in FORMATS.items() if not form.binary]
NOTHING = {
    "csv": ",".join(COLUMNS) + "\n",
    "tsv": "\t".join(COLUMNS) + "\n",
    "json": "[]\n",
    "jsonl": "",
    "timelinejs": '{"events": []}\n',
    "ics": (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Timeline of arms policy//timeline export//EN\r\n"
        "CALSCALE:GREGORIAN\r\nEND:VCALENDAR\r\n"
    ),
    "bibtex": "",
    "csl": "[]\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_whole_file(name: str) -> None:
    assert written(name)[0] == (EXPECTED / f"events.{name}").read_bytes()


@pytest.mark.parametrize("layout", ["long", "dyads"])
def test_the_whole_file_of_a_layout(layout: str) -> None:
    assert written("csv", layout=layout)[0] == (EXPECTED / f"{layout}.csv").read_bytes()


def test_the_whole_file_for_a_spreadsheet() -> None:
    stream = io.BytesIO()
    assert EXCEL_CSV.rows
    EXCEL_CSV.rows(Table(MADE), stream)
    assert stream.getvalue() == (EXPECTED / "excel.csv").read_bytes()


@pytest.mark.parametrize("start", "=+-@\t\r\n＝＋－＠")
def test_nothing_for_a_spreadsheet_begins_as_a_formula(start: str) -> None:
    stream = io.BytesIO()
    assert EXCEL_CSV.rows
    EXCEL_CSV.rows(Table([replace(MADE[1], title=start + "1")], chosen=("title", "event_id")), stream)
    cell = stream.getvalue().decode("utf-8-sig").partition("\r\n")[2]
    assert cell.lstrip('"').startswith("'" + start)


@pytest.mark.parametrize("name", NOTHING)
def test_no_events(name: str) -> None:
    assert written(name, []) == (NOTHING[name].encode(), [])


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_a_chronology_of_nothing_says_so(name: str) -> None:
    text = written(name, [])[0].decode()
    assert "No event matches." in text
    assert "Sources" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_again(name: str) -> None:
    assert written(name) == written(name)


def test_what_is_left_out_is_counted() -> None:
    undated = replace(MADE[1], date="", date_first=None, date_last=None)
    assert written("ics", [*MADE, undated])[1] == [
        "Left out: 2 without a date or with an open end, which no calendar holds."
    ]
    assert written("timelinejs", [*MADE, undated])[1] == ["Left out: 1 without a date, which TimelineJS cannot show."]
    table = Table([*MADE, undated], LAYOUTS["dyads"])
    assert len(list(table)) == 5
    assert table.left_out == 2


def test_a_treaty_act_without_a_date_is_told_in_a_chronology() -> None:
    undated = replace(MADE[1], event_id="act-x", date="", date_first=None, date_last=None, review="accepted")
    for name in ("markdown", "html"):
        text = written(name, [undated])[0].decode()
        assert "Beginning not known" in text
        assert "date unknown" in text


def test_columns_are_chosen_and_ordered() -> None:
    assert written("csv", columns=("title", "event_id"))[0].startswith(b'title,event_id\n"=SUM(A1); the ""reversal""')
    assert written("jsonl", MADE[1:2], "long", ("role", "date"))[0] == b'{"role": "", "date": "2022/.."}\n'


def test_two_documents_with_one_key_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.outputs.citing._DIGITS", 0)
    sources = tuple(SourceEntry(f"https://example.org/{n}", "Wire", "2024") for n in (1, 2))
    text = written("bibtex", [replace(MADE[1], sources=sources)])[0].decode()
    assert "@misc{wire-2024-,\n" in text
    assert "@misc{wire-2024--2,\n" in text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_columns_are_those_of_the_documentation(layout: str) -> None:
    text = (DOCS / "columns.md").read_text(encoding="utf-8")
    title = {"wide": "Columns", "long": "The long layout", "dyads": "The layout of dyads"}[layout]
    table = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    described = [
        name.strip().strip("`")
        for line in table.splitlines()
        if line.startswith("| `")
        for name in line.split("|")[1].split(",")
    ]
    expanded = [column.replace("ROLE", role) for column in described for role in (ROLES if "ROLE" in column else ("",))]
    columns = set(LAYOUTS[layout].kinds) - (set(COLUMNS) if layout == "long" else set())
    assert sorted(expanded) == sorted(columns)
    assert set(LAYOUTS[layout].kinds) <= set(MEANINGS)


def test_the_columns_of_an_event_a_row() -> None:
    assert list(LAYOUTS["wide"].kinds) == list(COLUMNS)
    assert COLUMNS[:2] == ("event_id", "type")
    assert COLUMNS[-1] == "remark"
    assert len(set(COLUMNS)) == len(COLUMNS) == 9 + 2 * len(ROLES) + 4 + 6 + 5 + 5


def test_every_format_is_documented() -> None:
    text = (DOCS / "formats.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"\n| `{name}` |" not in text] == []


# Without the libraries: what they load at the first use is no part of what the rows take.
@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if not form.needs])
def test_memory_stays_flat(name: str) -> None:
    def many() -> Iterator[Entry]:
        for _ in range(1_000):
            yield MADE[0]

    form = FORMATS[name]
    with Path("/dev/null").open("wb") as stream:
        tracemalloc.start()
        if form.rows:
            form.rows(Table(many()), stream)
        elif form.entries:
            form.entries(many(), stream)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 250_000


def test_parquet_is_written_without_pandas() -> None:
    program = (
        "import sys; from tests.outputs.made import written; written('parquet'); sys.exit('pandas' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=DOCS.parent, check=True)


@pytest.mark.parametrize("name", ["xlsx", "ics"])
def test_memory_stays_flat_with_a_library(name: str) -> None:
    def peak(number: int) -> int:
        entries = (MADE[0] for _ in range(number))
        with Path("/dev/null").open("wb") as stream:
            tracemalloc.start()
            if rows := FORMATS[name].rows:
                rows(Table(entries), stream)
            elif write := FORMATS[name].entries:
                write(entries, stream)
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return found

    peak(1)
    assert peak(2_000) < peak(200) + 200_000
