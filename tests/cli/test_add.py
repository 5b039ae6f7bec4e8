"""`timeline add` as a real process, by option and by answering at a terminal."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli

TOLD = (
    "add", "--type", "transfer-delivery", "--date", "April 2024", "--supplier", "Washington", "--recipient", "ukraine",
    "--weapon", "Army Tactical Missile System", "--quantity", "100.. missiles", "--source", "https://example.org/r",
    "--quote", "The missiles arrived in April.", "--publisher", "Example Agency", "--published", "2024-05-01",
)  # fmt: skip


def test_the_id_alone_is_printed_and_the_event_is_found(timeline_cli: TimelineCli) -> None:
    added = timeline_cli(*TOLD)
    assert (added.returncode, added.stdout, added.stderr) == (0, "ev-rz7y35mf2e\n", "")
    shown = timeline_cli("show", "--weapon", "ATACMS", "--since", "2024", "--json")
    (event,) = json.loads(shown.stdout)
    assert event["date"] == "2024-04"
    assert (event["supplier_ids"], event["recipient_ids"], event["weapon_ids"]) == (["USA"], ["UKR"], ["atacms"])
    assert (event["quantity_min"], event["unit"], event["review"]) == ([100], ["missiles"], "accepted")
    again = timeline_cli(*TOLD, "--json")
    assert json.loads(again.stdout) == {"event_id": "ev-rz7y35mf2e", "new": False, "alike": []}
    assert again.stderr == "ev-rz7y35mf2e tells this already; nothing was added.\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--type", "condemnation", "--date", "2024"), "The event lacks --source"),
        ((), "The event lacks --type and --date and --source"),
        (("--type", "condemntion", "--date", "2024", "--source", "own observation"), "Nearest: condemnation"),
        (("--type", "support", "--date", "soon", "--source", "own observation"), "'soon' is not an EDTF date"),
        (("--type", "support", "--date", "2024", "--source", "own observation"), "names nobody and nothing"),
        (
            ("--type", "support", "--date", "2024", "--speaker", "Untied States", "--source", "own observation"),
            "Unknown actor 'Untied States'. Nearest: United States",
        ),
        (
            ("--type", "support", "--date", "2024", "--weapon", "tank", "--status", "real", "--source", "x"),
            "Unknown status 'real'",
        ),
    ],
)
def test_what_cannot_be_added_is_refused_in_one_sentence(
    sqlite_file: Path, timeline_cli: TimelineCli, arguments: tuple[str, ...], complaint: str
) -> None:
    before = sqlite_file.read_bytes()
    refused = timeline_cli("add", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("Error: ")
    assert complaint in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert sqlite_file.read_bytes() == before


def test_a_terminal_is_asked_for_what_is_missing(sqlite_file: Path) -> None:
    seen = at_terminal(
        ["add", "--date", "2024-11-20"],
        [
            ("Type of event: ", "condemntion"),
            ("Did you mean:", "1"),
            ("Status [actual]: ", ""),
            ("Speaker (several", "Amnesty; HRW"),
            ("Target (several", "USA"),
            ("Weapon (several", "landmins"),
            ("Weapon (several", "landmines"),
            ("Treaty (several", ""),
            ("Quantity", ""),
            ("Source (", "https://example.org/x"),
            ("The words of the source", ""),
            ("The words of the source", "They called it reckless."),
            ("Who published it", "Example Agency"),
            ("When it was published", "20 November 2024"),
            ("Note", ""),
            ("Store this event? [Y/n]", "y"),
        ],
        db=sqlite_file,
        pipe=True,
    )
    assert seen.code == 0
    assert seen.piped.startswith("ev-")
    assert len(seen.piped) == len("ev-0123456789\n")
    assert "Nothing is called 'condemntion'." in seen.screen
    assert "USA (United States)" not in seen.screen  # an id that was typed needs no echo
    assert "HRW = hrw (Human Rights Watch)" in seen.screen
    assert "This cannot be left empty." in seen.screen


@pytest.mark.parametrize("key", ["^C", "^D"])
def test_leaving_stores_nothing(sqlite_file: Path, key: str) -> None:
    before = sqlite_file.read_bytes()
    seen = at_terminal(["add"], [("Type of event: ", "support"), ("2024-11-20): ", key)], db=sqlite_file)
    assert seen.code == 130
    assert "Traceback" not in seen.screen
    assert sqlite_file.read_bytes() == before


def test_a_file_without_a_date_is_asked_about_or_refused(sqlite_file: Path, timeline_cli: TimelineCli) -> None:
    file = sqlite_file.parent / "note.txt"
    file.write_text("The ministry denied it.\n", encoding="utf-8")
    told = ["add", "--type", "denial", "--date", "2024-11-20", "--speaker", "Russia", "--source", str(file)]
    refused = timeline_cli(*told)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "does not say when it was published" in refused.stderr
    seen = at_terminal(told, [("published (2024-11-20): ", "21 November 2024")], db=sqlite_file, pipe=True)
    assert (seen.code, seen.piped[:3]) == (0, "ev-")
    explained = timeline_cli("explain", seen.piped.strip())
    assert "2024-11-21 (document 1)\n  [1] «The ministry denied it.»" in explained.stdout


def test_an_event_goes_its_way_on_both_databases(url: URL, timeline_cli: TimelineCli) -> None:
    db = url.render_as_string(hide_password=False)
    added = timeline_cli("--db", db, *TOLD)
    assert (added.returncode, added.stdout, added.stderr) == (0, "ev-rz7y35mf2e\n", "")
    edited = timeline_cli("edit", "rz7y", "--place", "Rzeszów", "--reason", "the dateline", "--db", db)
    assert (edited.returncode, edited.stderr) == (0, "Set by you: place.\n")
    withdrawn = timeline_cli("review", "--withdraw", "rz7y", "--reason", "a hoax", "--db", db)
    assert (withdrawn.stdout, withdrawn.stderr) == ("ev-rz7y35mf2e\twithdrawn\n", "1 decided.\n")
    told = json.loads(timeline_cli("explain", "rz7y", "--json", "--db", db).stdout)
    assert (told["review"], told["review_reason"], told["place"]) == ("withdrawn", "a hoax", "Rzeszów")
    assert [change["why"] for change in told["history"]] == ["added", "the dateline", "withdrawn: a hoax"]


def test_an_unknown_date_is_told_what_to_write(timeline_cli: TimelineCli) -> None:
    refused = timeline_cli(
        "add", "--type", "embargo", "--date", "unknown", "--decider", "USA", "--weapon", "tanks",
        "--source", "own observation",
    )  # fmt: skip
    assert refused.returncode == 2
    assert refused.stderr.startswith("Error: An event needs a date, be it a wide one: write what the source allows, as")
