"""`timeline link`, and links in `review` and `explain`, as real processes."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli

QUOTE = "The rule of 2019 is gone."
MINES = "usa-mines-2022-06-21"


def added(cli: TimelineCli, type: str, date: str, *options: str, quote: str = QUOTE) -> str:
    """Add a decision of Finland on anti-personnel mines → its id."""
    told = ("--decider", "Finland", "--weapon", "landmines", "--source", f"https://example.org/{type}/{date}")
    ran = cli(*options, "add", "--type", type, "--date", date, *told, "--quote", quote)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_a_link_is_made_shown_taken_back_and_kept(timeline_cli: TimelineCli, url: URL) -> None:
    db = ("--db", url.render_as_string(hide_password=False))
    earlier = added(timeline_cli, "doctrine-change", "2019", *db, quote="Rules.")
    later = added(timeline_cli, "use-permission", "2024-05", *db)
    name = f"{later}:supersedes:{earlier}"
    made = timeline_cli(
        *db, "link", later[:8], earlier[3:], "--as", "Supersedes", "--quote", "the RULE of 2019", "--json"
    )
    assert json.loads(made.stdout) == {
        "id": name, "event_id": later, "relation": "supersedes", "other": earlier,
        "quote": "The rule of 2019", "review": "accepted", "new": True,
    }  # fmt: skip
    again = timeline_cli(*db, "link", later, earlier, "--as", "supersedes")
    assert (again.returncode, again.stdout) == (0, f"{name}\taccepted\n")
    assert again.stderr == f"{name} is accepted already; nothing was changed.\n"
    told = json.loads(timeline_cli(*db, "explain", earlier, "--json").stdout)["links"]
    assert [(link["relation"], link["event_id"], link["backward"], link["review"]) for link in told] == [
        ("supersedes", later, True, "accepted")
    ]
    refused = timeline_cli(*db, "link", later, earlier, "--as", "supersedes", "--remove")
    assert refused.returncode == 2
    assert "--reason" in refused.stderr
    gone = timeline_cli(*db, "link", later, earlier, "--as", "supersedes", "--remove", "--reason", "misread")
    assert (gone.returncode, gone.stdout) == (0, f"{name}\twithdrawn\n")
    assert timeline_cli(*db, "db", "check").returncode == 0


def test_what_cannot_be_is_refused_and_changes_nothing(timeline_cli: TimelineCli, sqlite_file: Path) -> None:
    first, second = added(timeline_cli, "use-restriction", "2019-01-05"), added(timeline_cli, "embargo", "2019")
    assert timeline_cli("link", first, second, "--as", "implements").returncode == 0
    assert timeline_cli("link", first, second, "--as", "distinct-from").returncode == 0
    before = sqlite_file.read_bytes()
    for arguments, words in (
        ((first, first, "--as", "extends"), "linked to itself"),
        ((second, first, "--as", "reverses"), "close a ring"),
        ((first, MINES, "--as", "extends"), "name the later event first"),
        ((second, first, "--as", "same-as"), "says the contrary"),
        ((first, second, "--as", "revers"), "Nearest: reverses"),
        ((first, "ev-zzzz", "--as", "reverses"), "Unknown event 'ev-zzzz'"),
        ((first, second, "--as", "extends", "--source", "https://example.org/x"), "with --quote"),
        ((first, second, "--as", "extends", "--source", "99", "--quote", "x"), "is no source"),
        ((first, second, "--as", "extends", "--remove", "--reason", "x"), "There is no link"),
    ):
        refused = timeline_cli("link", *arguments)
        assert (refused.returncode, refused.stdout) == (2, ""), arguments
        assert words in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    assert sqlite_file.read_bytes() == before


@pytest.mark.parametrize(
    ("said", "contrary"),
    [("extends", "reverses"), ("reverses", "partly-reverses"), ("supersedes", "same-as"), ("same-as", "implements")],
)
def test_a_decision_did_one_thing_to_an_earlier_one(timeline_cli: TimelineCli, said: str, contrary: str) -> None:
    earlier, later = added(timeline_cli, "use-restriction", "2019-01-05"), added(timeline_cli, "embargo", "2020-03-01")
    assert timeline_cli("link", later, earlier, "--as", said).returncode == 0
    refused = timeline_cli("link", later, earlier, "--as", contrary)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.endswith(" says the contrary: take it back first with timeline link --remove.\n")
    assert timeline_cli("link", later, earlier, "--as", said, "--remove", "--reason", "misread").returncode == 0
    assert timeline_cli("link", later, earlier, "--as", contrary).returncode == 0


def test_words_that_no_document_has_are_kept_as_the_persons(timeline_cli: TimelineCli) -> None:
    later = added(timeline_cli, "use-permission", "2024-05")
    made = timeline_cli("link", later, MINES, "--as", "responds-to", "--quote", "my own words")
    assert made.returncode == 0
    assert made.stderr.startswith("No document of the two events has these words")


@pytest.mark.parametrize(("decision", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_script_decides_on_proposed_links(timeline_cli: TimelineCli, decision: str, state: str) -> None:
    ban, leave = added(timeline_cli, "use-restriction", "2019"), added(timeline_cli, "use-permission", "2024-05")
    name = f"{leave}:reverses:{ban}"
    (told,) = json.loads(timeline_cli("review", "--links", "--json").stdout)
    assert (told["id"], told["relation"], told["review"]) == (name, "reverses", "proposed")
    waiting = timeline_cli("policy", "--actor", "Finland", "--weapon", "landmines", "--on", "2025")
    assert "1 proposed link waits for review" in waiting.stderr
    listed = timeline_cli("review", "--links").stdout
    decided = timeline_cli("review", f"--{decision}", "-", "--reason", "read it", stdin=listed)
    assert (decided.returncode, decided.stdout) == (0, f"{name}\t{state}\n")
    assert timeline_cli("review", "--links", "--json").stdout == "[]\n"
    rows = timeline_cli("policy", "--actor", "Finland", "--weapon", "landmines", "--on", "2025").stdout
    assert (f"\treverses\t{ban}\tyes" in rows) is (decision == "accept")


def test_the_terminal_asks_about_links_after_the_events(timeline_cli: TimelineCli, sqlite_file: Path) -> None:
    added(timeline_cli, "use-restriction", "2019")
    added(timeline_cli, "use-permission", "2024-05")
    seen = at_terminal(
        ["review"],
        [("Nothing waits for a decision.", ""), ("[a]ccept, [r]eject, [n]ext or [q]uit: ", "a")][1:],
        db=sqlite_file,
    )
    assert seen.code == 0
    assert "link 1 of 1" in seen.screen
    assert timeline_cli("review", "--links", "--json").stdout == "[]\n"
