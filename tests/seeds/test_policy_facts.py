"""The shipped policy decisions: whole rows, links that go back in time, and sources for as much as `checked` says."""

from collections import Counter, defaultdict

from timeline import edtf
from timeline.database.domains import EVENT_RELATIONS
from timeline.documents.proposal import ROLES
from timeline.vocabulary.reading import seed_rows, shipped_vocabulary

VOCABULARY = shipped_vocabulary()
EVENTS = {row["id"]: row for row in seed_rows("policy_events")}
LINKS = seed_rows("policy_links")
SOURCES = seed_rows("policy_sources")
# The days that the task of the United States' chain names; each was read in the sources of its row.
MINES = (
    "1992-10-23", "1993-11-30", "1994-09-26", "1996-05-16", "1997-01-17", "2004-02-27", "2014-06-27", "2014-09-23",
    "2020-01-31", "2022-06-21", "2024-11-20", "2025-12-02",
)  # fmt: skip
CLUSTERS = ("2001-01-10", "2008-06-19", "2009-03-11", "2017-11-30", "2023-07-07")


def test_the_chains_are_whole() -> None:
    dates: dict[str, list[str]] = defaultdict(list)
    for row in EVENTS.values():
        dates[row["weapon"]].append(row["date"])
    assert {weapon: tuple(days) for weapon, days in dates.items()} == {
        "anti-personnel-mine": MINES,
        "cluster-munition": CLUSTERS,
    }
    assert len(EVENTS) == len(seed_rows("policy_events"))


def test_every_row_says_what_the_vocabulary_knows() -> None:
    for row in EVENTS.values():
        assert row["type"] in VOCABULARY.event_types
        assert row["weapon"] in VOCABULARY.weapons
        for each in row["participants"].split("|"):
            role, actor = each.split(":")
            assert role in ROLES
            assert actor in VOCABULARY.actors
        for date in filter(None, (row["date"], row["made_public"])):
            assert edtf.parse(date).text == date
        if row["made_public"]:
            assert edtf.parse(row["made_public"]).last >= edtf.parse(row["date"]).first
        assert row["title"]
        assert row["summary"].endswith(".")


def test_a_link_goes_back_in_time_and_between_decisions_on_one_weapon() -> None:
    assert len({(row["event_id"], row["other_id"], row["relation"]) for row in LINKS}) == len(LINKS)
    for row in LINKS:
        later, earlier = EVENTS[row["event_id"]], EVENTS[row["other_id"]]
        assert row["relation"] in EVENT_RELATIONS
        assert later["weapon"] == earlier["weapon"]
        assert edtf.parse(later["date"]).first > edtf.parse(earlier["date"]).last
        assert row["checked"] in ("0", "1", "2")


def test_every_decision_has_as_many_sources_as_it_was_checked_in() -> None:
    counted = Counter(row["event_id"] for row in SOURCES)
    assert counted.keys() == EVENTS.keys()
    for row in EVENTS.values():
        assert row["checked"] in ("1", "2")
        assert counted[row["id"]] >= int(row["checked"])
    for row in SOURCES:
        assert row["publisher"]
        assert row["title"]
        assert row["url"].startswith(("https://", "http://"))
        if row["date"]:
            assert edtf.parse(row["date"]).text == row["date"]
