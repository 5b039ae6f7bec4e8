"""`timeline review`, `edit` and `explain` as real processes, in scripts and at a terminal."""

import json
from pathlib import Path

import pytest

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli
from tests.review.samples import DOCUMENT, condemnation, tanks
from timeline import __version__
from timeline.database.address import database_url
from timeline.database.checking import faults
from timeline.database.opening import open_engine, reading, writing
from timeline.queries.filters import Filters
from timeline.queries.listing import entries
from timeline.review.intake import store_document

TANKS, CRITICISM = "ev-kke20tqh58", "ev-rqrd4vxxc4"
EXPECTED = Path(__file__).resolve().parents[1] / "expected"


@pytest.fixture
def database(sqlite_file: Path) -> Path:
    """The program's database with two proposals, the criticism waiting for review."""
    engine = open_engine(database_url(str(sqlite_file)))
    with writing(engine) as connection:
        store_document(connection, DOCUMENT, [tanks(), condemnation()], why="loaded tanks.txt")
    engine.dispose()
    return sqlite_file


def standings(path: Path) -> dict[str, str]:
    """Id → state of review; the database is sound."""
    engine = open_engine(database_url(str(path)))
    assert list(faults(engine)) == []
    with reading(engine) as connection:
        found = entries(connection, Filters(include=frozenset(("review", "archive", "rejected"))))
        states = {entry.event_id: entry.review for entry in found}
    engine.dispose()
    return states


def test_a_pipe_gets_the_queue(database: Path, timeline_cli: TimelineCli) -> None:
    assert database
    queue = timeline_cli("review")
    assert queue.stdout == (
        "id\tlane\tconfidence\tdate\twhat\twho\tweapon\tsource\tquote\tproposed by\n"
        f"{CRITICISM}\treview\t0.40\t2024-11-20\tcondemnation\tHuman Rights Watch\tCluster munition\t"
        "Example Agency, 2024-11-20\t"
        "Human Rights Watch on Wednesday condemned a delivery of cluster munitions to Kyiv.\ttimeline 0.1.0\n"
        f"{TANKS}\tauto\t0.80\t2024-11-19\ttransfer-authorization\tUnited States → Ukraine\t31 M1 Abrams\t"
        "Example Agency, 2024-11-20\tWashington agreed on Tuesday to send 31 Abrams tanks to Ukraine.\ttimeline 0.1.0\n"
    )
    assert timeline_cli("review", TANKS).stdout.count("\n") == 2
    narrowed = timeline_cli("review", "--weapon", "tanks", "--document", DOCUMENT.url, "--json")
    assert [(event["event_id"], event["lane"]) for event in json.loads(narrowed.stdout)] == [(TANKS, "auto")]


def test_decisions_by_id_are_all_carried_out_or_none(database: Path, timeline_cli: TimelineCli) -> None:
    refused = timeline_cli("review", "--accept", TANKS, "--reject", "ev-nothing000", "--reason", "no")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "Error: Unknown event 'ev-nothing000'.\n"
    assert set(standings(database).values()) == {"proposed"}
    done = timeline_cli("review", "--accept", TANKS, "--reject", CRITICISM, "--reason", "not in the text")
    assert (done.returncode, done.stderr) == (0, "2 decided.\n")
    assert done.stdout == f"{TANKS}\taccepted\n{CRITICISM}\trejected\n"
    assert standings(database) == {TANKS: "accepted", CRITICISM: "rejected"}
    again = timeline_cli("review", "--accept", TANKS)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "0 decided, 1 so decided before.\n")


def test_ids_behind_a_decision_are_all_decided(database: Path, timeline_cli: TimelineCli) -> None:
    unclear = timeline_cli("review", "--accept", TANKS, "--reject", CRITICISM, "ev-other", "--reason", "no")
    assert (unclear.returncode, unclear.stderr) == (
        2,
        "Error: Say what to do with ev-other: put it behind --accept, --reject or --withdraw.\n",
    )
    done = timeline_cli("review", "--accept", TANKS, CRITICISM)
    assert (done.stdout, done.stderr) == (f"{TANKS}\taccepted\n{CRITICISM}\taccepted\n", "2 decided.\n")
    assert set(standings(database).values()) == {"accepted"}


def test_ids_come_through_a_pipe(database: Path, timeline_cli: TimelineCli) -> None:
    queue = timeline_cli("review").stdout
    assert timeline_cli("review", "--accept", "-", stdin=queue).returncode == 0
    assert set(standings(database).values()) == {"accepted"}


