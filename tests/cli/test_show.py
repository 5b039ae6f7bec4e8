"""`timeline show`, `export` and `names` as a user runs them."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from tests.conftest import ROOT, TimelineCli
from tests.queries.events import store_events
from timeline.database.opening import open_engine

HEADER = "date\twhat\twho\tweapon\tsource\treview\tid"


@pytest.fixture
def stored(engine: Engine, url: URL) -> str:
    """A database with eight events, on both kinds: its address."""
    store_events(engine)
    engine.dispose()
    return url.render_as_string(hide_password=False)


def test_lines_in_a_pipe(timeline_cli: TimelineCli, stored: str) -> None:
    shown = timeline_cli("--db", stored, "show", "--weapon", "landmines")
    assert shown.returncode == 0
    lines = [line.rsplit("\t", 1)[0] for line in shown.stdout.splitlines()]
    assert lines == [
        HEADER.rsplit("\t", 1)[0],
        "2022-06-21\tuse-restriction\tUnited States\t5 Anti-personnel mine\tTests, 2025-03-07\tmachine 0.90",
        "2024-11~\tcondemnation\tAmnesty International → United States\t5 Landmine; Mine Ban Treaty\t"
        "Tests, 2025-03-07\tmachine 0.90",
        "2024-11-20\ttransfer-authorization\tUnited States → Ukraine\t5 Non-persistent anti-personnel mine\t"
        "Tests, 2025-03-07\tmachine 0.90",
    ]
    assert shown.stderr.splitlines() == [
        "1 more matches and waits for review (--include review shows it).",
        "1 more matches and is archived as too doubtful (--include archive shows it).",
    ]


def test_a_limit_says_what_it_leaves_out(timeline_cli: TimelineCli, stored: str) -> None:
    shown = timeline_cli("show", "--db", stored, "--limit", "2", "--sort", "-date")
    assert len(shown.stdout.splitlines()) == 3
    assert "4 more match; raise --limit to see them." in shown.stderr


def test_nothing_matches(timeline_cli: TimelineCli, stored: str) -> None:
    shown = timeline_cli("show", "--db", stored, "--weapon", "tanks", "--json")
    assert (shown.returncode, shown.stdout) == (0, "[]\n")
    shown = timeline_cli("show", "--db", stored, "--weapon", "tanks")
    assert (shown.stdout, shown.stderr) == (HEADER + "\n", "No event matches.\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "--weapon", "landmimes"], "landmine"),
        (["show", "--recipient", "Ukrane"], "Ukraine"),
        (["show", "--treaty", "Otawa"], "Ottawa"),
        (["show", "--type", "condemntaion"], "condemnation"),
        (["show", "--status", "planed"], "planned"),
        (["show", "--review", "acepted"], "accepted"),
        (["show", "--sort", "dat"], "date"),
        (["show", "--after", "nope"], "Nothing here has the id 'nope' to go on after"),
        (["show", "--after", "nope", "--json"], "Nothing here has the id 'nope' to go on after"),
        (["show", "--value", "5.. USB"], "USD"),
        (["show", "--include", "revew"], "review"),
        (["show", "--since", "20/11/2024"], "2024-11-20"),
        (["show", "--since", "2025", "--until", "2024"], "no date can match both"),
        (["export", "--format", "cvs"], "csv"),
        (["names", "Otawa Treaty"], "Ottawa"),
        (["explain", "ev-nothing"], "ev-nothing"),
        (["dates", "--input", "-", "--mode", "newz"], "news"),
    ],
)
def test_what_means_nothing_exits_2_with_the_nearest(
    timeline_cli: TimelineCli, arguments: list[str], words: str
) -> None:
    refused = timeline_cli(*arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    last = refused.stderr.splitlines()[-1]
    assert last.startswith("Error: ")
    assert words in last
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("width", [40, 80, 160])
def test_a_terminal_shows_everything_whole(stored: str, tmp_path: Path, width: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(width), "NO_COLOR": "1", "TERM": "dumb"}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "timeline", "--db", stored, "show", "--weapon", "landmines"]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, env=environment, cwd=tmp_path
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                block = os.read(ours, 4096)
            except OSError:  # the other end has closed
                break
            if not block:
                break
            seen += block
        assert process.wait() == 0
    os.close(ours)
    text = seen.decode()
    for words in ("2024-11-20", "condemnation", "authorization", "Non-persistent", "Amnesty", "Tests,"):
        assert words in text
    assert "…" not in text
    assert all(len(line.rstrip()) <= width for line in text.splitlines())


def test_exports_read_back_in_every_format(timeline_cli: TimelineCli, stored: str, tmp_path: Path) -> None:
    def export(form: str) -> str:
        exported = timeline_cli("--db", stored, "export", "--format", form, "--weapon", "landmines")
        assert exported.returncode == 0, exported.stderr
        assert "Not exported: 1 archive, 1 review (--include all takes them in)." in exported.stderr
        return exported.stdout

    rows = list(csv.DictReader(io.StringIO(export("csv"))))
    records = json.loads(export("json"))
    lines = [json.loads(line) for line in export("jsonl").splitlines()]
    assert records == lines
    assert [row["event_id"] for row in rows] == [record["event_id"] for record in records]
    assert list(rows[0]) == list(records[0])
    assert timeline_cli("--db", stored, "export", "-o", "out.csv", "--weapon", "landmines").returncode == 0
    assert (tmp_path / "out.csv").read_text("utf-8") == export("csv")
    there = timeline_cli("--db", stored, "export", "-o", "out.csv")
    assert there.returncode == 6
    assert "--force" in there.stderr
    assert timeline_cli("--db", stored, "export", "-o", "out.csv", "--force").returncode == 0


def test_export_load_export_gives_the_same_bytes(timeline_cli: TimelineCli, stored: str, tmp_path: Path) -> None:
    first = timeline_cli("--db", stored, "export", "--include", "all", "-o", "first.csv")
    loaded = timeline_cli("--db", "other.db", "load", "first.csv")
    second = timeline_cli("--db", "other.db", "export", "--include", "all", "-o", "second.csv")
    assert [first.returncode, loaded.returncode, second.returncode] == [0, 0, 0], loaded.stderr
    assert (tmp_path / "first.csv").read_bytes() == (tmp_path / "second.csv").read_bytes()


def test_a_reader_that_stops_reading_is_left_quietly(stored: str, tmp_path: Path) -> None:
    export = f"{sys.executable} -m timeline --db '{stored}' export --format jsonl --include all"
    command = f"{export} | true; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in ran.stderr
    assert ran.stdout.strip() in ("0", "141")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", ["--help", "show", "names CCM", "export"])
def test_a_full_disk_is_said_in_one_sentence(stored: str, tmp_path: Path, arguments: str) -> None:
    ran = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m timeline --db '{stored}' {arguments} > /dev/full"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 6
    assert len([line for line in ran.stderr.splitlines() if line.startswith("Error: ")]) == 1
    assert "Traceback" not in ran.stderr


def test_names(timeline_cli: TimelineCli) -> None:
    named = timeline_cli("names", "Ottawa Treaty")
    assert named.returncode == 0
    assert named.stdout.splitlines()[0].split("\t")[:4] == ["exact", "treaty", "mine-ban", "Mine Ban Treaty"]
    missed = timeline_cli("names", "Otawa Treaty")
    assert (missed.returncode, missed.stdout) == (2, "")
    assert missed.stderr.count("Ottawa Treaty") == 1
    named = timeline_cli("names", "landmines", "--json")
    meanings = {(each["match"], each["id"]): each["ambiguous"] for each in json.loads(named.stdout)}
    assert meanings["exact", "landmine"] == "no"


def test_a_pipe_carries_utf8_whatever_the_locale(sqlite_file: Path) -> None:
    engine = open_engine(URL.create("sqlite", database=str(sqlite_file)), create=False)
    store_events(engine)
    engine.dispose()
    ran = subprocess.run(
        [sys.executable, "-m", "timeline", "--db", sqlite_file, "show", "--type", "condemnation"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr.decode()) == (0, "")
    assert "Amnesty International → United States" in ran.stdout.decode("utf-8")
