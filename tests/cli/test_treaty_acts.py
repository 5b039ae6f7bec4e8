"""Treaty acts in `timeline show`, `export`, `load` and `explain` as a user meets them."""

import csv
import io
import json
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli
from tests.queries.events import store_rows

ROWS = (
    ("auto", "treaty-withdrawal", "2025-05-08", "party LTU", "anti-personnel-mine", "mine-ban"),
    ("auto", "treaty-withdrawal", "2025-06", "party EST", "anti-personnel-mine", "mine-ban"),
)
ASKED = ("--treaty", "Ottawa Treaty", "--type", "treaty-withdrawal", "--since", "2025-04", "--until", "2025-06-30")


@pytest.fixture
def stored(engine: Engine, url: URL) -> str:
    """A database with two events about withdrawals, on both kinds: its address."""
    store_rows(engine, ROWS)
    engine.dispose()
    return url.render_as_string(hide_password=False)


def test_show_lists_events_and_acts(timeline_cli: TimelineCli, stored: str) -> None:
    ran = timeline_cli("--db", stored, "show", *ASKED)
    rows = [line.split("\t") for line in ran.stdout.splitlines()[1:]]
    assert [(row[0], row[2], row[6].partition("-")[0]) for row in rows] == [
        ("2025-05-08", "Lithuania", "ev"),
        ("2025-06", "Estonia", "ev"),
        ("2025-06-27", "Lithuania", "act"),
        ("2025-06-27", "Latvia", "act"),
    ]
    assert rows[0][5].startswith(
        "machine 0.90; dated otherwise by the treaty acts: Lithuania gave notice of withdrawal "
    )
    assert rows[1][5].startswith("machine 0.90; treaty act agrees: Estonia gave notice of withdrawal 2025-06-27 (")
    assert rows[2][1:] == [
        "treaty-withdrawal",
        "Lithuania",
        "Mine Ban Treaty",
        "lccodebase.cn 2025-06-30 news page; UN Treaty Collection XXVI-5 end notes, 2026-02-03",
        f"treaty act: gave notice of withdrawal; dated otherwise by {rows[0][6]}: 2025-05-08 (perhaps an earlier step, "
        "such as a vote)",
        "act-mine-ban-LTU-withdrawal_notice-2025-06-27",
    ]
    assert ran.stderr == ""
    limited = timeline_cli("--db", stored, "show", *ASKED, "--limit", "3")
    assert limited.stderr == "1 more matches; raise --limit to see them.\n"
    assert limited.stdout.splitlines() == ran.stdout.splitlines()[:4]


@pytest.mark.parametrize("format", ["csv", "json", "jsonl"])
def test_every_export_has_them(timeline_cli: TimelineCli, stored: str, format: str) -> None:
    text = timeline_cli("--db", stored, "export", *ASKED, "--format", format).stdout
    if format == "csv":
        records = list(csv.DictReader(io.StringIO(text)))
    elif format == "json":
        records = json.loads(text)
        assert text == timeline_cli("--db", stored, "show", *ASKED, "--json").stdout
    else:
        records = [json.loads(line) for line in text.splitlines()]
    assert [record["event_id"].partition("-")[0] for record in records] == ["ev", "ev", "act", "act"]
    assert records[3]["title"] == "Latvia gives notice of withdrawal: Mine Ban Treaty"
    assert records[3]["remark"] == "treaty act: gave notice of withdrawal"
    assert records[3]["note"] == "C.N.361.2025"


def test_an_export_with_acts_loads_back_and_stores_no_act_as_an_event(
    timeline_cli: TimelineCli, stored: str, tmp_path: Path
) -> None:
    timeline_cli("--db", stored, "export", *ASKED, "-o", "first.csv")
    again = timeline_cli("--db", stored, "load", "first.csv")
    assert again.returncode == 0, again.stderr
    loaded = timeline_cli("--db", "other.db", "load", "first.csv")
    assert loaded.returncode == 0, loaded.stderr
    timeline_cli("--db", "other.db", "export", *ASKED, "-o", "second.csv")
    assert (tmp_path / "first.csv").read_bytes() == (tmp_path / "second.csv").read_bytes()
    events = timeline_cli("--db", "other.db", "export", "--format", "jsonl", "--include", "all").stdout
    assert len(events.splitlines()) == 2


def test_an_act_that_the_database_does_not_know_is_refused(
    timeline_cli: TimelineCli, stored: str, tmp_path: Path
) -> None:
    text = timeline_cli("--db", stored, "export", *ASKED).stdout
    (tmp_path / "own.csv").write_text(text.replace("act-mine-ban-LVA", "act-mine-ban-USA"), encoding="utf-8")
    refused = timeline_cli("--db", stored, "load", "own.csv")
    assert refused.returncode == 3
    assert "the treaty act act-mine-ban-USA-withdrawal_notice-2025-06-27 is not recorded" in refused.stderr


def test_explain_an_act(timeline_cli: TimelineCli, stored: str) -> None:
    ran = timeline_cli("--db", stored, "explain", "act-mine-ban-ltu-withdrawal_notice")
    assert ran.stdout.splitlines() == [
        "act-mine-ban-LTU-withdrawal_notice-2025-06-27  Lithuania gives notice of withdrawal: Mine Ban Treaty",
        "",
        "treaty      mine-ban  Mine Ban Treaty",
        "state       LTU  Lithuania",
        "act         gave notice of withdrawal",
        "date        2025-06-27, as the sources state it",
        "shows as    treaty-withdrawal",
        "checked     2  two sources",
        "compared    separate list or report",
        "note        C.N.362.2025",
        "recorded by the reference facts",
        ran.stdout.splitlines()[11],
        "",
        "Sources",
        "  untc-2026-02-03:XXVI-5 end notes – UN Treaty Collection, Multilateral Treaties Deposited with the "
        "Secretary-General, chapter XXVI status pages, as of 2026-02-03, "
        "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=XXVI-5&chapter=26",
        "  lccodebase.cn 2025-06-30 news page",
    ]
    assert "dated otherwise by ev-" in ran.stdout.splitlines()[11]
    record = json.loads(timeline_cli("--db", stored, "explain", "act-mine-ban-EST-withdrawal_notice", "--json").stdout)
    assert (record["actor"], record["date"], record["checked"]) == ("EST", "2025-06-27", 2)
    assert [event[:3] for event in record["agreeing_events"]] == ["ev-"]
    assert record["differing_events"] == []


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("act-mine-ban-LTU", "Use one of these"),
        ("act-mine-ban-USA", "Unknown treaty act"),
        ("act-", "Use one of these"),
    ],
)
def test_an_id_that_means_no_single_act_exits_2(timeline_cli: TimelineCli, id: str, words: str) -> None:
    refused = timeline_cli("explain", id)
    assert refused.returncode == 2
    assert words in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_terminal_shows_acts_whole(sqlite_file: Path) -> None:
    seen = at_terminal(["show", "--treaty", "mine-ban", "--since", "2025-06"], [], db=sqlite_file)
    assert seen.code == 0
    assert all(len(line.rstrip()) <= 80 for line in seen.screen.splitlines())
    assert "…" not in seen.screen
    assert "act-mine-ban-LTU-withdrawal_notice-2025-06-27" in seen.screen.split()
    explained = at_terminal(["explain", "act-mine-ban-UKR-suspension"], [], db=sqlite_file)
    assert all(len(line) <= 80 for line in explained.screen.splitlines())
    assert "contested   others deny it its effect" in explained.screen