def test_all_that_are_sure_enough_are_accepted(database: Path, timeline_cli: TimelineCli) -> None:
    refused = timeline_cli("review", "--accept-all")
    assert refused.returncode == 2
    assert "--min-confidence" in refused.stderr
    done = timeline_cli("review", "--accept-all", "--min-confidence", "0.5", "--json")
    assert json.loads(done.stdout) == [{"event_id": TANKS, "review": "accepted"}]
    assert standings(database) == {TANKS: "accepted", CRITICISM: "proposed"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--reject", TANKS), "rejecting an event needs a reason"),
        (("--withdraw", TANKS, "--reason", "x"), "is a proposal that nobody accepted"),
        (("--accept", TANKS, "--reject", TANKS, "--reason", "x"), "The same event is given to two decisions"),
        (("--accept", TANKS, "--accept-all"), "--accept-all goes with no other decision"),
        (("ev-nothing000",), "Unknown event 'ev-nothing000'."),
        (("--lane", "revue"), "Unknown lane 'revue'. Nearest: review."),
        (("--document", "nowhere"), "No loaded document is 'nowhere'"),
    ],
)
def test_what_makes_no_sense_is_refused(
    database: Path, timeline_cli: TimelineCli, arguments: tuple[str, ...], complaint: str
) -> None:
    refused = timeline_cli("review", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert complaint in refused.stderr
    assert set(standings(database).values()) == {"proposed"}


def test_the_queue_is_walked_at_a_terminal(database: Path) -> None:
    question = "[a]ccept, [r]eject, [e]dit, [n]ext or [q]uit: "
    seen = at_terminal(
        ["review"],
        [
            (question, "x"),
            (question, "r"),
            ("not rejected after all", ""),
            (question, "e"),
            ("Field to change", "speaker"),
            ("Speaker (several", "Amnesty"),
            ("Field to change", "plce"),
            ("Did you mean:", "1"),
            ("Place (empty for none)", "New York"),
            ("Field to change", ""),
            ("Why", "the byline says so"),
            (question, "a"),
            ("2 of 2", "n"),
        ],
        db=database,
    )
    assert seen.code == 0
    assert "Answer with one of the letters in brackets." in seen.screen
    assert "Set by you: place, speaker." in seen.screen
    assert seen.screen.endswith("1 accepted; 1 left.\n")
    assert standings(database) == {TANKS: "proposed", CRITICISM: "accepted"}


def test_quitting_keeps_what_was_decided(database: Path) -> None:
    question = "[a]ccept, [r]eject, [e]dit, [n]ext or [q]uit: "
    answers = [(question, "r"), ("not rejected after all", "not said"), ("2 of 2", "^C")]
    seen = at_terminal(["review"], answers, db=database)
    assert seen.code == 130
    assert "1 rejected; 1 left." in seen.screen
    assert standings(database) == {TANKS: "proposed", CRITICISM: "rejected"}


def test_an_edit_is_explained_beside_what_the_machine_read(database: Path, timeline_cli: TimelineCli) -> None:
    edited = timeline_cli(
        "edit", TANKS, "--date", "18 Nov 2024", "--supplier", "Germany", "--supplier", "USA", "--clear", "recipient",
        "--quote", "agreed on tuesday", "--reason", "the release says Monday",
    )  # fmt: skip
    assert (edited.returncode, edited.stderr) == (0, "Set by you: date, supplier, recipient.\n")
    assert edited.stdout.splitlines()[1].split("\t")[:3] == [
        "2024-11-18",
        "transfer-authorization",
        "Germany, United States",
    ]
    explained = timeline_cli("explain", TANKS[:8])
    now = json.loads(timeline_cli("explain", TANKS, "--json").stdout)["history"]
    text = explained.stdout
    for change in now:
        text = text.replace(f"{change['at'][:10]} {change['at'][11:16]} {change['who']}", "WHEN WHO")
    text = text.replace(f"timeline {__version__},", "timeline VERSION,")
    assert text == (EXPECTED / "explain.txt").read_text(encoding="utf-8")
    assert standings(database) == {TANKS: "proposed", CRITICISM: "proposed"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((TANKS,), "Say what to change"),
        ((TANKS, "--place", "Kyiv"), "changing an event needs a reason"),
        ((TANKS, "--clear", "date", "--reason", "x"), "Unknown field that can be cleared 'date'"),
        ((TANKS, "--clear", "note", "--note", "x", "--reason", "x"), "contradict each other"),
        ((TANKS, "--weapon", "landmine", "--weapon", "tank", "--quantity", "5", "--reason", "x"), "Say which weapon"),
        (("kke20tqh85", "--place", "Kyiv", "--reason", "x"), f"Unknown event 'kke20tqh85'. Nearest: {TANKS}."),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(
    database: Path, timeline_cli: TimelineCli, arguments: tuple[str, ...], complaint: str
) -> None:
    before = database.read_bytes()
    refused = timeline_cli("edit", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert complaint in refused.stderr
    assert database.read_bytes() == before


def test_explaining_fits_a_terminal_and_an_unknown_id_is_refused(database: Path, timeline_cli: TimelineCli) -> None:
    seen = at_terminal(["explain", TANKS], [], db=database)
    assert seen.code == 0
    assert max(map(len, seen.screen.splitlines())) <= 80
    assert "the last Tuesday before" in seen.screen
    refused = timeline_cli("explain", "ev-kke20tqh59")
    assert (refused.returncode, refused.stderr) == (2, f"Error: Unknown event 'ev-kke20tqh59'. Nearest: {TANKS}.\n")
