"""`timeline stats` as a user runs it."""

import json

import pytest
from sqlalchemy import URL, Engine

from tests.conftest import TimelineCli
from tests.queries.records import store_records


@pytest.fixture
def stored(engine: Engine, url: URL) -> str:
    """A database with five events, on both kinds: its address."""
    store_records(engine)
    engine.dispose()
    return url.render_as_string(hide_password=False)


def test_lines_csv_and_json_say_the_same(timeline_cli: TimelineCli, stored: str) -> None:
    lines = timeline_cli("--db", stored, "stats", "--by", "year,pair", "--supplier", "EU", "--supplier", "USA")
    assert lines.stdout == (
        "year\tsupplier\trecipient\tevents\tworth\n"
        "2019\tUnited Kingdom\tPoland\t1\tUSD 10,000,000,000\n"
        "2020\tUnited States\tUnited Kingdom\t1\t\n"
    )
    assert lines.stderr == "2 events in all.\n"
    table = timeline_cli("--db", stored, "stats", "--by", "year", "--csv", "--limit", "2")
    assert table.stdout == (
        "year,certain,possible,value_usd_certain,value_usd_possible\n2019,1,1,10000000000,10000000000\n2020,1,1,,\n"
    )
    assert table.stderr == "5 events in all.\n2 more rows; raise --limit to see them.\n"
    told = json.loads(timeline_cli("--db", stored, "stats", "--by", "weapon", "--value", "1..", "--json").stdout)
    worth = {"USD": {"certain": 10_000_000_000, "possible": 10_000_000_000}}
    assert told == {
        "by": ["weapon"],
        "rows": [{"weapon": "himars", "weapon_name": "M142 HIMARS", "certain": 1, "possible": 1, "value": worth}],
        "total": {"certain": 1, "possible": 1, "value": worth},
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "yeer"), "Unknown thing to count by 'yeer'. Nearest: year."),
        (("--by", " , "), "--by needs something to count by, such as year or weapon,supplier."),
        (("--json", "--csv"), "--json and --csv contradict each other: give one of them."),
    ],
)
def test_what_cannot_be_counted(timeline_cli: TimelineCli, arguments: tuple[str, ...], said: str) -> None:
    refused = timeline_cli("stats", *arguments)
    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", f"Error: {said}\n")
