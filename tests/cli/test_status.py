"""`timeline status` as a user runs it: positions, totals, changes, and what bad questions get."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.cli.terminal import at_terminal
from tests.conftest import TimelineCli
from timeline.database.opening import open_engine, writing

KEYS = ["treaty", "actor", "on", "position", "certainty", "since", "until", "acts"]
ACT_KEYS = ["action", "date", "source", "checked", "contested", "note"]


@pytest.mark.parametrize(
    ("treaty", "on", "sentence"),
    [
        ("Ottawa Treaty", "2024-11-20", "Mine Ban Treaty on 2024-11-20: 164 parties, 1 signatory that has not joined."),
        ("mine-ban", "2025-07-24", "Mine Ban Treaty on 2025-07-24: 166 parties (in force for 164), 0 signatories."),
        ("mine-ban", "2026-02-21", "Mine Ban Treaty on 2026-02-21: 161 parties, 0 signatories."),
        ("CCM", "2018-08-01", "Convention on Cluster Munitions on 2018-08-01: 103 parties (in force for 102), "),
        ("CCM", "2025-03-07", "Convention on Cluster Munitions on 2025-03-07: 111 parties, "),
        ("att", "2015-07-01", "Arms Trade Treaty on 2015-07-01: 69 parties (in force for 65), "),
        ("tpnw", "2022-06-21", "TPNW on 2022-06-21: 65 parties (in force for 60), "),
        ("ccw-p1", "2024-11-20", " and possibly 119 more"),
        ("mtcr", "2024-11-20", "MTCR on 2024-11-20: 35 participants."),
    ],
)
def test_totals_are_said_beside_the_rows(timeline_cli: TimelineCli, treaty: str, on: str, sentence: str) -> None:
    ran = timeline_cli("status", treaty, "--on", on)
    assert ran.returncode == 0
    assert sentence in ran.stderr
    assert sentence not in ran.stdout


def test_a_row_for_each_state_in_a_pipe(timeline_cli: TimelineCli) -> None:
    ran = timeline_cli("status", "mine-ban", "--on", "2025-08-25")
    header, *lines = ran.stdout.splitlines()
    assert header == "treaty\tactor\ton\tposition\tchecked\tsources\tnotes"
    rows = {line.split("\t")[1]: line.split("\t") for line in lines}
    assert [len(row) for row in rows.values()] == [7] * len(lines) == [7] * 200
    assert [line.split("\t")[1] for line in lines[:4]] == ["Afghanistan", "Albania", "Algeria", "Andorra"]
    assert rows["Poland"] == [
        "Mine Ban Treaty",
        "Poland",
        "2025-08-25",
        "withdrawal notified, still bound until 2026-02-20, party since 2013-06-01 (ratified 2012-12-27, gave notice "
        "of withdrawal 2025-08-20)",
        "one source",
        "untc-2026-02-03:XXVI-5 | untc-2015-03:XXVI-5; computed: Art. 17; untc-2026-02-03"
        ":XXVI-5 end notes | clashreport.com 2026-02-20",
        "",
    ]
    assert rows["Ukraine"][3] == (
        "party that claims to have suspended it, bound since 2006-06-01 (ratified 2005-12-27, said that it suspends it "
        "2025-07-18); others contest it"
    )
    assert rows["United States"][3:] == ["no relation", "", "", ""]
    assert "Others contest the position of Ukraine." in ran.stderr.splitlines()
    assert "Lithuania, withdrawal effective: kept 2025-12-27, otherwise 2025-05-08" in ran.stderr


def test_json_has_just_these_keys(timeline_cli: TimelineCli) -> None:
    ran = timeline_cli("status", "CCM", "--actor", "Lithuania", "--on", "2025-03-05", "--json")
    assert json.loads(ran.stdout) == [
        {
            "treaty": "ccm",
            "actor": "LTU",
            "on": "2025-03-05",
            "position": "withdrawal-notified",
            "certainty": "certainly",
            "since": "2011-09-01",
            "until": "2025-03-06",
            "acts": json.loads(ran.stdout)[0]["acts"],
        }
    ]
    (row,) = json.loads(ran.stdout)
    assert list(row) == KEYS
    assert [list(act) for act in row["acts"]] == [ACT_KEYS] * len(row["acts"])
    assert [(act["action"], act["date"], act["contested"]) for act in row["acts"]] == [
        ("ratification", "2011-03-24", False),
        ("entry_into_force", "2011-09-01", False),
        ("withdrawal_notice", "2024-09-06", False),
        ("withdrawal_effective", "2025-03-06", False),
    ]
    after = timeline_cli("status", "CCM", "--actor", "LTU", "--on", "2025-03-07", "--json")
    (row,) = json.loads(after.stdout)
    assert (row["position"], row["since"]) == ("withdrawn", "2025-03-06")


def test_csv_is_the_same_flat(timeline_cli: TimelineCli) -> None:
    asked = ("status", "mine-ban", "--actor", "UKR", "--actor", "USA", "--on", "2025-08-01")
    rows = list(csv.DictReader(io.StringIO(timeline_cli(*asked, "--csv").stdout)))
    records = json.loads(timeline_cli(*asked, "--json").stdout)
    assert list(rows[0])[:8] == KEYS
    for row, record in zip(rows, records, strict=True):
        for key in KEYS[:-1]:
            assert row[key] == (record[key] or "")
        assert row["acts"] == "; ".join(act["action"] for act in record["acts"])
        assert row["act_dates"] == "; ".join(act["date"] for act in record["acts"])
    assert (rows[0]["actor_name"], rows[0]["treaty_name"], rows[0]["checked"]) == ("Ukraine", "Mine Ban Treaty", "1")
    assert rows[0]["act_contested"] == "; ; contested"
    assert rows[1]["words"] == "no relation"


def test_all_treaties_of_one_state(timeline_cli: TimelineCli) -> None:
    ran = timeline_cli("status", "--actor", "UKR", "--on", "2024-11-20", "--json")
    rows = json.loads(ran.stdout)
    by_treaty = {row["treaty"]: row for row in rows}
    assert len(by_treaty) == len(rows) == 46
    assert by_treaty["mine-ban"]["since"] == "2006-06-01"
    assert by_treaty["att"]["position"] == "signatory"
    assert by_treaty["ccm"]["position"] == "no-relation"
    assert by_treaty["ctbt"]["position"] == "consented"
    assert by_treaty["ccw-p3"]["certainty"] == "possibly"


def test_a_date_that_leaves_it_open_is_answered_with_possibly(timeline_cli: TimelineCli) -> None:
    ran = timeline_cli("status", "CCM", "--actor", "LTU", "--on", "2025-03")
    assert ran.stdout.splitlines()[1].split("\t")[3].startswith("possibly withdrawal notified, still bound")
    assert "or: withdrawn" in ran.stdout
    about = timeline_cli("status", "mine-ban", "--actor", "UKR", "--on", "2024-11~").stdout
    assert about.splitlines()[1].split("\t")[3] == (
        "possibly party since 2006-06-01 (ratified 2005-12-27); "
        "or: something else, as the date is approximate or in doubt"
    )


def test_today_is_asked_for_where_no_date_is_given(timeline_cli: TimelineCli) -> None:
    before = datetime.now(UTC).astimezone().date()
    (row,) = json.loads(timeline_cli("status", "npt", "--actor", "FRA", "--json").stdout)
    assert before.isoformat() <= row["on"] <= datetime.now(UTC).astimezone().date().isoformat()


def test_changes_under_one_treaty(timeline_cli: TimelineCli) -> None:
    ran = timeline_cli("status", "mine-ban", "--changes", "--since", "2025-12", "--until", "2026-01")
    assert [line.split("\t")[:6] for line in ran.stdout.splitlines()] == [
        ["date", "treaty", "actor", "before", "after", "certainty"],
        ["2025-12-01", "Mine Ban Treaty", "Tonga", "has consented, not yet in force for it", "party", "certainly"],
        *(
            ["2025-12-27", "Mine Ban Treaty", state, "withdrawal notified, still bound", "withdrawn", "certainly"]
            for state in ("Estonia", "Latvia", "Lithuania")
        ),
        ["2026-01-10", "Mine Ban Treaty", "Finland", "withdrawal notified, still bound", "withdrawn", "certainly"],
    ]
    assert ran.stderr.splitlines()[0] == "The acts were read up to 2026-02-03; later ones may be missing."


def test_changes_under_all_treaties(timeline_cli: TimelineCli) -> None:
    ran = timeline_cli("status", "--changes", "--since", "2024", "--actor", "LTU", "--json")
    rows = json.loads(ran.stdout)
    assert [(row["treaty"], row["date"], row["after"]) for row in rows] == [
        ("ccm", "2024-09-06", "withdrawal-notified"),
        ("ccm", "2025-03-06", "withdrawn"),
        ("mine-ban", "2025-06-27", "withdrawal-notified"),
        ("mine-ban", "2025-12-27", "withdrawn"),
    ]
    assert list(rows[0]) == ["treaty", "actor", "date", "before", "after", "certainty", "acts"]
    flat = timeline_cli("status", "--changes", "--since", "2024", "--actor", "LTU", "--csv")
    assert [row["words"] for row in csv.DictReader(io.StringIO(flat.stdout))][1] == (
        "withdrawal notified, still bound → withdrawn"
    )


def test_a_change_names_only_what_had_happened_by_then(timeline_cli: TimelineCli) -> None:
    ran = timeline_cli("status", "mine-ban", "--changes", "--since", "2025", "--actor", "LTU")
    assert [line.split("\t")[6] for line in ran.stdout.splitlines()[1:]] == [
        "gave notice of withdrawal 2025-06-27",
        "gave notice of withdrawal 2025-06-27, withdrawal took effect 2025-12-27",
    ]


def test_changes_that_may_lie_outside_the_time_come_last(timeline_cli: TimelineCli, sqlite_file: Path) -> None:
    asked = ["status", "zangger", "--changes", "--since", "1997", "--until", "2011"]
    dates = [line.split("\t")[0] for line in timeline_cli(*asked).stdout.splitlines()[1:]]
    assert dates[:2] == ["1997-10-16", "2008-01-01/2011-01-25"]
    assert set(dates[2:]) == {"1971/2017", "2008/2017"}
    screen = at_terminal(asked, [], db=sqlite_file).screen
    assert "\n\nPossibly in this time\n  1971/2017  " in screen.replace("\r", "")
    assert "\n  2008-01-01/2011-01-25  Kazakhstan: " in screen.replace("\r", "")


def test_a_programme_has_no_participants_before_it_was_adopted(timeline_cli: TimelineCli) -> None:
    for on, position, since in (("2001-07-19", "no-relation", None), ("2001-07-20", "participant", "2001-07-20")):
        (row,) = json.loads(timeline_cli("status", "un-poa-salw", "--actor", "FRA", "--on", on, "--json").stdout)
        assert (row["position"], row["since"]) == (position, since)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "timeline status --actor Ukraine"),
        (["Otawa"], "Ottawa"),
        (["mine-ban", "--actor", "Ukrane"], "Ukraine"),
        (["mine-ban", "--on", "20/11/2024"], "2024-11-20"),
        (["mine-ban", "--on", ""], "The date is empty"),
        (["mine-ban", "--since", "2024"], "--changes"),
        (["mine-ban", "--changes", "--on", "2024"], "--since"),
        (["mine-ban", "--changes", "--since", "2025", "--until", "2024"], "no date can match both"),
        (["mine-ban", "--json", "--csv"], "contradict"),
        (["", "--actor", "Poland"], "The name of the treaty is empty"),
    ],
)
def test_what_cannot_be_asked_exits_2(timeline_cli: TimelineCli, arguments: list[str], words: str) -> None:
    refused = timeline_cli("status", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert words in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "rows", "said"),
    [
        (["CCW", "--actor", "FRA", "--on", "2020"], "party since", "CCW Amended Protocol II (ccw-ap2)"),
        (["mine-ban", "--on", "1990"], "no relation", "Mine Ban Treaty was adopted only on 1997-09-18."),
        (["mine-ban", "--actor", "SSD", "--on", "2005"], "The state did not exist yet: it began on 2011-07-09", ""),
        (["npt", "--actor", "Soviet Union", "--on", "2020"], "Russia", "is a name from 1922-12-30 to 1991-12-26"),
        (["ctbt", "--actor", "FRA"], "Comprehensive Nuclear-Test-Ban Treaty is not in force.", ""),
        (["ccw-p1", "--actor", "UKR", "--on", "2024"], "consented to be bound on an unknown date", ""),
        (["att", "--actor", "Hezbollah"], "no relation", "armed non-state group"),
        (["inf", "--on", "2020"], "until the treaty ended on 2019-08-02 (", "INF Treaty ended on 2019-08-02."),
    ],
)
def test_what_is_odd_gets_a_clear_answer(timeline_cli: TimelineCli, arguments: list[str], rows: str, said: str) -> None:
    ran = timeline_cli("status", *arguments)
    assert ran.returncode == 0
    assert rows in ran.stdout
    assert said in ran.stderr


@pytest.mark.parametrize(
    "arguments", [["mine-ban", "--on", "2025-08-25"], ["--actor", "UKR"], ["--changes", "--since", "2020"]]
)
def test_nothing_is_wider_than_the_terminal(sqlite_file: Path, arguments: list[str]) -> None:
    seen = at_terminal(["status", *arguments], [], db=sqlite_file)
    assert seen.code == 0
    assert [line for line in seen.screen.splitlines() if len(line) > 80] == []
    assert "…" not in seen.screen


def test_a_terminal_groups_the_states(sqlite_file: Path) -> None:
    seen = at_terminal(["status", "mine-ban", "--on", "2025-08-25"], [], db=sqlite_file)
    lines = seen.screen.splitlines()
    assert lines[:4] == [
        "Mine Ban Treaty on 2025-08-25",
        "",
        "Party (158)",
        "  Afghanistan               party since 2003-03-01 (acceded 2002-09-11)  [1-4]",
    ]
    headings = [line for line in lines if line[:1].isalpha() and line.endswith(")")]
    assert headings[:5] == [
        "Party (158)",
        "Party that claims to have suspended it (1)",
        "Withdrawal notified, still bound (5)",
        "Has consented, not yet in force for it (2)",
        "No relation (34)",
    ]
    assert "  [1] untc-2026-02-03:XXVI-5" in lines


def test_one_state_is_shown_with_its_acts(sqlite_file: Path) -> None:
    seen = at_terminal(["status", "mine-ban", "--actor", "POL", "--on", "2025-08-25"], [], db=sqlite_file)
    assert "    gave notice of withdrawal 2025-08-20  [" in seen.screen
    assert "    in force for it 2013-06-01 (computed)  [" in seen.screen


@pytest.mark.parametrize("state", ["LTU", "FIN", "UKR", "USA"])
def test_every_source_that_a_single_position_names_is_listed(sqlite_file: Path, state: str) -> None:
    seen = at_terminal(["status", "mine-ban", "--actor", state, "--on", "2025-08-25"], [], db=sqlite_file)
    assert seen.code == 0
    ends = re.findall(r"\[([0-9, -]+)\]\*{0,2}(?:  |$)", seen.screen, flags=re.MULTILINE)
    named = {int(number) for each in ends for number in re.findall(r"\d+", each)}
    listed = {int(number) for number in re.findall(r"^  \[(\d+)\] ", seen.screen, flags=re.MULTILINE)}
    assert max(named, default=0) == len(listed) == max(listed, default=0)


def test_the_users_own_act_counts_at_once(timeline_cli: TimelineCli, url: URL) -> None:
    engine = open_engine(url, create=False)
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO treaty_action (treaty_id, actor_id, action, date, first_day, last_day, source, checked)"
            " VALUES ('mine-ban', 'GEO', 'accession', '2026-03-10', '2026-03-10', '2026-03-10', 'my own note', 1)"
        )
    engine.dispose()
    address = url.render_as_string(hide_password=False)
    ran = timeline_cli("--db", address, "status", "mine-ban", "--actor", "GEO", "--on", "2026-09-01", "--json")
    (row,) = json.loads(ran.stdout)
    assert (row["position"], row["since"]) == ("party", "2026-09-01")
    assert [(act["action"], act["source"]) for act in row["acts"]] == [("accession", "my own note")]
    ran = timeline_cli("--db", address, "status", "mine-ban", "--on", "2026-09-01")
    assert "Mine Ban Treaty on 2026-09-01: 162 parties, 0 signatories." in ran.stderr


def test_a_bloc_stands_for_its_members_on_the_date(timeline_cli: TimelineCli) -> None:
    def asked(*arguments: str) -> list[str]:
        rows = json.loads(timeline_cli("status", *arguments, "--json").stdout)
        return [row["actor"] for row in rows]

    before, after = (
        asked("ccm", "--actor", "NATO", "--on", "2024-03-06"),
        asked("ccm", "--actor", "NATO", "--on", "2025"),
    )
    assert set(after) - set(before) == {"SWE"}
    assert (len(after), "nato" in after) == (32, False)
    assert asked("ccm", "--actor", "members:NATO", "--actor", "USA", "--on", "2024") == after
    assert asked("firearms-protocol", "--actor", "EU", "--on", "2024-11-20")[0] == "eu"
    assert "eu" not in asked("firearms-protocol", "--actor", "members:EU", "--on", "2024-11-20")
    assert asked("ccm", "--actor", "members:NATO", "--on", "1930") == []
    told = timeline_cli("status", "ccm", "--actor", "G7", "--actor", "members:NATO", "--on", "2024").stderr.splitlines()
    assert told[0] == (
        "Group of Seven stands for its 7 members in 2024: Canada, France, Germany, Italy, Japan, United Kingdom, "
        "United States."
    )
    assert told[1].startswith("NATO stands for its 31 members in 2024: Albania, ")
    assert told[1].endswith(", United States; possibly Sweden too.")
    none = timeline_cli("status", "ccm", "--actor", "NATO", "--on", "1930")
    assert none.stderr == "Nobody is recorded as a member of NATO in 1930.\n"
    assert len(none.stdout.splitlines()) == 1
    refused = timeline_cli("status", "ccm", "--actor", "members:Ukraine")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Unknown body with recorded members 'Ukraine'." in refused.stderr


def test_changes_of_a_bloc_are_those_of_who_was_a_member_then(timeline_cli: TimelineCli) -> None:
    ran = timeline_cli("status", "ccm", "--changes", "--actor", "NATO", "--json")
    first: dict[str, str] = {}
    for row in json.loads(ran.stdout):
        first.setdefault(row["actor"], row["date"])
    assert first["FRA"] == "2008-12-03"
    assert "SWE" not in first  # which joined the treaty before the alliance
    assert first["ALB"] >= "2009-04-01" <= first["HRV"]  # and not when they signed, in 2008
    assert ran.stderr.startswith("NATO stands for each of these while it was a member, or possibly was one: Albania, ")
    nobody = timeline_cli("status", "--changes", "--actor", "members:NATO", "--until", "1930")
    assert nobody.stderr == "Nobody is recorded as a member of NATO in that time.\n"
    assert len(nobody.stdout.splitlines()) == 1
