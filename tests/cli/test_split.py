"""`timeline split`, and what becomes of several papers' reports of one delivery on the way from article to table."""

import json
from pathlib import Path

import pytest

from tests.conftest import TimelineCli

AGENCY = "Germany delivered 14 Leopard 2 tanks to Ukraine on 27 March 2023, the defence ministry in Berlin said.\n"
COURIER = "Berlin handed over 18 Leopard 2 tanks to Kyiv on 27 March 2023, according to a person close to the talks.\n"
LATER = "Germany delivered 14 Leopard 2 tanks to Ukraine on 27 April 2023, the defence ministry in Berlin said.\n"


@pytest.fixture
def delivery(timeline_cli: TimelineCli, tmp_path: Path) -> str:
    """The id of the delivery of March out of two papers; that of April is another."""
    for paper, day, text in (("Agency", "2023-03-28", AGENCY), ("Courier", "2023-03-29", COURIER)):
        (tmp_path / f"{paper}.txt").write_text(text, "utf-8")
        loaded = timeline_cli("load", f"{paper}.txt", "--published", day, "--publisher", paper)
        assert loaded.returncode == 0, loaded.stderr
    (tmp_path / "later.txt").write_text(LATER, "utf-8")
    assert timeline_cli("load", "later.txt", "--published", "2023-04-28", "--publisher", "Agency").returncode == 0
    shown = timeline_cli("show", "--type", "transfer-delivery", "--json")
    found = {event["date"]: event for event in json.loads(shown.stdout)}
    assert {day: event["source_publishers"] for day, event in found.items()} == {
        "2023-03-27": ["Agency", "Courier"],
        "2023-04-27": ["Agency"],
    }
    return str(found["2023-03-27"]["event_id"])


def test_a_split_event_is_two_and_says_why(timeline_cli: TimelineCli, delivery: str) -> None:
    done = timeline_cli("split", delivery, "--document", "2", "--reason", "another train", "--json")
    assert done.returncode == 0, done.stderr
    first, other = json.loads(done.stdout)
    assert (first["date"], first["quantity_max"], first["source_publishers"]) == ("2023-03-27", [14], ["Agency"])
    assert (other["date"], other["quantity_min"], other["source_publishers"]) == ("2023-03-27", [18], ["Courier"])
    assert done.stderr.splitlines() == [f"Two events now; the other one is {other['event_id']}."]
    told = timeline_cli("explain", other["event_id"]).stdout
    assert f"distinct-from {delivery}" in told
    assert "another train" in told
    assert "otherwise" not in timeline_cli("explain", delivery).stdout
    assert timeline_cli("db", "check").returncode == 0
    export = timeline_cli("export", "--include", "all").stdout
    assert timeline_cli("load", "Agency.txt", "Courier.txt", "--published", "2023-03-28").returncode == 0
    assert timeline_cli("export", "--include", "all").stdout.count("ev-") >= export.count("ev-")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--document", "2"), "Say why with --reason"),
        (("--document", "3", "--reason", "x"), "Document 3 is no source of"),
        (("--document", "1", "--document", "2", "--reason", "x"), "All sources of"),
        (("--document", "77", "--reason", "x"), "No loaded document is '77'"),
    ],
)
def test_what_cannot_be_split(timeline_cli: TimelineCli, delivery: str, arguments: tuple[str, ...], words: str) -> None:
    refused = timeline_cli("split", delivery, *arguments)
    assert (refused.returncode, words in refused.stderr) == (2, True), refused.stderr
