"""`timeline lint` as a user runs it: its forms, what it counts, and what it says of whole documents."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.cli.articles import MINES
from tests.cli.linting import Lint
from tests.cli.terminal import at_terminal
from tests.conftest import ROOT, TimelineCli
from tests.queries.linting import Told, store

CHECKS = (
    "delivery-before-authorization", "signatory-said-of-a-party", "obligation-before-force",
    "office-holder-out-of-office", "withdrawal-before-notice-period", "dates-contradict", "acts-disagree",
    "own-recipient", "impossible-amount",
)  # fmt: skip
ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "eval" / "seed" / "article.txt"


def test_the_checks_are_listed_and_chosen(timeline_cli: TimelineCli, sqlite_file: Path) -> None:
    listed = timeline_cli("lint", "--list")
    assert [line.split("\t")[0] for line in listed.stdout.splitlines()] == list(CHECKS)
    assert all(len(line.split("\t")) == 2 for line in listed.stdout.splitlines())
    seen = at_terminal(["lint", "--list"], [], db=sqlite_file).screen
    assert " ".join(listed.stdout.split()) == " ".join(seen.split())
    assert max(map(len, seen.splitlines())) <= 80
    told = json.loads(timeline_cli("lint", "--list", "--json").stdout)
    assert [each["check"] for each in told] == list(CHECKS)
    unknown = timeline_cli("lint", "--check", "act-disagree")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "acts-disagree" in unknown.stderr
    both = timeline_cli("lint", "--json", "--csv")
    assert (both.returncode, both.stderr) == (2, "Error: Choose one of --json and --csv.\n")


def test_nothing_is_wrong(timeline_cli: TimelineCli, tmp_path: Path) -> None:
    (tmp_path / "mines.txt").write_text(MINES)
    assert timeline_cli("load", "mines.txt", "--published", "2024-11-20").returncode == 0
    with closing(sqlite3.connect(tmp_path / "timeline.db")) as database, database:
        last = "(SELECT max(id) FROM event)"
        database.execute(f"UPDATE event SET lane = CASE WHEN id = {last} THEN 'review' ELSE 'auto' END WHERE id > 0")  # noqa: S608
    lines = timeline_cli("lint", "--possible")
    header = "check\tcertainty\tmessage\tevent_ids\tdates\ttitles\tsources\tquotes\n"
    assert (lines.returncode, lines.stdout) == (0, header)
    assert lines.stderr == (
        "1 event that waits for review was not looked at (--include review does).\nNothing found.\n"
    )
    assert timeline_cli("lint", "--include", "review").stderr == "Nothing found.\n"
    assert timeline_cli("lint", "--json").stdout == "[]\n"
    assert timeline_cli("lint", "--csv").stdout == header.replace("\t", ",")


def test_the_same_fault_in_every_form(timeline_cli: TimelineCli, sqlite_file: Path) -> None:
    told = ("--date", "2024-11-20", "--weapon", "landmines", "--source", "own observation")
    added = timeline_cli("add", "--type", "transfer-delivery", "--supplier", "USA", "--recipient", "USA", *told)
    assert added.returncode == 0, added.stderr
    event = added.stdout.strip().split()[-1]
    title = "United States → United States: Landmine, delivery"
    message = "United States is both the supplier and the recipient."
    end = (
        "Error: 1 contradiction found, listed above: correct the events with `timeline edit`, or reject them with "
        "`timeline review`.\n"
    )
    lines = timeline_cli("lint")
    assert (lines.returncode, lines.stderr) == (5, end)
    assert lines.stdout.splitlines()[1].split("\t")[:6] == [
        "own-recipient", "certain", message, event, "2024-11-20", title,
    ]  # fmt: skip
    (record,) = json.loads(timeline_cli("lint", "--json").stdout)
    assert list(record) == ["check", "certainty", "events", "message", "passages"]
    assert record["events"] == [{"event_id": event, "date": "2024-11-20", "title": title}]
    (row,) = csv.DictReader(io.StringIO(timeline_cli("lint", "--csv").stdout))
    assert (row["check"], row["event_ids"], row["message"]) == ("own-recipient", event, message)
    seen = at_terminal(["lint"], [], db=sqlite_file)
    assert seen.code == 5
    shown, _, told_last = seen.screen.partition("Error:")
    assert shown == (
        f"own-recipient: {message}\n"
        f"    2024-11-20  {event}  United States → United States: Landmine, delivery\n"
        "    “United States → United States: Landmine, delivery” (own observation)\n\n"
    )
    assert told_last == end.removeprefix("Error:")
    assert timeline_cli("lint", "--recipient", "Ukraine").stderr == "Nothing found.\n"


def test_what_is_possible_is_counted_and_kept_back(engine: Engine, lint: Lint) -> None:
    who = "supplier USA, recipient USA, recipient UKR"
    store(engine, "2024-12-01", [Told("to both", "transfer-delivery", "2024", who, "Sent to both.", "atacms")])
    engine.dispose()
    ran = lint.run("--db", lint.url, "lint", "--json")
    assert (ran.returncode, ran.stdout) == (0, "[]\n")
    assert ran.stderr == "Nothing found. 1 is possible (--possible shows it).\n"


def test_the_sample_documents_hold_nothing_wrong_but_what_the_machine_misread(timeline_cli: TimelineCli) -> None:
    assert timeline_cli("load", ROOT / "seeds" / "documents").returncode == 0
    found = json.loads(timeline_cli("lint", "--possible", "--json").stdout)
    # A minister's words of July 2024 under the date of the report, steps of a withdrawal read as steps of joining.
    assert {(each["check"], *(event["title"] for event in each["events"])) for each in found} <= {
        ("office-holder-out-of-office", "Lithuania: Cluster munition, support"),
        ("acts-disagree", "Lithuania: Convention on Cluster Munitions, consent to be bound by a treaty"),
        ("acts-disagree", "Lithuania: Convention on Cluster Munitions, entry into force of a treaty"),
    }


@pytest.mark.skipif(not ARTICLE.exists(), reason="the evaluation documents are not beside the repository")
def test_the_article_calls_ukraine_a_signatory(timeline_cli: TimelineCli) -> None:
    assert timeline_cli("load", ARTICLE).returncode == 0
    faults = json.loads(timeline_cli("lint", "--possible", "--include", "review", "--json").stdout)
    (fault,) = (each for each in faults if "is called a signatory" in each["message"])
    assert (fault["check"], fault["certainty"]) == ("signatory-said-of-a-party", "certain")
    assert [passage["quote"] for passage in fault["passages"]] == ["Ukraine is a signatory of the treaty."]
