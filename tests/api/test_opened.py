"""`timeline.open` → the same answers as the commands give, as values, on SQLite and PostgreSQL."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

import timeline
from tests.cli.articles import CLUSTERS
from tests.conftest import TimelineCli
from tests.queries.events import store_events
from tests.queries.records import store_records
from timeline.errors import DatabaseUnusable, OutputFailed, UsageError


@pytest.fixture
def address(engine: Engine, url: URL) -> str:
    """A database with thirteen events, on both kinds."""
    store_events(engine)
    store_records(engine)
    engine.dispose()
    return url.render_as_string(hide_password=False)


def test_answers_are_those_of_the_commands(timeline_cli: TimelineCli, address: str, tmp_path: Path) -> None:
    def told(*arguments: str) -> object:
        return json.loads(timeline_cli("--db", address, *arguments, "--json").stdout)

    with timeline.open(address) as db:
        assert list(db.check(weapon="landmines")) == told("check", "--weapon", "landmines")
        assert list(db.status("CCM", on="2025-03-07")) == told("status", "CCM", "--on", "2025-03-07")
        assert list(db.status_changes(actor="FIN", since="2024")) == told(
            "status", "--actor", "FIN", "--changes", "--since", "2024"
        )
        assert list(db.status("ccm", actor="NATO", on="2024")) == told(
            "status", "ccm", "--actor", "NATO", "--on", "2024"
        )
        assert list(db.policy("USA", "landmines")) == told("policy", "--actor", "USA", "--weapon", "landmines")
        (first, *_) = db.events(finding="prohibited")
        assert db.explain(first.event_id) == told("explain", first.event_id)
        db.events(include="all", sort="-date").to_csv(tmp_path / "events.csv")
        exported = timeline_cli("--db", address, "export", "--include", "all")
        assert sorted((tmp_path / "events.csv").read_text("utf-8").splitlines()) == sorted(exported.stdout.splitlines())


def test_events_are_read_when_they_are_gone_through(address: str) -> None:
    with timeline.open(address) as db:
        events = db.events(type="transfer", include="review")
        before = [event.event_id for event in events]
        added = db.add(
            type="transfer-delivery", date="2024-02", supplier="USA", recipient=["Ukraine", "Poland"], weapon="ATACMS",
            quantity="20", source="own observation", quote="Twenty were seen.", place="Rzeszów",
        )  # fmt: skip
        assert len(events) == len(before) + 1
        assert added in [event.event_id for event in events]
        again = db.add(
            type="transfer-delivery", date="2024-02", supplier="USA", recipient=["Ukraine", "Poland"], weapon="ATACMS",
            quantity="20", source="own observation", quote="Twenty were seen.", place="Rzeszów",
        )  # fmt: skip
        assert again == added
        assert db.event(added).weapons[0].quantity_min == 20
        assert len(db.events(type="transfer", include="review", limit=2)) == 2
        assert len(db.events(known_on="2020")) == 0


def test_frames_have_the_types_of_what_they_hold(address: str) -> None:
    with timeline.open(address) as db:
        frame = db.events().to_pandas()
        assert len(frame) == len(db.events())
        assert {name: str(frame[name].dtype) for name in ("date", "date_first", "source_count", "weapon_ids")} == {
            "date": "str", "date_first": "datetime64[s]", "source_count": "Int64", "weapon_ids": "object",
        }  # fmt: skip
        assert frame.loc[frame["date"] == "2020", "date_last"].dt.strftime("%Y-%m-%d").tolist() == ["2020-12-31"]
        long = db.events(weapon="himars").to_pandas("long")
        assert long[["role", "actor_id", "quantity_min", "value"]].values.tolist() == [
            ["supplier", "GBR", 18, 10_000_000_000.0], ["recipient", "POL", 18, 10_000_000_000.0],
        ]  # fmt: skip
        counted = db.stats("pair", type="transfer").to_pandas()
        assert str(counted["possible"].dtype) == "Int64"
        empty = db.events(since="2090").to_pandas()
        assert (len(empty), list(empty.columns)) == (0, list(frame.columns))
        assert list(db.check(since="2090").to_pandas().columns)[:2] == ["event_id", "treaty"]


def test_what_cannot_be_meant_is_refused_in_one_sentence(address: str, tmp_path: Path) -> None:
    with timeline.open(address) as db:
        for call, said in (
            (lambda: db.events(recipent="Ukraine"), "Unknown filter 'recipent'. Nearest: recipient, not_recipient."),
            (lambda: db.events(sort="size"), "Unknown order 'size'."),
            (lambda: db.events(limit=-1), "The limit is a whole number from 0 on, not -1."),
            (lambda: db.events(weapon=[]), "The filter weapon names nothing"),
            (lambda: db.events(confidence=0.5), "write 0.5.. for at least that much."),
            (lambda: db.events(weapon=5), "Unknown weapon '5'."),
            (lambda: db.events(weapon="blaster"), "Unknown weapon 'blaster'."),
            (lambda: db.events().to_pandas("tall"), "Unknown layout 'tall'. Known: wide, long, dyads."),
            (lambda: db.events().export(tmp_path / "x.doc"), "does not end as any format does"),
            (lambda: db.stats("colour"), "Unknown thing to count by 'colour'."),
            (lambda: db.status(), "Name a treaty, an actor, or both."),
            (lambda: db.check("ev-1", weapon="landmines"), "Name events or give filters, not both."),
            (lambda: db.add(type="threat", date="2024", source="own observation", who="x"), "Unknown field 'who'."),
            (lambda: db.add(type="threat", date="2024", source="own observation"), "names nobody and nothing"),
        ):
            with pytest.raises(UsageError) as caught:
                call()
            assert said in str(caught.value)
        db.events().to_csv(tmp_path / "once.csv")
        with pytest.raises(OutputFailed):
            db.events().to_csv(tmp_path / "once.csv")
        db.status("CCM", on="2024").to_csv(tmp_path / "status.csv")
        assert (tmp_path / "status.csv").read_text("utf-8").startswith("treaty,actor,on,position,")
    with pytest.raises(UsageError, match="This timeline is closed"):
        len(db.events())
    with pytest.raises(DatabaseUnusable):
        timeline.open(tmp_path / "none.db", create=False)


def test_tables_load_whole_or_with_their_good_rows(address: str, tmp_path: Path) -> None:
    with timeline.open(address) as db:
        db.events().to_csv(tmp_path / "events.csv")
        lines = (tmp_path / "events.csv").read_text("utf-8").splitlines()
        bad = tmp_path / "bad.csv"
        bad.write_text("\n".join([*lines, lines[1].replace(lines[1].split(",")[1], "nonsense", 1)]) + "\n", "utf-8")
    with timeline.open(tmp_path / "new.db") as new:
        refused = new.load(bad)
        assert (refused.documents, refused.rows, len(refused.refused)) == ([], 0, 1)
        kept = new.load(bad, keep_good=True)
        assert (kept.rows, len(kept.refused)) == (len(lines) - 1, 1)
        assert new.load(tmp_path / "events.csv").unchanged == [str(tmp_path / "events.csv")]


def test_search_log_and_differences_are_those_of_the_commands(
    timeline_cli: TimelineCli, address: str, tmp_path: Path
) -> None:
    def told(*arguments: str) -> object:
        return json.loads(timeline_cli("--db", address, *arguments, "--json").stdout)

    (tmp_path / "clusters.md").write_text(CLUSTERS, "utf-8")
    with timeline.open(address) as db:
        db.load(tmp_path / "clusters.md", publisher="Paper")
        found = db.search("cluster* -mine", publisher="Paper", limit=3)
        assert found[0]["passages"]
        assert list(found) == told("search", "cluster* -mine", "--publisher", "Paper", "--limit", "3")
        assert list(db.search("cluster*", known_on="2020")) == []
        first = next(iter(db.events(type="transfer"))).event_id
        assert list(db.log(first, limit=5)) == told("log", first, "--limit", "5")
        last, own = db.log(limit=1)[0], db.log(first, limit=1)[0]["change"]
        assert list(db.log(last["change"])) == [last]
        with pytest.raises(UsageError, match="is no file, database or moment"):
            db.diff("a\0b")
        with pytest.raises(UsageError, match="whole number from 0 on, not -1"):
            db.log(limit=-1)
        with pytest.raises(UsageError, match="There is no change 999999"):
            db.log(999999)
        then = last["at"]
        taken_back = db.undo(first, why="hearsay")
        assert (taken_back["undoes"], taken_back["why"]) == ([own], "hearsay")
        assert taken_back == db.log(limit=1)[0]
        with pytest.raises(UsageError, match=f"undo {taken_back['change']} brings change {own} back"):
            db.undo(first)
        csv = timeline_cli("--db", address, "diff", then, "--csv").stdout
        db.diff(then).to_csv(tmp_path / "diff.csv")
        assert (tmp_path / "diff.csv").read_text("utf-8") == csv
        assert first in csv
        db.events().to_csv(tmp_path / "now.csv")
        assert (list(db.diff(tmp_path / "now.csv")), list(db.diff(then, address))) == ([], list(db.diff(then)))
        db.undo(taken_back["change"])
        assert list(db.diff(then)) == []


def test_pictures_are_those_of_the_command(timeline_cli: TimelineCli, address: str, tmp_path: Path) -> None:
    with timeline.open(address) as db:
        assert db.plot(tmp_path / "ours.svg", "years", type="transfer") == ()
        drawn = timeline_cli("--db", address, "plot", "years", "--type", "transfer")
        assert (tmp_path / "ours.svg").read_text("utf-8") == drawn.stdout
        with pytest.raises(OutputFailed, match="exists already"):
            db.plot(tmp_path / "ours.svg")
        db.plot(tmp_path / "ours.svg", force=True)
        assert db.plot(tmp_path / "none.svg", since="2090") == ("Nothing matches, so nothing was drawn.",)
        assert not (tmp_path / "none.svg").exists()
        for said, words in (({"width": 3}, "from 400 to 4000, not 3"), ({"picture": "pie"}, "Unknown picture 'pie'")):
            with pytest.raises(UsageError, match=words):
                db.plot(tmp_path / "none.svg", **said)
        with pytest.raises(UsageError, match=r"neither in \.svg nor in \.png"):
            db.plot(tmp_path / "a.gif")


def test_verdicts_are_found_first_also_those_of_a_moment(timeline_cli: TimelineCli, address: str) -> None:
    with timeline.open(address) as db:
        at = db.log(limit=1)[0]["at"]
        then = [event.event_id for event in db.events(finding="prohibited", known_on=at)]
        counted = db.stats("type", finding="prohibited")
        now = [event.event_id for event in db.events(finding="prohibited")]
    assert then == now != []
    assert sum(row["possible"] for row in counted) == len(now)
    shown = json.loads(
        timeline_cli("--db", address, "show", "--finding", "prohibited", "--known-on", at, "--json").stdout
    )
    assert [event["event_id"] for event in shown] == then
