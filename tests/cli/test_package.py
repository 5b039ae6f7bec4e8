"""`timeline export --package` and `timeline load DIR` as a user runs them."""

from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli
from tests.outputs.packaged import contents, fill
from timeline.database.opening import open_engine


@pytest.fixture
def filled(sqlite_file: Path) -> Path:
    """The SQLite database of the test's program after all that happens to one."""
    engine = open_engine(URL.create("sqlite", database=str(sqlite_file)), create=False)
    fill(engine)
    engine.dispose()
    return sqlite_file


def test_a_release_is_written_loaded_and_written_again(timeline_cli: TimelineCli, filled: Path, tmp_path: Path) -> None:
    said = (
        "--release-title",
        "Mines; =1",
        "--release-author",
        "Doe, Jane",
        "--release-version",
        "2",
        "--licence",
        "CC0-1.0",
    )
    wrote = timeline_cli("export", "--package", "one", "--include", "all", *said)
    assert (wrote.returncode, wrote.stdout, wrote.stderr) == (0, "", "Wrote one with 8 events.\n")
    assert timeline_cli("export", "--include", "all", "-o", "events.csv").returncode == 0
    assert (tmp_path / "events.csv").read_bytes() == (tmp_path / "one" / "events.csv").read_bytes()
    checked = timeline_cli("check", "--csv", "--include", "all")
    assert checked.stdout.encode() == (tmp_path / "one" / "findings.csv").read_bytes()
    loaded = timeline_cli("--db", "new.db", "load", "one")
    assert (loaded.returncode, loaded.stdout) == (0, "")
    assert loaded.stderr.splitlines()[1:] == [
        "one: 8 events and 3 links loaded, 0 events unchanged.",
        "1 loaded with 8 events, 0 unchanged, 0 refused.",
    ]
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "TIMELINE_DB": str(tmp_path / "new.db")}
    again = timeline_cli("export", "--package", "two", "--include", "all", *said, env=environment)
    assert again.returncode == 0, again.stderr
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert timeline_cli("--db", "new.db", "db", "check").returncode == 0
    listed = [timeline_cli("--db", db, "show", "--include", "all").stdout for db in (str(filled), "new.db")]
    assert listed[0] == listed[1]


@pytest.mark.usefixtures("filled")
def test_filters_say_what_is_in_it_and_what_is_kept_back_is_told(timeline_cli: TimelineCli) -> None:
    wrote = timeline_cli("export", "--package", "one", "--supplier", "France")
    assert wrote.stderr == "Wrote one with 0 events.\nNot exported: 1 review (--include all takes them in).\n"
    loaded = timeline_cli("load", "one")
    assert (loaded.returncode, loaded.stderr.splitlines()[0]) == (
        0,
        "one: 0 events and 0 links loaded, 0 events unchanged.",
    )


@pytest.mark.parametrize(
    "arguments", [("--format", "csv"), ("--layout", "long"), ("--columns", "date"), ("--excel",), ("--output", "a.csv")]
)
def test_options_of_one_file_say_nothing_of_a_folder(
    timeline_cli: TimelineCli, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = timeline_cli("export", "--package", "one", *arguments)
    assert (ran.returncode, ran.stdout, ran.stderr) == (
        2,
        "",
        f"Error: {arguments[0]} is for an export to one file, --package for a folder of tables: give one of them.\n",
    )
    assert not (tmp_path / "one").exists()


def test_what_says_something_of_a_release_needs_one(timeline_cli: TimelineCli) -> None:
    for option in (("--licence", "CC-BY-4.0"), ("--with-texts",), ("--release-version", "1")):
        ran = timeline_cli("export", *option)
        assert (ran.returncode, ran.stdout, ran.stderr) == (
            2,
            "",
            f"Error: {option[0]} says something of a release: add --package DIR.\n",
        )


def test_what_is_there_stays_or_is_asked_about(timeline_cli: TimelineCli, sqlite_file: Path, tmp_path: Path) -> None:
    assert timeline_cli("export", "--package", "one").returncode == 0
    before = contents(tmp_path / "one")
    refused = timeline_cli("export", "--package", "one", "--licence", "CC0-1.0")
    assert (refused.returncode, refused.stderr) == (
        6,
        "Error: one holds a package already; use --force to replace it, or name another folder.\n",
    )
    command = ["export", "--package", "one", "--licence", "CC0-1.0"]
    seen = at_terminal(command, [("Replace it?", "n")], db=sqlite_file)
    assert seen.code == 6
    assert "one stays as it was; nothing was written." in seen.screen
    assert contents(tmp_path / "one") == before
    assert at_terminal(command, [("Replace it?", "y")], db=sqlite_file).code == 0
    assert contents(tmp_path / "one")["LICENSE.txt"].startswith(b"This release is published under the licence\n")
    assert timeline_cli("export", "--package", "one", "--force").returncode == 0
    assert contents(tmp_path / "one") == before
    (tmp_path / "one" / "mine.txt").write_text("mine")
    forced = timeline_cli("export", "--package", "one", "--force")
    assert (forced.returncode, forced.stderr) == (
        6,
        "Error: one holds mine.txt, which is no part of a package; name a new folder. Nothing in it was touched.\n",
    )
    assert contents(tmp_path / "one") == before | {"mine.txt": b"mine"}


@pytest.mark.usefixtures("filled")
def test_a_damaged_package_and_one_that_clashes(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    assert timeline_cli("export", "--package", "one", "--include", "all").returncode == 0
    name = (tmp_path / "one" / "provenance.csv").read_text().splitlines()[1].partition(",")[0]
    assert timeline_cli("edit", name, "--place", "elsewhere", "--reason", "new").returncode == 0
    clashing = timeline_cli("load", "one")
    assert (clashing.returncode, clashing.stderr.splitlines()[:2]) == (
        3,
        [
            f"one/events.csv row 2: event_id: {name} is stored with another place",
            "Refused: one: 1 row of events.csv cannot be loaded, and a package is loaded whole or not at all; load its "
            "events.csv with --keep-good for the others.",
        ],
    )
    with (tmp_path / "one" / "events.csv").open("a") as stream:
        stream.write("\n")
    damaged = timeline_cli("load", "one")
    assert (damaged.returncode, damaged.stderr.splitlines()[0]) == (
        3,
        "Refused: one cannot be loaded: events.csv was damaged or changed, its sum is not that of SHA256SUMS; get the "
        "package again, or load its events.csv alone.",
    )
