"""`timeline check`, and findings in `show`, `export`, `explain` and `db check`, as a user runs them."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, text

from tests.conftest import ROOT, TimelineCli

SEED = ROOT.parent / "shared" / "eval" / "seed" / "article.txt"
COLUMNS = "event_id,treaty,article,conduct,weapon,actor,role,verdict,reason,sources,rules_version"
ADVICE = "This is an aid to an analyst, not legal advice."
MINES = ("--type", "transfer-delivery", "--supplier", "USA", "--recipient", "UKR", "--weapon", "anti-personnel mine")
Rows = list[dict[str, Any]]


@pytest.fixture
def database(url: URL) -> str:
    """A database without events, on both kinds: its address."""
    return url.render_as_string(hide_password=False)


@pytest.fixture
def add(timeline_cli: TimelineCli, database: str) -> Callable[..., str]:
    """Adds an event → its id."""

    def run(*told: str) -> str:
        done = timeline_cli("--db", database, "add", *told, "--source", "own observation", "--json")
        assert done.returncode == 0, done.stderr
        return str(json.loads(done.stdout)["event_id"])

    return run


def rows_of(timeline_cli: TimelineCli, database: str, *arguments: str) -> Rows:
    """What `check --json` says."""
    done = timeline_cli("--db", database, "check", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    rows: Rows = json.loads(done.stdout)
    return rows


def verdict(rows: Rows, treaty: str, actor: str, article: str = "") -> str:
    """The one verdict for an actor under a treaty."""
    (found,) = {
        row["verdict"] for row in rows if (row["treaty"], row["actor"]) == (treaty, actor) and article in row["article"]
    }
    return str(found)


def test_mines_for_ukraine_and_what_binds_whom(
    timeline_cli: TimelineCli, database: str, add: Callable[..., str]
) -> None:
    event = add(*MINES, "--date", "2024-11-20")
    rows = rows_of(timeline_cli, database, event)
    assert [(row["treaty"], row["article"], row["conduct"], row["actor"], row["verdict"]) for row in rows] == [
        ("mine-ban", "1(1)(b)", "acquire", "UKR", "prohibited"),
        ("att", "8", "acquire", "UKR", "signatory"),
        ("mine-ban", "1(1)(b)", "transfer", "USA", "not-bound"),
        ("ccw-ap2", "8(1)(a)", "transfer", "USA", "undetermined"),
        ("ccw-ap2", "8(1)(c)", "transfer", "USA", "restricted"),
        ("ccw-ap2", "8(1)(d)", "transfer", "USA", "restricted"),
    ]
    assert list(rows[0]) == COLUMNS.split(",")
    assert rows[0]["reason"].startswith(
        "Ukraine under the Mine Ban Treaty: party since 2006-06-01 (ratified 2005-12-27)"
    )
    assert rows[0]["sources"][1:] == ["untc-2026-02-03:XXVI-5 | untc-2015-03:XXVI-5", "computed: Art. 17"]
    assert rows[2]["reason"].startswith("United States has no relation to the Mine Ban Treaty.")
    earlier = rows_of(timeline_cli, database, add(*MINES, "--date", "2005-06"))
    assert verdict(earlier, "mine-ban", "UKR") == "signatory"
    assert "It was not yet bound" in earlier[0]["reason"]


def test_lithuania_and_cluster_munitions(timeline_cli: TimelineCli, database: str, add: Callable[..., str]) -> None:
    def of(day: str) -> str:
        event = add("--type", "transfer-delivery", "--recipient", "LTU", "--weapon", "cluster munitions", "--date", day)
        return verdict(rows_of(timeline_cli, database, event), "ccm", "LTU")

    assert (of("2025-03-05"), of("2025-03-07")) == ("prohibited", "not-bound")


def test_a_variant_and_its_family(timeline_cli: TimelineCli, database: str, add: Callable[..., str]) -> None:
    def of(weapon: str) -> Rows:
        event = add("--type", "transfer-delivery", "--supplier", "DEU", "--weapon", weapon, "--date", "2024-03-07")
        return rows_of(timeline_cli, database, event)

    assert verdict(of("m39-atacms"), "ccm", "DEU") == "prohibited"
    plain = of("ATACMS")
    assert verdict(plain, "ccm", "DEU") == "undetermined"
    (reason,) = [row["reason"] for row in plain if row["treaty"] == "ccm"]
    assert "Only some variants of ATACMS (MGM-140/164/168) fall under the rule as cluster munitions" in reason


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            ["--supplier", "USA", "--weapon", "landmines", "--date", "2024", "--status", "planned"],
            "Planned, checked as if it had happened.",
        ),
        (
            ["--supplier", "USA", "--weapon", "landmines", "--date", "2024", "--status", "denied"],
            "Denied, checked as if it had happened all the same.",
        ),
        (["--supplier", "USA", "--date", "2024"], "The event names no weapon, so that no rule can be matched. ({})"),
        (["--weapon", "landmines", "--date", "2024"], "The event names no participant, so that nobody can be checked."),
        (
            ["--supplier", "USA", "--weapon", "battle tanks", "--date", "1950"],
            "1 event checked, ",
        ),
    ],
)
def test_what_is_not_simply_so_is_said(timeline_cli: TimelineCli, told: list[str], words: str) -> None:
    arguments = ("add", "--type", "transfer-delivery", *told, "--source", "own observation", "--json")
    event = json.loads(timeline_cli(*arguments).stdout)["event_id"]
    done = timeline_cli("check", event)
    assert done.returncode == 0
    assert words.format(event) in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_lines_csv_and_notices_in_a_pipe(timeline_cli: TimelineCli) -> None:
    added = timeline_cli("add", *MINES, "--date", "2024-11-20", "--source", "own observation", "--json")
    event = json.loads(added.stdout)["event_id"]
    condemned = ("--type", "condemnation", "--speaker", "NOR", "--weapon", "landmines", "--date", "2024-11-21")
    timeline_cli("add", *condemned, "--source", "own observation")
    lines = timeline_cli("check")
    table = [line.split("\t") for line in lines.stdout.splitlines()]
    assert " ".join(table[0]) == "date event_id verdict who role treaty article conduct weapon reason sources"
    assert table[1][:9] == [
        "2024-11-20", event, "prohibited", "Ukraine", "recipient", "Mine Ban Treaty", "Art. 1(1)(b)", "acquire",
        "Anti-personnel mine",
    ]  # fmt: skip
    notice, summary, advice = lines.stderr.splitlines()
    assert notice.startswith("No rule speaks of a speaker in an event of type condemnation. (ev-")
    assert (
        summary == "2 events checked, 6 findings: 1 prohibited, 1 undetermined, 2 restricted, 1 signatory, 1 not-bound."
    )
    assert advice == ADVICE
    told = timeline_cli("check", "--csv", "--finding", "prohibited", "--finding", "signatory")
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert told.stdout.splitlines()[0] == COLUMNS
    assert [row["verdict"] for row in rows] == ["prohibited", "signatory"]
    both = timeline_cli("check", "--csv", "--json")
    assert (both.returncode, both.stderr) == (2, "Error: --json and --csv contradict each other: give one of them.\n")
    mixed = timeline_cli("check", event, "--weapon", "landmines")
    assert (mixed.returncode, mixed.stderr) == (
        2,
        "Error: Name events or give filters, not both; with events go only --finding, --treaty, --actor, --supplier "
        "and --recipient, which say what is shown of them.\n",
    )
    for options, about in (
        (("--treaty", "Ottawa Treaty"), {("mine-ban", "UKR"), ("mine-ban", "USA")}),
        (("--treaty", "mine-ban", "--recipient", "Ukraine"), {("mine-ban", "UKR")}),
        (("--actor", "USA", "--finding", "not-bound"), {("mine-ban", "USA")}),
        (("--supplier", "Ukraine"), set()),
    ):
        narrowed = timeline_cli("check", event, *options, "--json")
        assert {(row["treaty"], row["actor"]) for row in json.loads(narrowed.stdout)} == about
        assert "1 event checked" in narrowed.stderr
    unknown = timeline_cli("check", "--finding", "forbidden")
    assert unknown.returncode == 2
    assert "prohibited" in unknown.stderr


def test_answers_follow_what_is_edited_and_rejected(
    timeline_cli: TimelineCli, database: str, add: Callable[..., str]
) -> None:
    def shown(command: str = "show") -> int:
        done = timeline_cli("--db", database, command, "--finding", "prohibited")
        assert done.returncode == 0, done.stderr
        return len(done.stdout.splitlines()) - 1

    event = add(*MINES, "--date", "2024-11-20")
    assert (shown(), shown("export")) == (1, 1)
    edited = timeline_cli("--db", database, "edit", event, "--date", "2005-06", "--reason", "a slip")
    assert edited.returncode == 0, edited.stderr
    assert shown() == 0
    assert verdict(rows_of(timeline_cli, database, event), "mine-ban", "UKR") == "signatory"
    timeline_cli("--db", database, "edit", event, "--date", "2024-11-20", "--reason", "it was right")
    assert shown() == 1
    rejected = timeline_cli("--db", database, "review", "--withdraw", event, "--reason", "not so")
    assert rejected.returncode == 0, rejected.stderr
    assert shown() == 0
    assert timeline_cli("--db", database, "db", "check").returncode == 0


def test_explain_shows_findings(timeline_cli: TimelineCli) -> None:
    added = timeline_cli("add", *MINES, "--date", "2024-11-20", "--source", "own observation", "--json")
    event = json.loads(added.stdout)["event_id"]
    explained = timeline_cli("explain", event).stdout
    assert "Findings (This is an aid to an analyst, not legal advice)" in explained.splitlines()
    assert (
        "  prohibited    Ukraine (recipient); Mine Ban Treaty Art. 1(1)(b); acquire: Anti-personnel mine" in explained
    )
    record = json.loads(timeline_cli("explain", event, "--json").stdout)
    assert [row["verdict"] for row in record["findings"]][:2] == ["prohibited", "signatory"]
    assert record["unchecked"] == []


def test_what_cannot_be_written_is_computed(
    timeline_cli: TimelineCli, database: str, add: Callable[..., str], engine: Engine
) -> None:
    event = add(*MINES, "--date", "2024-11-20")
    if engine.dialect.name == "postgresql":
        read_only = f"{database}&options=-c%20default_transaction_read_only%3Don"
        checked = timeline_cli("--db", read_only, "check", event)
        filtered = timeline_cli("--db", read_only, "show", "--finding", "prohibited")
    else:  # another program is writing
        with engine.connect().execution_options(timeline_writes=True) as writer, writer.begin():
            writer.execute(text("UPDATE setting SET value = value"))
            checked = timeline_cli("--db", database, "check", event)
            filtered = timeline_cli("--db", database, "show", "--finding", "prohibited")
    assert checked.returncode == 0, checked.stderr
    assert len(checked.stdout.splitlines()) == 7
    assert checked.stderr.splitlines()[0].startswith("Findings are computed and not stored: the database ")
    assert "1 event was never checked, or changed since; some may be missing: " in filtered.stderr


@pytest.mark.parametrize("damage", ["DELETE FROM finding WHERE position = 1", "UPDATE event_check SET verdicts = 0"])
def test_altered_findings_are_found_and_made_anew(
    timeline_cli: TimelineCli, database: str, engine: Engine, damage: str
) -> None:
    timeline_cli("--db", database, "add", *MINES, "--date", "2024-11-20", "--source", "own observation")
    first = timeline_cli("--db", database, "check", "--json").stdout
    with engine.begin() as connection:
        connection.execute(text("UPDATE ruling SET verdict = 'not-bound' WHERE verdict = 'prohibited'"))
        connection.execute(text(damage))
    faulty = timeline_cli("--db", database, "db", "check")
    assert faulty.returncode == 5
    assert [line.split(":")[0][:6] for line in faulty.stdout.splitlines()] == ["ruling", "event "]
    assert timeline_cli("--db", database, "check", "--refresh", "--json").stdout == first
    assert timeline_cli("--db", database, "db", "check").returncode == 0


@pytest.mark.parametrize("width", [80, 200])
def test_a_terminal_shows_blocks_whole(timeline_cli: TimelineCli, sqlite_file: Path, width: int) -> None:
    timeline_cli("add", *MINES, "--date", "2024-11-20", "--source", "own observation")
    reasons = [row["reason"] for row in json.loads(timeline_cli("check", "--json").stdout)]
    seen = on_terminal(["check"], sqlite_file, width)
    assert all(len(line) <= width for line in seen.splitlines())
    words = " ".join(seen.split())
    for reason in reasons:
        for sentence in reason.split(". "):
            assert sentence.rstrip(".") in words
    lines = [line.rstrip() for line in seen.splitlines()]
    assert lines[0].startswith("2024-11-20  United States → Ukraine: Anti-personnel mine, delivery")
    heads = [line for line in lines if line.startswith("  p")]
    assert len(heads) == 1
    assert heads[0].startswith("  prohibited    Ukraine (recipient); Mine Ban Treaty Art. 1(1)(b); acquire")


@pytest.mark.skipif(not SEED.exists(), reason=f"{SEED} is not there")
def test_the_seed_article(timeline_cli: TimelineCli) -> None:
    assert timeline_cli("load", SEED, "--published", "2024-11-20").returncode == 0
    rows = json.loads(timeline_cli("check", "--json").stdout)
    strict = {(row["treaty"], row["actor"], row["role"]) for row in rows if row["verdict"] == "prohibited"}
    assert strict == {("mine-ban", "UKR", "recipient")}
    assert {row["verdict"] for row in rows if (row["treaty"], row["actor"]) == ("mine-ban", "USA")} == {"not-bound"}
    assert not {row["treaty"] for row in rows if row["weapon"] == "cluster-munition"} & {"mtcr"}


def on_terminal(arguments: list[str], database: Path, width: int) -> str:
    """What a terminal of that width shows on stdout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(width), "NO_COLOR": "1", "TERM": "dumb"}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "timeline", "--db", str(database), *arguments]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, env=environment, cwd=database.parent
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
    return seen.decode()
