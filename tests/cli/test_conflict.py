"""`timeline conflict` as a real process: an armed conflict puts off a withdrawal only where somebody says so."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli

URL_ = "https://example.org/report"
TOLD = (
    "conflict",
    "add",
    "--actor",
    "Lithuania",
    "--began",
    "2025-07",
    "--what",
    "war at its border",
    "--source",
    URL_,
)


def kinds(timeline_cli: TimelineCli, db: str, on: str) -> str:
    """Lithuania's position under the Mine Ban Treaty on that day."""
    told = timeline_cli("status", "mine-ban", "--actor", "LTU", "--on", on, "--json", "--db", db)
    return str(json.loads(told.stdout)[0]["position"])


def test_an_asserted_conflict_puts_off_the_withdrawal(url: URL, timeline_cli: TimelineCli) -> None:
    db = url.render_as_string(hide_password=False)
    assert kinds(timeline_cli, db, "2026-01-10") == "withdrawn"
    added = timeline_cli("--db", db, *TOLD)
    assert (added.returncode, added.stdout) == (0, "LTU:2025-07\n")
    assert "Lithuania under Mine Ban Treaty: withdrawal notified, still bound" in added.stderr
    assert kinds(timeline_cli, db, "2026-01-10") == "withdrawal-notified"
    again = timeline_cli("--db", db, *TOLD)
    assert (again.returncode, again.stdout) == (0, "LTU:2025-07\n")
    assert again.stderr.startswith("LTU:2025-07 is recorded already; nothing was added.\n")
    ended = timeline_cli(
        "conflict", "amend", "Lithuania", "--ended", "2026-03-01", "--source", URL_, "--reason", "a truce", "--db", db
    )
    assert (ended.returncode, ended.stdout) == (0, "LTU:2025-07\n")
    assert kinds(timeline_cli, db, "2026-01-10") == "withdrawal-notified"
    assert kinds(timeline_cli, db, "2026-03-05") == "withdrawn"
    told = timeline_cli("status", "mine-ban", "--actor", "LTU", "--on", "2026-03-05", "--db", db).stdout
    assert told.splitlines()[1].split("\t")[3:7:3] == [
        "withdrawn since 2026-03-01 (ratified 2003-05-12, gave notice of withdrawal 2025-06-27)",
        "The withdrawal, recorded as taking effect on 2025-12-27, was put off by Art. 20(3): war at its border "
        f"({URL_}). The acts were read up to 2026-02-03; later ones may be missing.",
    ]
    listed = timeline_cli("conflict", "list", "--own", "--db", db)
    assert listed.stdout == (
        "actor_id\tbegan\tended\twhat\tchecked\torigin\tsource\tconflict_id\n"
        f"LTU\t2025-07\t2026-03-01\twar at its border\t1\tuser\t{URL_}\tLTU:2025-07\n"
    )
    gone = timeline_cli("conflict", "withdraw", "LTU", "--reason", "there was none", "--db", db)
    assert (gone.returncode, gone.stdout) == (0, "LTU:2025-07\n")
    assert kinds(timeline_cli, db, "2026-01-10") == "withdrawn"
    assert timeline_cli("db", "check", "--db", db).stderr == "No faults.\n"


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"--source": "", "--what": ""}, "The conflict lacks --what and --source."),
        ({"--actor": "Lockheed Martin"}, "Lockheed Martin is no state: only a state's withdrawal"),
        ({"--began": "last year"}, "'last year' is not an EDTF date"),
        ({"--ended": "2025-06"}, "The conflict cannot have ended in 2025-06, before it began in 2025-07."),
        ({"--what": "  "}, "Say which conflict it was with --what"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    sqlite_file: Path, timeline_cli: TimelineCli, changed: dict[str, str], complaint: str
) -> None:
    before = sqlite_file.read_bytes()
    options = {**dict(zip(TOLD[2::2], TOLD[3::2], strict=True)), **changed}
    refused = timeline_cli("conflict", "add", *(word for pair in options.items() for word in pair if pair[1]))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"Error: {complaint}")
    assert refused.stderr.count("\n") == 1
    assert sqlite_file.read_bytes() == before


def test_a_shipped_assertion_can_be_changed(timeline_cli: TimelineCli) -> None:
    for arguments, complaint in (
        (("UKR",), "Say what to change, for example --ended 2027."),
        (("UKR", "--ended", "2027"), "Say why with --reason"),
        (("UKR", "--ended", "2027", "--reason", "x"), "The change lacks --source"),
        (("UKR:1999", "--ended", "2027", "--reason", "x"), "Unknown armed conflict 'UKR:1999'. Nearest: UKR:2022-02:"),
        (("FRA", "--ended", "2027", "--reason", "x"), "Unknown armed conflict 'FRA'."),
    ):
        refused = timeline_cli("conflict", "amend", *arguments)
        assert refused.returncode == 2
        assert refused.stderr.startswith(f"Error: {complaint}")
    changed = timeline_cli("conflict", "amend", "UKR:2022-02", "--ended", "2027", "--source", URL_, "--reason", "peace")
    assert changed.stdout == "UKR:2022-02\n"
    assert "1 that you changed or took away yourself stay" in timeline_cli("db", "facts").stderr
    (row,) = json.loads(timeline_cli("conflict", "list", "--actor", "Ukraine", "--json").stdout)
    assert (row["ended"], row["origin"], row["checked"]) == ("2027", "user", 1)


def test_a_terminal_is_asked_for_what_is_missing(sqlite_file: Path) -> None:
    seen = at_terminal(
        ["conflict", "add", "--source", "own observation"],
        [
            ("State: ", "Lithuania"),
            ("Began (", "July 2025"),
            ("Ended (", ""),
            ("Which conflict", "war at its border"),
            ("The words of the source", ""),
        ],
        db=sqlite_file,
        pipe=True,
    )
    assert (seen.code, seen.piped) == (0, "LTU:2025-07\n")
