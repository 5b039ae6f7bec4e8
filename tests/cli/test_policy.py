"""`timeline policy` as a real process: the shipped chain, the user's own decisions beside it, and bad input."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli

MINES = ("policy", "--actor", "USA", "--weapon", "landmines")
CLUSTERS = ("policy", "--actor", "Washington", "--weapon", "cluster munitions")


def in_force(cli: TimelineCli, *arguments: str) -> list[str]:
    """The ids of the decisions that are certainly in force."""
    ran = cli(*arguments, "--json")
    assert ran.returncode == 0, ran.stderr
    rows = json.loads(ran.stdout)
    assert all(list(row) == ["event_id", "date", "type", "title", "relation", "other", "in_force"] for row in rows)
    return sorted({row["event_id"] for row in rows if row["in_force"] == "yes"})


@pytest.mark.parametrize(
    ("question", "on", "expected"),
    [
        (MINES, "1992-10-22", []),
        (MINES, "1993-06", ["usa-mines-1992-10-23"]),
        (MINES, "1994-09-25", ["usa-mines-1993-11-30"]),
        (MINES, "1995", ["usa-mines-1993-11-30", "usa-mines-1994-09-26"]),
        (MINES, "1998", ["usa-mines-1996-05-16", "usa-mines-1997-01-17"]),
        (MINES, "2005", ["usa-mines-2004-02-27"]),
        (MINES, "2014-08", ["usa-mines-2004-02-27", "usa-mines-2014-06-27"]),
        (MINES, "2015", ["usa-mines-2014-09-23"]),
        (MINES, "2021-05-01", ["usa-mines-2020-01-31"]),
        (MINES, "2022-06-20", ["usa-mines-2020-01-31"]),
        (MINES, "2022-06-21", ["usa-mines-2022-06-21"]),
        (MINES, "2023-01-01", ["usa-mines-2022-06-21"]),
        (MINES, "2024-12-31", ["usa-mines-2022-06-21", "usa-mines-2024-11-20"]),
        (MINES, "2025-12-02", ["usa-mines-2024-11-20", "usa-mines-2025-12-02"]),
        (CLUSTERS, "2005", ["usa-clusters-2001-01-10"]),
        (CLUSTERS, "2010", ["usa-clusters-2008-06-19", "usa-clusters-2009-03-11"]),
        (CLUSTERS, "2018", ["usa-clusters-2009-03-11", "usa-clusters-2017-11-30"]),
        (CLUSTERS, "2024", ["usa-clusters-2009-03-11", "usa-clusters-2017-11-30", "usa-clusters-2023-07-07"]),
    ],
)
def test_a_new_database_knows_what_was_in_force(
    timeline_cli: TimelineCli, question: tuple[str, ...], on: str, expected: list[str]
) -> None:
    assert in_force(timeline_cli, *question, "--on", on) == expected


def test_a_pipe_gets_plain_lines_and_a_terminal_words(timeline_cli: TimelineCli, sqlite_file: Path) -> None:
    ran = timeline_cli(*CLUSTERS, "--on", "2018")
    assert ran.stderr == ""
    assert ran.stdout.splitlines()[:3] == [
        "event_id\tdate\ttype\ttitle\trelation\tother\tin_force",
        "usa-clusters-2001-01-10\t2001-01-10\tuse-restriction\t"
        "United States demands reliable submunitions in new cluster munitions\t\t\tno",
        "usa-clusters-2008-06-19\t2008-06-19\tuse-restriction\t"
        "United States limits cluster munitions after 2018 to one dud in a hundred\t"
        "extends\tusa-clusters-2001-01-10\tno",
    ]
    assert ran.stdout.splitlines()[-1].rpartition("\t")[2] == "not yet"
    told = json.loads(timeline_cli(*CLUSTERS, "--on", "2018", "--json").stdout)
    assert [row["in_force"] for row in told][-2:] == ["yes", "no"]
    seen = at_terminal([*CLUSTERS, "--on", "2018"], [], db=sqlite_file)
    assert seen.code == 0
    assert "In force on" in seen.screen
    assert "partly reverses" in seen.screen
    assert "not yet" in seen.screen
    ids = {row.split("\t")[0] for row in ran.stdout.splitlines()[1:]}
    assert ids <= set(seen.screen.split())


def test_a_decision_that_the_user_has_too_is_listed_once(timeline_cli: TimelineCli, url: URL) -> None:
    db = ("--db", url.render_as_string(hide_password=False))
    before = len(timeline_cli(*db, *MINES).stdout.splitlines())
    added = timeline_cli(
        *db, "add", "--type", "use-permission", "--date", "2025-12-19", "--decider", "USA", "--weapon", "landmines",
        "--source", "https://example.org/memo", "--quote", "The limits are gone.",
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    name = added.stdout.strip()
    rows = [line.split("\t") for line in timeline_cli(*db, *MINES).stdout.splitlines()]
    assert len(rows) == before + 1
    assert [(row[0], row[4], row[5]) for row in rows if row[1] == "2025-12-02"] == [
        ("usa-mines-2025-12-02", "reverses", "usa-mines-2022-06-21"),
        ("usa-mines-2025-12-02", "same-as", name),
    ]
    assert timeline_cli(*db, "db", "check").returncode == 0


def test_the_users_own_decision_comes_after_the_shipped_ones(timeline_cli: TimelineCli) -> None:
    added = timeline_cli(
        "add", "--type", "use-restriction", "--date", "2026-06", "--decider", "USA", "--weapon", "anti-personnel mines",
        "--source", "https://example.org/new", "--quote", "No more.",
    )  # fmt: skip
    name = added.stdout.strip()
    assert in_force(timeline_cli, *MINES, "--on", "2026-07") == [name, "usa-mines-2024-11-20"]
    possibly = timeline_cli(*MINES, "--on", "2026-06-15").stdout
    assert [line.rpartition("\t")[2] for line in possibly.splitlines()[-2:]] == ["possibly", "possibly"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--actor", "USA", "--weapon", "landmins"), 2, "Unknown weapon 'landmins'. Nearest: "),
        (("--actor", "Untied States", "--weapon", "landmines"), 2, "Unknown actor 'Untied States'."),
        (("--actor", "USA", "--weapon", "landmines", "--on", "May"), 2, "'May' is not an EDTF date"),
        (("--actor", "Fiji", "--weapon", "landmines"), 0, "No decision of Fiji on landmines is known."),
    ],
)
def test_what_is_not_known_is_said(
    timeline_cli: TimelineCli, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ran = timeline_cli("policy", *arguments)
    assert ran.returncode == code
    assert words in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
