"""`--known-on`, `timeline log`, `undo` and `diff` as real processes, on a database in which much has happened."""

import datetime as dt
import json
import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli
from tests.review.eventful import go_through
from timeline.database.address import database_url
from timeline.database.opening import open_engine

ASKED = (
    ("show", "--include", "all"),
    ("show", "--treaty", "mine-ban", "--actor", "MNG", "--json"),
    ("show", "--finding", "not-bound", "--finding", "undetermined", "--include", "all"),
    ("status", "mine-ban", "--actor", "MNG", "--actor", "LTU", "--on", "2026-11-01", "--csv"),
    ("policy", "--actor", "USA", "--weapon", "landmines", "--json"),
    ("check", "--include", "all", "--json"),
    ("lint", "--include", "all", "--possible", "--json"),
    ("search", "tanks", "--json"),
    ("search", "tanks", "--publisher", "Agency", "--limit", "1"),
    ("search", "Norway OR tanks"),
)
COMPARED = ("load a doubt", "edit more", "merge", "split")


@pytest.fixture
def moments(sqlite_file: Path, tmp_path: Path) -> dict[str, tuple[str, Path]]:
    """The steps after which the database was copied: when that was, and the copy."""
    engine: Engine = open_engine(database_url(str(sqlite_file)))
    made = {}
    for name in go_through(engine):
        if name in COMPARED:
            engine.dispose()
            copy = tmp_path / f"{name.replace(' ', '-')}.db"
            with sqlite3.connect(sqlite_file) as source, sqlite3.connect(copy) as target:
                source.backup(target)
            made[name] = (dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"), copy)
            time.sleep(0.001)
    engine.dispose()
    return made


def test_what_was_known_is_what_a_copy_made_then_answers(
    timeline_cli: TimelineCli, moments: dict[str, tuple[str, Path]]
) -> None:
    for name, (at, copy) in moments.items():
        for arguments in ASKED:
            then = timeline_cli("--db", copy, *arguments)
            known = timeline_cli(*arguments, "--known-on", at)
            assert then.returncode == known.returncode, (name, arguments, known.stderr)
            assert known.returncode == 0 or arguments[0] == "lint", (name, arguments, known.stderr)
            assert known.stdout == then.stdout, (name, arguments)
            assert known.stderr.splitlines() == then.stderr.splitlines(), (name, arguments)
    event = json.loads(timeline_cli("show", "--type", "transfer-delivery", "--json").stdout)[0]["event_id"]
    for at, copy in (moments["edit more"], moments["split"]):
        for form in ([], ["--json"]):
            then = timeline_cli("--db", copy, "explain", event, *form)
            assert timeline_cli("explain", event, *form, "--known-on", at).stdout == then.stdout


def test_nothing_is_written_and_nothing_was_known_before(timeline_cli: TimelineCli, sqlite_file: Path) -> None:
    before = sqlite_file.read_bytes()
    shown = timeline_cli("show", "--known-on", "2001-09-11")
    assert (shown.returncode, shown.stdout) == (0, "date\twhat\twho\tweapon\tsource\treview\tid\n")
    assert shown.stderr.startswith("At 2001-09-11 this database was not there yet: its log begins on ")
    for arguments in (
        ("status", "mine-ban", "--json"),
        ("check", "--json"),
        ("policy", "--actor", "USA", "--weapon", "landmines", "--json"),
        ("show", "--treaty", "mine-ban", "--json"),
    ):
        asked = timeline_cli(*arguments, "--known-on", "2001-09-11")
        assert (asked.returncode, asked.stdout) == (0, "[]\n"), arguments
    assert timeline_cli("search", "tanks", "--known-on", "2001-09-11").stderr.endswith("No document matches.\n")
    assert timeline_cli("lint", "--known-on", "2001-09-11").stderr.endswith("Nothing found.\n")
    assert sqlite_file.read_bytes() == before


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("3000-01-01", "3000-01-01 is still to come"),
        ("2026-02-30", "'2026-02-30' is no moment: give a day as 2026-01-31"),
        ("yesterday", "'yesterday' is no moment"),
        ("", "'' is no moment"),
    ],
)
def test_moments_that_mean_nothing_are_refused(timeline_cli: TimelineCli, day: str, words: str) -> None:
    for arguments in (("show", "--known-on", day), ("log", "--since", day)):
        refused = timeline_cli(*arguments)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert words in refused.stderr
    assert timeline_cli("check", "--refresh", "--known-on", "2026-01-01").returncode == 2


@pytest.mark.usefixtures("moments")
def test_the_log_says_who_changed_what_and_undo_takes_it_back(timeline_cli: TimelineCli, sqlite_file: Path) -> None:
    told = timeline_cli("log", "--limit", "3").stdout.splitlines()
    lines = [line.split("\t") for line in told]
    assert lines[0] == ["change", "at", "who", "why", "about", "field", "before", "after"]
    assert [line[3:4] + line[5:] for line in lines[1:]] == [
        ["withdrawn: they changed their minds", "review", "accepted", "withdrawn"],
        ["withdrawn: they changed their minds", "reason", "well sourced", "they changed their minds"],
        ["rejected: hearsay", "review", "proposed", "rejected"],
        ["rejected: hearsay", "reason", "nothing", "hearsay"],
        ["withdrawn: another order", "review", "accepted", "withdrawn"],
    ]
    event, number = lines[1][4], lines[1][0]
    changes = json.loads(timeline_cli("log", event, "--json").stdout)
    assert [change["why"] for change in changes][-1] == "loaded tanks.txt"
    assert {"date": "2024-11-18"}.items() <= next(c for c in changes if c["why"] == "it was Monday")["rows"][0][
        "after"
    ].items()
    acts = timeline_cli("log", "mine-ban:MNG:accession:2026-05-05").stdout
    assert acts.count("\n") == 4  # with what the same change did besides
    assert timeline_cli("log", "--who", "nobody").stderr == "No change matches.\n"
    took = timeline_cli("undo", event, "--why", "they did not", "--json")
    assert took.returncode == 0, took.stderr
    assert json.loads(took.stdout)["undoes"] == [int(number)]
    assert took.stderr.startswith(f"Took back change {number} (withdrawn: they changed their minds) by change ")
    again = timeline_cli("undo", number)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == f"Error: Change {number} is taken back already: undo that to bring it back (timeline log).\n"
    first = changes[-1]["change"]
    refused = timeline_cli("undo", str(first))
    assert refused.returncode == 2
    assert f"Error: Change {first} cannot be taken back: changes " in refused.stderr
    asked = at_terminal(["undo"], [("Take this back", "n")], db=sqlite_file)
    assert "Take this back [y/N]" in asked.screen
    assert "Nothing was changed." in asked.screen
    assert timeline_cli("db", "check").returncode == 0


