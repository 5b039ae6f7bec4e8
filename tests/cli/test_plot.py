"""`timeline plot` as a user runs it: the same pictures from both databases, files, and what cannot be drawn."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from tests.cli.terminal import at_terminal
from tests.conftest import ROOT, TimelineCli
from tests.outputs.pictured import told_in, words_in
from tests.queries.records import store_records
from timeline.database.opening import open_engine

EXPECTED = ROOT / "tests" / "expected" / "outputs" / "plots"
PICTURES = {
    "records-timeline": ("--by", "type", "--include", "all"),
    "records-years": ("years", "--include", "all", "--actor", "NATO"),
    "records-matrix": ("matrix", "--by", "pair", "--include", "all", "--not-place", "x"),
}


@pytest.fixture
def stored(engine: Engine, url: URL) -> str:
    """A database with five events, on both kinds: its address."""
    store_records(engine)
    engine.dispose()
    return url.render_as_string(hide_password=False)


@pytest.fixture
def filled(sqlite_file: Path) -> Path:
    """The SQLite database of the test's program with the five events."""
    engine = open_engine(URL.create("sqlite", database=str(sqlite_file)), create=False)
    store_records(engine)
    engine.dispose()
    return sqlite_file


def test_pictures_are_the_same_whatever_the_database(timeline_cli: TimelineCli, stored: str) -> None:
    for name, arguments in PICTURES.items():
        drawn = timeline_cli("--db", stored, "plot", *arguments)
        assert (drawn.returncode, drawn.stderr) == (0, ""), name
        assert drawn.stdout == (EXPECTED / f"{name}.svg").read_text("utf-8"), name


