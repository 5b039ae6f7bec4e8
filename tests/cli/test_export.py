"""`timeline export` as a user runs it: formats by name and ending, layouts, columns, files there, refusals."""

import csv
import importlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from tests.cli.terminal import at_terminal
from tests.conftest import ROOT, TimelineCli
from tests.queries.events import store_events
from tests.review.samples import DOCUMENT, passage_claims, tanks
from timeline.database.opening import open_engine, writing
from timeline.outputs.formats import FORMATS
from timeline.review.intake import store_document

WORDS = "Washington agreed on Tuesday to send 31 Abrams tanks to Ukraine."


@pytest.fixture
def stored(engine: Engine, url: URL) -> str:
    """A database with eight events, on both kinds: its address."""
    store_events(engine)
    engine.dispose()
    return url.render_as_string(hide_password=False)


@pytest.fixture
def filled(sqlite_file: Path) -> Path:
    """The SQLite database of the test's program with the eight events."""
    engine = open_engine(URL.create("sqlite", database=str(sqlite_file)), create=False)
    store_events(engine)
    engine.dispose()
    return sqlite_file


def test_every_format_writes_the_same_bytes_to_a_file_and_a_pipe(
    timeline_cli: TimelineCli, filled: Path, tmp_path: Path
) -> None:
    for name, form in FORMATS.items():
        file = f"{name}{form.endings[0]}"
        chosen = [] if name not in ("timelinejs", "csl") else ["--format", name]
        wrote = timeline_cli("export", "-o", file, *chosen)
        assert (wrote.returncode, wrote.stderr.splitlines()[0]) == (0, f"Wrote {file}."), wrote.stderr
        if name not in ("xlsx", "parquet", "ics", "html"):
            continue
        piped = subprocess.run(
            [sys.executable, "-m", "timeline", "--db", filled, "export", "--format", name],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
            capture_output=True,
            check=True,
        )
        assert piped.stdout == (tmp_path / file).read_bytes(), name


def test_a_table_of_dyads(timeline_cli: TimelineCli, stored: str) -> None:
    wrote = timeline_cli(
        "--db", stored, "export", "--layout", "dyads", "--columns",
        "supplier,recipient,weapon_designation,weapon_description,year_of_order,years_of_delivery,number_min",
    )  # fmt: skip
    assert list(csv.reader(io.StringIO(wrote.stdout)))[1:] == [
        ["United States", "Ukraine", "Cluster munition", "Explosive ordnance", "", "2023", "5"],
        ["United States", "Ukraine", "Non-persistent anti-personnel mine", "Anti-personnel mine", "2024", "", "5"],
    ]
    assert wrote.stderr.splitlines()[0] == (
        "Left out of this layout: 4 (no transfer, or neither a supplier nor a recipient)."
    )


def test_what_is_left_out_of_a_calendar_is_said(timeline_cli: TimelineCli, filled: Path) -> None:
    assert filled.exists()
    wrote = timeline_cli("export", "--format", "ics", "--include", "all")
    assert wrote.stdout.count("BEGIN:VEVENT") == 7
    assert wrote.stderr == "Left out: 1 without a date or with an open end, which no calendar holds.\n"


def test_a_chronology_tells_what_claims_say_otherwise(timeline_cli: TimelineCli, engine: Engine, url: URL) -> None:
    other = passage_claims(DOCUMENT, WORDS, date="2024-11-18", recipient="POL", title="Another title")
    with writing(engine) as connection:
        store_document(connection, DOCUMENT, [tanks(claims=tanks().claims + other)], why="test")
    engine.dispose()
    wrote = timeline_cli("--db", url.render_as_string(hide_password=False), "export", "--format", "md")
    assert "; otherwise in its sources: date 2024-11-18; recipient Poland*" in wrote.stdout
    assert wrote.stdout.count(f"“{WORDS}” [^1]") == 1


def test_columns_are_listed(timeline_cli: TimelineCli) -> None:
    listed = timeline_cli("export", "--layout", "dyads", "--columns", "help")
    assert listed.stdout.splitlines()[0] == "supplier\tthe supplier, by name; empty where unknown"