def test_differences_between_moments_databases_and_exports(
    timeline_cli: TimelineCli, moments: dict[str, tuple[str, Path]], tmp_path: Path
) -> None:
    at, copy = moments["edit more"]
    since = timeline_cli("diff", at, "--json")
    assert since.returncode == 0, since.stderr
    assert timeline_cli("diff", copy, "now", "--json").stdout == since.stdout
    timeline_cli("--db", copy, "export", "-o", "old.csv")
    timeline_cli("export", "--format", "jsonl", "-o", "new.jsonl")
    between = json.loads(timeline_cli("diff", "old.csv", "new.jsonl", "--json").stdout)
    found = json.loads(since.stdout)
    assert [{**each, "why": ""} for each in found["withdrawn"]] == between["withdrawn"]
    assert (found["added"], found["changed"]) == (between["added"], between["changed"])
    told = timeline_cli("diff", at, "--format", "markdown").stdout
    assert told.startswith("## Changes\n\n1 event added, 1 event changed, 2 events withdrawn.\n\n### Added\n")
    assert "): they changed their minds\n" in told
    assert "source publishers: + Echo, − Bulletin" in told
    shutil.copy(tmp_path / "old.csv", tmp_path / "same.csv")
    same = timeline_cli("diff", "old.csv", "same.csv")
    assert (same.returncode, same.stderr, same.stdout.count("\n")) == (0, "Nothing differs.\n", 1)
    round_ = timeline_cli("diff", "now", at, "--json")
    assert [each["event_id"] for each in json.loads(round_.stdout)["withdrawn"]] == [
        each["event_id"] for each in found["added"]
    ]
    assert round_.stderr == (
        f"now is later than {at}: what is told as withdrawn was added between them. Turn them round to read what "
        "happened.\n"
    )


def test_what_cannot_be_compared_is_refused(
    timeline_cli: TimelineCli, moments: dict[str, tuple[str, Path]], tmp_path: Path
) -> None:
    for arguments in (
        ("-o", "e.csv"),
        ("-o", "e.jsonl"),
        ("--layout", "long", "-o", "long.csv"),
        ("--layout", "dyads", "-o", "dyads.json"),
        ("--columns", "event_id,date,type", "-o", "few.csv"),
        ("--format", "markdown", "-o", "e.md"),
        ("--package", "release"),
    ):
        wrote = timeline_cli("export", *arguments)
        assert wrote.returncode == 0, wrote.stderr
    lines = (tmp_path / "e.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "twice.jsonl").write_text("".join([*lines, lines[0]]), "utf-8")
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "folder").mkdir()
    shutil.copytree(tmp_path / "release", tmp_path / "changed")
    with (tmp_path / "changed" / "events.csv").open("a", encoding="utf-8") as stream:
        stream.write("\n")
    of_layout = "which has no record an event: export it again in the layout wide."
    taken = "a database, an export (.csv, .json, .jsonl), the folder of a release, a day as 2026-01-31, or now."
    twice = json.loads(lines[0])["event_id"]
    for named, code, sentence in (
        ("long.csv", 3, f"long.csv is in the layout long, {of_layout}"),
        ("dyads.json", 3, f"dyads.json is in the layout dyads, {of_layout}"),
        (
            "few.csv",
            3,
            "few.csv lacks the columns status, title, supplier_ids and 37 more: export it again with all columns of "
            "the layout wide.",
        ),
        (
            "twice.jsonl",
            3,
            f"twice.jsonl has the event {twice} more than once: export it again, with one record an event.",
        ),
        ("bad.csv", 3, "bad.csv is no export of timeline: it needs a record an event, each with its event_id."),
        (
            "e.md",
            3,
            "e.md cannot be compared: diff takes a database, the folder of a release, or an export in the wide layout "
            "as .csv, .json or .jsonl.",
        ),
        (
            "changed",
            3,
            "changed cannot be loaded: events.csv was damaged or changed, its sum is not that of SHA256SUMS; get the "
            "package again, or load its events.csv alone.",
        ),
        ("folder", 2, f"'folder' is a folder, but no release: name {taken}"),
        ("no.db", 2, f"'no.db' is no file, database or moment: name {taken}"),
    ):
        refused = timeline_cli("diff", named, "e.csv")
        assert (refused.returncode, refused.stdout, refused.stderr) == (code, "", f"Error: {sentence}\n")
    for release in ("release", "release/datapackage.json"):
        same = timeline_cli("diff", release, "now", "--json")
        assert (same.returncode, same.stderr) == (0, "Nothing differs.\n")
    old = timeline_cli("diff", moments["edit more"][1], "release", "--json")
    assert old.stdout == timeline_cli("diff", moments["edit more"][1], "e.csv", "--json").stdout
    assert old.stderr == ""