def test_pictures_are_the_same_in_another_process(filled: Path) -> None:
    drawn = subprocess.run(
        [sys.executable, "-m", "timeline", "--db", filled, "plot", *PICTURES["records-timeline"], "-o", "-"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert drawn.stdout == (EXPECTED / "records-timeline.svg").read_bytes()


def test_files_by_their_endings(timeline_cli: TimelineCli, filled: Path, tmp_path: Path) -> None:
    assert filled.exists()
    assert timeline_cli("plot", "-o", "a.SVG").stderr == "Wrote a.SVG.\n"
    assert timeline_cli("plot", "years", "-o", "a.png", "--scale", "1", "--width", "500").returncode == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    kept = timeline_cli("plot", "-o", "a.png")
    assert (kept.returncode, kept.stderr) == (
        6,
        "Error: a.png exists already; use --force to replace it, or name another file.\n",
    )
    assert timeline_cli("plot", "-o", "a.png", "--force").returncode == 0


def test_the_title_and_the_source_line(timeline_cli: TimelineCli, filled: Path) -> None:
    assert filled.exists()
    asked = ("--weapon", "landmines", "--not-type", "threat", "--since", "2019", "--until", "2024-06-30")
    words = words_in(timeline_cli("plot", *asked, "--width", "1500").stdout)
    assert words[0] == "Events by weapon: Landmine; not threat; 2019 to 2024-06-30"
    assert words[-1] == "Source: timeline database, 2 events, 2 not reviewed by a person. Told by Der Spiegel (2)."
    given = words_in(timeline_cli("plot", "--title", "Mine <b>&", "--source-line", "Who: me").stdout)
    assert (given[0], given[-1]) == ("Mine <b>&", "Who: me")


def test_positions_of_a_state_and_of_a_treaty(timeline_cli: TimelineCli) -> None:
    state = timeline_cli("plot", "positions", "--actor", "Lithuania", "--treaty", "CCM")
    assert state.returncode == 0, state.stderr
    assert words_in(state.stdout)[0] == "Positions under treaties: Convention on Cluster Munitions; Lithuania"
    assert told_in(state.stdout) == [
        "Lithuania, Convention on Cluster Munitions: signatory only from 2008-12-03 to 2011-03-23",
        "Lithuania, Convention on Cluster Munitions: applies it provisionally from 2011-03-24 to 2011-08-31",
        "Lithuania, Convention on Cluster Munitions: party from 2011-09-01 to 2024-09-05",
        "Lithuania, Convention on Cluster Munitions: party, has given notice from 2024-09-06 to 2025-03-05",
        "Lithuania, Convention on Cluster Munitions: withdrawn from 2025-03-06",
    ]
    treaty = words_in(timeline_cli("plot", "positions", "--treaty", "mine-ban", "--until", "2024-11-20").stdout)
    status = timeline_cli("status", "mine-ban", "--on", "2024-11-20").stderr
    number = re.search(r"(\d+) parties", status)
    assert number
    assert f"party ({number[1]})" in treaty
    assert "Numbers of states, in brackets those on 2024-11-20." in treaty


def test_a_state_without_a_relation_has_a_lane_that_says_so(timeline_cli: TimelineCli) -> None:
    asked = ("--actor", "USA", "--actor", "Poland", "--actor", "France", "--treaty", "ccm")
    svg = timeline_cli("plot", "positions", *asked, "--width", "1200").stdout
    words = words_in(svg)
    assert words[0] == "Positions under treaties: Convention on Cluster Munitions; United States and Poland and France"
    assert [word for word in words if word in ("France", "Poland", "United States")] == [
        *("France", "Poland", "United States")
    ]
    assert [told for told in told_in(svg) if not told.startswith("France")] == [
        "Poland, Convention on Cluster Munitions: no relation from 2008-05-30",
        "United States, Convention on Cluster Munitions: no relation from 2008-05-30",
    ]
    alliance = told_in(timeline_cli("plot", "positions", "--actor", "NATO", "--treaty", "ccm").stdout)
    assert len({told.partition(",")[0] for told in alliance}) == 32
    nobody = words_in(timeline_cli("plot", "positions", "--actor", "Hamas", "--actor", "France").stdout)
    assert "No relation to any treaty is recorded of: Hamas." in nobody
    none = timeline_cli("plot", "positions", "--actor", "members:NATO", "--until", "1930", "--treaty", "ccm")
    assert (none.stdout, none.stderr) == ("", "Nothing matches, so nothing was drawn.\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bars"], "Unknown picture 'bars'. Known: timeline, years, matrix, positions."),
        (["--by", "wepon"], "Unknown thing to draw by 'wepon'. Nearest: weapon."),
        (["matrix", "--by", "actor"], "A picture of the kind matrix is drawn by two different things, as in --by supp"),
        (["positions", "--by", "type"], "--by means nothing for positions; leave it out."),
        (["positions"], "Name a treaty, as in --treaty"),
        (["positions", "--actor", "UKR", "--text", "x"], "Positions are asked for with --treaty, --actor, --since"),
        (["-o", "a.jpg"], "a.jpg ends neither in .svg nor in .png: name the file so that it does."),
        (["--height", "150"], "A height of 150 is too little for this picture: give "),
        (["-o", "a.png", "--scale", "10", "--width", "4000", "--height", "9000"], "A PNG of 40,000 by 90,000 dots is"),
        (["matrix", "--type", "treaty-withdrawal"], "events names a supplier or a recipient: choose others with --by."),
        (
            ["--type", "treaty"],
            " events are too many for a timeline (at most 5,000): narrow the filters, or draw their numbers",
        ),
    ],
)
def test_what_cannot_be_drawn(
    timeline_cli: TimelineCli, filled: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    assert filled.exists()
    refused = timeline_cli("plot", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("Error: ")
    assert words in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("a.")] == []


def test_no_event_gives_no_file(timeline_cli: TimelineCli, filled: Path, tmp_path: Path) -> None:
    assert filled.exists()
    for name in ("timeline", "years", "matrix"):
        none = timeline_cli("plot", name, "--supplier", "Fiji", "-o", "a.svg")
        assert (none.returncode, none.stdout, none.stderr) == (0, "", "Nothing matches, so nothing was drawn.\n")
    none = timeline_cli("plot", "positions", "--actor", "Hamas", "-o", "a.svg")
    assert (none.returncode, none.stderr) == (0, "Nothing matches, so nothing was drawn.\n")
    assert not (tmp_path / "a.svg").exists()


def test_a_terminal_gets_no_picture(filled: Path) -> None:
    refused = at_terminal(["plot"], [], db=filled)
    assert (refused.code, refused.screen) == (
        2,
        "Error: A picture is nothing that a terminal shows: name a file with -o, as in -o timeline.svg.\n",
    )


def test_a_library_that_is_not_there(filled: Path) -> None:
    program = "import sys; sys.modules['vl_convert'] = None; from timeline.__main__ import main; main()"

    def run(output: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", program, "--db", str(filled), "plot", "-o", output]
        return subprocess.run(
            command, cwd=filled.parent, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
        )

    refused = run("a.png")
    assert (refused.returncode, refused.stderr) == (
        2,
        "Error: PNG needs a library that is not installed: pip install 'timeline-of-arms-policy[plot]', "
        "then run it again.\n",
    )
    assert run("a.svg").returncode == 0  # an SVG needs none


def test_a_closed_pipe_and_a_full_disk(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "full.svg").symlink_to("/dev/full")
    plot = f"{sys.executable} -m timeline --db '{filled}' plot"
    ran = subprocess.run(
        ["bash", "-c", f"{plot} -o full.svg; echo $?; {plot} | true; echo ${{PIPESTATUS[0]}}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "6\n141\n"
    assert ran.stderr.splitlines()[0] == (
        "Error: full.svg was not written: the disk is full; free some space and run the command again."
    )
