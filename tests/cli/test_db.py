"""`timeline init` and `timeline db`: what they say, and what a database that cannot be used gets."""

import json
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.cli.articles import CLUSTERS
from tests.conftest import ROOT, TimelineCli


def test_init_makes_it_once(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    made = timeline_cli("init", "--db", "new.db")
    assert made.returncode == 0
    assert made.stdout.strip().endswith("new.db")
    assert made.stderr.startswith("Made the database")
    before = (tmp_path / "new.db").read_bytes()
    again = timeline_cli("--db", "new.db", "init")
    assert (again.returncode, again.stderr) == (0, "")
    assert (tmp_path / "new.db").read_bytes() == before


@pytest.mark.parametrize(
    "question",
    [
        *("show", "stats", "search mine", "lint", "check", "status mine-ban", "export", "log", "undo", "review"),
        *("policy --actor USA --weapon landmine", "names Ottawa", "explain ev-1", "plot -o a.svg", "diff 2024-01-01"),
        *("treaty list", "act list --treaty mine-ban", "edit ev-1 --title A --reason B", "db info", "db check"),
    ],
)
def test_a_question_to_a_mistyped_database_makes_none(timeline_cli: TimelineCli, tmp_path: Path, question: str) -> None:
    ran = timeline_cli("--db", "mimes.db", *question.split())
    refused = "Error: There is no database at mimes.db: check its name, or make it with: timeline init --db mimes.db\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (4, "", refused)
    assert not (tmp_path / "mimes.db").exists()


def test_what_writes_makes_the_database_and_says_so(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "clusters.md").write_text(CLUSTERS, "utf-8")
    loaded = timeline_cli("--db", "new.db", "load", "clusters.md")
    assert loaded.returncode == 0
    assert loaded.stderr.startswith("Made the database new.db with the reference facts")


def test_where_no_database_is_named_a_question_makes_it(timeline_cli: TimelineCli) -> None:
    shown = timeline_cli("show", env={"TIMELINE_DB": ""})
    assert shown.returncode == 0
    assert shown.stderr.startswith("Made the database ")


def test_the_same_on_both_kinds(timeline_cli: TimelineCli, url: URL, tmp_path: Path) -> None:
    database = ("--db", url.render_as_string(hide_password=False))
    (tmp_path / "clusters.md").write_text(CLUSTERS, "utf-8")
    assert timeline_cli(*database, "load", "clusters.md").returncode == 0
    told = json.loads(timeline_cli(*database, "db", "info", "--json").stdout)
    assert told["documents"] == 1
    assert timeline_cli(*database, "db", "facts").returncode == 0
    assert timeline_cli(*database, "db", "check").returncode == 0
    shown = timeline_cli(*database, "show", "--weapon", "cluster munitions", "--supplier", "USA", "--include", "all")
    assert "transfer-authorization" in shown.stdout


def test_check_lists_faults_and_exits_5(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "clusters.md").write_text(CLUSTERS, "utf-8")
    timeline_cli("load", "clusters.md")
    with sqlite3.connect(tmp_path / "timeline.db") as connection:
        connection.execute("UPDATE claim SET quote = upper(quote) WHERE id = 1")
    connection.close()
    checked = timeline_cli("db", "check")
    assert checked.returncode == 5
    assert "claim 1" in checked.stdout
    assert checked.stderr.startswith("Error: The database has ")


def test_a_backup_is_a_database(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "clusters.md").write_text(CLUSTERS, "utf-8")
    timeline_cli("load", "clusters.md")
    assert timeline_cli("db", "backup", "copy.db").returncode == 0
    assert timeline_cli("export").stdout == timeline_cli("--db", "copy.db", "export").stdout
    assert timeline_cli("db", "backup", "copy.db").returncode == 6


@pytest.mark.parametrize(("revision", "words"), [("0000", "timeline db upgrade"), ("9999_from_the_future", "newer")])
def test_older_and_newer_databases_are_refused(
    timeline_cli: TimelineCli, tmp_path: Path, revision: str, words: str
) -> None:
    with sqlite3.connect(tmp_path / "timeline.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    before = (tmp_path / "timeline.db").read_bytes()
    for command in (["show"], ["load", "x.txt"], ["names", "CCM"]):
        refused = timeline_cli(*command)
        assert refused.returncode == 4, command
        assert len(refused.stderr.splitlines()) == 1
    if revision.startswith("9"):
        assert words in refused.stderr
    assert (tmp_path / "timeline.db").read_bytes() == before


def test_what_is_no_database_stays_as_it_was(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "timeline.db").write_text("Dear diary,\n" * 1000, "utf-8")
    for command in (["show"], ["load", "-", "--published", "2024"], ["init"]):
        refused = timeline_cli(*command, stdin="Some words.")
        assert refused.returncode == 4, refused.stderr
        assert refused.stderr.startswith("Error: ")
        assert len(refused.stderr.splitlines()) == 1
    assert (tmp_path / "timeline.db").read_text("utf-8").startswith("Dear diary")


def test_a_server_that_is_not_there(timeline_cli: TimelineCli) -> None:
    refused = timeline_cli("--db", "postgresql://someone:secret@127.0.0.1:9/none", "show")
    assert refused.returncode == 4
    assert "secret" not in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_a_folder_is_no_database(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    for command in (["show"], ["init"], ["db", "upgrade"], ["db", "info"], ["db", "facts"]):
        refused = timeline_cli(*command, "--db", tmp_path)
        assert (refused.returncode, refused.stdout) == (4, "")
        assert refused.stderr == (
            f"Error: {tmp_path} is a folder; name a file in it, such as {tmp_path / 'timeline.db'}, with --db.\n"
        )


@pytest.mark.parametrize("before", [True, False])
def test_an_empty_name_of_a_database_is_refused(timeline_cli: TimelineCli, before: bool) -> None:
    arguments = ("--db", "", "show") if before else ("show", "--db", "")
    refused = timeline_cli(*arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "Error: The name of the database is empty; give --db a path or a URL, or leave it out.\n"


def test_a_closed_stdout_is_said(sqlite_file: Path) -> None:
    command = f"exec {shlex.quote(sys.executable)} -m timeline --db {shlex.quote(str(sqlite_file))} treaty list >&-"
    ran = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (
        6,
        "Error: stdout is closed, so that nothing can be written; send it to a file or a pipe.\n",
    )
