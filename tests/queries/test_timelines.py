"""Treaty acts among the events of documents: listed once, compared by date, and only where they are asked for."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from tests.queries.events import store_rows
from timeline.database.opening import reading, writing
from timeline.law.acts import ACTIONS
from timeline.queries.entries import Entry
from timeline.queries.filters import Filters
from timeline.queries.listing import entries
from timeline.queries.timelines import how_many, timeline_entries
from timeline.queries.treaty_acts import TITLES, TYPES, find_acts

MINES = "anti-personnel-mine"
ROWS = (
    ("auto", "treaty-withdrawal", "2025-06", "party EST, party LVA", MINES, "mine-ban"),
    ("auto", "treaty-withdrawal", "2025-05-08", "party LTU", MINES, "mine-ban"),
    ("auto", "treaty-ratification", "2005-12-28", "party UKR", MINES, "mine-ban"),
    ("review", "treaty-withdrawal", "2025-07-10", "party FIN", MINES, "mine-ban"),
    ("auto", "transfer-delivery", "2025-01-01", "supplier USA, recipient UKR", MINES, ""),
)
SINCE_2025 = Filters(treaty=("mine-ban",), since=dt.date(2025, 1, 1), until=dt.date(2025, 8, 20))


def listed(engine: Engine, filters: Filters, sort: str = "date", limit: int | None = None) -> list[Entry]:
    with reading(engine) as connection:
        return list(timeline_entries(connection, filters, sort=sort, limit=limit))


@pytest.fixture
def told(engine: Engine) -> Engine:
    """A database with five events about mines, four of them about the Mine Ban Treaty."""
    store_rows(engine, ROWS)
    return engine


def test_acts_stand_among_the_events_in_order(told: Engine) -> None:
    found = listed(told, SINCE_2025)
    assert [(entry.date, entry.participants["party"][0].id, entry.event_id[:4]) for entry in found] == [
        ("2025-03-12", "MHL", "act-"),
        ("2025-05-08", "LTU", "ev-" + found[1].event_id[3]),
        ("2025-06", "EST", "ev-" + found[2].event_id[3]),
        ("2025-06-25", "TON", "act-"),
        ("2025-06-27", "LTU", "act-"),
        ("2025-07-10", "FIN", "act-"),
        ("2025-07-18", "UKR", "act-"),
        ("2025-08-20", "POL", "act-"),
    ]
    poland = found[-1]
    assert (poland.event_id, poland.type, poland.group) == (
        "act-mine-ban-POL-withdrawal_notice-2025-08-20",
        "treaty-withdrawal",
        "treaty",
    )
    assert (poland.status, poland.review, poland.origin, poland.confidence) == (
        "actual",
        "accepted",
        "reference",
        None,
    )
    assert (poland.note, poland.remark) == ("C.N.421.2025", "treaty act: gave notice of withdrawal")
    assert [source.publisher for source in poland.sources] == [
        "clashreport.com 2026-02-20",
        "UN Treaty Collection XXVI-5 end notes",
    ]
    assert found[0].remark == "treaty act: ratified; one source"
    assert found[6].remark == "treaty act: said that it suspends it; contested"


def test_an_act_that_an_event_tells_is_listed_once(told: Engine) -> None:
    found = listed(told, SINCE_2025)
    notice = (
        "gave notice of withdrawal 2025-06-27 (untc-2026-02-03:XXVI-5 end notes | lccodebase.cn 2025-06-30 news page)"
    )
    assert found[2].remark == f"treaty act agrees: Estonia {notice}; treaty act agrees: Latvia {notice}"
    assert not [entry for entry in found if entry.event_id.startswith(("act-mine-ban-EST", "act-mine-ban-LVA"))]


def test_an_act_is_listed_where_the_event_that_tells_it_is_not(told: Engine) -> None:
    later = Filters(treaty=("mine-ban",), actor=("EST",), since=dt.date(2025, 6, 27), strict_dates=True)
    assert [entry.event_id for entry in listed(told, later)] == [
        "act-mine-ban-EST-withdrawal_notice-2025-06-27",
        "act-mine-ban-EST-withdrawal_effective-2025-12-27",
    ]


def test_what_waits_for_review_is_compared_only_where_it_is_shown(told: Engine) -> None:
    of_finland = Filters(treaty=("mine-ban",), actor=("FIN",), since=dt.date(2025, 1, 1))
    assert [entry.event_id[:4] for entry in listed(told, of_finland)] == ["act-", "act-"]
    with_it = Filters(treaty=("mine-ban",), actor=("FIN",), since=dt.date(2025, 1, 1), include=frozenset({"review"}))
    first, second = listed(told, with_it)
    assert first.remark.startswith("treaty act agrees: Finland gave notice of withdrawal 2025-07-10")
    assert second.event_id == "act-mine-ban-FIN-withdrawal_effective-2026-01-10"


def test_a_disagreement_is_marked_on_both(told: Engine) -> None:
    act, event = listed(told, Filters(treaty=("mine-ban",), type=("treaty-ratification",), actor=("UKR",)))
    assert event.remark == (
        "dated otherwise by the treaty acts: Ukraine ratified 2005-12-27 (untc-2026-02-03:XXVI-5 | "
        "untc-2015-03:XXVI-5, one source)"
    )
    assert act.remark == f"treaty act: ratified; one source; dated otherwise by {event.event_id}: 2005-12-28"


def test_an_earlier_step_may_be_another_one(told: Engine) -> None:
    event, act = listed(told, Filters(treaty=("mine-ban",), actor=("LTU",), since=dt.date(2025, 1, 1)))[:2]
    assert event.remark.endswith("(perhaps an earlier step, such as a vote)")
    assert act.remark == (
        f"treaty act: gave notice of withdrawal; dated otherwise by {event.event_id}: 2025-05-08 "
        "(perhaps an earlier step, such as a vote)"
    )


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(weapon=("landmine",)),
        Filters(actor=("UKR",)),
        Filters(type=("transfer-delivery",)),
        Filters(treaty=("mine-ban",), roles=(("supplier", ("USA",)),)),
        Filters(treaty=("mine-ban",), status=("planned",)),
        Filters(treaty=("mine-ban",), type=("condemnation",)),
        Filters(treaty=("mine-ban",), review=("proposed",)),
    ],
)
def test_other_questions_stay_as_they_are(told: Engine, filters: Filters) -> None:
    with reading(told) as connection:
        plain = list(entries(connection, filters))
    assert [entry.event_id for entry in listed(told, filters)] == [entry.event_id for entry in plain]


@pytest.mark.parametrize("sort", ["date", "-date", "type", "confidence", "id"])
def test_every_order_and_limit_takes_acts_in(told: Engine, sort: str) -> None:
    whole = listed(told, SINCE_2025, sort)
    assert sorted(entry.event_id for entry in whole) == sorted(entry.event_id for entry in listed(told, SINCE_2025))
    for limit in range(len(whole) + 2):
        assert listed(told, SINCE_2025, sort, limit) == whole[:limit]
    with reading(told) as connection:
        assert how_many(connection, SINCE_2025) == len(whole)
    first = {"-date": "2025-08-20", "id": "2025-07-10"}.get(sort, "2025-03-12")
    assert whole[0].date == first


def test_a_type_alone_asks_for_the_acts_under_all_treaties(told: Engine) -> None:
    found = listed(told, Filters(type=("treaty-suspension",), since=dt.date(2023, 1, 1)))
    assert {entry.treaties[0].id for entry in found} >= {"mine-ban", "new-start"}
    assert {entry.type for entry in found} == {"treaty-suspension"}
    mines = listed(told, Filters(type=("treaty-suspension",), weapon=("landmine",), since=dt.date(2023, 1, 1)))
    assert [entry.event_id for entry in mines] == ["act-mine-ban-UKR-suspension-2025-07-18"]


def test_an_undated_act_is_only_possibly_within_dates(told: Engine) -> None:
    asked = Filters(treaty=("ccw-p1",), actor=("UKR",), since=dt.date(2000, 1, 1))
    (act,) = listed(told, asked)
    assert (act.event_id, act.date, act.possible) == (
        "act-ccw-p1-UKR-consent_to_be_bound-undated",
        "1980-10-10/2026-02-03",
        True,
    )
    assert act.remark == "treaty act: consented to be bound; no source gives its day; one source"
    assert listed(told, Filters(treaty=("ccw-p1",), actor=("UKR",), since=dt.date(2000, 1, 1), strict_dates=True)) == []


def test_every_action_has_a_type_and_a_title() -> None:
    assert set(TYPES) == set(TITLES) == set(ACTIONS)


def test_an_act_of_the_user_is_listed_and_found_by_its_id(told: Engine) -> None:
    with writing(told) as connection:
        connection.exec_driver_sql(
            "INSERT INTO treaty_action (treaty_id, actor_id, action, date, first_day, last_day, source, checked)"
            " VALUES ('mine-ban', 'GEO', 'accession', '2026-03~', '2026-03-01', '2026-03-31', 'my own note', 0)"
        )
    (act,) = listed(told, Filters(treaty=("mine-ban",), actor=("GEO",)))
    assert (act.event_id, act.origin) == ("act-mine-ban-GEO-accession-2026-03.", "user")
    assert act.remark == "treaty act: acceded; general knowledge"
    with reading(told) as connection:
        assert [each.id for each in find_acts(connection, "act-mine-ban-geo")] == [act.event_id]