def test_a_spreadsheet_gets_no_formula(timeline_cli: TimelineCli, filled: Path, tmp_path: Path) -> None:
    assert filled.exists()
    (tmp_path / "mine.csv").write_text("type,date,title,note\nembargo,2024,\"=cmd()|'/C calc'!A0\",@x\n")
    assert timeline_cli("load", "mine.csv").returncode == 0
    found = timeline_cli("export", "--excel", "--type", "embargo", "--columns", "title,note").stdout
    assert found == "\ufefftitle,note\r\n'=cmd()|'/C calc'!A0,'@x\r\n"
    assert timeline_cli("export", "-o", "raw.tsv", "--type", "embargo").returncode == 0
    loaded = timeline_cli("--db", "other.db", "load", "raw.tsv")
    assert loaded.returncode == 0, loaded.stderr
    again = timeline_cli("--db", "other.db", "export", "--format", "tsv", "--type", "embargo").stdout
    assert again == (tmp_path / "raw.tsv").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "csv", "-o", "a.xlsx"], "--format csv and the name a.xlsx contradict each other"),
        (["-o", "a.docx"], "a.docx does not end as any format does: say which one with --format (csv, tsv,"),
        (["--format", "xslx"], "Unknown format 'xslx'. Nearest: xlsx."),
        (["--format", "tsv", "--excel"], "--excel makes a CSV safe for spreadsheets and means nothing for tsv"),
        (["--format", "html", "--layout", "wide"], "--layout is for formats made of rows (csv, tsv,"),
        (["--format", "bib", "--columns", "date"], "--columns is for formats made of rows (csv, tsv,"),
        (["--layout", "lnog"], "Unknown layout 'lnog'. Nearest: long."),
        (["--columns", "date,titel"], "Unknown column 'titel' of the layout wide, the nearest: title; timeline export"),
        (["--columns", "date,title,date"], "--columns names date twice"),
        (["--columns", ","], "--columns names no column"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    timeline_cli: TimelineCli, tmp_path: Path, arguments: list[str], words: str
) -> None:
    refused = timeline_cli("export", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"Error: {words}")
    assert len(refused.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("a.")] == []


def test_a_file_that_is_there_is_asked_about(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("mine")
    question = "a.json exists already. Replace it? [y/N]"
    kept = at_terminal(["export", "-o", "a.json"], [(question, "")], db=filled)
    assert (kept.code, (tmp_path / "a.json").read_text()) == (6, "mine")
    assert "Error: a.json stays as it was; nothing was written." in kept.screen
    assert at_terminal(["export", "-o", "a.json"], [(question, "y")], db=filled).code == 0
    assert len(json.loads((tmp_path / "a.json").read_text())) == 6


def test_a_terminal_gets_no_workbook(filled: Path) -> None:
    refused = at_terminal(["export", "--format", "xlsx"], [], db=filled)
    assert (refused.code, refused.screen) == (
        2,
        "Error: xlsx is nothing that a terminal shows: name a file with -o, as in -o events.xlsx.\n",
    )


@pytest.mark.parametrize(
    ("module", "format", "extra"),
    [("xlsxwriter", "xlsx", "excel"), ("pyarrow", "parquet", "parquet"), ("icalendar", "ics", "calendar")],
)
def test_a_library_that_is_not_there(filled: Path, module: str, format: str, extra: str) -> None:
    program = f"import sys; sys.modules[{module!r}] = None; from timeline.__main__ import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program, "--db", filled, "export", "--format", format],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (
        2,
        "",
        f"Error: {format} needs a library that is not installed: pip install 'timeline-of-arms-policy[{extra}]', "
        "then run it again.\n",
    )


@pytest.mark.parametrize("format", ["xlsx", "parquet", "html"])
def test_a_full_disk_and_a_closed_pipe(filled: Path, format: str) -> None:
    export = f"{sys.executable} -m timeline --db '{filled}' export --format {format}"
    ran = subprocess.run(
        ["bash", "-c", f"{export} -o /dev/full; echo $?; {export} | true; echo ${{PIPESTATUS[0]}}"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "6\n141\n"
    assert [line for line in ran.stderr.splitlines() if not line.startswith("Not exported")] == [
        "Error: /dev/full was not written: the disk is full; free some space and run the command again."
    ]


def test_a_workbook_of_eight_events(timeline_cli: TimelineCli, stored: str, tmp_path: Path) -> None:
    assert timeline_cli("--db", stored, "export", "--include", "all", "-o", "a.xlsx").returncode == 0
    sheet = importlib.import_module("openpyxl").load_workbook(tmp_path / "a.xlsx")["Timeline"]
    rows = [dict(zip((cell.value for cell in sheet[1]), row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == 8
    exact = next(row for row in rows if row["date_precision"].value == "day")
    assert {exact[name].number_format for name in ("date", "date_first", "date_last")} == {"yyyy-mm-dd"}
    assert (exact["quantity_min"].value, exact["confidence"].value) == (5, 0.9)
